import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createDiskLedger } from '../../../src/capture/diskLedger.ts';
import { documentSource } from '../../../src/capture/documents.ts';
import { createRecorder } from '../../../src/capture/recorder.ts';
import { checkRecordingFile } from '../../../src/journal/read.ts';
import { createRecording } from '../../../src/journal/recordingFile.ts';
import type { CommandFact } from '../../../src/model/event.ts';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createHeldOutput } from '../../../src/sanitize/heldOutput.ts';
import { benchContext, fakeEditor } from '../../bench/fakeEditor.ts';
import { header } from '../journal/samples.ts';

/** Simulated hours; a long run is eight, a working day. */
const hours = Number(process.env.MIRROR_DAY_HOURS ?? 1);
const minuteMs = 60_000;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use once everything that can be freed is. */
function usedBytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** A command of the day: most print little, some a megabyte, few a secret. */
function commandOf(minute: number): { fact: CommandFact; output: string } {
  const lines = minute % 30 === 0 ? 12_000 : 40 + (minute % 7) * 60;
  const line = (index: number): string =>
    `src/part-${index % 90}.ts:${index}:4 - checked ${index * minute} in 18 ms\r\n`;
  const secret =
    minute % 60 === 0 ? `export API_TOKEN=${'gh'}p_${String(minute).padStart(36, 'A1b2C3d4E5')}` : undefined;
  const fact: CommandFact = {
    kind: 'command',
    terminal: 1,
    shell: 'zsh',
    cwd: '.',
    line: secret ?? `npm run check -- --part ${minute % 90}`,
    confidence: 'high',
    exitCode: minute % 9 === 0 ? 1 : 0,
    durationMs: 1800,
  };
  return { fact, output: Array.from({ length: lines }, (_, index) => line(index)).join('') };
}

describe('a working day', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-day-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`of ${hours} hours leaves memory as it was, and a recording that is whole`, { timeout: 600_000 }, async (test) => {
    let now = 0;
    const made = await createRecording(folder, header, { clock: () => now, onTrouble: () => undefined, flushMs: 1 });
    assert.ok(made.ok);
    const gate = createGateOne({});
    const recorder = createRecorder({
      sanitize: gate.fact,
      journal: made.value,
      clock: () => now,
      defer: (work) => setImmediate(work),
    });
    const text = Array.from({ length: 400 }, (_, index) => `const value${index} = compute(${index});`);
    const { parts, listeners, document } = fakeEditor(text);
    const context = { ...benchContext().context, emit: recorder.emit, clock: () => now };
    const source = documentSource(parts, context, createDiskLedger());
    const fire = (name: string, event: unknown): void =>
      (listeners.get(name) as unknown as (event: unknown) => void)(event);

    /** A minute: a word typed and taken back in one of many lines, a save, a look elsewhere, a command. */
    async function minute(index: number): Promise<void> {
      for (let key = 0; key < 60; key++) {
        now += 400;
        const line = index % text.length;
        const at = { line, character: key < 30 ? key : 59 - key };
        const isTyped = key < 30;
        const range = { start: at, end: isTyped ? at : { line, character: at.character + 1 } };
        fire('onDidChangeTextDocument', { document, contentChanges: [{ range, text: isTyped ? 'x' : '' }] });
      }
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
      fire('onDidChangeTextDocument', { document, contentChanges: [{ range: top, text: String(index % 10) }] });
      fire('onWillSaveTextDocument', { document, reason: 1 });
      fire('onDidSaveTextDocument', document);
      recorder.emit({ kind: 'open', file: `src/part-${index % 90}.ts` }, now);
      const { fact, output } = commandOf(index);
      const held = createHeldOutput({ head: 32_768, tail: 32_768 });
      for (let from = 0; from < output.length; from += 4096) held.push(output.slice(from, from + 4096));
      recorder.emit({ ...fact, output: held.text() }, now);
      now = (index + 1) * minuteMs;
      await source.drained();
      await recorder.drain();
    }

    // The first half hour warms up: rules are compiled, caches filled.
    for (let index = 0; index < 30; index++) await minute(index);
    const first = usedBytes();
    let most = 0;
    for (let index = 30; index < hours * 60; index++) {
      await minute(index);
      if (index % 30 === 29) most = Math.max(most, usedBytes());
    }
    source.dispose();
    await recorder.end('stopped');
    await made.value.close();

    const checked = await checkRecordingFile(made.value.path);
    assert.ok(checked.ok && checked.value.ok && checked.value.complete, JSON.stringify(checked));
    const { written, dropped, lost } = recorder.counts();
    assert.deepEqual([dropped, lost, checked.value.events], [0, 0, written]);
    assert.ok(written >= hours * 60 * 3, `${written} events`);
    test.diagnostic(
      `${written} events, ${(statSync(made.value.path).size / 1e6).toFixed(1)} MB; memory ${(first / 1e6).toFixed(1)} MB after half an hour, ${(most / 1e6).toFixed(1)} MB at most after`,
    );
    assert.ok(most <= first * 1.1, `memory grew from ${first} to ${most} bytes`);
  });
});
