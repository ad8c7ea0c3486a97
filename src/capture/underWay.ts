import type { CommandFact } from '../model/event.ts';
import type { SanitizeFact } from './recorder.ts';

/** Told by a source of what runs and has no event yet. */
export interface UnderWay {
  /** A command that began at `at` has run for a moment. */
  began(fact: CommandFact, at: number): void;
  /** It ended: its event was emitted, or is not to be. */
  over(terminal: number, at: number): void;
}

export interface UnderWayPorts {
  readonly sanitize: SanitizeFact;
  /** Where it is kept until it is over. */
  readonly file: {
    put(command: { readonly fact: CommandFact; readonly at: number }): void;
    remove(terminal: number, at: number): void;
  };
  /** Whether an event of that time is recorded at all. */
  readonly isKept: (fact: CommandFact, at: number) => boolean;
  /** Resolves when all that was emitted is in the recording. */
  readonly drain: () => Promise<void>;
  /** Runs work soon, after the listener that is running: `setImmediate`. */
  readonly defer: (work: () => void) => void;
}

/**
 * Keeps commands that run beside the recording, through the same gate, and takes them away once the recording has
 * their events: whenever the process dies, a command is in one of the two.
 */
export function createUnderWay({ sanitize, file, isKept, drain, defer }: UnderWayPorts): UnderWay {
  const over = new Set<string>();
  const key = (terminal: number, at: number): string => `${terminal} ${at}`;

  function put(fact: CommandFact, at: number): void {
    if (over.delete(key(fact.terminal, at)) || !isKept(fact, at)) return;
    try {
      const clean = sanitize(fact);
      if ('kind' in clean && clean.kind === 'command') file.put({ fact: clean, at });
    } catch {
      // Fails closed: what the gate cannot judge is not kept.
    }
  }

  return {
    began: (fact, at) => defer(() => put(fact, at)),
    over(terminal, at) {
      over.add(key(terminal, at));
      // After what began in the same turn.
      defer(() => {
        void drain().then(() => {
          over.delete(key(terminal, at));
          file.remove(terminal, at);
        });
      });
    },
  };
}
