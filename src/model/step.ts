/** Why an action did not make it into a walkthrough. */
export interface DroppedAction {
  readonly recording: string;
  readonly seq: number;
  readonly reason: string;
}

export interface ActionSummary {
  readonly seq: number;
  readonly summary: string;
}

export type StepKind =
  | 'run'
  | 'edit'
  | 'verify'
  | 'commit'
  | 'release'
  | 'setup'
  | 'fix'
  | 'inspect'
  | 'note'
  | 'other';

/** Consecutive actions with one intent. `from` and `to` are `seq` numbers of its recording. */
export interface Step {
  readonly id: string;
  /** Verb and object, or the person's own note. */
  readonly title: string;
  readonly kind: StepKind;
  readonly from: number;
  readonly to: number;
  readonly actions: readonly ActionSummary[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The command that proved it. */
  readonly verification?: string;
}

/** The ordered steps distilled from one recording. */
export interface Walkthrough {
  readonly recording: string;
  readonly steps: readonly Step[];
}
