import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createUnderWay, type UnderWayPorts } from '../../../src/capture/underWay.ts';
import type { CommandFact } from '../../../src/model/event.ts';

const command = (line: string): CommandFact => ({
  kind: 'command',
  terminal: 1,
  shell: 'bash',
  cwd: '.',
  line,
  confidence: 'medium',
});

/** What is kept, by its line. */
function kept(change: Partial<UnderWayPorts> = {}) {
  const lines = new Map<string, string>();
  const underWay = createUnderWay({
    sanitize: (fact) => (fact.kind === 'command' ? { ...fact, line: fact.line.replace('secret', '[gone]') } : fact),
    file: {
      put: ({ fact, at }) => lines.set(`${fact.terminal} ${at}`, fact.line),
      remove: (terminal, at) => lines.delete(`${terminal} ${at}`),
    },
    isKept: () => true,
    drain: () => Promise.resolve(),
    defer: (work) => setImmediate(work),
    ...change,
  });
  return { underWay, lines };
}

describe('a command under way', () => {
  it('is kept through the gate, after the listener, until its event is in the recording', async () => {
    let written = (): void => undefined;
    const drain = (): Promise<void> => new Promise((resolve) => (written = resolve));
    const { underWay, lines } = kept({ drain });
    underWay.began(command('login secret'), 5);
    assert.equal(lines.size, 0);
    await turn();
    assert.deepEqual([...lines], [['1 5', 'login [gone]']]);
    underWay.over(1, 5);
    await turn();
    await turn();
    assert.equal(lines.size, 1);
    written();
    await turn();
    assert.equal(lines.size, 0);
  });

  it('is not kept where it ended before its turn came, nothing is recorded, or the gate refuses it', async () => {
    const early = kept();
    early.underWay.began(command('quick'), 5);
    early.underWay.over(1, 5);
    const paused = kept({ isKept: () => false });
    paused.underWay.began(command('paused'), 5);
    const refused = kept({ sanitize: () => ({ dropped: 'x' }) });
    refused.underWay.began(command('refused'), 5);
    const faulty = kept({
      sanitize: () => {
        throw new Error('fault');
      },
    });
    faulty.underWay.began(command('faulty'), 5);
    await turn();
    await turn();
    for (const { lines } of [early, paused, refused, faulty]) assert.equal(lines.size, 0);
  });
});
