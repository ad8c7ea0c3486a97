import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file that only grows, for its owner alone. What `append` acknowledged stays: a write that fails
 * half-way is cut off again, and a file that vanished under us is written anew from the open handle.
 */
export interface AppendFile {
  readonly path: string;
  /** All of `text` is in the file when this resolves; when it rejects, none of it. */
  append(text: string): Promise<void>;
  /** Replaces the content in one step: readers see the old or the new. */
  replace(parts: AsyncIterable<string> | Iterable<string>): Promise<void>;
  size(): number;
  /** Flushes to the disk itself. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const appendOnly = constants.O_RDWR | constants.O_APPEND;

/** Makes the folder (0700) and the file (0600); rejects where the file exists. */
export async function createAppendFile(path: string): Promise<AppendFile> {
  await makeFolder(dirname(path));
  return appendFileOn(path, await open(path, appendOnly | constants.O_CREAT | constants.O_EXCL, 0o600), 0);
}

/** Opens a file to go on with it after its first `size` bytes; what follows them is cut off. */
export async function openAppendFile(path: string, size: number): Promise<AppendFile> {
  const handle = await open(path, appendOnly);
  await handle.truncate(size);
  return appendFileOn(path, handle, size);
}

/** Owner-only, also where the folder was there before. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

function appendFileOn(path: string, opened: FileHandle, start: number): AppendFile {
  let handle = opened;
  /** Bytes known to be whole; more may be there after a write that failed. */
  let good = start;
  let dirty = false;

  async function cutBack(): Promise<void> {
    if (!dirty) return;
    await handle.truncate(good);
    dirty = false;
  }

  /** Whether the path still names the file that is open. */
  async function isInPlace(): Promise<boolean> {
    try {
      const [there, here] = await Promise.all([stat(path), handle.stat()]);
      return there.ino === here.ino && there.dev === here.dev;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    }
  }

  async function replace(parts: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void> {
    await makeFolder(dirname(path));
    const temporary = `${path}.${process.pid}.tmp`;
    let size = 0;
    const next = await open(temporary, appendOnly | constants.O_CREAT | constants.O_TRUNC, 0o600);
    try {
      for await (const part of parts) {
        const bytes = typeof part === 'string' ? Buffer.from(part) : part;
        await writeAll(next, bytes);
        size += bytes.length;
      }
      await next.sync();
      await rename(temporary, path);
    } catch (error) {
      await next.close();
      await rm(temporary, { force: true });
      throw error;
    }
    const old = handle;
    handle = next;
    good = size;
    dirty = false;
    await old.close();
  }

  async function* ownBytes(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < good; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(1 << 20, good - from)), 0, undefined, from);
      if (bytesRead === 0) throw new Error('the open file is shorter than what was written to it');
      yield buffer.subarray(0, bytesRead);
      from += bytesRead;
    }
  }

  return {
    path,
    async append(text) {
      await cutBack();
      if (!(await isInPlace())) await replace(ownBytes());
      const bytes = Buffer.from(text);
      dirty = true;
      try {
        await writeAll(handle, bytes);
      } catch (error) {
        await cutBack().catch(() => undefined);
        throw error;
      }
      dirty = false;
      good += bytes.length;
    },
    replace,
    size: () => good,
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; ) from += (await handle.write(bytes, from, bytes.length - from)).bytesWritten;
}
