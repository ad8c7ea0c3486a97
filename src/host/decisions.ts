import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import * as z from 'zod';
import { type Judgement, layers, type Note, noteKinds, noteStatuses } from '../model/note.ts';

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
  evidence: z.array(evidence),
  support: z.object({ n: z.number(), of: z.number() }),
  status: z.enum(noteStatuses),
  owner: z.string().exactOptional(),
  supersedes: z.string().exactOptional(),
  verifiedAt: z.string().exactOptional(),
  recordedOn: z.string().exactOptional(),
}) satisfies z.ZodType<Note>;

const schema = z.object({
  version: z.literal(1),
  /** Notes taken in or declined, whole, so that they outlive the recordings they came from. */
  notes: z.record(z.string(), z.object({ note, reason: z.string().exactOptional() })),
  /** Gaps that a person called none, with the number of evidences it was said about. */
  dismissed: z.record(z.string(), z.object({ reason: z.string(), evidence: z.number() })),
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
}) satisfies z.ZodType<Decisions>;

/** A note taken in or declined, with the reason for declining. */
export interface DecidedNote {
  readonly note: Note;
  readonly reason?: string;
}

/** What a person decided about notes and gaps in one workspace. */
export interface Decisions {
  version: 1;
  notes: Record<string, DecidedNote>;
  dismissed: Record<string, { reason: string; evidence: number }>;
  answered: Record<string, string>;
  judgements: Record<string, Judgement>;
}

export interface DecisionStore {
  /** Reads afresh, so that another window's decisions are seen. */
  read(): Promise<Decisions>;
  /** Reads, changes and writes in one go; updates of this window never overlap. */
  update(change: (decisions: Decisions) => void): Promise<void>;
}

function none(): Decisions {
  return { version: 1, notes: {}, dismissed: {}, answered: {}, judgements: {} };
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

  return {
    async read() {
      await last;
      return (await load()).data;
    },
    update(change) {
      const next = last.then(async () => {
        const low = await load();
        change(low.data);
        await low.write();
      });
      last = next.catch(() => undefined);
      return next;
    },
  };
}
