import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Adapter, Low } from 'lowdb';
import type * as z from 'zod';

/** What a JSON file of a storage folder holds. */
export interface StoredJson<T> {
  /** Reads afresh, so that what another window wrote is seen; `empty` where there is nothing, or nothing that fits. */
  read(): Promise<T>;
  /**
   * Reads, changes and writes in one go: nothing that another update of this window or another writes meanwhile is
   * lost. A change that gives undefined writes nothing. Gives what is held then.
   */
  update(change: (held: T) => T | undefined): Promise<T>;
}

/** A lock that is older was left by a window that ended (milliseconds). */
const staleMs = 5000;
const retryMs = 15;

/**
 * The file at `path`, readable by its owner alone. What `schema` does not take is moved aside to `<path>.unreadable`
 * before something is written in its place.
 */
export function storedJson<T>(path: string, schema: z.ZodType<T>, empty: () => T): StoredJson<T> {
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<{ low: Low<T>; isUnreadable: boolean }> {
    const low = new Low<T>(privateFile(path), empty());
    let isUnreadable = false;
    try {
      await low.read();
      low.data = schema.parse(low.data);
    } catch {
      isUnreadable = true;
      low.data = empty();
    }
    return { low, isUnreadable };
  }

  return {
    async read() {
      await last;
      return (await load()).low.data;
    },
    update(change) {
      const next = last.then(() =>
        locked(path, async () => {
          const { low, isUnreadable } = await load();
          const changed = change(low.data);
          if (changed === undefined) return low.data;
          if (isUnreadable) await rename(path, `${path}.unreadable`);
          low.data = changed;
          await low.write();
          return changed;
        }),
      );
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** lowdb's own adapter writes through one temporary file for all windows, and lets everybody read it. */
function privateFile<T>(path: string): Adapter<T> {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return text === undefined ? null : (JSON.parse(text) as T);
    },
    async write(data) {
      const temporary = `${path}.${randomUUID()}.tmp`;
      try {
        const handle = await open(temporary, 'wx', 0o600);
        try {
          await handle.writeFile(`${JSON.stringify(data)}\n`);
        } finally {
          await handle.close();
        }
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
  };
}

/** One window at a time. */
async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  while (!(await taken(lock))) {
    const since = await stat(lock).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (since !== undefined && Date.now() - since > staleMs) await rm(lock, { force: true });
    else await wait(retryMs);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
