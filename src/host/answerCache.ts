import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import * as z from 'zod';

/** Answers kept; the oldest goes first. */
const most = 50;

const schema = z.array(z.object({ asked: z.string(), answer: z.string() }));
type Kept = z.infer<typeof schema>;

export interface KeptAnswers {
  read(asked: string): Promise<string | undefined>;
  write(asked: string, answer: string): Promise<void>;
}

/**
 * What models answered, in `model-answers.json` of a storage folder, by a hash of who was asked what. Questions hold
 * sanitized text only. A file that cannot be read is begun anew: every answer can be had again.
 */
export function createAnswerCache(folder: string): KeptAnswers {
  const path = join(folder, 'model-answers.json');

  async function load(): Promise<Low<Kept>> {
    const low = new Low<Kept>(new JSONFile<Kept>(path), []);
    await low.read().catch(() => undefined);
    const read = schema.safeParse(low.data);
    low.data = read.success ? read.data : [];
    return low;
  }

  return {
    async read(asked) {
      const { data } = await load();
      const key = keyOf(asked);
      return data.find((each) => each.asked === key)?.answer;
    },
    async write(asked, answer) {
      const low = await load();
      const key = keyOf(asked);
      low.data = [...low.data.filter((each) => each.asked !== key), { asked: key, answer }].slice(-most);
      await low.write();
    },
  };
}

function keyOf(asked: string): string {
  return createHash('sha256').update(asked).digest('hex');
}

/** Forgets the answers of a storage folder where one of them holds what must not be kept: they can be had again. */
export async function forgetAnswers(folder: string, holds: (answers: unknown) => boolean): Promise<void> {
  const path = join(folder, 'model-answers.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && holds(readJson(text))) await rm(path, { force: true });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
