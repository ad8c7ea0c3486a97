import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingHeader } from '../model/recording.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { type AppendFile, createAppendFile, makeFolder, openAppendFile } from './appendFile.ts';
import { errnoText, writeTroubleWords } from './errno.ts';
import { serializeEvent, serializeHeader } from './format.ts';
import { removeLeftovers } from './leftovers.ts';
import { acquireLock, leaveUnfinished, lockPath, lockState, releaseLock } from './lock.ts';
import { type RecordingScan, scanRecording } from './recordingScan.ts';
import { readUnderWay, underWayPath } from './underWay.ts';
import { createJournalWriter, type JournalWriter, type WriterOptions } from './writer.ts';

export type JournalOptions = Omit<WriterOptions, 'file' | 'nextSeq' | 'onClose'>;

/** The folder of the recordings under the data folder of a workspace. */
export function recordingsFolder(dataFolder: string): string {
  return join(dataFolder, 'recordings');
}

/** The file of a recording, or undefined for an id that cannot be a file name. */
export function recordingPath(dataFolder: string, id: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id) ? join(recordingsFolder(dataFolder), `${id}.jsonl`) : undefined;
}

/** Starts a recording: the file, with its header, exists when this resolves. */
export async function createRecording(
  dataFolder: string,
  header: RecordingHeader,
  options: JournalOptions,
): Promise<Result<JournalWriter, Failure<'bad-id' | 'locked' | 'unwritable'>>> {
  const path = recordingPath(dataFolder, header.id);
  if (!path) return err({ code: 'bad-id', message: `"${header.id}" cannot name a recording` });
  try {
    await makeFolder(dataFolder);
    await makeFolder(recordingsFolder(dataFolder));
    if (!(await acquireLock(path)))
      return err({ code: 'locked', message: `recording ${header.id} is being written already` });
    const file = await createWithHeader(path, header);
    return ok(createJournalWriter({ ...options, file, nextSeq: 1, onClose: () => releaseLock(path) }));
  } catch (error) {
    await releaseLock(path).catch(() => undefined);
    return err({
      code: 'unwritable',
      message: `cannot write a recording to ${recordingsFolder(dataFolder)}: ${writeTroubleWords(errnoText(error))}`,
    });
  }
}

