import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import * as z from 'zod';
import { parseJson } from './salvage.ts';

const run = promisify(execFile);

const holderSchema = z.object({
  pid: z.int().min(1),
  /** Tells this process from a later one with the same number; empty where the system does not say. */
  started: z.string(),
  host: z.string(),
});

/** Who writes a recording. */
export type LockHolder = z.infer<typeof holderSchema>;

/** `here`: this process; `elsewhere`: another window that lives; `free`: nobody, or one that died. */
export type LockState = 'here' | 'elsewhere' | 'free';

/** A recording of another machine that nobody wrote to for this long is taken for interrupted. */
const quietMs = 15 * 60_000;

/** The file that says who writes the recording at `path`. */
export function lockPath(path: string): string {
  return `${path.replace(/\.jsonl$/, '')}.lock`;
}

/** Takes the lock of a recording for this process. False where a living process has it, this one included. */
export async function acquireLock(path: string): Promise<boolean> {
  const lock = lockPath(path);
  const own = JSON.stringify(await ownHolder());
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await createLock(lock, own)) return true;
    const found = await readLock(lock);
    if (found !== undefined && (await stateOf(found, path)) !== 'free') return false;
    if (!(await moveAway(lock, found))) return false;
  }
  return false;
}

/** Gives the lock back, when it is this process's. */
export async function releaseLock(path: string): Promise<void> {
  if ((await lockState(path)) === 'here') await rm(lockPath(path), { force: true });
}

/** Gives the lock back and leaves a mark that nobody holds: the recording waits to be gone on with. */
export async function leaveUnfinished(path: string): Promise<void> {
  if ((await lockState(path)) !== 'here') return;
  const temporary = `${lockPath(path)}.${randomUUID()}`;
  const handle = await open(temporary, 'wx', 0o600);
  await handle.close();
  await rename(temporary, lockPath(path));
}

/** Whether the recording at `path` is being written, and where. */
export async function lockState(path: string): Promise<LockState> {
  const found = await readLock(lockPath(path));
  return found === undefined ? 'free' : stateOf(found, path);
}

async function createLock(lock: string, content: string): Promise<boolean> {
  // Written aside and linked into place: nobody reads a lock that is half there.
  const temporary = `${lock}.${randomUUID()}`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content).finally(() => handle.close());
    await link(temporary, lock);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Removes a dead holder's lock. Two windows may find it at once: the one that moves away a lock other than
 * the one it judged puts it back and yields.
 */
async function moveAway(lock: string, judged: string | undefined): Promise<boolean> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    return isCode(error, 'ENOENT');
  }
  const moved = await readLock(aside);
  if (moved !== judged) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
  return moved === judged;
}

async function readLock(lock: string): Promise<string | undefined> {
  try {
    return await readFile(lock, 'utf8');
  } catch {
    return undefined;
  }
}

async function stateOf(content: string, path: string): Promise<LockState> {
  const parsed = holderSchema.safeParse(parseJson(content));
  if (!parsed.success) return 'free';
  const { pid, started, host } = parsed.data;
  // A process of another machine, or of a container that is gone, cannot be asked: its file is.
  if (host !== hostname()) return (await isQuiet(path)) ? 'free' : 'elsewhere';
  if (!isAlive(pid)) return 'free';
  const now = await processStart(pid);
  if (now === ended || (started !== '' && now !== '' && started !== now)) return 'free';
  return pid === process.pid ? 'here' : 'elsewhere';
}

async function isQuiet(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return !found || Date.now() - found.mtimeMs > quietMs;
}

async function ownHolder(): Promise<LockHolder> {
  return { pid: process.pid, started: await processStart(process.pid), host: hostname() };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** Said in place of a start: the process was killed, and its parent has not asked yet how it ended. */
const ended = 'ended';

/** When a process started, in the system's own words: Linux tells ticks since boot, others a date. */
async function processStart(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return await linuxStart(pid);
    if (process.platform === 'win32') return '';
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], {
      timeout: 2000,
      env: { ...process.env, LC_ALL: 'C' },
    });
    return stdout.trim();
  } catch {
    return '';
  }
}

async function linuxStart(pid: number): Promise<string> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // The second field, the name, may hold blanks and parentheses; the third is the state, the 22nd the start (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return ended;
  const ticks = fields[19] ?? '';
  return `${boot.trim()}:${ticks}`;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
