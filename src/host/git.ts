import { execFile, spawn } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { GitPort, GitState, ReflogEntry } from '../model/git.ts';

/** Entries of the log of HEAD that are looked at: more than happen between two looks. */
const reflogLength = 60;

interface Folder {
  readonly path: string;
  readonly real: string;
  /** Root of its repository; undefined where it is in none. */
  readonly root: string | undefined;
  /** Without Git, what a `.gitignore` in the folder says. */
  readonly ignored: Ignore;
}

interface Start {
  readonly head: string;
  /** Tracked files that differed from it. */
  readonly changed: ReadonlySet<string>;
}

/** Full hash of HEAD in the folder; undefined without Git or without a commit. */
export async function headOf(folder: string): Promise<string | undefined> {
  return (await git(folder, ['rev-parse', '--verify', '-q', 'HEAD']))?.trim() || undefined;
}

/**
 * What capture asks of Git, by the plain `git` command, for the workspace folders given. Takes note of the
 * state now, so that texts can be had later as they are now.
 */
export function createGitPort(folders: readonly string[]): GitPort {
  const looked = look(folders);
  return {
    roots: async () => (await looked).roots,
    state: gitState,
    async ignored(paths) {
      const { known } = await looked;
      const found = new Set<string>();
      for (const folder of known) {
        const own = paths.flatMap((path) => {
          const inner = innerPath(folder, path);
          return inner === undefined ? [] : [{ path, inner }];
        });
        if (own.length === 0) continue;
        const hits = folder.root
          ? await checkIgnore(
              folder.real,
              own.map((each) => each.inner),
            )
          : undefined;
        for (const { path, inner } of own) if (hits?.has(inner) ?? folder.ignored.ignores(inner)) found.add(path);
      }
      return found;
    },
    async textAtStart(path) {
      const { known, start } = await looked;
      for (const folder of known) {
        const inner = innerPath(folder, path);
        const state = folder.root === undefined ? undefined : start.get(folder.root);
        if (inner === undefined || !state || folder.root === undefined) continue;
        const tracked = relative(folder.root, join(folder.real, inner)).split(sep).join('/');
        if (state.changed.has(tracked)) return undefined;
        return await git(folder.root, ['show', `${state.head}:${tracked}`]);
      }
      return undefined;
    },
  };
}

async function look(
  folders: readonly string[],
): Promise<{ known: readonly Folder[]; roots: readonly string[]; start: ReadonlyMap<string, Start | undefined> }> {
  const known = await Promise.all(folders.map(readFolder));
  const roots = [...new Set(known.flatMap((folder) => folder.root ?? []))];
  return {
    known,
    roots,
    start: new Map(await Promise.all(roots.map(async (root) => [root, await startOf(root)] as const))),
  };
}

async function readFolder(path: string): Promise<Folder> {
  const real = await realpath(path).catch(() => path);
  const root = (await git(real, ['rev-parse', '--show-toplevel']))?.trim();
  const rules = await readFile(join(real, '.gitignore'), 'utf8').catch(() => '');
  return { path, real, root: root || undefined, ignored: ignore().add('node_modules/\n.git/\n').add(rules) };
}

/** The commit checked out, and the tracked files that differ from it. */
async function startOf(root: string): Promise<Start | undefined> {
  const [head, changed] = await Promise.all([headOf(root), git(root, ['diff', '--name-only', '-z', 'HEAD'])]);
  return head === undefined || changed === undefined ? undefined : { head, changed: new Set(changed.split('\0')) };
}

async function gitState(root: string): Promise<GitState | undefined> {
  const [log, refs] = await Promise.all([
    git(root, ['log', '-g', `-${reflogLength}`, '--date=raw', '--format=%H%x00%gs%x00%gd', 'HEAD']),
    git(root, [
      'for-each-ref',
      '--format=%(HEAD)%00%(refname)%00%(objectname)%00%(*objectname)',
      'refs/heads',
      'refs/tags',
      'refs/stash',
    ]),
  ]);
  if (refs === undefined) return undefined;
  const all = lines(refs).map(([mark, name, hash, peeled]) => ({
    mark,
    name: name ?? '',
    hash: peeled || (hash ?? ''),
  }));
  const branch = all.find((ref) => ref.mark === '*')?.name.replace(/^refs\/heads\//, '');
  return {
    // A repository without a commit has no log yet.
    reflog: lines(log ?? '').map(([head = '', subject = '', stamp = '']): ReflogEntry => ({ head, subject, stamp })),
    ...(branch ? { branch } : {}),
    refs: new Map(all.map((ref) => [ref.name, ref.hash])),
  };
}

function lines(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\0'));
}

/** Relative to the folder, with `/`; undefined for the folder itself and for what lies outside. */
function innerPath({ path, real }: Folder, whole: string): string | undefined {
  for (const base of [path, real]) {
    const inner = relative(base, whole);
    if (inner !== '' && !inner.startsWith('..') && !isAbsolute(inner)) return inner.split(sep).join('/');
  }
  return undefined;
}

/** Those of the paths that Git ignores; tracked files are none. Undefined where Git cannot say. */
function checkIgnore(folder: string, paths: readonly string[]): Promise<ReadonlySet<string> | undefined> {
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, 'check-ignore', '-z', '--stdin'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: 5000,
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.on('error', () => resolve(undefined));
    // Exit code 1 says that none is ignored.
    child.on('close', (code) =>
      resolve(code === 0 || code === 1 ? new Set(out.split('\0').filter(Boolean)) : undefined),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(paths.join('\0'));
  });
}

/** Output of a command of Git, or undefined where it fails, is absent or takes too long. Takes no lock. */
function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: 5000, maxBuffer: 8 << 20, env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' } };
    execFile('git', ['-C', folder, ...args], options, (error, stdout) => resolve(error ? undefined : stdout));
  });
}
