import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorageFolder } from './storageFolder.ts';

/** The sample, laid out as a person's own: a project, and the folder that its recordings are kept in. */
export interface SampleFolder {
  readonly project: string;
  readonly globalStorage: string;
  /** Removes all of it. */
  remove(): Promise<void>;
}

/**
 * Makes a copy of what ships below `source` (`project/` and `recordings/`) in a new folder of the system's for temporary
 * files, for the owner alone: outside of the extension's storage and of every workspace, so that nothing can be mixed.
 */
export async function makeSampleFolder(source: string): Promise<SampleFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'mirror-sample-'));
  const project = join(folder, 'project');
  const globalStorage = join(folder, 'storage');
  await cp(join(source, 'project'), project, { recursive: true });
  const recordings = join(await openStorageFolder(globalStorage, project), 'recordings');
  await mkdir(recordings, { recursive: true, mode: 0o700 });
  for (const file of await readdir(join(source, 'recordings'))) {
    const text = await readFile(join(source, 'recordings', file), 'utf8');
    const { id } = JSON.parse(text.slice(0, text.indexOf('\n'))) as { id: string };
    await writeFile(join(recordings, `${id}.jsonl`), text, { mode: 0o600 });
  }
  return { project, globalStorage, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
