/**
 * Work that can be interrupted: it yields now and then, so that an editor may take its turn, and returns its result in
 * the end.
 */
export type Turns<T> = Generator<undefined, T>;

/** Units of work between two turns; a unit is some 20 microseconds. */
const unitsBetween = 150;

/** What `look` finds in each item, in order; `units` of work an item. */
export function* collectInTurns<T, R>(items: Iterable<T>, units: number, look: (item: T) => R): Turns<R[]> {
  const found: R[] = [];
  yield* eachInTurns(items, units, (item) => found.push(look(item)));
  return found;
}

/** Does `work` for each item, in order; `units` of work an item. */
export function* eachInTurns<T>(items: Iterable<T>, units: number, work: (item: T) => void): Turns<void> {
  let done = 0;
  for (const item of items) {
    done += units;
    if (done >= unitsBetween) {
      done = 0;
      yield undefined;
    }
    work(item);
  }
}

/** The result, without a pause. */
export function atOnce<T>(turns: Turns<T>): T {
  for (;;) {
    const { done, value } = turns.next();
    if (done) return value;
  }
}

/** The result, waiting for `pause` at each turn. */
export async function withPauses<T>(turns: Turns<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const { done, value } = turns.next();
    if (done) return value;
    await pause();
  }
}
