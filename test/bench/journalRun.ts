/** `node test/bench/journalRun.ts N`: writes, reads and validates N events in this process and prints what it took as JSON. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalog } from '../../src/journal/catalog.ts';
import { checkRecordingFile, streamRecording } from '../../src/journal/read.ts';
import { createRecording } from '../../src/journal/recordingFile.ts';
import type { Fact } from '../../src/model/event.ts';

export interface JournalFigures {
  readonly events: number;
  /** Milliseconds. */
  readonly append: number;
  readonly read: number;
  readonly validate: number;
  /** To look at the list of recordings while this one runs and has grown by a hundred events since the last look. */
  readonly look: number;
  readonly fileBytes: number;
  /** The most memory that the process ever held, in bytes. */
  readonly peakBytes: number;
}

/** So many wait for the file at once: about a megabyte, at which the writer writes without waiting for more. */
const together = 5000;

async function measure(events: number): Promise<JournalFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-bench-'));
  try {
    const { path, ms: append, look } = await write(folder, events);
    let counted = 0;
    const readFrom = performance.now();
    await streamRecording(path, {
      begin: () => undefined,
      unknown: () => undefined,
      event: () => {
        counted += 1;
      },
      problem: ({ message }) => {
        throw new Error(message);
      },
    });
    const read = performance.now() - readFrom;
    const validateFrom = performance.now();
    const checked = await checkRecordingFile(path);
    const validate = performance.now() - validateFrom;
    if (counted !== events || !checked.ok || !checked.value.ok) throw new Error('the journal did not come back whole');
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    return { events, append, read, validate, look, fileBytes: statSync(path).size, peakBytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(
  folder: string,
  events: number,
): Promise<{ readonly path: string; readonly ms: number; readonly look: number }> {
  const start = performance.now();
  const made = await createRecording(
    folder,
    {
      format: 'mirror.recording',
      version: 1,
      id: 'bench',
      workflow: 'Bench',
      startedAt: '2026-01-05T10:00:00.000Z',
      recorder: 'recorder-bench',
      workspace: { name: 'bench' },
      sanitizer: 'mirror/1',
    },
    { clock: () => events, onTrouble: ({ code }) => console.error(code) },
  );
  if (!made.ok) throw new Error(made.error.message);
  const writer = made.value;
  const append = async (from: number, to: number): Promise<void> => {
    for (let first = from; first < to; first += together) {
      const waiting = [];
      for (let at = first; at < Math.min(to, first + together); at++)
        waiting.push(writer.append(factAt(at, events), at));
      await Promise.all(waiting);
    }
  };
  await append(0, events - 101);
  const ms = performance.now() - start;
  const catalog = openCatalog(folder);
  await catalog.view();
  await append(events - 101, events - 1);
  const lookFrom = performance.now();
  const seen = (await catalog.view()).recordings[0]?.events;
  const look = performance.now() - lookFrom;
  if (seen !== events - 1) throw new Error(`the catalog has seen ${seen} events`);
  await append(events - 1, events);
  await writer.close();
  return { path: writer.path, ms, look };
}

function factAt(at: number, events: number): Fact {
  if (at === events - 1) return { kind: 'end', reason: 'stopped' };
  const file = `src/part-${at % 50}.ts`;
  if (at % 3 === 0) {
    const hunks = [{ line: 1 + (at % 400), before: [`const old = ${at};`], after: [`const next = ${at + 1};`, ''] }];
    return { kind: 'edit', file, origin: 'typed', hunks };
  }
  return {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: '.',
    line: `node tools/step-${at % 30}.js --input ${file}`,
    confidence: 'high',
    exitCode: 0,
    durationMs: 120,
    output: { text: `step ${at}: 12 records read, 0 wrong\n` },
  };
}

console.log(JSON.stringify(await measure(Number(process.argv[2] ?? 10_000))));
