import type { Note } from './note.ts';
import type { Observations } from './observations.ts';
import type { Process } from './process.ts';
import type { DroppedAction, Walkthrough } from './step.ts';

export interface RecordingSummary {
  readonly id: string;
  readonly workflow: string;
  readonly recorder: string;
  readonly startedAt: string;
  readonly events: number;
  readonly complete: boolean;
}

/** What distilling gives: the JSON document of `mirror distill`. */
export interface Distilled {
  readonly workflow: string;
  readonly recordings: readonly RecordingSummary[];
  readonly walkthroughs: readonly Walkthrough[];
  readonly process: Process;
  readonly notes: readonly Note[];
  readonly droppedActions: readonly DroppedAction[];
  /** What the gap checks work on; left out of the JSON document. */
  readonly observations?: Observations;
}
