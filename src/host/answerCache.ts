import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { storedJson } from './storedJson.ts';

/** Answers kept; the oldest goes first. */
const most = 50;

const schema = z.array(z.object({ asked: z.string(), answer: z.string() }));

/**
 * What models answered, in `model-answers.json` of a storage folder, by a hash of who was asked what. Questions hold
 * sanitized text only. A file that cannot be read is begun anew: every answer can be had again.
 */
export function createAnswerCache(folder: string) {
  const stored = storedJson(fileIn(folder), schema, () => []);
  return {
    async read(asked: string): Promise<string | undefined> {
      const key = keyOf(asked);
      return (await stored.read()).find((each) => each.asked === key)?.answer;
    },
    async write(asked: string, answer: string): Promise<void> {
      const key = keyOf(asked);
      await stored.update((all) => [...all.filter((each) => each.asked !== key), { asked: key, answer }].slice(-most));
    },
  };
}

/** Forgets the answers of a storage folder where one of them holds what must not be kept: they can be had again. */
export async function forgetAnswers(folder: string, holds: (answers: unknown) => boolean): Promise<void> {
  const path = fileIn(folder);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && holds(readJson(text))) await rm(path, { force: true });
}

function fileIn(folder: string): string {
  return join(folder, 'model-answers.json');
}

function keyOf(asked: string): string {
  return createHash('sha256').update(asked).digest('hex');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
