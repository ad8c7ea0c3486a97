import type { Gap } from '../model/gap.ts';
import { remember } from '../model/remember.ts';
import { explains, isGeneric, isVariable, operandsOf, telltale } from './commandMatch.ts';
import { type CommandShape, commandShapes } from './commandShape.ts';
import { coverageOf, percentOf, weightOf } from './coverage.ts';
import { type ExplainedBy, isNamedInProse, movedFile, phrasesOf } from './explain.ts';
import type { StepItem, StepReading } from './stepReading.ts';
import { lineOf, splitCommands } from './tokens.ts';
import { collectInTurns, eachInTurns, type Turns } from './turns.ts';
import { holdsWord, nameKey, nameKeys } from './wordSearch.ts';

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
export function* withRaise(gaps: readonly Gap[], readings: readonly StepReading[], known: Known): Turns<Gap[]> {
  const before = coverageOf(readings);
  const read = remember((line: string) => commandTarget(line, known));
  const targets = yield* collectInTurns(readings, 5, (reading) =>
    reading.items.map((item): Target => ({ item, ...(item.kind === 'file' ? noCommand : read(item.subject)) })),
  );
  const touching = yield* indexed(targets);
  /** Answers that name the same commands explain the same. */
  const bySubject = new Map<string, number | undefined>();
  const namesNoFile = fileNames(readings);
  const raised: Gap[] = [];
  for (const [index, gap] of gaps.entries()) {
    if (index % 16 === 15) yield undefined;
    // On one line, as context files render it.
    const line = gap.subject.replace(/\s+/g, ' ');
    const said = commandShapes(line);
    const named = [...nameKeys(line)].map(proseKey).filter((key) => touching.has(key));
    const same = namesNoFile(gap.subject) ? [...said.map(sayingOf), ...named].join('\n') : `\n${gap.subject}`;
    if (!bySubject.has(same)) bySubject.set(same, yield* raisedBy(gap.subject, line, said, named));
    const raisesTo = bySubject.get(same);
    raised.push(raisesTo === undefined ? gap : { ...gap, raisesTo });
  }
  return raised;

  function* raisedBy(
    subject: string,
    line: string,
    said: readonly CommandShape[],
    named: readonly string[],
  ): Turns<number | undefined> {
    const words = subject.split(/\s+/).map((word) => baseName(word));
    const keys = new Set([...said.flatMap(saidKeys), ...words, ...named]);
    const touched = new Set([...keys].flatMap((key) => touching.get(key) ?? []));
    if (touched.size === 0) return undefined;
    const verdicts = new Map<CommandShape, boolean>();
    const told = (shape: CommandShape): boolean => {
      const verdict = verdicts.get(shape) ?? (said.some((one) => explains(one, shape)) || isNamedInProse(shape, line));
      verdicts.set(shape, verdict);
      return verdict;
    };
    let { explained, observed } = before;
    let done = 0;
    for (const index of touched) {
      if (++done % 256 === 0) yield undefined;
      const reading = readings[index];
      if (!reading) continue;
      const by = weakest((targets[index] ?? []).map((one) => byAfter(one, subject, told)));
      const weight = weightOf(reading);
      observed += weight * (counts(by) - counts(reading.by));
      explained += weight * (Number(by === 'context') - Number(reading.by === 'context'));
    }
    const raised = percentOf(explained, observed);
    return raised > before.percent ? raised : undefined;
  }
}

/** Tells of a text that it can name no file of the steps: most subjects are commands with none in them. */
function fileNames(readings: readonly StepReading[]): (text: string) => boolean {
  const first = new Set<string | undefined>();
  for (const { items } of readings)
    for (const { kind, subject } of items) if (kind === 'file') first.add(/\w+/.exec(baseName(subject))?.[0]);
  return (text) => !first.has(undefined) && !(text.match(/\w+/g) ?? []).some((word) => first.has(word));
}

/** What of a command makes a difference to what naming it explains. */
function sayingOf(said: CommandShape): string {
  const { head, script, flags, operands } = said;
  return JSON.stringify([head, script, flags, isGeneric(said) || head.some(isVariable) ? operands : []]);
}

const noCommand: Omit<Target, 'item'> = { shapes: [], open: [] };

function commandTarget(line: string, known: Known): Omit<Target, 'item'> {
  const shapes = commandShapes(line);
  if (shapes.length <= 1) return { shapes, open: shapes };
  const open = splitCommands(line).flatMap((words) => {
    const one = lineOf(words);
    return known.command(one) === undefined ? commandShapes(one) : [];
  });
  return { shapes, open };
}

/**
 * Positions of the readings by a program, a script or a file that an answer must name to change them: one that leaves
 * something unexplained has to have all of it named, so it stands under the rarest of what is open, and each of the
 * others under all that it names.
 */
function* indexed(targets: readonly (readonly Target[])[]): Turns<ReadonlyMap<string, readonly number[]>> {
  const named = yield* collectInTurns(targets, 2, (items) => {
    const open = items.flatMap(openKeys);
    return { isOpen: open.length > 0, ways: open.length > 0 ? open : items.flatMap(keysOf) };
  });
  const often = new Map<string, number>();
  yield* eachInTurns(named, 0.3, ({ ways }) => {
    for (const key of new Set(ways.flat())) often.set(key, (often.get(key) ?? 0) + 1);
  });
  const spread = (way: readonly string[]) => way.reduce((sum, key) => sum + (often.get(key) ?? 0), 0);
  const rarest = (ways: readonly (readonly string[])[]) => ways.reduce((a, b) => (spread(b) < spread(a) ? b : a));
  const found = new Map<string, number[]>();
  let index = 0;
  yield* eachInTurns(named, 0.5, ({ isOpen, ways }) => {
    const keys = ways.length === 0 ? [] : new Set(isOpen ? rarest(ways) : ways.flat());
    for (const key of keys) {
      const list = found.get(key);
      if (list) list.push(index);
      else found.set(key, [index]);
    }
    index++;
  });
  return found;
}

/** For each command or file of an item the keys of which an answer has to have one. */
function keysOf({ item, shapes }: Target): string[][] {
  return item.kind === 'file' ? [[baseName(item.subject)]] : shapes.map(ranKeys);
}

function openKeys({ item, open }: Target): string[][] {
  if (item.by !== undefined) return [];
  return item.kind === 'file' ? [[baseName(item.subject)]] : open.map(ranKeys);
}

/** A program that can do anything is told by one of its operands, or by something that stands for any. */
function ranKeys(ran: CommandShape): string[] {
  const operands = telltale(ran);
  const head = headOf(ran);
  const marked = operands.length === 0 ? [head] : [`${head} *`, ...operands.map((operand) => `${head} ${operand}`)];
  const moved = movedFile(ran);
  const inProse = [...phrasesOf(ran), ...(moved === undefined ? [] : [moved])];
  return [...marked, ...inProse.map((phrase) => proseKey(nameKey(phrase)))];
}

/** What stands for a name in prose, told apart from programs and files. */
function proseKey(name: string): string {
  return `“${name}`;
}

function saidKeys(said: CommandShape): string[] {
  const head = headOf(said);
  const operands = operandsOf(said);
  return [head, ...operands.map((operand) => (isVariable(operand) ? `${head} *` : `${head} ${operand}`))];
}

/** Who explains the item once a loaded file names `subject`. */
function byAfter(
  { item, shapes, open }: Target,
  subject: string,
  told: (shape: CommandShape) => boolean,
): ExplainedBy | undefined {
  if (item.kind === 'file') return namesFile(subject, item.subject) ? 'context' : item.by;
  if (item.by === undefined && !open.every(told)) return undefined;
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
