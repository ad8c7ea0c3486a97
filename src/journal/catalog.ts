import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import * as z from 'zod';
import { makeFolder } from './appendFile.ts';
import { type LockState, lockState } from './lock.ts';
import { recordingsFolder } from './recordingFile.ts';
import { type FollowedRecording, followRecording, scanRecording } from './recordingScan.ts';
import { replaceFile } from './replaceFile.ts';
import { parseJson } from './salvage.ts';

const entrySchema = z.object({
  id: z.string(),
  workflow: z.string(),
  recorder: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  events: z.int().min(0),
  complete: z.boolean(),
  /** `at` of its latest event, in milliseconds. */
  durationMs: z.number(),
  bytes: z.int().min(0),
  /** With `bytes`, tells whether the file changed since it was read. */
  modifiedMs: z.number(),
});

const catalogSchema = z.object({
  version: z.literal(1),
  workflows: z.array(z.object({ name: z.string(), recordings: z.int(), lastStartedAt: z.string() })),
  recordings: z.array(entrySchema),
  /** Files in the folder that hold no readable recording, so that they are not read again. */
  unreadable: z.array(z.object({ file: z.string(), bytes: z.number(), modifiedMs: z.number() })),
});

type CatalogData = z.infer<typeof catalogSchema>;
type CatalogEntry = z.infer<typeof entrySchema>;

/** `recording` here or in another window; `interrupted`: neither ended nor being written. */
export type RecordingState = 'recording-here' | 'recording-elsewhere' | 'interrupted' | 'ended';

export interface CatalogRecording extends CatalogEntry {
  readonly path: string;
  readonly state: RecordingState;
}

export interface CatalogView {
  /** Newest first. */
  readonly recordings: readonly CatalogRecording[];
  /** Known workflows, the one recorded last first. */
  readonly workflows: readonly { readonly name: string; readonly recordings: number; readonly lastStartedAt: string }[];
  /** Names of files in the folder that hold no readable recording. */
  readonly unreadable: readonly string[];
}

export interface Catalog {
  /**
   * Brings the index up to date with the recordings and gives what they are now. Reads only files that
   * changed, and of one that is being written what was added; a missing, damaged or outdated index is built anew. Never
   * throws for what a file holds.
   */
  view(): Promise<CatalogView>;
}

/**
 * The index of the recordings under a data folder, in `catalog.json`. It is only ever derived from them, so
 * two windows that write it at once lose nothing: the later one has looked at the same files.
 */
export function openCatalog(dataFolder: string): Catalog {
  const file = join(dataFolder, 'catalog.json');
  const folder = recordingsFolder(dataFolder);
  const followed = new Map<string, FollowedRecording>();

  async function update(): Promise<CatalogData> {
    const low = new Low<CatalogData>(atomicJson(file), emptyCatalog());
    await low.read();
    const before = JSON.stringify(low.data);
    low.data = await rebuild(folder, low.data, followed);
    if (JSON.stringify(low.data) !== before) await low.write().catch(() => undefined);
    return low.data;
  }

  return {
    async view() {
      const data = await update();
      const recordings = await Promise.all(
        data.recordings.map(async (entry) => {
          const path = join(folder, `${entry.id}.jsonl`);
          return { ...entry, path, state: stateOf(await lockState(path), entry.complete) };
        }),
      );
      return { recordings, workflows: data.workflows, unreadable: data.unreadable.map((each) => each.file) };
    },
  };
}

async function rebuild(
  folder: string,
  old: CatalogData,
  followed: Map<string, FollowedRecording>,
): Promise<CatalogData> {
  const known = new Map(old.recordings.map((entry) => [`${entry.id}.jsonl`, entry]));
  const broken = new Map(old.unreadable.map((each) => [each.file, each]));
  const recordings: CatalogEntry[] = [];
  const unreadable: CatalogData['unreadable'] = [];
  for (const name of await recordingFiles(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (!found) continue;
    const same = (each: { bytes: number; modifiedMs: number } | undefined): boolean =>
      each?.bytes === found.size && each.modifiedMs === found.mtimeMs;
    const entry = known.get(name);
    if (entry && same(entry)) recordings.push(entry);
    else if (same(broken.get(name))) unreadable.push({ file: name, bytes: found.size, modifiedMs: found.mtimeMs });
    else {
      const read = await readEntry(folder, name, found, followed);
      if (read) recordings.push(read);
      else unreadable.push({ file: name, bytes: found.size, modifiedMs: found.mtimeMs });
    }
  }
  recordings.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : a.id < b.id ? -1 : 1));
  return { version: 1, workflows: workflowsOf(recordings), recordings, unreadable };
}

async function readEntry(
  folder: string,
  name: string,
  { size: bytes, mtimeMs: modifiedMs }: Stats,
  followed: Map<string, FollowedRecording>,
): Promise<CatalogEntry | undefined> {
  const path = join(folder, name);
  const live = (await lockState(path)) === 'free' ? undefined : (followed.get(name) ?? followRecording(path));
  if (live) followed.set(name, live);
  else followed.delete(name);
  const scan = await (live?.scan() ?? scanRecording(path));
  if (!scan.ok || !scan.value.header) return undefined;
  const { header, events, complete, lastAt } = scan.value;
  // The file's name is the id that opens it, also where somebody renamed it.
  const id = name.slice(0, -'.jsonl'.length);
  const { workflow, recorder, startedAt } = header;
  return { id, workflow, recorder, startedAt, events, complete, durationMs: lastAt, bytes, modifiedMs };
}

async function recordingFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.jsonl')).sort();
}

function workflowsOf(recordings: readonly CatalogEntry[]): CatalogData['workflows'] {
  const names = [...new Set(recordings.map((entry) => entry.workflow))];
  return names.map((name) => {
    const own = recordings.filter((entry) => entry.workflow === name);
    return { name, recordings: own.length, lastStartedAt: own[0]?.startedAt ?? '' };
  });
}

function stateOf(lock: LockState, complete: boolean): RecordingState {
  if (complete) return 'ended';
  return lock === 'here' ? 'recording-here' : lock === 'elsewhere' ? 'recording-elsewhere' : 'interrupted';
}

function emptyCatalog(): CatalogData {
  return { version: 1, workflows: [], recordings: [], unreadable: [] };
}

/** lowdb's own file adapter shares one temporary name between processes; this one has a name a write. */
function atomicJson(file: string): Adapter<CatalogData> {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      const parsed = catalogSchema.safeParse(text === undefined ? undefined : parseJson(text));
      return parsed.success ? parsed.data : null;
    },
    async write(data) {
      await makeFolder(join(file, '..'));
      await replaceFile(file, `${JSON.stringify(data, undefined, 2)}\n`, `${file}.${randomUUID()}.tmp`);
    },
  };
}
