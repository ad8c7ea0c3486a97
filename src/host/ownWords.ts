import * as z from 'zod';
import { identityRoot, storageKey } from './storageFolder.ts';

/** The part of an editor's secret storage that is needed. */
export interface SecretMemory {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
}

/** Words that a person had redacted, or let through, in one workspace. */
export interface Words {
  /** Redacted everywhere, whatever their case. */
  readonly terms: readonly string[];
  /** No secret, although a rule takes them for one. */
  readonly allow: readonly string[];
}

/**
 * The person's own words beside the settings. A settings file of the repository would show colleagues the very word
 * that is not to be seen, and a plain file the secret that no rule knew: they are kept where the editor keeps secrets.
 */
export interface OwnWords {
  read(folder: string): Promise<Words>;
  addTerm(folder: string, term: string): Promise<void>;
  addAllowed(folder: string, text: string): Promise<void>;
}

const schema = z.object({ terms: z.array(z.string()), allow: z.array(z.string()) });
const none: Words = { terms: [], allow: [] };

export function createOwnWords(secrets: SecretMemory): OwnWords {
  let last: Promise<unknown> = Promise.resolve();

  async function keyOf(folder: string): Promise<string> {
    return `mirror.words.${storageKey(await identityRoot(folder))}`;
  }

  async function load(key: string): Promise<Words> {
    try {
      const text = await secrets.get(key);
      return text === undefined ? none : schema.parse(JSON.parse(text));
    } catch {
      return none;
    }
  }

  function add(folder: string, change: (words: Words) => Words): Promise<void> {
    const next = last.then(async () => {
      const key = await keyOf(folder);
      await secrets.store(key, JSON.stringify(change(await load(key))));
    });
    last = next.catch(() => undefined);
    return next;
  }

  return {
    read: async (folder) => load(await keyOf(folder)),
    // What is redacted is no longer let through, and the other way round: the last word counts.
    addTerm: (folder, term) =>
      add(folder, ({ terms, allow }) => ({
        terms: [...new Set([...terms, term])],
        allow: allow.filter((each) => each.toLowerCase() !== term.toLowerCase()),
      })),
    addAllowed: (folder, text) =>
      add(folder, ({ terms, allow }) => ({
        terms: terms.filter((each) => each.toLowerCase() !== text.toLowerCase()),
        allow: [...new Set([...allow, text])],
      })),
  };
}
