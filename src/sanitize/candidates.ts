import type { Outline, Watch } from './wordIndex.ts';

/**
 * Of many things, those to be tried on a text: without a word to watch for always, else when it stands there. Asked by
 * what stands in the text, not thing by thing, so that a short text costs little however many there are. In the order given.
 */
export function createCandidates<T>(
  all: readonly T[],
  watchOf: (one: T) => Watch | undefined,
): (outline: Outline) => readonly T[] {
  const always: number[] = [];
  const byWatch = new Map<Watch, number[]>();
  for (const [index, one] of all.entries()) {
    const watch = watchOf(one);
    const waiting = watch === undefined ? always : (byWatch.get(watch) ?? []);
    waiting.push(index);
    if (watch !== undefined) byWatch.set(watch, waiting);
  }
  return ({ told }) => {
    const chosen = [...always];
    for (const watch of told) {
      for (const index of byWatch.get(watch) ?? []) chosen.push(index);
    }
    return chosen.sort((one, other) => one - other).flatMap((index) => all[index] ?? []);
  };
}
