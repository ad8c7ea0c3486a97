import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import * as z from 'zod';
import type { AnswerCache, Question } from '../refine/port.ts';

/** Answers kept; the oldest goes first. */
const most = 50;

const schema = z.array(z.object({ asked: z.string(), answer: z.string() }));
type Kept = z.infer<typeof schema>;

/**
 * What models answered, in `model-answers.json` of a storage folder, by a hash of who was asked what. Questions hold
 * sanitized text only. A file that cannot be read is begun anew: every answer can be had again.
 */
export function createAnswerCache(folder: string): AnswerCache {
  const path = join(folder, 'model-answers.json');

  async function load(): Promise<Low<Kept>> {
    const low = new Low<Kept>(new JSONFile<Kept>(path), []);
    await low.read().catch(() => undefined);
    const read = schema.safeParse(low.data);
    low.data = read.success ? read.data : [];
    return low;
  }

  return {
    async read(model, question) {
      const { data } = await load();
      const asked = keyOf(model, question);
      return data.find((each) => each.asked === asked)?.answer;
    },
    async write(model, question, answer) {
      const low = await load();
      const asked = keyOf(model, question);
      low.data = [...low.data.filter((each) => each.asked !== asked), { asked, answer }].slice(-most);
      await low.write();
    },
  };
}

function keyOf(model: string, { instructions, material, maxTokens }: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([model, instructions, material, maxTokens]))
    .digest('hex');
}
