import type { Evidence } from './evidence.ts';

export const noteKinds = [
  'lesson',
  'parameter',
  'order',
  'convention',
  'prerequisite',
  'procedure',
  'verification',
  'decision',
  'contradiction',
] as const;
export type NoteKind = (typeof noteKinds)[number];

export const layers = ['working', 'project', 'organization'] as const;
export type Layer = (typeof layers)[number];

export const noteStatuses = ['proposed', 'accepted', 'declined', 'superseded', 'stale'] as const;
export type NoteStatus = (typeof noteStatuses)[number];

/** One claim proposed for context. */
export interface Note {
  /** Stable: the same claim has the same id whatever the order or number of recordings. */
  readonly id: string;
  readonly kind: NoteKind;
  readonly workflow: string;
  readonly layer: Layer;
  /** When it applies: "`npm test` fails with `Cannot find module …`". */
  readonly trigger: string;
  /** What to do then. */
  readonly action: string;
  readonly prevents?: string;
  /** The sentence a reader sees. */
  readonly text: string;
  readonly parameters?: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Seen in `n` of the workflow's `of` recordings. */
  readonly support: { readonly n: number; readonly of: number };
  readonly status: NoteStatus;
  readonly owner?: string;
  readonly supersedes?: string;
  /** Commit at which it was last seen to hold. */
  readonly verifiedAt?: string;
  /** For a note of the organization's repository that was wired in: the commit there that it was taken from. */
  readonly pinnedAt?: string;
  /**
   * The files it is about, as globs relative to the root: it is read when one of them is worked on. Absent: what its
   * trigger names, or everywhere.
   */
  readonly paths?: readonly string[];
  /** The hand-written line that it was taken over from, which stays where it is. */
  readonly source?: { readonly file: string; readonly line: number };
  /** Day of the newest recording that shows it (ISO date), never today's. */
  readonly recordedOn?: string;
}

/** What a model says of a note by the rubric: it is worth its place when the first three hold and the last does not. */
export interface Judgement {
  readonly note: string;
  readonly namesWhatItPrevents: boolean;
  readonly isConcrete: boolean;
  readonly isShownByEvidence: boolean;
  readonly isInferable: boolean;
}
