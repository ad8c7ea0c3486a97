import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChange } from '../model/context.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';

export type OrganizationFailure = Failure<'bad-address' | 'unreachable' | 'git-failed'>;

/** The organization's notes as of one commit of its default branch. */
export interface OrganizationNotes {
  /** Absent while the repository has no commit. */
  readonly commit?: string;
  /** By path: the notes, and what tells Git how they merge. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** When the copy was last brought up to date; ISO 8601. */
  readonly updatedAt?: string;
}

export interface Promoted {
  readonly branch: string;
  readonly commit: string;
}

/** The private copy of an organization's repository. Git does all of the work, and never asks anybody anything. */
export interface Organization {
  /** Clones or fetches. What was known stays known when that fails; the failure says why. */
  update(now: number): Promise<Result<OrganizationNotes, OrganizationFailure>>;
  /** As last brought up to date; undefined where it never was. */
  known(): Promise<OrganizationNotes | undefined>;
  /** A file as it was at a commit. */
  fileAt(commit: string, path: string): Promise<Uint8Array | undefined>;
  /** Whether the copy knows a commit: one of another repository, or of a history that was rewritten, it does not. */
  hasCommit(commit: string): Promise<boolean>;
  /** Commits changes to a new branch on top of the default branch. Nothing is pushed. */
  promote(
    name: string,
    changes: readonly FileChange[],
    message: string,
    author: Author,
  ): Promise<Result<Promoted, OrganizationFailure>>;
  push(branch: string): Promise<Result<undefined, OrganizationFailure>>;
  /** The copy, for a person who pushes by hand. */
  readonly path: string;
}

/** Milliseconds: a network that hangs is given up on. */
const networkMs = 60_000;
const localMs = 20_000;
/** Bytes of one note's file; a larger one is no note. */
const largest = 256 * 1024;
const kept = ['.mirror/notes/', '.mirror/.gitattributes'];

/**
 * Opens the copy below `storage` (the extension's private folder). Fails for an address that Git would take for an
 * option or run as a program.
 */
export function openOrganization(storage: string, address: string): Result<Organization, OrganizationFailure> {
  const url = address.trim();
  if (!/^(?:https?:\/\/|ssh:\/\/|git:\/\/|file:\/\/|\/|~\/|[A-Za-z]:[\\/]|\w[\w.-]*@\w[\w.-]*:)[^\s]+$/.test(url)) {
    return err({
      code: 'bad-address',
      message: 'the setting mirror.organization.repository is no address of a Git repository (https, ssh, or a folder)',
    });
  }
  const key = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return ok(organizationAt(join(storage, 'organization', key), url));
}

