import type { RecordedEvent, UnknownEvent } from './event.ts';

export interface RecordingHeader {
  readonly format: 'mirror.recording';
  readonly version: 1;
  readonly id: string;
  readonly workflow: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** A pseudonym, the same for one person on one machine. */
  readonly recorder: string;
  readonly workspace: { readonly name: string; readonly head?: string };
  /** `mirror/<rules version>`, or `none` for a recording that no gate has seen. */
  readonly sanitizer: string;
}

export type JournalProblemCode =
  | 'empty'
  | 'bad-header'
  | 'unknown-version'
  | 'torn-tail'
  | 'bad-line'
  | 'bad-event'
  | 'sequence-gap'
  | 'sequence-repeat'
  | 'after-end'
  | 'second-header'
  | 'line-too-long'
  | 'unknown-kind'
  | 'unknown-field';

/** One damage found while reading: `line` is 1-based in the file. */
export interface JournalProblem {
  readonly line: number;
  readonly code: JournalProblemCode;
  readonly message: string;
}

/** A recording as read: what is intact, in the order written, and what was wrong with the rest. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly events: readonly RecordedEvent[];
  readonly unknown: readonly UnknownEvent[];
  /** The last line is an `end` event. */
  readonly complete: boolean;
  readonly problems: readonly JournalProblem[];
}
