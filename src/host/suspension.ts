import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const folderName = 'suspended';

/**
 * Marks that the window closed while this recording ran, so that a reload goes on by itself. Synchronous: a closing
 * window does not wait for promises. Where the mark cannot be written (a full disk) the recording does not go on by
 * itself, and that is all. `now` in milliseconds since 1970.
 */
export function markSuspended(dataFolder: string, id: string, now: number): void {
  const folder = join(dataFolder, folderName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, id), String(now), { mode: 0o600 });
  } catch {
    // Closing goes on: what the recording holds is to be written.
  }
}

/** The ids of recordings suspended no longer than `withinMs` ago (`now` in milliseconds since 1970); forgets the marks. */
export async function takeSuspended(dataFolder: string, now: number, withinMs: number): Promise<string[]> {
  const folder = join(dataFolder, folderName);
  const recent: string[] = [];
  for (const id of await readdir(folder).catch(() => [])) {
    const path = join(folder, id);
    const at = Number(await readFile(path, 'utf8').catch(() => '0'));
    // The one that removes the mark is the window that goes on.
    const taken = await rm(path).then(
      () => true,
      () => false,
    );
    if (taken && now - at <= withinMs) recent.push(id);
  }
  return recent;
}
