import { setTimeout as wait } from 'node:timers/promises';

/** How long to try, and what to say when it was in vain. */
export interface Patience {
  timeout?: number;
  explain?: () => Promise<string> | string;
}

/** Asks `look` again and again until it gives something; `false` and `undefined` are nothing. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  patience: Patience = {},
): Promise<T> {
  const timeout = patience.timeout ?? 30_000;
  const deadline = Date.now() + timeout;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) {
      const more = patience.explain ? `\n${await patience.explain()}` : '';
      throw new Error(`waited ${timeout} ms in vain for ${what}${more}`);
    }
    await wait(30);
  }
}
