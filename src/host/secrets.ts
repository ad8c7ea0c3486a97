import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folders that hold other people's files, or too many. */
const skipped: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  'vendor',
  'dist',
  'build',
  'target',
  '.venv',
  'venv',
]);
const maxDepth = 3;
const maxFiles = 100;
const maxBytes = 256 * 1024;

/** The texts of `.env*` files in a folder and up to `depth` folders below it; unreadable ones are left out. */
export async function dotenvTexts(folder: string, depth = maxDepth): Promise<string[]> {
  const paths: string[] = [];

  async function collect(path: string, left: number): Promise<void> {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (paths.length >= maxFiles) return;
      const child = join(path, entry.name);
      if (entry.isDirectory() && left > 0 && !skipped.has(entry.name)) await collect(child, left - 1);
      else if (entry.isFile() && /^\.env(?:\.|rc$|$)/.test(entry.name)) paths.push(child);
    }
  }

  await collect(folder, depth);
  const texts = await Promise.all(
    paths.map(async (path) => {
      const size = await stat(path).then(
        (found) => found.size,
        () => maxBytes + 1,
      );
      return size > maxBytes ? undefined : readFile(path, 'utf8').catch(() => undefined);
    }),
  );
  return texts.filter((text) => text !== undefined);
}

/** The texts of `.env*` files of the repository that `folder` is in; in none, those of the folder itself. */
export async function dotenvTextsAround(folder: string): Promise<string[]> {
  const root = await repositoryAround(folder);
  const [own, all] = await Promise.all([dotenvTexts(folder, 0), root === undefined ? [] : dotenvTexts(root)]);
  return [...own, ...all];
}

/** The nearest folder, from `folder` up, that holds `.git`: a folder, or a file in a worktree. */
async function repositoryAround(folder: string): Promise<string | undefined> {
  const hasGit = await stat(join(folder, '.git')).then(
    () => true,
    () => false,
  );
  const parent = dirname(folder);
  return hasGit ? folder : parent === folder ? undefined : repositoryAround(parent);
}

/** What tells the person and the machine apart from others: none of it may be kept. */
export interface PersonalNames {
  readonly user: string;
  readonly host: string;
  readonly home: string;
  /** Name and email that Git signs with in this folder. */
  readonly gitName?: string;
  readonly gitEmail?: string;
}

export async function personalNames(folder: string): Promise<PersonalNames> {
  const { username, homedir } = userInfo();
  const git = async (key: string) =>
    run('git', ['-C', folder, 'config', '--get', key], { timeout: 5_000 }).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  const [gitName, gitEmail] = await Promise.all([git('user.name'), git('user.email')]);
  return {
    user: username,
    host: hostname(),
    home: homedir,
    ...(gitName ? { gitName } : {}),
    ...(gitEmail ? { gitEmail } : {}),
  };
}
