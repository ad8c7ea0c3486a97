import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The root that identifies a workspace folder: its Git root, or the folder itself
 * where there is no Git, symbolic links resolved. Two windows, two ports and a
 * moved workspace storage id all give the same root.
 */
export async function identityRoot(folder: string): Promise<string> {
  const real = await realpath(folder);
  try {
    const { stdout } = await run('git', ['-C', real, 'rev-parse', '--show-toplevel'], { timeout: 5_000 });
    return await realpath(stdout.trim());
  } catch {
    return real;
  }
}

/** Folder name for a root: readable, and unique by a digest of the whole path. */
export function storageKey(root: string): string {
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return name ? `${name}-${digest}` : digest;
}

/** Where the recordings of `folder` stay: `<globalStorage>/<key>`, made for the owner alone (mode 0700). */
export async function openStorageFolder(globalStorage: string, folder: string): Promise<string> {
  const path = join(globalStorage, storageKey(await identityRoot(folder)));
  await mkdir(path, { recursive: true, mode: 0o700 });
  return path;
}
