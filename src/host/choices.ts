import { join } from 'node:path';
import * as z from 'zod';
import { noChoices, type ReadingChoices } from '../model/choices.ts';
import { storedJson } from './storedJson.ts';

const seqs = z.array(z.int().min(1));

const choices = z.object({
  kept: seqs,
  leftOut: seqs,
  cuts: seqs,
  joins: seqs,
  titles: z.array(z.object({ seq: z.int().min(1), title: z.string() })),
}) satisfies z.ZodType<ReadingChoices>;

/** By id of the recording. */
export type AllChoices = Readonly<Record<string, ReadingChoices>>;

interface Kept {
  readonly version: 1;
  readonly recordings: AllChoices;
}

const schema: z.ZodType<Kept> = z.object({ version: z.literal(1), recordings: z.record(z.string(), choices) });

export interface ChoiceStore {
  /** Reads afresh, so that another window's choices are seen. */
  read(): Promise<AllChoices>;
  /** Reads, changes those of one recording and writes in one go; undefined forgets them. Updates never overlap. */
  update(recording: string, change: (choices: ReadingChoices) => ReadingChoices | undefined): Promise<void>;
}

/**
 * How people want recordings read, in `choices.json` of a storage folder: private, beside the recordings. What cannot be
 * read counts as no choice, and is moved aside before something is written.
 */
export function createChoiceStore(folder: string): ChoiceStore {
  const stored = storedJson<Kept>(join(folder, 'choices.json'), schema, () => ({ version: 1, recordings: {} }));
  return {
    read: async () => (await stored.read()).recordings,
    async update(recording, change) {
      await stored.update(({ version, recordings }) => {
        const { [recording]: known, ...others } = recordings;
        const changed = change(known ?? noChoices);
        if (known === undefined && changed === undefined) return undefined;
        return { version, recordings: { ...others, ...(changed ? { [recording]: changed } : {}) } };
      });
    },
  };
}
