import { join } from 'node:path';
import type * as vscode from 'vscode';
import { createDiskLedger } from '../../src/capture/diskLedger.ts';
import { documentSource } from '../../src/capture/documents.ts';
import { createMachinePaths } from '../../src/capture/machinePaths.ts';
import type { Fact } from '../../src/model/event.ts';
import { createGateOne } from '../../src/sanitize/gateOne.ts';
import { createHeldOutput } from '../../src/sanitize/heldOutput.ts';
import { run } from '../editor/processes.ts';
import { benchContext, fakeEditor } from './fakeEditor.ts';
import type { JournalFigures } from './journalRun.ts';

/** One row of the table of `npm run bench`. */
export type BenchRow = readonly [what: string, measured: string, goal: string];

/** What capture and its journal cost, of issue 4: (a), (c) and (d). */
export async function benchCapture(counts: readonly number[] = [10_000, 100_000, 1_000_000]): Promise<BenchRow[]> {
  return [...(await handlerRowsAlone()), ...(await journalRows(counts)), ...outputRows()];
}

interface Spread {
  /** Microseconds. */
  readonly median: number;
  readonly p99: number;
}

const events = 20_000;
const warmUp = 2_000;

/** Every call timed by itself; the first thousands, in which the engine still compiles, are left out. */
function timed(work: (index: number) => void): Spread {
  const times = new Float64Array(events);
  for (let index = -warmUp; index < events; index++) {
    const start = process.hrtime.bigint();
    work(index + warmUp);
    if (index >= 0) times[index] = Number(process.hrtime.bigint() - start) / 1000;
  }
  times.sort();
  return { median: times[Math.floor(events / 2)] ?? 0, p99: times[Math.floor(events * 0.99)] ?? 0 };
}

/** In a process of its own: what others warmed up and what else is loaded would be measured as well. */
async function handlerRowsAlone(): Promise<BenchRow[]> {
  const { code, output } = await run(process.execPath, [join(import.meta.dirname, 'handlersRun.ts')]);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output);
}

export function handlerRows(): BenchRow[] {
  const change = typing();
  const empty = timed((index) => nothing(change(index)));
  const kept: string[] = [];
  const naive = timed((index) => {
    const { document, contentChanges, reason } = change(index);
    kept.push(JSON.stringify({ at: Date.now(), file: document.uri.fsPath, contentChanges, reason }));
  });
  const { listeners, document } = editor;
  const source = documentSource(editor.parts, benchContext().context, createDiskLedger());
  const onChange = listeners.get('onDidChangeTextDocument') as unknown as (event: unknown) => void;
  const onSelection = listeners.get('onDidChangeTextEditorSelection') as unknown as (event: unknown) => void;
  const ours = timed((index) => onChange(change(index)));
  const selection = { textEditor: { document }, kind: 1, selections: [{ active: { line: 3, character: 4 } }] };
  const moved = timed(() => onSelection(selection));
  const settleFrom = performance.now();
  source.dispose();
  const settled = performance.now() - settleFrom;
  const goal = 'p99 under 200 µs, median under a third of the naive one';
  return [
    ['a change event, empty listener', spreadText(empty), ''],
    ['a change event, serialised at once (naive)', spreadText(naive), ''],
    [
      'a change event, ours',
      `${spreadText(ours)}; ${ratio(ours.median - empty.median, naive.median - empty.median)} of the naive median, both less the empty one`,
      goal,
    ],
    ['a selection event, ours', spreadText(moved), 'p99 under 200 µs'],
    [`settling ${events + warmUp} changes at the stop`, `${settled.toFixed(0)} ms`, ''],
  ];
}

const editor = fakeEditor(Array.from({ length: 2000 }, (_, index) => `  const value${index} = compute(${index});`));

/** A person types at the end of a line: events as the editor hands them over. */
function typing(): (index: number) => vscode.TextDocumentChangeEvent {
  return (index) => {
    const position = { line: 1000, character: 10 + (index % 5) };
    const contentChanges = [{ range: { start: position, end: position }, rangeOffset: 0, rangeLength: 0, text: 'x' }];
    return {
      document: editor.document,
      contentChanges,
      reason: undefined,
    } as unknown as vscode.TextDocumentChangeEvent;
  };
}

/** Looks at what it is given, so that it is not optimised away. */
function nothing(event: vscode.TextDocumentChangeEvent): boolean {
  return event.contentChanges.length === 0;
}

/** A heap that a journal held in memory would burst; with room to grow, the peak says when the engine tidied up. */
const smallHeap = ['--max-old-space-size=48', '--max-semi-space-size=2'];

async function journalRows(counts: readonly number[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  let first: JournalFigures | undefined;
  for (const count of counts) {
    // A process of its own: its peak is nobody else's.
    const script = join(import.meta.dirname, 'journalRun.ts');
    const ended = await run(process.execPath, [...smallHeap, script, String(count)]);
    if (ended.code !== 0) throw new Error(ended.output);
    const figures: JournalFigures = JSON.parse(ended.output);
    first ??= figures;
    const rate = (ms: number): string => `${Math.round(count / ms)}k/s`;
    const { append, read, validate, look, fileBytes, peakBytes } = figures;
    rows.push([
      `journal, ${count} events (${(fileBytes / 1e6).toFixed(0)} MB)`,
      `append ${rate(append)}, read ${rate(read)}, validate ${rate(validate)}, a look at it while it grows ${look.toFixed(0)} ms; peak ${(peakBytes / 1e6).toFixed(0)} MB, ${ratio(peakBytes, first.peakBytes)} of the first`,
      'memory flat',
    ]);
  }
  return rows;
}

/** A command that prints 5 MB: from its first chunk to the sanitized event, what is done in one piece. */
function outputRows(): BenchRow[] {
  const line = 'src/module/part.ts:120:14 - checked 42 declarations in 18 ms, nothing to report\r\n';
  const chunk = line.repeat(Math.ceil((64 * 1024) / line.length));
  const held = createHeldOutput({ head: 32 * 1024, tail: 32 * 1024 });
  const paths = createMachinePaths([{ name: 'bench', path: '/bench/work' }]);
  const gate = createGateOne({ now: () => performance.now() });
  // As in a window that has recorded a few commands before.
  for (let command = 0; command < 20; command++) gate.fact(commandWith(line.repeat(50)));
  const pushes = Array.from({ length: Math.ceil(5_000_000 / chunk.length) }, () => pause(() => held.push(chunk)).ms);
  const text = pause(() => paths.inOutput(held.text().text));
  const gated = longestStep(gate.factInSteps(commandWith(text.value)));
  return [
    ['5 MB of output: longest pause while it comes', `${Math.max(...pushes).toFixed(1)} ms`, 'under 50 ms'],
    [
      '5 MB of output: pause when it has ended',
      `${text.ms.toFixed(1)} ms to read it, ${gated.toFixed(1)} ms for the longest step of gate one (${(text.value.length / 1024).toFixed(0)} KB are kept)`,
      'under 50 ms each',
    ],
  ];
}

function commandWith(text: string): Fact {
  const command = { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', line: 'npm run check' } as const;
  return { ...command, confidence: 'high', exitCode: 0, output: { text, truncated: true } };
}

function longestStep(steps: Iterator<unknown>): number {
  for (let most = 0; ; ) {
    const step = pause(() => steps.next());
    most = Math.max(most, step.ms);
    if (step.value.done === true) return most;
  }
}

function pause<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}

function spreadText({ median, p99 }: Spread): string {
  return `median ${median.toFixed(1)} µs, p99 ${p99.toFixed(1)} µs`;
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(2);
}
