/**
 * The facts of a recording, version 1. The field names are the on-disk contract
 * (see `journal/format.ts` and the published JSON Schema).
 */

/** What every event carries: `seq` is gapless from 1 in the order written, `at` is milliseconds since the start. */
export interface EventStamp {
  readonly seq: number;
  readonly at: number;
}

export type Confidence = 'low' | 'medium' | 'high';

export interface CommandFact {
  readonly kind: 'command';
  /** A small number that tells terminals of one recording apart. */
  readonly terminal: number;
  readonly shell: string;
  /** `.` at the folder's root, relative below it; outside it the path with the home folder as `~`. */
  readonly cwd: string;
  readonly line: string;
  readonly confidence: Confidence;
  readonly exitCode?: number;
  readonly durationMs?: number;
  /** Absent means unknown, never "no output". */
  readonly output?: { readonly text: string; readonly truncated?: boolean };
  /** Name of the folder in a workspace of several; absent in the first folder. */
  readonly folder?: string;
}

export type EditOrigin = 'typed' | 'paste' | 'format' | 'assistant' | 'undo' | 'external' | 'unknown';

export interface Hunk {
  /** First changed line, 1-based, in the text before. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface EditFact {
  readonly kind: 'edit';
  readonly file: string;
  readonly origin: EditOrigin;
  readonly hunks?: readonly Hunk[];
  /** The file's content is never recorded; only that it was edited. */
  readonly withheld?: boolean;
  readonly folder?: string;
}

export interface FileFact {
  readonly kind: 'file';
  readonly op: 'create' | 'change' | 'rename' | 'delete';
  readonly file: string;
  readonly to?: string;
  readonly origin: 'user' | 'external';
  readonly folder?: string;
}

export interface OpenFact {
  readonly kind: 'open';
  readonly file: string;
  readonly line?: number;
  readonly folder?: string;
}

export interface TaskFact {
  readonly kind: 'task';
  readonly name: string;
  readonly source: string;
  readonly exitCode?: number;
}

export interface DebugFact {
  readonly kind: 'debug';
  readonly op: 'start' | 'stop';
  readonly name: string;
  readonly type: string;
}

export type GitOperation =
  | 'commit'
  | 'checkout'
  | 'branch'
  | 'merge'
  | 'rebase'
  | 'cherry-pick'
  | 'reset'
  | 'tag'
  | 'other';

export interface GitFact {
  readonly kind: 'git';
  readonly op: GitOperation;
  readonly branch?: string;
  /** Full hash of HEAD after the operation. */
  readonly head?: string;
  readonly message?: string;
  readonly folder?: string;
}

/** A sentence the person added while recording. */
export interface NarrationFact {
  readonly kind: 'note';
  readonly text: string;
}

export interface FocusFact {
  readonly kind: 'focus';
  readonly focused: boolean;
}

export interface DiagnosticsFact {
  readonly kind: 'diagnostics';
  readonly errors: number;
  readonly warnings: number;
}

export interface PauseFact {
  readonly kind: 'pause' | 'resume';
}

/** A capture source lost sight of something, or sees again. `source` names the adapter, `reason` is a sentence. */
export interface CaptureFact {
  readonly kind: 'capture';
  readonly source: string;
  readonly state: 'degraded' | 'restored';
  readonly reason: string;
}

export interface EndFact {
  readonly kind: 'end';
  readonly reason: string;
}

/** What a capture source emits, before the one exit numbers and stamps it. */
export type Fact =
  | CommandFact
  | EditFact
  | FileFact
  | OpenFact
  | TaskFact
  | DebugFact
  | GitFact
  | NarrationFact
  | FocusFact
  | DiagnosticsFact
  | PauseFact
  | CaptureFact
  | EndFact;

export type FactKind = Fact['kind'];
type Stamped<F> = F extends unknown ? F & EventStamp : never;

/** A fact as it stands in a recording. */
export type RecordedEvent = Stamped<Fact>;
export type EventOf<K extends FactKind> = Extract<RecordedEvent, { kind: K }>;

/** An event of a kind this version does not know: kept, and said so. */
export interface UnknownEvent extends EventStamp {
  readonly kind: string;
  readonly [field: string]: unknown;
}
