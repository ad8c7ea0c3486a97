import assert from 'node:assert/strict';

/** Work that takes in `size` things. What it makes ready first is not counted: it returns what is. */
export type Sized = (size: number) => () => unknown;

const times = 8;
const goes = 3;
/** Milliseconds: the clock of a thread goes in ticks of about four. */
const least = 20;

/**
 * Holds that work grows about in step with its input, whatever the machine: eight times as much takes less than 24
 * times as long, in processor time of this thread, the best of three goes each after one to warm up. What grows with
 * the square takes 64 times as long. `size`: the smaller input.
 */
export function growsInStep(work: Sized, size: number): void {
  const few = work(size);
  const many = work(size * times);
  let repeats = 1;
  while (spent(few, repeats) < least) repeats *= 2;
  const ratio = best(many, repeats) / best(few, repeats);
  assert.ok(ratio < times * 3, `${times} times as much took ${ratio.toFixed(1)} times as long`);
}

function best(go: () => unknown, repeats: number): number {
  go();
  return Math.min(...Array.from({ length: goes }, () => spent(go, repeats)));
}

/** Milliseconds. */
function spent(go: () => unknown, repeats: number): number {
  const before = process.threadCpuUsage();
  for (let left = repeats; left > 0; left -= 1) go();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
