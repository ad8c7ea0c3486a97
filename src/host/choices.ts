import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { noChoices, type ReadingChoices } from '../model/choices.ts';

const seqs = z.array(z.int().min(1));

const choices = z.object({
  kept: seqs,
  leftOut: seqs,
  cuts: seqs,
  joins: seqs,
  titles: z.array(z.object({ seq: z.int().min(1), title: z.string() })),
}) satisfies z.ZodType<ReadingChoices>;

const schema = z.object({ version: z.literal(1), recordings: z.record(z.string(), choices) });

/** By id of the recording. */
export type AllChoices = Readonly<Record<string, ReadingChoices>>;

export interface ChoiceStore {
  /** Reads afresh, so that another window's choices are seen. */
  read(): Promise<AllChoices>;
  /** Reads, changes those of one recording and writes in one go; undefined forgets them. Updates of this window never overlap. */
  update(recording: string, change: (choices: ReadingChoices) => ReadingChoices | undefined): Promise<void>;
}

/**
 * How people want recordings read, in `choices.json` of a storage folder: private, beside the recordings. What cannot be
 * read counts as no choice, and is moved aside before something is written.
 */
export function createChoiceStore(folder: string): ChoiceStore {
  const path = join(folder, 'choices.json');
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Record<string, ReadingChoices> | undefined> {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return {};
    try {
      return schema.parse(JSON.parse(text)).recordings;
    } catch {
      return undefined;
    }
  }

  async function save(recordings: AllChoices): Promise<void> {
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, `${JSON.stringify({ version: 1, recordings })}\n`, { mode: 0o600 });
    await rename(temporary, path);
  }

  return {
    async read() {
      await last;
      return (await load()) ?? {};
    },
    update(recording, change) {
      const next = last.then(async () => {
        const read = await load();
        if (!read) await rename(path, `${path}.unreadable`);
        const { [recording]: known, ...others } = read ?? {};
        const changed = change(known ?? noChoices);
        if (known !== undefined || changed !== undefined)
          await save({ ...others, ...(changed ? { [recording]: changed } : {}) });
      });
      last = next.catch(() => undefined);
      return next;
    },
  };
}
