import { pause } from './pause.ts';

/** Milliseconds of work at a time. */
const sliceMs = 12;

/** All the steps, with pauses in which the editor gets its turn; undefined if it was cancelled in one. */
export async function inTurns<T>(
  steps: Iterator<undefined, T, undefined>,
  cancelled: () => boolean,
): Promise<T | undefined> {
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await pause();
    if (cancelled()) return undefined;
    since = performance.now();
  }
}
