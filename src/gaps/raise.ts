import type { Gap } from '../model/gap.ts';
import { explains } from './commandMatch.ts';
import { type CommandShape, commandShapes } from './commandShape.ts';
import { coverageOf, percentOf, weightOf } from './coverage.ts';
import type { ExplainedBy } from './explain.ts';
import type { StepItem, StepReading } from './stepReading.ts';
import { lineOf, splitCommands } from './tokens.ts';
import { holdsWord } from './wordSearch.ts';

/** What is known about a simple command or a file, asked before the answer stands anywhere. */
export interface Known {
  command(line: string): ExplainedBy | undefined;
}

/** An item of a step, ready to be held against what an answer names. */
interface Target {
  readonly item: StepItem;
  readonly shapes: readonly CommandShape[];
  /** Those of `shapes` that nothing explains yet. */
  readonly open: readonly CommandShape[];
}

/**
 * The gaps with `raisesTo`: the coverage in percent once this gap alone is answered and the answer is loaded. An answer
 * names its gap's subject, so it explains that command or file wherever it was seen, and a step counts when nothing in
 * it is left unexplained. A gap whose answer changes no percent has none.
 */
export function withRaise(gaps: readonly Gap[], readings: readonly StepReading[], known: Known): Gap[] {
  const before = coverageOf(readings);
  const targets = readings.map((reading) => reading.items.map((item) => targetOf(item, known)));
  const touching = indexed(targets);
  const bySubject = new Map<string, number | undefined>();
  return gaps.map((gap) => {
    if (!bySubject.has(gap.subject)) bySubject.set(gap.subject, raisedBy(gap.subject));
    const raisesTo = bySubject.get(gap.subject);
    return raisesTo === undefined ? gap : { ...gap, raisesTo };
  });

  function raisedBy(subject: string): number | undefined {
    // On one line, as context files render it.
    const said = commandShapes(subject.replace(/\s+/g, ' '));
    const words = subject.split(/\s+/).map((word) => baseName(word));
    const keys = new Set([...said.map(headOf), ...words]);
    const touched = new Set([...keys].flatMap((key) => touching.get(key) ?? []));
    if (touched.size === 0) return undefined;
    let { explained, observed } = before;
    for (const index of touched) {
      const reading = readings[index];
      if (!reading) continue;
      const by = weakest((targets[index] ?? []).map((one) => byAfter(one, subject, said)));
      const weight = weightOf(reading);
      observed += weight * (counts(by) - counts(reading.by));
      explained += weight * (Number(by === 'context') - Number(reading.by === 'context'));
    }
    const raised = percentOf(explained, observed);
    return raised > before.percent ? raised : undefined;
  }
}

function targetOf(item: StepItem, known: Known): Target {
  if (item.kind === 'file') return { item, shapes: [], open: [] };
  const shapes = commandShapes(item.subject);
  if (item.by !== undefined || shapes.length <= 1) return { item, shapes, open: item.by === undefined ? shapes : [] };
  const open = splitCommands(item.subject).flatMap((words) => {
    const line = lineOf(words);
    return known.command(line) === undefined ? commandShapes(line) : [];
  });
  return { item, shapes, open };
}

/**
 * Positions of the readings by a program, a script or a file that an answer must name to change them: one that leaves
 * something unexplained has to have all of it named, so it stands under the rarest of what is open, and each of the
 * others under all that it names.
 */
function indexed(targets: readonly (readonly Target[])[]): ReadonlyMap<string, readonly number[]> {
  const named = targets.map((items) => {
    const open = new Set(items.flatMap(openKeys));
    return { isOpen: open.size > 0, keys: open.size > 0 ? open : new Set(items.flatMap(keysOf)) };
  });
  const often = new Map<string, number>();
  for (const { keys } of named) for (const key of keys) often.set(key, (often.get(key) ?? 0) + 1);
  const rarest = (keys: ReadonlySet<string>) =>
    [...keys].reduce((a, b) => ((often.get(b) ?? 0) < (often.get(a) ?? 0) ? b : a));
  const found = new Map<string, number[]>();
  for (const [index, { isOpen, keys }] of named.entries()) {
    for (const key of isOpen ? [rarest(keys)] : keys) {
      const list = found.get(key);
      if (list) list.push(index);
      else found.set(key, [index]);
    }
  }
  return found;
}

function keysOf({ item, shapes }: Target): string[] {
  return item.kind === 'file' ? [baseName(item.subject)] : shapes.map(headOf);
}

function openKeys({ item, open }: Target): string[] {
  if (item.by !== undefined) return [];
  return item.kind === 'file' ? [baseName(item.subject)] : open.map(headOf);
}

/** Who explains the item once a loaded file names `subject`. */
function byAfter(
  { item, shapes, open }: Target,
  subject: string,
  said: readonly CommandShape[],
): ExplainedBy | undefined {
  const told = (shape: CommandShape) => said.some((one) => explains(one, shape));
  if (item.kind === 'file') return namesFile(subject, item.subject) ? 'context' : item.by;
  if (!open.every(told)) return undefined;
  return item.by === undefined || shapes.some(told) ? 'context' : item.by;
}

/** By its path, or by its name where that is no everyday one: as a loaded file would be read. */
function namesFile(subject: string, path: string): boolean {
  const name = baseName(path);
  const telling = !/^(?:index|main|mod|README|package|__init__)\.\w+$/i.test(name);
  return holdsWord(subject, path, true) || (telling && holdsWord(subject, name, true));
}

/** What the repository says, or nobody needs to be told, is on neither side of the coverage. */
function counts(by: ExplainedBy | undefined): number {
  return Number(by === undefined || by === 'context');
}

function weakest(all: readonly (ExplainedBy | undefined)[]): ExplainedBy | undefined {
  if (all.includes(undefined)) return undefined;
  if (all.includes('context')) return 'context';
  return all.includes('repository') ? 'repository' : 'self-evident';
}

/** A script by its name, since a shorter path may stand for a longer one. */
function headOf(shape: CommandShape): string {
  return shape.script === undefined ? (shape.head[0] ?? '') : baseName(shape.script);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
