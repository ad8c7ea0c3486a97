import { execFile, execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import type { RepositoryView } from '../model/repository.ts';

/** How much of a folder is looked at. */
export interface RepositoryLimits {
  /** A larger file has no bytes for us. */
  readonly fileBytes: number;
  /** More files than these are not listed, and the view says so. */
  readonly files: number;
  /** The same where there is no Git and the folder is walked: it might be a whole home folder. */
  readonly walkedFiles: number;
  /** Git is given up on after this, and the folder is walked. */
  readonly gitMs: number;
}

export const defaultLimits: RepositoryLimits = {
  fileBytes: 8 * 1024 * 1024,
  files: 200_000,
  walkedFiles: 30_000,
  gitMs: 20_000,
};

/** Where agents load rules and skills from, whatever Git thinks of them. */
const agentFolders = [
  '.claude/rules',
  '.claude/skills',
  '.agents/skills',
  '.codex/skills',
  '.cursor/rules',
  '.cursor/skills',
  '.gemini/skills',
  '.github/instructions',
  '.github/skills',
];

export interface FolderView extends RepositoryView {
  /** Absolute, links resolved. */
  readonly root: string;
  /** Files were left out because there are too many. */
  readonly truncated: boolean;
  /** Of these files, those that are links out of the root: not listed, and never read. */
  linksOut(paths: readonly string[]): string[];
}

/** Files of one such folder that Git ignores: more than any team keeps. */
const mostIgnored = 500;

/** The mirror's own private notes are listed although Git ignores them. */
const privateNotes = '.mirror/working';

/**
 * A folder as the pure rooms see it: files from Git, or from a bounded walk that obeys .gitignore where there is no Git;
 * content read when asked for, once, from inside the folder only. A view is a snapshot: make a new one after a change.
 * A folder that is not there gives an empty view. Git is waited for without blocking: an editor may be waiting too.
 */
export async function openRepository(folder: string, limits: RepositoryLimits = defaultLimits): Promise<FolderView> {
  const root = realPath(folder) ?? resolve(folder);
  const git = createGit(root, limits);
  const [fromGit, head, branch] = await Promise.all([
    gitFiles(root, git.later),
    git.later('rev-parse', '--verify', '--quiet', 'HEAD').then((text) => text?.trim()),
    git.later('symbolic-ref', '--quiet', '--short', 'HEAD').then((text) => text?.trim()),
  ]);
  const limit = fromGit ? limits.files : Math.min(limits.files, limits.walkedFiles);
  const listed = fromGit ?? walk(root, limit);
  const unique = [...new Set([...listed, ...walkBelow(root, privateNotes, limits)])].sort();
  const cache = new Map<string, Uint8Array | undefined>();
  const present = new Map<string, boolean>();
  const history = new Map<string, string | undefined>();
  const bytes = (path: string): Uint8Array | undefined => {
    if (!cache.has(path)) cache.set(path, readInside(root, path, limits.fileBytes));
    return cache.get(path);
  };
  const known = new Set(unique);
  return {
    root,
    files: unique.slice(0, limit),
    ignoredForAgents: agentFolders
      .filter((each) => insideRoot(root, each) !== undefined)
      .flatMap((each) => walk(join(root, each), mostIgnored).map((path) => `${each}/${path}`))
      .filter((path) => !known.has(path) && isPresent(root, path)),
    truncated: unique.length > limit,
    linksOut: (paths) => paths.filter((path) => leadsOut(root, path)),
    has(path) {
      const there = present.get(path) ?? isPresent(root, path);
      present.set(path, there);
      return there;
    },
    bytes,
    text(path) {
      const found = bytes(path);
      return found && new TextDecoder().decode(found);
    },
    textAt(commit, path) {
      if (!/^[0-9a-f]{4,64}$/i.test(commit)) return undefined;
      const name = `${commit}:./${path}`;
      if (!history.has(name)) history.set(name, git.now('show', name));
      return history.get(name);
    },
    changedAt: (path) => git.now('log', '-1', '--format=%H', '--', path)?.trim() || undefined,
    ...(head ? { head } : {}),
    ...(branch ? { branch } : {}),
  };
}

/**
 * The path inside the root that a relative path leads to, links followed; undefined where it is absent, leads outside,
 * or into Git's own folder.
 */
export function insideRoot(root: string, path: string): string | undefined {
  if (path === '' || path.includes('\0') || isAbsolute(path)) return undefined;
  const real = realPath(resolve(root, path));
  return real !== undefined && isWithin(root, real) ? real : undefined;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Whether an absolute path lies below the root, and not in its `.git`. */
export function isWithin(root: string, absolute: string): boolean {
  const path = relative(root, absolute);
  if (path === '' || isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`)) return false;
  return path.split(sep)[0]?.toLowerCase() !== '.git';
}

/** Runs Git in the folder, for reading only: undefined where it fails. */
interface Git {
  later(...args: string[]): Promise<string | undefined>;
  now(...args: string[]): string | undefined;
}

/**
 * Variables that a hook sets to point elsewhere are dropped, and the repository's own configuration starts no program.
 */
function createGit(root: string, limits: RepositoryLimits): Git {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...env } = process.env;
  const safe = ['-c', 'core.fsmonitor=false'];
  const options = {
    cwd: root,
    encoding: 'utf8' as const,
    timeout: limits.gitMs,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    windowsHide: true,
  };
  return {
    later: (...args) =>
      new Promise((done) => {
        const child = execFile('git', [...safe, ...args], options, (error, out) => done(error ? undefined : out));
        child.stdin?.end();
      }),
    now(...args) {
      try {
        return execFileSync('git', [...safe, ...args], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * What Git tracks and has on disk, and what it neither tracks nor ignores. Links are listed where
 * they lead inside. Undefined where there is no Git, or the folder as a whole is ignored by a repository around it.
 */
async function gitFiles(root: string, git: Git['later']): Promise<string[] | undefined> {
  const [tracked, untracked, gone] = await Promise.all([
    git('ls-files', '-z', '--stage'),
    git('ls-files', '-z', '--others', '--exclude-standard'),
    git('ls-files', '-z', '--deleted'),
  ]);
  if (tracked === undefined || untracked === undefined) return undefined;
  if (tracked === '' && untracked === '' && (await git('check-ignore', '--quiet', '.')) !== undefined) return undefined;
  const deleted = new Set(gone?.split('\0'));
  const entries = tracked
    .split('\0')
    .map((entry) => ({ regular: entry.startsWith('100'), path: entry.slice(entry.indexOf('\t') + 1) }));
  const kept = entries.filter(
    ({ regular, path }) => path !== '' && !deleted.has(path) && (regular || isPresent(root, path)),
  );
  return [...kept.map(({ path }) => path), ...untracked.split('\0').filter((path) => isPresent(root, path))];
}

function isPresent(root: string, path: string): boolean {
  const real = insideRoot(root, path);
  return real !== undefined && statSync(real, { throwIfNoEntry: false })?.isFile() === true;
}

function leadsOut(root: string, path: string): boolean {
  const link = join(root, path);
  return realPath(link) !== undefined && insideRoot(root, path) === undefined && lstatSync(link).isSymbolicLink();
}

function readInside(root: string, path: string, limit: number): Uint8Array | undefined {
  const real = insideRoot(root, path);
  if (real === undefined) return undefined;
  try {
    const stat = statSync(real);
    return stat.isFile() && stat.size <= limit ? readFileSync(real) : undefined;
  } catch {
    return undefined;
  }
}

/** Breadth first, up to one file over the limit; links to folders are not entered, so the walk ends. */
function walk(root: string, limit: number): string[] {
  const found: string[] = [];
  const open: { folder: string; rules: readonly Rules[] }[] = [{ folder: '', rules: [] }];
  for (let next = open.shift(); next && found.length <= limit; next = open.shift()) {
    const { folder } = next;
    const entries = entriesOf(join(root, folder));
    const rules = entries.some(({ name }) => name === '.gitignore') ? withRules(root, folder, next.rules) : next.rules;
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (entry.name === '.git' || entry.name === 'node_modules' || isIgnored(rules, path, isFolder)) continue;
      if (isFolder) open.push({ folder: path, rules });
      else if (entry.isFile() || isPresent(root, path)) found.push(path);
    }
  }
  return found;
}

interface Rules {
  readonly folder: string;
  readonly matcher: ReturnType<typeof ignore>;
}

function withRules(root: string, folder: string, above: readonly Rules[]): readonly Rules[] {
  const bytes = readInside(root, folder === '' ? '.gitignore' : `${folder}/.gitignore`, 1024 * 1024);
  return bytes ? [...above, { folder, matcher: ignore().add(new TextDecoder().decode(bytes)) }] : above;
}

/** The deepest .gitignore that speaks of a path decides. */
function isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
  for (const { folder, matcher } of [...rules].reverse()) {
    const below = folder === '' ? path : path.slice(folder.length + 1);
    const verdict = matcher.test(isFolder ? `${below}/` : below);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function walkBelow(root: string, folder: string, limits: RepositoryLimits): string[] {
  const real = insideRoot(root, folder);
  if (real === undefined || lstatSync(join(root, folder)).isSymbolicLink()) return [];
  return entriesOf(real)
    .filter((entry) => entry.isFile())
    .slice(0, limits.files)
    .map((entry) => `${folder}/${entry.name}`);
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    return [];
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
