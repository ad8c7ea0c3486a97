import type { ReadingChoices } from '../model/choices.ts';
import type { Recording } from '../model/recording.ts';
import type { DroppedAction, Step } from '../model/step.ts';

/** What a window knows of a placeholder that it gave out itself. */
export interface HiddenBy {
  /** The rule that found the value. */
  readonly rule: string;
  /** A known secret never comes back; what only a rule took for one may. */
  readonly restorable: boolean;
}

/** One recording as a person looks it over: all that is kept, how it reads, and what became of it. */
export interface ReviewSubject {
  readonly recording: Recording;
  /** The steps it reads as; none while it runs. */
  readonly steps: readonly Step[];
  readonly dropped: readonly DroppedAction[];
  readonly choices: ReadingChoices;
  /** Who writes it now: this window, another, nobody. */
  readonly live: 'here' | 'elsewhere' | 'no';
  /** Another one after each rewriting, the same while it only grows: numbers hold for one revision. */
  readonly revision: string;
  /** Undefined: it was hidden by another window, or before this one was loaded. */
  readonly hiddenBy: (placeholder: string) => HiddenBy | undefined;
}

/** What a person wants changed about a recording, or about how it reads. Numbers are those of events. */
export type ReviewChange =
  /** Redact a text here and from now on; without one, ask for it. */
  | { readonly kind: 'redact'; readonly text?: string }
  /** Put back what a placeholder stands for. */
  | { readonly kind: 'restore'; readonly placeholder: string }
  /** Remove events for good. */
  | { readonly kind: 'remove'; readonly seqs: readonly number[] }
  | { readonly kind: 'keep'; readonly seqs: readonly number[] }
  | { readonly kind: 'leaveOut'; readonly seqs: readonly number[] }
  /** Name the step that begins with this action; `title` is what it is called now. */
  | { readonly kind: 'rename'; readonly seq: number; readonly title: string }
  /** The step that begins with this action goes on from the one before. */
  | { readonly kind: 'join'; readonly seq: number }
  /** A step begins with this action. */
  | { readonly kind: 'cut'; readonly seq: number };