/** Leaves nothing where the header cannot be written. */
async function createWithHeader(path: string, header: RecordingHeader): Promise<AppendFile> {
  const file = await createAppendFile(path);
  try {
    await file.append(serializeHeader(header));
    return file;
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** An interrupted recording that goes on. */
export interface ResumedRecording {
  readonly writer: JournalWriter;
  readonly header: RecordingHeader;
  /** `at` of the latest event, and the end of the longest command; 0 where there is none. */
  readonly lastAt: number;
  /** Its last state was paused. */
  readonly paused: boolean;
  /** The highest number of a terminal. */
  readonly terminals: number;
  /** What was mended before it goes on. */
  readonly repair: Repair;
}

/** What a resumed journal needs to know of the time: milliseconds since `startedAt` (ISO 8601). */
export type ResumeOptions = Omit<JournalOptions, 'clock'> & { readonly clock: (startedAt: string) => number };

/**
 * Goes on with an interrupted recording: it is repaired first, the numbers go on, and so does `at`, from the header's
 * `startedAt`. Refused where another window writes it, or where it has ended.
 */
export async function resumeRecording(
  path: string,
  options: ResumeOptions,
): Promise<Result<ResumedRecording, Failure<'locked' | 'ended' | 'unreadable' | 'bad-header' | 'unwritable'>>> {
  const { clock, ...rest } = options;
  try {
    if (!(await acquireLock(path)))
      return err({ code: 'locked', message: 'this recording is being written in another window' });
    const repair = await mend(path);
    const scan = await scanRecording(path);
    const refused = refusal(scan);
    if (refused || !scan.ok || !scan.value.header) {
      await releaseLock(path);
      return err(refused ?? { code: 'bad-header', message: 'this recording has no header' });
    }
    const { header, lastSeq, lastAt, paused, terminals, bytes } = scan.value;
    const file = await openAppendFile(path, bytes);
    const writer = createJournalWriter({
      ...rest,
      clock: () => clock(header.startedAt),
      file,
      nextSeq: lastSeq + 1,
      onClose: () => releaseLock(path),
    });
    return ok({ writer, header, lastAt, paused, terminals, repair });
  } catch (error) {
    await releaseLock(path).catch(() => undefined);
    return err({
      code: 'unwritable',
      message: `cannot go on with the recording: ${writeTroubleWords(errnoText(error))}`,
    });
  }
}

/** What a repair did: bytes of a torn last line cut off, and commands put in that were running when all was cut off. */
export interface Repair {
  readonly cutBytes: number;
  readonly commands: number;
}

/** Mends an interrupted recording, so that it can be read as far as it went. It stays interrupted. */
export async function repairRecording(path: string): Promise<Result<Repair, Failure<'locked' | 'unwritable'>>> {
  const isMarked = await exists(lockPath(path));
  try {
    if (!(await acquireLock(path))) return err({ code: 'locked', message: 'this recording is being written' });
    try {
      return ok(await mend(path));
    } finally {
      await (isMarked ? leaveUnfinished(path) : releaseLock(path));
    }
  } catch (error) {
    return err({ code: 'unwritable', message: `cannot repair ${path}: ${errnoText(error)}` });
  }
}

/**
 * Cuts off a torn last line, or ends one that is whole, and puts in what was running when the recording was cut off. A
 * recording that ended, or whose header cannot be read, stays as it is.
 */
async function mend(path: string): Promise<Repair> {
  const running = await readUnderWay(path);
  const missing = new Map(running.map((each) => [keyOf(each.fact.terminal, each.at), each]));
  const scan = await scanRecording(path, ({ terminal, at }) => missing.delete(keyOf(terminal, at)));
  if (!scan.ok || !scan.value.header) return { cutBytes: 0, commands: 0 };
  const { bytes, wholeBytes, unfinishedLine, lastSeq, complete } = scan.value;
  const lost = complete ? [] : [...missing.values()];
  const cutBytes = unfinishedLine ? 0 : bytes - wholeBytes;
  if (!complete && (bytes !== wholeBytes || lost.length > 0)) {
    const file = await openAppendFile(path, bytes - cutBytes);
    try {
      if (unfinishedLine) await file.append('\n');
      await file.append(lost.map(({ fact, at }, index) => serializeEvent(fact, lastSeq + 1 + index, at)).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await rm(underWayPath(path), { force: true });
  await removeLeftovers(path);
  return { cutBytes, commands: lost.length };
}

function keyOf(terminal: number, at: number): string {
  return `${terminal} ${at}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Deletes a recording. Refused while another window writes it. */
export async function deleteRecording(path: string): Promise<Result<void, Failure<'locked' | 'unwritable'>>> {
  if ((await lockState(path)) === 'elsewhere')
    return err({ code: 'locked', message: 'this recording is being written in another window' });
  try {
    await rm(path, { force: true });
    await rm(underWayPath(path), { force: true });
    await removeLeftovers(path);
    await rm(lockPath(path), { force: true });
    return ok(undefined);
  } catch (error) {
    return err({ code: 'unwritable', message: `cannot delete ${path}: ${errnoText(error)}` });
  }
}

function refusal(
  scan: Result<RecordingScan, Failure<'unreadable'>>,
): Failure<'unreadable' | 'ended' | 'bad-header'> | undefined {
  if (!scan.ok) return scan.error;
  if (!scan.value.header)
    return { code: 'bad-header', message: 'this recording has no header that can be read, so it cannot go on' };
  if (scan.value.complete) return { code: 'ended', message: 'this recording has ended' };
  return undefined;
}
