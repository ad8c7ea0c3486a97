import { createHash } from 'node:crypto';
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
