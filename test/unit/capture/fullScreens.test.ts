import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CommandFact } from '../../../src/model/event.ts';
import { capturedCommand } from '../../bench/fakeTerminal.ts';

/** What real programs sent to a terminal: see record.py beside them. */
interface RecordedStream {
  readonly command: string;
  readonly exitCode: number;
  readonly chunks: readonly string[];
}

const streams = globSync('fullScreens/*.json', { cwd: import.meta.dirname }).map(
  (file): RecordedStream & { readonly name: string } => ({
    ...JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')),
    name: basename(file, '.json'),
  }),
);

async function commandOf(
  { command, exitCode }: RecordedStream,
  chunks: readonly string[],
  kept = 32_768,
): Promise<CommandFact> {
  const limits = { head: kept, tail: kept };
  const [fact] = await capturedCommand({ line: command, chunks, exitCode, limits });
  assert.ok(fact?.kind === 'command');
  return fact;
}

const alternate = '\u001b[?1049h';

/** What the programs drew, and nothing else in the streams says. */
const drawn = /shown|hello|load average|Tasks|long\.txt"|\[New File|~/;

describe('programs on the full screen', () => {
  it('are the ones that were recorded', () => {
    assert.deepEqual(streams.map(({ name }) => name).sort(), ['less', 'tmux', 'top', 'vi', 'vi-fails', 'watch']);
    for (const { name, chunks } of streams) assert.match(chunks.join(''), drawn, `${name} drew nothing`);
  });

  for (const stream of streams) {
    it(`${stream.name}: the line, the exit code and what stood around it are recorded, no screen is`, async () => {
      const { line, exitCode, output } = await commandOf(stream, stream.chunks);
      assert.deepEqual([line, exitCode], [stream.command, stream.exitCode]);
      assert.doesNotMatch(output?.text ?? '', drawn);
      const expected = /echo before/.test(stream.command) ? /^before\s+(?:\[exited\]\s+)?after\s*$/ : /^$/;
      assert.match(output?.text ?? '', expected);
    });

    it(`${stream.name}: wherever the stream is cut into chunks, and where it is cut off`, async () => {
      const raw = stream.chunks.join('');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(raw.length), { maxLength: 12 }), fc.nat(raw.length), async (cuts, length) => {
          const places = [0, ...cuts.filter((cut) => cut < length).sort((a, b) => a - b), length];
          const chunks = places.slice(1).map((end, at) => raw.slice(places[at], end));
          const { output } = await commandOf(stream, chunks);
          assert.doesNotMatch(output?.text ?? '', drawn);
        }),
        { numRuns: 60, seed: 5 },
      );
    });

    it(`${stream.name}: however long it draws, to its end or not`, async () => {
      const raw = stream.chunks.join('');
      const [enter, leave] = raw.includes(alternate)
        ? [raw.indexOf(alternate), raw.lastIndexOf('\u001b[?1049l')]
        : [raw.indexOf('\u001b[2J'), raw.lastIndexOf('\u001b[?1l')];
      const long = [
        raw.slice(0, enter + alternate.length),
        ...Array(50).fill(raw.slice(enter + alternate.length, leave)),
        raw.slice(leave),
      ];
      const { output } = await commandOf(stream, long, 1000);
      assert.doesNotMatch(output?.text ?? '', drawn);
      assert.equal(output?.truncated, undefined);
      const cutOff = await commandOf(stream, long.slice(0, -1), 1000);
      assert.doesNotMatch(cutOff.output?.text ?? '', drawn);
    });
  }

  it('that end without having begun were missed in their beginning, where nothing else was seen to begin', async () => {
    const stream = streams.find(({ name }) => name === 'vi') ?? assert.fail();
    const raw = stream.chunks.join('');
    const missed = raw.slice(raw.indexOf(alternate) + alternate.length);
    for (const kept of [100, 32_768]) {
      const { output } = await commandOf(stream, [missed], kept);
      assert.equal(output?.text.trim(), 'after');
    }
    const spare = await commandOf(stream, [raw, '\u001b[?1049lmore\r\n']);
    assert.match(spare.output?.text ?? '', /^before\s+after\s+more\s*$/);
  });

  it('do not make a pager that writes into the scrolling screen vanish', async () => {
    const text = Array.from({ length: 30 }, (_, n) => `commit ${n}\r\n`).join('');
    const stream = { command: 'git log', exitCode: 0, chunks: [] };
    const { output } = await commandOf(stream, ['\u001b[?1h\u001b=\r', text, '\r\u001b[K\u001b[?1l\u001b>']);
    assert.match(output?.text ?? '', /commit 0\n[\s\S]*commit 29/);
  });

  it('and a plain clear of the screen leaves what comes after it', async () => {
    const stream = { command: 'clear; echo after', exitCode: 0, chunks: [] };
    const { output } = await commandOf(stream, ['\u001b[H\u001b[2J\u001b[3J', 'after\r\n']);
    assert.equal(output?.text.trim(), 'after');
  });
});
