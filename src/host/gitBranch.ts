import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';

export type BranchFailure = Failure<'no-git' | 'no-commit' | 'git-failed'>;

/** Runs `git` in a folder; `environment` is added to the process's own. Gives what it printed. */
function git(folder: string, args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-C', folder, ...args],
      { env: { ...process.env, ...environment }, maxBuffer: 16 << 20 },
      (error, stdout, stderr) => (error ? reject(new Error(stderr.trim() || error.message)) : resolve(stdout.trim())),
    );
  });
}

/**
 * Commits changes to a new branch `mirror/<slug>` on top of HEAD, in one commit,
 * without touching the working tree, the index or the branch that is checked out: the commit is built in an index of
 * its own. Rollback is a revert.
 */
export async function commitOnBranch(
  folder: string,
  changes: readonly FileChange[],
  notes: readonly Note[],
): Promise<Result<{ readonly branch: string; readonly commit: string }, BranchFailure>> {
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
    for (const [number, change] of changes.entries()) {
      const path = prefix === '' ? change.path : `${prefix}/${change.path}`;
      if (change.after === undefined) {
        await git(root, ['update-index', '--force-remove', '--', path], own);
        continue;
      }
      const file = join(scratch, `content-${number}`);
      await writeFile(file, change.after);
      const blob = await git(root, ['hash-object', '-w', '--no-filters', '--', file]);
      await git(root, ['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], own);
    }
    const tree = await git(root, ['write-tree'], own);
    const branch = await freeBranch(root, notes);
    const commit = await git(root, ['commit-tree', tree, '-p', head, '-m', commitMessage(notes)]);
    await git(root, ['branch', branch, commit]);
    return ok({ branch, commit });
  } catch (error) {
    return err({
      code: 'git-failed',
      message: `git could not commit the notes: ${error instanceof Error ? error.message : 'unknown error'}`,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function freeBranch(root: string, notes: readonly Note[]): Promise<string> {
  const workflows = [...new Set(notes.map((note) => note.workflow))];
  const slug = (workflows.length === 1 ? (workflows[0] ?? '') : 'notes')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = `mirror/${slug || 'notes'}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    const taken = await git(root, ['rev-parse', '--verify', '--quiet', `refs/heads/${name}`]).then(
      () => true,
      () => false,
    );
    if (!taken) return name;
  }
}

/** A message that lists the notes, and in how many recordings each was seen. */
export function commitMessage(notes: readonly Note[]): string {
  const shown = notes.filter((note) => note.status === 'accepted');
  const workflows = [...new Set(shown.map((note) => note.workflow).filter((name) => name !== ''))].sort();
  const subject = workflows.length === 1 ? `Context for "${workflows[0]}"` : 'Context from recorded workflows';
  const lines = shown.map(
    (note) => `- ${note.text.replace(/\s+/g, ' ')} (seen in ${note.support.n} of ${note.support.of})`,
  );
  return [subject, '', ...lines].join('\n').trimEnd();
}
