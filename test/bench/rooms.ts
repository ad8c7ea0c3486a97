import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distill } from '../../src/distill/distill.ts';
import { loadShellGrammar } from '../../src/host/shellGrammar.ts';
import { parseRecording } from '../../src/journal/format.ts';
import type { RepositoryView } from '../../src/model/repository.ts';
import { createGateOne } from '../../src/sanitize/gateOne.ts';
import { createRules } from '../../src/sanitize/rules/list.ts';
import { projectRoot } from '../editor/paths.ts';

const nothing: RepositoryView = { files: [], has: () => false, bytes: () => undefined, text: () => undefined };

/** The median of `runs` timings of `work`, in milliseconds. */
async function median(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

/** Gate one over source code of this project at 16 KB a piece, in megabytes a second, and against copying the text. */
export async function sanitizing(): Promise<{ readonly megabytesPerSecond: number; readonly timesReading: number }> {
  const text = readFileSync(join(projectRoot, 'src/distill/timeline.ts'), 'utf8')
    .repeat(4)
    .slice(0, 16 * 1024);
  const rules = createRules();
  const piece = () => createGateOne({ rules }).sanitize({ text, as: 'code' });
  piece();
  const ours = await median(9, piece);
  const reading = await median(9, () => text.split('\n').filter((line) => /[A-Z]{4}/.test(line)).length);
  return { megabytesPerSecond: text.length / 1e6 / (ours / 1000), timesReading: ours / reading };
}

/** Distilling `events` events of a made-up recording, in milliseconds. */
export async function distilling(
  events: readonly number[],
): Promise<{ readonly events: number; readonly ms: number }[]> {
  const parseShell = await loadShellGrammar({
    runtime: join(projectRoot, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'),
    bash: join(projectRoot, 'node_modules/tree-sitter-bash/tree-sitter-bash.wasm'),
  });
  const results: { events: number; ms: number }[] = [];
  for (const count of events) {
    const recording = parseRecording(madeUp(count));
    if (!recording.ok) throw new Error(recording.error.message);
    const ms = await median(3, () => distill([recording.value], { parseShell, repository: nothing }));
    results.push({ events: count, ms });
  }
  return results;
}

function madeUp(events: number): string {
  const header = {
    format: 'mirror.recording',
    version: 1,
    id: `made-up-${events}`,
    workflow: 'Bench',
    startedAt: '2026-01-05T10:00:00.000Z',
    recorder: 'recorder-bench',
    workspace: { name: 'bench' },
    sanitizer: 'mirror/1',
  };
  const lines = [JSON.stringify(header)];
  for (let seq = 1; seq <= events; seq++) {
    const stamp = { seq, at: seq * 4000 };
    const file = `src/part-${seq % 50}.ts`;
    const edit = { kind: 'edit', file, origin: 'typed', hunks: [{ line: 1, before: ['old'], after: [`new ${seq}`] }] };
    const line = seq % 7 === 0 ? 'npm test' : `node tools/step-${seq % 30}.js --input ${file}`;
    const exitCode = seq % 21 === 0 ? 1 : 0;
    const command = { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', line, confidence: 'high', exitCode };
    lines.push(JSON.stringify({ ...stamp, ...(seq % 3 === 0 ? edit : command) }));
  }
  return `${lines.join('\n')}\n`;
}