function organizationAt(path: string, url: string): Organization {
  const git = (args: readonly string[], more: GitOptions = {}) => runGit(['--git-dir', path, ...args], more);

  async function clone(): Promise<void> {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const aside = `${path}.${randomUUID()}`;
    try {
      await runGit(['clone', '--quiet', '--bare', '--no-tags', '--', url, aside], { timeout: networkMs });
      // Another window may have been faster; its copy is as good.
      await rename(aside, path).catch(() => undefined);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  /** The commit and branch that the remote calls its own. */
  async function head(): Promise<{ commit?: string; branch: string }> {
    const branch = (await git(['symbolic-ref', '--quiet', '--short', 'HEAD'])).toString().trim();
    const commit = await git(['rev-parse', '--verify', '--quiet', `refs/remotes/origin/${branch}`]).then(
      (found) => found.toString().trim(),
      () => undefined,
    );
    return { branch, ...(commit ? { commit } : {}) };
  }

  async function fetch(): Promise<void> {
    await git(['fetch', '--quiet', '--prune', '--no-tags', url, '+refs/heads/*:refs/remotes/origin/*'], {
      timeout: networkMs,
    });
    const remote = await git(['ls-remote', '--symref', url, 'HEAD'], { timeout: networkMs });
    const branch = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(remote.toString())?.[1];
    if (branch !== undefined) await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  async function notes(): Promise<OrganizationNotes> {
    const [{ commit }, updatedAt] = await Promise.all([
      head(),
      readFile(join(path, 'mirror-updated'), 'utf8').catch(() => ''),
    ]);
    const stamp = updatedAt === '' ? {} : { updatedAt };
    if (commit === undefined) return { files: new Map(), ...stamp };
    const listed = (await git(['ls-tree', '-r', '-l', '-z', commit, '--', ...kept])).toString();
    const entries = listed.split('\0').flatMap((line) => {
      const found = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t(.+)$/.exec(line);
      return found && Number(found[2]) <= largest ? [{ blob: found[1] as string, file: found[3] as string }] : [];
    });
    const texts = await blobs(entries.map(({ blob }) => blob));
    return {
      commit,
      files: new Map(entries.map(({ blob, file }) => [file, texts.get(blob) ?? new Uint8Array()])),
      ...stamp,
    };
  }

  /** Many blobs from one process. */
  async function blobs(hashes: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    if (hashes.length === 0) return new Map();
    const out = await git(['cat-file', '--batch'], { input: `${hashes.join('\n')}\n` });
    const found = new Map<string, Uint8Array>();
    for (let at = 0; at < out.length; ) {
      const end = out.indexOf(10, at);
      const [hash = '', , size = '0'] = out.subarray(at, end).toString().split(' ');
      found.set(hash, new Uint8Array(out.subarray(end + 1, end + 1 + Number(size))));
      at = end + 2 + Number(size);
    }
    return found;
  }

  return {
    path,
    async update(now) {
      try {
        if (!(await isThere(path))) await clone();
        await fetch();
        await writeFile(join(path, 'mirror-updated'), new Date(now).toISOString());
        return ok(await notes());
      } catch (error) {
        return err({
          code: 'unreachable',
          message: `the organization's repository cannot be reached (${reasonOf(error)})`,
        });
      }
    },
    async known() {
      return (await isThere(path)) ? notes().catch(() => undefined) : undefined;
    },
    async fileAt(commit, file) {
      if (!/^[0-9a-f]{7,64}$/.test(commit)) return undefined;
      return git(['cat-file', 'blob', `${commit}:${file}`]).then(
        (bytes) => new Uint8Array(bytes),
        () => undefined,
      );
    },
    async hasCommit(commit) {
      if (!/^[0-9a-f]{7,64}$/.test(commit)) return false;
      return git(['cat-file', '-e', `${commit}^{commit}`]).then(
        () => true,
        () => false,
      );
    },
    async promote(name, changes, message, author) {
      const scratch = await mkdtemp(join(tmpdir(), 'mirror-organization-'));
      try {
        const env = { GIT_INDEX_FILE: join(scratch, 'index') };
        const signed = signature(author);
        const { commit: parent } = await head();
        await git(parent === undefined ? ['read-tree', '--empty'] : ['read-tree', parent], { env });
        for (const change of changes) {
          if (change.after === undefined) continue;
          const blob = (await git(['hash-object', '-w', '--stdin'], { input: change.after })).toString().trim();
          await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${change.path}`], { env });
        }
        const tree = (await git(['write-tree'], { env })).toString().trim();
        const parents = parent === undefined ? [] : ['-p', parent];
        const commit = (await git(['commit-tree', tree, ...parents, '-F', '-'], { input: message, env: signed }))
          .toString()
          .trim();
        return ok({ branch: await newBranch(name, commit), commit });
      } catch (error) {
        return err({ code: 'git-failed', message: `git could not commit the notes (${reasonOf(error)})` });
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
    async push(branch) {
      try {
        await git(['push', '--quiet', url, `refs/heads/${branch}:refs/heads/${branch}`], { timeout: networkMs });
        return ok(undefined);
      } catch (error) {
        return err({ code: 'unreachable', message: `the branch ${branch} could not be pushed (${reasonOf(error)})` });
      }
    },
  };

  /** The first free name here and there: two people may promote the same note on the same day. */
  async function newBranch(name: string, commit: string): Promise<string> {
    const short = commit.slice(0, 7);
    for (const branch of [`mirror/${name}`, `mirror/${name}-${short}`, `mirror/${name}-${randomUUID().slice(0, 8)}`]) {
      const there = await git(['show-ref', '--verify', '--quiet', `refs/remotes/origin/${branch}`]).then(
        () => true,
        () => false,
      );
      const made =
        !there &&
        (await git(['update-ref', `refs/heads/${branch}`, commit, '']).then(
          () => true,
          () => false,
        ));
      if (made) return branch;
    }
    throw new Error('no free branch');
  }
}

/** Who commits, as the project's repository says it: a copy in a private folder knows only of the global settings. */
export interface Author {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

function signature({ name, email }: Author): Record<string, string> {
  return {
    ...(name ? { GIT_AUTHOR_NAME: name, GIT_COMMITTER_NAME: name } : {}),
    ...(email ? { GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_EMAIL: email } : {}),
  };
}

interface GitOptions {
  readonly timeout?: number;
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
}

/**
 * Runs Git without any way to ask: no terminal, no password program, no first question about a host. A hook or an
 * address cannot start a program. Rejects with what Git said.
 */
function runGit(args: readonly string[], { timeout = localMs, input, env = {} }: GitOptions = {}): Promise<Buffer> {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...inherited } = process.env;
  const options = {
    timeout,
    maxBuffer: 64 << 20,
    encoding: 'buffer' as const,
    windowsHide: true,
    env: {
      ...inherited,
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GCM_INTERACTIVE: 'never',
      GIT_ASKPASS: '',
      SSH_ASKPASS: '',
      GIT_SSH_COMMAND: inherited.GIT_SSH_COMMAND ?? 'ssh -o BatchMode=yes -o ConnectTimeout=15',
      GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file',
      ...env,
    },
  };
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', ...args],
      options,
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else
          reject(
            new Error(error.killed ? `no answer in ${timeout / 1000} s` : stderr.toString().trim() || error.message),
          );
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(join(path, 'HEAD')).then(
    () => true,
    () => false,
  );
}

/** The last line of what Git said, without an address that might hold a credential. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : 'unknown error';
  const last =
    said
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1) ?? said;
  return last
    .replace(/^(?:fatal|error): /, '')
    .replace(/\w+:\/\/[^\s'"]+/g, '…')
    .slice(0, 200);
}
