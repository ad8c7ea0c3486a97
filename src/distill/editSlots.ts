import { type EditAction, isCommand } from './action.ts';
import { trimHunk } from './hunks.ts';
import { collect, type Pace } from './pace.ts';
import type { Run } from './run.ts';

/** A word that recordings put differently at one and the same place of a file, by recording. */
export interface DifferingWord {
  readonly values: ReadonlyMap<string, string>;
  /** What is left of it in the line: `KEEP_DAYS` of `KEEP_DAYS=14`. */
  readonly label?: string;
}

/** Longer edits are no single decision. */
const mostLines = 24;
const longestLine = 200;
/** More words that differ are data, not decisions. */
const mostWords = 40;

/**
 * Words that every recording writes anew, in the same line of the same file, and carries on to another place: 14 days in
 * the crontab and in the policy, 60 in both the next time. All else in the line is the same, so that it is one line.
 */
export async function differingWords(
  runs: readonly Run[],
  generalizers: ReadonlyMap<string, (text: string) => string>,
  pace: Pace,
): Promise<DifferingWord[]> {
  const byFile = new Map<string, Map<string, readonly string[]>>();
  for (const run of runs) {
    const generalize = generalizers.get(run.id) ?? ((text: string) => text);
    for (const action of run.actions) {
      const turn = pace(1);
      if (turn) await turn;
      if (action.kind !== 'edit' || action.cancelled || action.withheld) continue;
      const lines = newLines(action);
      if (lines.length === 0 || lines.length > mostLines) continue;
      const file = generalize(action.file);
      const inRuns = byFile.get(file) ?? new Map<string, readonly string[]>();
      inRuns.set(run.id, lines.map(generalize));
      byFile.set(file, inRuns);
    }
  }
  const files = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1));
  const found = await collect(
    files,
    pace,
    ([, inRuns]) => 5 * inRuns.size,
    ([, inRuns]) => (inRuns.size === runs.length ? differing(inRuns) : []),
  );
  const carried = new Map<string, ReadonlySet<string>>();
  for (const run of runs)
    carried.set(run.id, await carriedBy(run, new Set(found.map(({ values }) => values.get(run.id) ?? '')), pace));
  return found
    .filter(({ values }) => runs.every((run) => carried.get(run.id)?.has(values.get(run.id) ?? '')))
    .slice(0, mostWords);
}

function newLines(action: EditAction): string[] {
  return action.hunks
    .flatMap((hunk) => {
      const { before, after } = trimHunk(hunk);
      return after.filter((line) => !before.includes(line));
    })
    .filter((line) => line.trim() !== '');
}

const word = /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*|<[^<>\s]+>|[^\s\p{L}\p{N}_]/gu;

function differing(inRuns: ReadonlyMap<string, readonly string[]>): DifferingWord[] {
  const rows = [...inRuns];
  const count = rows[0]?.[1].length ?? 0;
  if (rows.some(([, lines]) => lines.length !== count)) return [];
  return Array.from({ length: count }, (_, line) => {
    const cells = rows.map(([run, lines]) => ({
      run,
      words: (lines[line] ?? '').slice(0, longestLine).match(word) ?? [],
    }));
    const [first] = cells;
    if (!first || cells.some(({ words }) => words.length !== first.words.length)) return [];
    const open = first.words.flatMap((one, at) => (cells.every(({ words }) => words[at] === one) ? [] : [at]));
    const [at] = open;
    if (at === undefined || open.length > 1 || first.words.length < 3) return [];
    const values = new Map(cells.map(({ run, words }) => [run, words[at] ?? '']));
    const plain = [...values.values()].every((value) => /^[\p{L}\p{N}][\p{L}\p{N}_-]+$/u.test(value));
    if (!plain || new Set(values.values()).size < values.size) return [];
    const label = /^[=:]$/.test(first.words[at - 1] ?? '') ? first.words[at - 2] : undefined;
    return [label === undefined || !/^[A-Za-z][\w-]+$/.test(label) ? { values } : { values, label }];
  }).flat();
}

/** The values that stand in more places than one: files that were edited, lines that were run. */
async function carriedBy(run: Run, values: ReadonlySet<string>, pace: Pace): Promise<ReadonlySet<string>> {
  const files = new Map<string, Set<string>>();
  const lines = new Map<string, Set<string>>();
  const note = (places: Map<string, Set<string>>, text: string, place: string) => {
    for (const one of text.slice(0, longestLine).match(word) ?? [])
      if (values.has(one)) places.set(one, (places.get(one) ?? new Set()).add(place));
  };
  for (const action of run.actions) {
    const turn = pace(4);
    if (turn) await turn;
    if (values.size === 0) break;
    if (action.kind === 'edit') for (const line of newLines(action).slice(0, mostLines)) note(files, line, action.file);
    if (isCommand(action)) note(lines, action.reading.line, action.reading.line);
  }
  const count = (places: Map<string, Set<string>>, value: string) => places.get(value)?.size ?? 0;
  return new Set(
    [...values].filter((value) => {
      const [inFiles, inLines] = [count(files, value), count(lines, value)];
      // A short number may stand anywhere by chance.
      return /^\d{1,2}$/.test(value) ? inFiles > 1 && inLines > 0 : inFiles + inLines > 1;
    }),
  );
}
