import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { underWayPath } from './underWay.ts';

/**
 * Removes what a process that died while it wrote the recording at `path` anew left beside it: it holds events, those
 * that a person had removed since included. Only for whoever may write the recording.
 */
export async function removeLeftovers(path: string): Promise<void> {
  const own = [path, underWayPath(path)].map((each) => `${basename(each)}.`);
  const names = await readdir(dirname(path)).catch(() => []);
  const left = names.filter((name) => name.endsWith('.tmp') && own.some((start) => name.startsWith(start)));
  await Promise.all(left.map((name) => rm(join(dirname(path), name), { force: true })));
}
