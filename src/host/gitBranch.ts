import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix, relative, sep } from 'node:path';
import type { FileChange } from '../model/context.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';

export type BranchFailure = Failure<'no-git' | 'no-commit' | 'nothing' | 'git-failed'>;

/** Changes that become one commit. */
export interface BranchCommit {
  readonly message: string;
  readonly changes: readonly FileChange[];
}

export interface NewBranch {
  readonly branch: string;
  /** Full hashes, oldest first. */
  readonly commits: readonly string[];
  /** A remote to push to; absent where there is none. */
  readonly remote?: string;
}

/** Runs `git` in a folder; `environment` is added to the process's own. Gives what it printed, blanks at the end cut. */
function git(folder: string, args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-C', folder, ...args],
      { env: { ...process.env, ...environment }, maxBuffer: 16 << 20 },
      (error, stdout, stderr) =>
        error ? reject(new Error(stderr.trim() || error.message)) : resolve(stdout.trimEnd()),
    );
  });
}

/**
 * Commits to a new branch `mirror/<name>` on top of HEAD, one commit after the other, without touching the working tree,
 * the index or the branch that is checked out: the commits are built in an index of their own, and the branch is made
 * when all of them are there. Contents pass the filters that Git has for their path, as with `git add`; a path that is a
 * link changes what it leads to. Rollback is a revert.
 */
export async function commitOnBranch(
  folder: string,
  commits: readonly BranchCommit[],
  name: string,
): Promise<Result<NewBranch, BranchFailure>> {
  if (commits.length === 0) return err({ code: 'nothing', message: 'the last commit says it already' });
  let root: string;
  try {
    root = await realpath(await git(folder, ['rev-parse', '--show-toplevel']));
  } catch {
    return err({ code: 'no-git', message: 'this folder is in no Git repository; apply to the working tree instead' });
  }
  const head = await git(root, ['rev-parse', '--verify', 'HEAD']).catch(() => undefined);
  if (head === undefined) {
    return err({ code: 'no-commit', message: 'the repository has no commit yet; commit once, then apply on a branch' });
  }
  const scratch = await mkdtemp(join(tmpdir(), 'mirror-index-'));
  try {
    const own = { GIT_INDEX_FILE: join(scratch, 'index') };
    await git(root, ['read-tree', head], own);
    const prefix = relative(root, await realpath(folder))
      .split(sep)
      .join('/');
    const made: string[] = [];
    for (const { message, changes } of commits) {
      for (const change of changes) await stage(root, prefix, change, scratch, own);
      const tree = await git(root, ['write-tree'], own);
      const file = join(scratch, 'message');
      await writeFile(file, `${message}\n`);
      made.push(await git(root, ['commit-tree', tree, '-p', made.at(-1) ?? head, '-F', file]));
    }
    const branch = await freeBranch(root, name);
    await git(root, ['branch', '--no-track', branch, made.at(-1) ?? head]);
    const remote = (await git(root, ['remote']).catch(() => '')).split('\n')[0];
    return ok({ branch, commits: made, ...(remote ? { remote } : {}) });
  } catch (error) {
    return err({
      code: 'git-failed',
      message: `git could not commit the notes: ${error instanceof Error ? error.message : 'unknown error'}`,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function stage(
  root: string,
  prefix: string,
  change: FileChange,
  scratch: string,
  own: Record<string, string>,
): Promise<void> {
  const { path, mode } = await entryOf(root, prefix === '' ? change.path : `${prefix}/${change.path}`, own);
  if (change.after === undefined) {
    await git(root, ['update-index', '--force-remove', '--', path], own);
    return;
  }
  const file = join(scratch, 'content');
  await writeFile(file, change.after);
  const blob = await git(root, ['hash-object', '-w', `--path=${path}`, '--', file]);
  await git(root, ['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`], own);
}

/** Where a change to a path goes: to what it leads to, where it is a link; with the mode that stands there. */
async function entryOf(
  root: string,
  path: string,
  own: Record<string, string>,
  hops = 5,
): Promise<{ readonly path: string; readonly mode: string }> {
  const entry = await git(root, ['ls-files', '--stage', '--', `:(literal)${path}`], own);
  const [mode = '100644', hash = ''] = entry.split(/\s+/);
  if (mode !== '120000' || entry === '') return { path, mode: mode === '100755' ? mode : '100644' };
  const target = posix.join(posix.dirname(path), await git(root, ['cat-file', 'blob', hash]));
  if (hops === 0 || target.startsWith('../') || target.startsWith('/'))
    throw new Error(`${path} is a link that leads out of the repository`);
  return entryOf(root, target, own, hops - 1);
}

async function freeBranch(root: string, name: string): Promise<string> {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = `mirror/${slug || 'notes'}`;
  for (let number = 1; ; number++) {
    const free = number === 1 ? base : `${base}-${number}`;
    const taken = await git(root, ['rev-parse', '--verify', '--quiet', `refs/heads/${free}`]).then(
      () => true,
      () => false,
    );
    if (!taken) return free;
  }
}

/** Whether GitHub's command line is on the path. */
export function hasGithubCli(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('gh', ['--version'], { timeout: 5000, windowsHide: true }, (error) => resolve(error === null));
  });
}
