import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, open, readFile, realpath, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { FileChange } from '../model/context.ts';
import type { Failure, Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { isWithin } from './repository.ts';

export type WriteProblem = 'outside' | 'changed' | 'read-only' | 'not-a-file' | 'disk-full' | 'failed';

export interface WriteFailure extends Failure<WriteProblem> {
  readonly path: string;
  /** Files that could not be put back after a failure half way; empty when nothing was changed. */
  readonly left: readonly string[];
}

/** One change, checked: where it really goes, and what stands there. */
interface Target {
  readonly change: FileChange;
  /** Absolute, links resolved. */
  readonly path: string;
  readonly mode?: number;
}

/**
 * Applies the byte changes of a plan below `root`. Nothing is written unless every file still holds the bytes that the
 * plan was made from, every path stays inside the root (links followed) and every new content is safely on disk beside
 * its target; then each is renamed into place, its mode kept. If a rename fails, those done before are put back.
 * Gives the paths written, in order.
 */
export async function writeChanges(
  root: string,
  changes: readonly FileChange[],
): Promise<Result<readonly string[], WriteFailure>> {
  const made: string[] = [];
  const staged = new Map<string, string>();
  try {
    const base = await realpath(root);
    const targets: Target[] = [];
    for (const change of changes) {
      const checked = await check(base, change);
      if (!checked.ok) return checked;
      if (targets.some(({ path }) => path === checked.value.path)) {
        const message = `two changes lead to the same file, ${change.path}; nothing was written`;
        return err(problem(change.path, 'failed', message));
      }
      targets.push(checked.value);
    }
    for (const target of targets) {
      const failed = await stage(base, target, staged, made);
      if (failed) return await undone(failed, staged, made);
    }
    return await commit(targets, staged, made);
  } catch (error) {
    return undone(failure(changes[0]?.path ?? '.', error), staged, made);
  }
}

async function check(base: string, change: FileChange): Promise<Result<Target, WriteFailure>> {
  const path = await realTarget(base, change.path);
  if (path === undefined) {
    return err(problem(change.path, 'outside', `${change.path} leads outside the folder; nothing was written`));
  }
  const found = await lstatOf(path);
  if (found && !found.isFile()) {
    return err(problem(change.path, 'not-a-file', `${change.path} is no regular file; nothing was written`));
  }
  const current = found ? await readFile(path) : undefined;
  if (!same(current, change.before)) {
    const what = current === undefined ? 'was deleted' : change.before === undefined ? 'was created' : 'was changed';
    return err(
      problem(
        change.path,
        'changed',
        `${change.path} ${what} after the plan was made; plan again. Nothing was written`,
      ),
    );
  }
  if (found && (found.mode & 0o222) === 0) {
    return err(
      problem(
        change.path,
        'read-only',
        `${change.path} is read-only; make it writable and apply again. Nothing was written`,
      ),
    );
  }
  return ok({ change, path, ...(found ? { mode: found.mode & 0o7777 } : {}) });
}

/** Where a relative path really leads: the deepest part that exists is resolved, the rest is appended. */
async function realTarget(base: string, path: string): Promise<string | undefined> {
  const parts = path.split(/[\\/]/);
  if (path === '' || isAbsolute(path) || path.includes('\0') || parts.includes('..')) return undefined;
  const missing: string[] = [];
  for (let at = resolve(base, path); ; at = dirname(at)) {
    const link = await lstatOf(at);
    if (link) {
      const real = await realpath(at).catch(() => undefined);
      const target = real === undefined ? undefined : join(real, ...missing);
      return target !== undefined && isWithin(base, target) ? target : undefined;
    }
    missing.unshift(basename(at));
    if (dirname(at) === at) return undefined;
  }
}

/** Writes new content beside its target, through to the disk. */
async function stage(
  base: string,
  target: Target,
  staged: Map<string, string>,
  made: string[],
): Promise<WriteFailure | undefined> {
  const { change, path, mode } = target;
  if (change.after === undefined) return undefined;
  const temporary = join(dirname(path), `.${basename(path)}.mirror-${process.pid}-${staged.size}.tmp`);
  try {
    await makeFolders(base, dirname(path), made);
    const file = await open(temporary, 'wx', mode ?? 0o666);
    staged.set(path, temporary);
    try {
      await file.writeFile(change.after);
      await file.sync();
    } finally {
      await file.close();
    }
    if (mode !== undefined) await chmod(temporary, mode);
    return undefined;
  } catch (error) {
    return failure(change.path, error);
  }
}

/** Like a recursive mkdir that remembers, deepest last, what it made. */
async function makeFolders(base: string, folder: string, made: string[]): Promise<void> {
  if (folder === base || (await lstatOf(folder))) return;
  await makeFolders(base, dirname(folder), made);
  await mkdir(folder);
  made.push(folder);
}

async function commit(
  targets: readonly Target[],
  staged: Map<string, string>,
  made: readonly string[],
): Promise<Result<readonly string[], WriteFailure>> {
  const done: Target[] = [];
  for (const target of targets) {
    try {
      const current = (await lstatOf(target.path)) ? await readFile(target.path) : undefined;
      if (!same(current, target.change.before)) {
        const message = `${target.change.path} was changed while applying; plan again`;
        return await rolledBack(problem(target.change.path, 'changed', message), done, staged, made);
      }
      const temporary = staged.get(target.path);
      if (temporary === undefined) await unlink(target.path);
      else await rename(temporary, target.path);
      staged.delete(target.path);
      done.push(target);
    } catch (error) {
      return rolledBack(failure(target.change.path, error), done, staged, made);
    }
  }
  return ok(done.map((target) => target.change.path));
}

/** Puts back what was renamed already; what cannot be put back is named. */
async function rolledBack(
  cause: WriteFailure,
  done: readonly Target[],
  staged: ReadonlyMap<string, string>,
  made: readonly string[],
): Promise<Result<never, WriteFailure>> {
  const left: string[] = [];
  for (const { change, path, mode } of [...done].reverse()) {
    try {
      if (change.before === undefined) await unlink(path);
      else await restore(path, change.before, mode);
    } catch {
      left.push(change.path);
    }
  }
  return undone({ ...cause, left }, staged, made);
}

async function restore(path: string, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.mirror-${process.pid}-back.tmp`);
  const file = await open(temporary, 'wx', mode ?? 0o666);
  await file.writeFile(bytes);
  await file.close();
  if (mode !== undefined) await chmod(temporary, mode);
  await rename(temporary, path);
}

async function undone(
  cause: WriteFailure,
  staged: ReadonlyMap<string, string>,
  made: readonly string[],
): Promise<Result<never, WriteFailure>> {
  for (const temporary of staged.values()) await rm(temporary, { force: true }).catch(() => undefined);
  for (const folder of [...made].reverse()) await rmdir(folder).catch(() => undefined);
  return err(cause);
}

function failure(path: string, error: unknown): WriteFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return problem(
      path,
      'read-only',
      `${path} cannot be written: the folder or file is read-only. Nothing was written`,
    );
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return problem(path, 'disk-full', `${path} cannot be written: the disk is full. Nothing was written`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR') {
    return problem(
      path,
      'not-a-file',
      `${path} cannot be written: something else stands in its way. Nothing was written`,
    );
  }
  return problem(path, 'failed', `${path} cannot be written${code === '' ? '' : ` (${code})`}. Nothing was written`);
}

function problem(path: string, code: WriteProblem, message: string): WriteFailure {
  return { path, code, message, left: [] };
}

async function lstatOf(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(() => undefined);
}

function same(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}
