import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const folderName = 'suspended';

/**
 * Marks that the window closed while this recording ran, so that a reload goes on by itself. Synchronous: a closing
 * window does not wait for promises.
 */
export function markSuspended(dataFolder: string, id: string): void {
  const folder = join(dataFolder, folderName);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, id), '', { mode: 0o600 });
}

/** The ids of recordings suspended no longer than `withinMs` ago (`now` in milliseconds since 1970); forgets the marks. */
export async function takeSuspended(dataFolder: string, now: number, withinMs: number): Promise<string[]> {
  const folder = join(dataFolder, folderName);
  const recent: string[] = [];
  for (const id of await readdir(folder).catch(() => [])) {
    const path = join(folder, id);
    const at = await stat(path).then(
      (found) => found.mtimeMs,
      () => 0,
    );
    // The one that removes the mark is the window that goes on.
    const taken = await rm(path).then(
      () => true,
      () => false,
    );
    if (taken && now - at <= withinMs) recent.push(id);
  }
  return recent;
}
