import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether any folder's recording was left unfinished: somebody holds or held its lock, or a window closed while it ran.
 * Looks at names only, so that it costs nothing to ask at every start.
 */
export async function hasUnfinished(globalStorage: string): Promise<boolean> {
  for (const key of await readdir(globalStorage).catch(() => [])) {
    const locks = await readdir(join(globalStorage, key, 'recordings')).catch(() => []);
    const suspended = await readdir(join(globalStorage, key, 'suspended')).catch(() => []);
    if (suspended.length > 0 || locks.some((name) => name.endsWith('.lock'))) return true;
  }
  return false;
}
