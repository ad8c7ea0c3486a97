import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import * as z from 'zod';
import { type Judgement, layers, type Note, noteKinds, noteStatuses } from '../model/note.ts';

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
  /** What can be undone, oldest first: each with what stood there before it. */
  history: z
    .array(
      z.object({
        what: z.enum(decisionKinds),
        notes: z.record(z.string(), decidedNote.nullable()),
        dismissed: z.record(z.string(), dismissal.nullable()),
        answered: z.record(z.string(), z.string().nullable()),
      }),
    )
    .default([]),
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
   * Reads, changes and writes in one go; updates of this window never overlap. With `what` the change can be undone.
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
  const path = join(folder, 'decisions.json');
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Low<Decisions>> {
    const low = new Low<Decisions>(new JSONFile<Decisions>(path), none());
    try {
      await low.read();
      low.data = schema.parse(low.data);
    } catch {
      await rename(path, `${path}.unreadable`).catch(() => undefined);
      low.data = none();
    }
    return low;
  }

  /** One after the other, whatever becomes of the one before. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  }

  return {
    async read() {
      await last;
      return (await load()).data;
    },
    update: (change, what) =>
      inTurn(async () => {
        const low = await load();
        const { notes, dismissed, answered } = low.data;
        low.data = { ...low.data, notes: { ...notes }, dismissed: { ...dismissed }, answered: { ...answered } };
        change(low.data);
        if (what) {
          const past: PastDecision = {
            what,
            notes: replaced(notes, low.data.notes),
            dismissed: replaced(dismissed, low.data.dismissed),
            answered: replaced(answered, low.data.answered),
          };
          low.data.history = [...low.data.history, past].slice(-mostPast);
        }
        await low.write();
        return low.data;
      }),
    undo: () =>
      inTurn(async () => {
        const low = await load();
        const past = low.data.history.at(-1);
        if (!past) return undefined;
        low.data = {
          ...low.data,
          notes: restored(low.data.notes, past.notes),
          dismissed: restored(low.data.dismissed, past.dismissed),
          answered: restored(low.data.answered, past.answered),
          history: low.data.history.slice(0, -1),
        };
        await low.write();
        return past;
      }),
  };
}
