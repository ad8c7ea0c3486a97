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
    const isChosen = new Uint8Array(all.length);
    for (const index of always) isChosen[index] = 1;
    for (const watch of told) {
      const waiting = byWatch.get(watch);
      if (waiting !== undefined) for (const index of waiting) isChosen[index] = 1;
    }
    const chosen: T[] = [];
    for (let index = 0; index < all.length; index += 1) {
      if (isChosen[index] === 1) chosen.push(all[index] as T);
    }
    return chosen;
  };
}
