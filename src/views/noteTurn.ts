/** How long a click on a note waits for a key that decides about it instead, in milliseconds. */
const pauseMs = 120;

/**
 * A key binding selects the focused row first, which the editor takes for a click on it, in whatever order it tells of
 * the two. A note that is being decided by key is not opened as well: that would cover the question or the editor that
 * the key brings up.
 */
export interface NoteTurn {
  /** A row was selected. Resolves when it is known whether that was a click, and not a key that decides. */
  isClicked(): Promise<boolean>;
  /** A key decides about the selected note. */
  decide(): void;
  /** Whether what was clicked is still to be shown: on a busy machine a key can be told of later than anybody waits. */
  isWanted(): boolean;
}

/** `now` in milliseconds; `pause` resolves after as many. */
export function createNoteTurn(now: () => number, pause: (ms: number) => Promise<void>): NoteTurn {
  let keyedAt = Number.NEGATIVE_INFINITY;
  let keys = 0;
  let wanted = false;
  return {
    async isClicked() {
      if (now() - keyedAt < pauseMs * 2) return false;
      const before = keys;
      await pause(pauseMs);
      wanted = keys === before;
      return wanted;
    },
    decide() {
      keyedAt = now();
      keys += 1;
      wanted = false;
    },
    isWanted: () => wanted,
  };
}
