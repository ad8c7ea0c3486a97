import type { CommandAction } from './action.ts';
import type { CommandDifference } from './commandDifference.ts';
import type { Signature } from './signature.ts';

/** A command that failed, and how it came to work. */
export interface Failure {
  /** Index of the failed command among the timeline's actions. */
  readonly index: number;
  readonly action: CommandAction;
  readonly signature?: Signature;
  /** Index of the command that worked. */
  readonly success?: number;
  /** That one did not work either, but got further: it failed with another symptom. */
  readonly further?: true;
  readonly resolution?: 'change' | 'flaky' | 'retyped';
  /** Indices of the actions in between that explain it. */
  readonly causes: readonly number[];
  /** What the command that worked does differently. */
  readonly difference?: CommandDifference;
  /** What the person said about it. */
  readonly narrations: readonly string[];
}
