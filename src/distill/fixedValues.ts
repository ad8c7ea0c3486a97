import { isCommand } from './action.ts';
import type { Pace } from './pace.ts';
import type { Run } from './run.ts';
import { shapeOf } from './shapes.ts';

/**
 * Words that every one of several recordings typed, be it that only some show it to be a value: what never differs is
 * no parameter, but a name to be kept.
 */
export async function fixedValues(runs: readonly Run[], pace: Pace): Promise<ReadonlySet<string>> {
  if (runs.length < 2) return new Set();
  const typed = new Set(
    runs.flatMap(({ parameters }) =>
      parameters.flatMap(({ value, source }) => (source === 'typed' && shapeOf(value) === undefined ? [value] : [])),
    ),
  );
  for (const run of runs) {
    if (typed.size === 0) break;
    const had = new Set(run.parameters.map(({ value }) => value));
    const open = new Set([...typed].filter((value) => !had.has(value)));
    await withoutTyped(run, open, pace);
    for (const value of open) typed.delete(value);
  }
  return new Set([...typed, ...(await numbersOfSeveral(runs, pace))]);
}

const wordOrPath = /[\p{L}\p{N}_][\p{L}\p{N}_-]*/gu;

/** Takes out of the values those that the recording typed somewhere. */
async function withoutTyped(run: Run, values: Set<string>, pace: Pace): Promise<void> {
  const read = new Set<string>();
  for (const action of run.actions) {
    if (values.size === 0) return;
    const turn = pace(1);
    if (turn) await turn;
    const text = isCommand(action) ? action.reading.line : action.kind === 'edit' ? action.file : '';
    if (read.has(text)) continue;
    read.add(text);
    for (const [word] of text.matchAll(wordOrPath)) values.delete(word);
  }
}

/** Numbers without another name that two recordings type: `vm.max_map_count=262144` is a setting, no one's id. */
async function numbersOfSeveral(runs: readonly Run[], pace: Pace): Promise<string[]> {
  const numbers = new Map<string, Set<string>>();
  for (const { parameters } of runs)
    for (const { name, value } of parameters) if (name === 'id' && /^\d+$/.test(value)) numbers.set(value, new Set());
  if (numbers.size === 0) return [];
  for (const run of runs)
    for (const action of run.actions) {
      const turn = pace(0.2);
      if (turn) await turn;
      if (isCommand(action))
        for (const [number] of action.reading.line.matchAll(/(?<!\d)\d{4,}(?!\d)/g)) numbers.get(number)?.add(run.id);
    }
  return [...numbers].flatMap(([number, seen]) => (seen.size > 1 ? [number] : []));
}
