/**
 * Told of work about to be done, in units of some 20 microseconds; now and then it
 * gives a promise to wait for, so that an editor stays responsive. A counter, no clock.
 */
export type Pace = (units: number) => Promise<void> | undefined;

/** Awaited now and then; false means stop. */
export type GoOn = () => Promise<boolean>;

/** Units between two pauses: some milliseconds of work, on a slow machine still few. */
const unitsBetween = 400;

/** Code that was not run before takes several times as long: so many turns at first are shorter. */
const coldTurns = 100;
const unitsCold = 80;

/** A pace that waits for `pause`, or one that never waits. */
export function pacer(pause: (() => Promise<void>) | undefined): Pace {
  if (!pause) return () => undefined;
  let done = 0;
  let turns = 0;
  return (units) => {
    done += units;
    if (done < (turns < coldTurns ? unitsCold : unitsBetween)) return undefined;
    done = 0;
    turns++;
    return pause();
  };
}

/** What `look` finds in each item, in order, taking turns: `units` of work an item, the same for each or its own. */
export async function collect<T, R>(
  items: readonly T[],
  pace: Pace,
  units: number | ((item: T) => number),
  look: (item: T, index: number) => readonly R[],
): Promise<R[]> {
  const found: R[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as T;
    const turn = pace(typeof units === 'number' ? units : units(item));
    if (turn) await turn;
    for (const one of look(item, index)) found.push(one);
  }
  return found;
}
