import type { Fact } from '../model/event.ts';

/** Hands a fact to the one exit. `at` is milliseconds since the start of the recording, stamped in the listener. */
export type Emit = (fact: Fact, at: number) => void;

/** A capture source that is subscribed. */
export interface CaptureSource {
  /** Unsubscribes at once, and emits what is under way as far as it is known. */
  dispose(): void;
  /** Resolves when the last fact is emitted. */
  drained(): Promise<void>;
}

/** Wraps a listener so that a fault in capture never reaches the editor. */
export type Guard = <Args extends unknown[]>(
  source: string,
  listener: (...args: Args) => void,
) => (...args: Args) => void;

/**
 * A guard that says once a source that it failed. What was thrown is not told: it may hold what
 * no gate has seen.
 */
export function createGuard(emit: Emit, clock: () => number): Guard {
  const failed = new Set<string>();
  return (source, listener) =>
    (...args) => {
      try {
        listener(...args);
      } catch {
        if (failed.has(source)) return;
        failed.add(source);
        emit(
          {
            kind: 'capture',
            source,
            state: 'degraded',
            reason: `a fault in the capture of ${source}; some of it is missing`,
          },
          clock(),
        );
      }
    };
}

/** What can be disposed of: the editor's own disposables fit. */
export interface Stoppable {
  dispose(): unknown;
}

/** Disposes of all, also where one throws. */
export function disposeAll(things: readonly Stoppable[]): void {
  for (const thing of things) {
    try {
      thing.dispose();
    } catch {
      // Disposing goes on: a listener that cannot be removed must not keep the others.
    }
  }
}
