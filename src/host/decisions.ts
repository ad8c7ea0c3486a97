import { join } from 'node:path';
import * as z from 'zod';
import { type Judgement, layers, type Note, noteKinds, noteStatuses } from '../model/note.ts';
import { storedJson } from './storedJson.ts';

/** What a person can decide, and take back. */
export const decisionKinds = [
  'accept',
  'edit',
  'decline',
  'move',
  'own',
  'merge',
  'split',
  'answer',
  'dismiss',
  'restore',
  'suggest',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

const evidence = z.object({ recording: z.string(), from: z.number(), to: z.number(), excerpt: z.string() });

const note = z.object({
  id: z.string(),
  kind: z.enum(noteKinds),
  workflow: z.string(),
  layer: z.enum(layers),
  trigger: z.string(),
  action: z.string(),
  prevents: z.string().exactOptional(),
  text: z.string(),
  parameters: z.array(z.string()).exactOptional(),
  paths: z.array(z.string()).exactOptional(),
  source: z.object({ file: z.string(), line: z.number() }).exactOptional(),
  evidence: z.array(evidence),
  support: z.object({ n: z.number(), of: z.number() }),
  status: z.enum(noteStatuses),
  owner: z.string().exactOptional(),
  supersedes: z.string().exactOptional(),
  verifiedAt: z.string().exactOptional(),
  recordedOn: z.string().exactOptional(),
  pinnedAt: z.string().exactOptional(),
}) satisfies z.ZodType<Note>;

const decidedNote = z.object({ note, reason: z.string().exactOptional() });
const dismissal = z.object({
  reason: z.string(),
  evidence: z.number(),
  seen: z.array(z.string()).exactOptional(),
});

const schema = z.object({
  version: z.literal(1),
  /** Notes taken in or declined, whole, so that they outlive the recordings they came from. */
  notes: z.record(z.string(), decidedNote),
  /** Gaps that a person called none, with the evidence it was said about. */
  dismissed: z.record(z.string(), dismissal),
  /** Gaps that were answered: gap id to the note the answer became. */
  answered: z.record(z.string(), z.string()),
  /** What a model said of proposed notes by the rubric, by note id. */
  judgements: z
    .record(
      z.string(),
      z.object({
        note: z.string(),
        namesWhatItPrevents: z.boolean(),
        isConcrete: z.boolean(),
        isShownByEvidence: z.boolean(),
        isInferable: z.boolean(),
      }),
    )
    .default({}),
  /** What can be undone, oldest first: each with what stood there before it. A kind that a newer version wrote ends it. */
  history: z
    .array(
      z.object({
        what: z.enum(decisionKinds),
        notes: z.record(z.string(), decidedNote.nullable()),
        dismissed: z.record(z.string(), dismissal.nullable()),
        answered: z.record(z.string(), z.string().nullable()),
      }),
    )
    .default([])
    .catch([]),
}) satisfies z.ZodType<Decisions>;

/** A note taken in or declined, with the reason for declining. */
export interface DecidedNote {
  readonly note: Note;
  readonly reason?: string;
}

/** A gap that a person called none. It returns with evidence that is not among `seen`. */
export interface Dismissal {
  readonly reason: string;
  /** How many pieces of evidence the gap had. */
  readonly evidence: number;
  /** Which ones, as `evidenceKey` names them; absent in what older versions wrote. */
  readonly seen?: readonly string[];
}

/** What one decision replaced; `null`: nothing stood there. */
export interface PastDecision {
  readonly what: DecisionKind;
  readonly notes: Readonly<Record<string, DecidedNote | null>>;
  readonly dismissed: Readonly<Record<string, Dismissal | null>>;
  readonly answered: Readonly<Record<string, string | null>>;
}

/** What a person decided about notes and gaps in one workspace. */
export interface Decisions {
  version: 1;
  notes: Record<string, DecidedNote>;
  dismissed: Record<string, Dismissal>;
  answered: Record<string, string>;
  judgements: Record<string, Judgement>;
  history: PastDecision[];
}

export interface DecisionStore {
  /** Reads afresh, so that another window's decisions are seen. */
  read(): Promise<Decisions>;
  /**
   * Reads, changes and writes in one go; updates never overlap. With `what` the change can be undone.
   * Gives the decisions as they are then.
   */
  update(change: (decisions: Decisions) => void, what?: DecisionKind): Promise<Decisions>;
  /** Takes the last decision back; undefined where there is none. */
  undo(): Promise<PastDecision | undefined>;
}

/** More decisions than this are not taken back one by one. */
const mostPast = 100;

function none(): Decisions {
  return { version: 1, notes: {}, dismissed: {}, answered: {}, judgements: {}, history: [] };
}

/** What `before` held where it differs from `after`. */
function replaced<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): Record<string, T | null> {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...ids].filter((id) => before[id] !== after[id]).map((id) => [id, before[id] ?? null]));
}

function restored<T>(now: Readonly<Record<string, T>>, past: Readonly<Record<string, T | null>>): Record<string, T> {
  const all = { ...now, ...past };
  return Object.fromEntries(Object.entries(all).flatMap(([id, value]) => (value === null ? [] : [[id, value]])));
}

/**
 * The decisions file of a storage folder (`decisions.json`). It is private until
 * notes are applied. A file that cannot be read is moved aside, never overwritten.
 */
export function createDecisionStore(folder: string): DecisionStore {
  const stored = storedJson<Decisions>(join(folder, 'decisions.json'), schema, none);
  return {
    read: () => stored.read(),
    update: (change, what) =>
      stored.update((before) => {
        const { notes, dismissed, answered, judgements, history } = before;
        const after: Decisions = {
          ...before,
          notes: { ...notes },
          dismissed: { ...dismissed },
          answered: { ...answered },
          judgements: { ...judgements },
        };
        change(after);
        if (!what) return after;
        const past: PastDecision = {
          what,
          notes: replaced(notes, after.notes),
          dismissed: replaced(dismissed, after.dismissed),
          answered: replaced(answered, after.answered),
        };
        return { ...after, history: [...history, past].slice(-mostPast) };
      }),
    async undo() {
      let undone: PastDecision | undefined;
      await stored.update((now) => {
        const past = now.history.at(-1);
        undone = past;
        return (
          past && {
            ...now,
            notes: restored(now.notes, past.notes),
            dismissed: restored(now.dismissed, past.dismissed),
            answered: restored(now.answered, past.answered),
            history: now.history.slice(0, -1),
          }
        );
      });
      return undone;
    },
  };
}
