import { isCommand } from './action.ts';
import type { NamedValue } from './generalize.ts';
import type { Pace } from './pace.ts';
import type { Run } from './run.ts';
import type { Slot } from './slot.ts';
import { bareOf, spelledOut, spellingOf } from './spelling.ts';

/** Its name is that of the value it spells. */
export const spelledRank = 9;
/** More names are not looked for in other spellings. */
const mostBases = 40;
/** Longer lines are data, and edits of more lines no single decision. */
const longestLine = 300;
const mostLines = 60;

const word = /[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*/g;
const plain = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/;

/** A value that differs between recordings, with each one's. */
interface Base {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * What is called `dark-sea` on the branch and `darkSea`, `DARKSEA` or "Dark sea" in the sources, and is another name in
 * each recording, spelt the same way there: one more slot for each spelling. Linear in the lines that differ.
 */
export async function spelledSlots(
  runs: readonly Run[],
  slots: readonly Slot[],
  known: ReadonlyMap<string, readonly NamedValue[]>,
  pace: Pace,
): Promise<Slot[]> {
  const bases = basesOf(runs, slots, known);
  if (bases.length === 0) return [];
  const taken = new Map(runs.map(({ id }) => [id, new Set((known.get(id) ?? []).map(({ value }) => value))]));
  for (const { values } of slots) for (const [run, value] of values) taken.get(run)?.add(value);
  const spelt = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  for (const run of runs) spelt.set(run.id, await spellingsIn(run, valuesOf(run, bases), pace));
  return bases.flatMap(({ name, values }) => {
    const byStyle = new Map<string, Map<string, string>>();
    for (const [run, value] of values)
      for (const other of spelt.get(run)?.get(value) ?? []) {
        const style = spellingOf([other]);
        if (style === undefined || taken.get(run)?.has(other)) continue;
        const inRuns = byStyle.get(style) ?? new Map<string, string>();
        byStyle.set(style, inRuns.set(run, other));
      }
    return [...byStyle]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([style, inRuns]) =>
        inRuns.size === values.size
          ? [{ name: `${style}-${name}`, values: inRuns, source: 'typed', rank: spelledRank }]
          : [],
      );
  });
}

function basesOf(
  runs: readonly Run[],
  slots: readonly Slot[],
  known: ReadonlyMap<string, readonly NamedValue[]>,
): Base[] {
  const own = runs.map((run) => new Map((known.get(run.id) ?? []).map(({ name, value }) => [name, value])));
  const given = [...(own[0]?.keys() ?? [])].map(
    (name): Base => ({
      name,
      values: new Map(
        runs.flatMap((run, index) => (own[index]?.has(name) ? [[run.id, own[index].get(name) ?? '']] : [])),
      ),
    }),
  );
  const seen = new Set<string>();
  return [...slots, ...given]
    .toSorted((a, b) => a.name.length - b.name.length)
    .filter(({ values }) => {
      const all = [...values.values()];
      const fit = all.every((value) => plain.test(value) && bareOf(value).length > 3);
      if (!fit || values.size !== runs.length || new Set(all.map(bareOf)).size < all.length) return false;
      const isKnown = seen.has(all.map(bareOf).join());
      seen.add(all.map(bareOf).join());
      return !isKnown;
    })
    .slice(0, mostBases);
}

function valuesOf(run: Run, bases: readonly Base[]): readonly string[] {
  return [...new Set(bases.flatMap(({ values }) => values.get(run.id) ?? []))];
}

/** How each value is spelt otherwise in what a recording typed. */
async function spellingsIn(
  run: Run,
  values: readonly string[],
  pace: Pace,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map(values.map((value) => [value, new Set<string>()]));
  const byBare = new Map<string, string[]>();
  for (const value of values) byBare.set(bareOf(value), [...(byBare.get(bareOf(value)) ?? []), value]);
  const phrases = values.flatMap((value) => {
    const phrase = spelledOut(value);
    return phrase === undefined ? [] : [{ value, phrase }];
  });
  const seen = new Set<string>();
  for (const action of run.actions) {
    const turn = pace(1);
    if (turn) await turn;
    for (const line of linesOf(action)) {
      if (line.length > longestLine || seen.has(line)) continue;
      seen.add(line);
      for (const [text] of line.matchAll(word))
        for (const part of partsOf(text))
          for (const value of byBare.get(bareOf(part)) ?? []) if (part !== value) found.get(value)?.add(part);
      const small = phrases.length > 0 ? line.toLowerCase() : '';
      for (const { value, phrase } of phrases) {
        const from = small.indexOf(phrase);
        if (from >= 0) found.get(value)?.add(line.slice(from, from + phrase.length));
      }
    }
  }
  return found;
}

function linesOf(action: Run['actions'][number]): readonly string[] {
  if (isCommand(action)) return [action.reading.line];
  if (action.kind !== 'edit' || action.cancelled === true) return [];
  return [action.file, ...action.hunks.flatMap(({ after }) => after.slice(0, mostLines)).slice(0, mostLines)];
}

/** `FLAG_DARK_SEA`, and what is behind each of its marks. */
function partsOf(text: string): string[] {
  const parts = [text];
  for (const mark of text.matchAll(/[-_]/g)) parts.push(text.slice(mark.index + 1));
  return parts.slice(0, 5);
}
