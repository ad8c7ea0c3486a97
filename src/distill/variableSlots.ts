import { isCommand } from './action.ts';
import type { Pace } from './pace.ts';
import type { Run } from './run.ts';
import { differing, type Generalizers, type Slot } from './slot.ts';

/** A variable that each recording sets to something else, one for all that follows and another for the one command. */
export async function variableSlots(runs: readonly Run[], generalizers: Generalizers, pace: Pace): Promise<Slot[]> {
  const byName = new Map<string, Map<string, readonly string[]>>();
  for (const run of runs) {
    const failed = new Set(run.failures.map((failure) => failure.index));
    for (let index = 0; index < run.actions.length; index++) {
      const action = run.actions[index];
      if (!action) continue;
      const turn = pace(1);
      if (turn) await turn;
      if (!isCommand(action) || failed.has(index)) continue;
      for (const { name, value } of action.reading.parts.flatMap((part) => part.assignments)) {
        if (value === undefined || value === '') continue;
        const inRuns = byName.get(name) ?? new Map<string, readonly string[]>();
        const known = inRuns.get(run.id) ?? [];
        const text = generalizers.get(run.id)?.(value) ?? value;
        if (known.at(-1) !== text) inRuns.set(run.id, [...known.slice(-8), text]);
        byName.set(name, inRuns);
      }
    }
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, inRuns]) => {
      const lists = [...inRuns];
      const count = lists[0]?.[1].length ?? 0;
      if (lists.length < 2 || lists.some(([, values]) => values.length !== count)) return [];
      return Array.from({ length: count }, (_, k) => lists.map(([run, values]) => ({ run, text: values[k] ?? '' })))
        .filter((cells) => new Set(cells.map(({ text }) => text)).size > 1)
        .flatMap((cells) => differing(cells, name, undefined));
    });
}
