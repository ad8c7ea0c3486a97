import type { Steps } from './steps.ts';

export interface PatienceOptions {
  /** Milliseconds from any origin; absent, no deadline is kept. */
  readonly now?: () => number;
  /** For one text of up to a million characters; longer ones get proportionally more. Default 180: what goes on until the next look at the clock stays below 250. */
  readonly deadlineMs?: number;
}

export interface Patience {
  /** Throws when the time is over. */
  readonly check: () => void;
  pause(): Steps<void>;
}

/** The time for one text of so many characters; what passes between two steps does not count. */
export function createPatience(length: number, { now = () => 0, deadlineMs = 180 }: PatienceOptions): Patience {
  let until = now() + deadlineMs * Math.max(1, length / 1_000_000);
  return {
    check() {
      if (now() > until) {
        throw new Error('deadline');
      }
    },
    *pause() {
      const left = now();
      yield;
      until += now() - left;
    },
  };
}
