import type { ObservedInput } from '../model/observations.ts';
import { isCommand } from './action.ts';
import { collect, type Pace } from './pace.ts';
import { daysOf, type ReadRun } from './run.ts';
import { bareOf } from './spelling.ts';
import { essentialLine } from './titles.ts';

/** Values of one recording that were typed or came out of something, and where they went. */
export async function inputsOf(run: ReadRun, pace: Pace): Promise<ObservedInput[]> {
  return [...(await carried(run, pace)), ...(await differing(run, pace))];
}

/** Values that stand where other recordings have others: a person chose each, unless an output said it before. */
async function differing(run: ReadRun, pace: Pace): Promise<ObservedInput[]> {
  // Which day it is nobody has to ask.
  const known = new Set([...run.parameters, ...daysOf(run)].map(({ value }) => value));
  const asked = unspelled(run.values.filter(({ value }) => !known.has(value)).slice(0, mostAsked), known);
  if (asked.length === 0) return [];
  const uses = await usesOf(run, new Set(asked.map(({ value }) => value)), pace);
  return collect(asked, pace, 20, ({ name, value }): ObservedInput[] => {
    const users = uses.get(value) ?? [];
    const [first] = users;
    if (first === undefined) return writtenOnly(run, name, value);
    const said = run.actions.slice(0, first).some((action) => isCommand(action) && action.output?.includes(value));
    const usedIn = users.slice(0, 20).flatMap((index) => {
      const action = run.actions[index];
      return action && isCommand(action) ? [{ seq: action.seq, where: run.generalize(essentialLine(action)) }] : [];
    });
    const written = usedIn.every(({ where }) => where.startsWith('git ')) ? inEdits(run, name) : [];
    const all = [...usedIn, ...written];
    return [
      { recording: run.id, seq: usedIn[0]?.seq ?? 1, name, value, usedIn: all, source: said ? 'computed' : 'typed' },
    ];
  });
}

/** Of one name in several spellings one is asked about: which it is is asked once. */
function unspelled<T extends { readonly name: string; readonly value: string }>(
  values: readonly T[],
  known: ReadonlySet<string>,
): T[] {
  const seen = new Set([...known].map(bareOf));
  return values
    .toSorted((a, b) => a.name.length - b.name.length)
    .filter(({ value }) => {
      const bare = bareOf(value);
      if (bare.length > 3 && seen.has(bare)) return false;
      seen.add(bare);
      return true;
    });
}

/** No command is told of it: it goes into files, or is a part of their names. */
function writtenOnly(run: ReadRun, name: string, value: string): ObservedInput[] {
  const mark = `<${name}>`;
  const has = (text: string) => text.includes(value) && run.generalize(text).includes(mark);
  const usedIn = run.actions.flatMap((action, index) =>
    run.verdicts[index] === undefined &&
    action.kind === 'edit' &&
    (has(action.file) || action.hunks.slice(0, mostHunks).some(({ after }) => after.slice(0, mostLines).some(has)))
      ? [{ seq: action.seq, where: run.generalize(action.file) }]
      : [],
  );
  const [first] = usedIn;
  if (!first || usedIn.length < 2) return [];
  return [{ recording: run.id, seq: first.seq, name, value, usedIn: usedIn.slice(0, 20), source: 'typed' }];
}

/** The first file that the value, or it in another spelling, is put into: it is no mere name of a branch then. */
function inEdits(run: ReadRun, name: string): { seq: number; where: string }[] {
  const mark = new RegExp(`<(?:[a-z]+-)?${name}>`);
  const edit = run.actions.find(
    (action, index) =>
      run.verdicts[index] === undefined &&
      action.kind === 'edit' &&
      action.hunks
        .slice(0, mostHunks)
        .some(({ after }) => after.slice(0, mostLines).some((line) => mark.test(run.generalize(line)))),
  );
  return edit?.kind === 'edit' ? [{ seq: edit.seq, where: run.generalize(edit.file) }] : [];
}

/** Of long edits the beginning is looked at. */
const mostHunks = 20;
const mostLines = 60;

/** More values than this in one recording are data: nobody is asked about each. */
const mostAsked = 40;

/** Commands that name each value by itself or as a part of a word, by index. */
async function usesOf(
  run: ReadRun,
  values: ReadonlySet<string>,
  pace: Pace,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const uses = new Map<string, number[]>();
  for (let index = 0; index < run.actions.length; index++) {
    const action = run.actions[index];
    if (!action) continue;
    if (run.verdicts[index] !== undefined || !isCommand(action)) continue;
    const turn = pace(1);
    if (turn) await turn;
    const words = action.reading.touches.flatMap((word) => [
      word,
      ...word.split(/[/:@=.]/),
      ...word.split(/[/:@=._-]/),
    ]);
    for (const word of new Set(words)) {
      if (!values.has(word)) continue;
      const known = uses.get(word);
      if (known) known.push(index);
      else uses.set(word, [index]);
    }
  }
  return uses;
}

function carried(run: ReadRun, pace: Pace): Promise<ObservedInput[]> {
  const own = run.parameters.filter((parameter) => !parameter.name.startsWith('previous-'));
  return collect(own, pace, 4, (parameter) => [
    {
      recording: run.id,
      seq: parameter.first.seq,
      name: parameter.name,
      value: parameter.value,
      usedIn: parameter.sites.slice(0, 20).map((site) => ({ seq: site.seq, where: run.generalize(site.where) })),
      source: parameter.typed ? 'typed' : parameter.first.kind === 'output' ? 'computed' : parameter.source,
    },
  ]);
}
