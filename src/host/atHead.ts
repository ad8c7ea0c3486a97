import { execFile, execFileSync } from 'node:child_process';
import type { RepositoryView } from '../model/repository.ts';

/**
 * A folder's repository as the last commit has it: what a branch starts from. Files without a change since are read from
 * the folder. Undefined where there is no Git or no commit.
 */
export async function viewAtHead(folder: string, view: RepositoryView): Promise<RepositoryView | undefined> {
  const status = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--', '.'];
  const [changes, prefix] = await Promise.all([run(folder, status), run(folder, ['rev-parse', '--show-prefix'])]);
  if (view.head === undefined || changes === undefined || prefix === undefined) return undefined;
  const inside = prefix.trim();
  const entries = changes
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => ({ state: entry.slice(0, 2), path: entry.slice(3).slice(inside.length) }));
  const untracked = new Set(entries.filter(({ state }) => state === '??').map(({ path }) => path));
  const touched = new Map<string, Uint8Array | undefined>(
    entries.filter(({ state }) => state !== '??').map(({ path }) => [path, contentAtHead(folder, path)]),
  );
  const absent = (path: string) => untracked.has(path) || (touched.has(path) && touched.get(path) === undefined);
  const bytes = (path: string): Uint8Array | undefined => {
    if (untracked.has(path)) return undefined;
    return touched.has(path) ? touched.get(path) : view.bytes(path);
  };
  const committed = [...touched].filter(([, content]) => content !== undefined).map(([path]) => path);
  return {
    ...view,
    files: [...new Set([...view.files.filter((path) => !absent(path)), ...committed])].sort(),
    has: (path) => !untracked.has(path) && (touched.has(path) ? touched.get(path) !== undefined : view.has(path)),
    bytes,
    text(path) {
      const content = bytes(path);
      return content && new TextDecoder().decode(content);
    },
  };
}

function run(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', ['-C', folder, ...args], { maxBuffer: 64 << 20 }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
}

function contentAtHead(folder: string, path: string): Uint8Array | undefined {
  try {
    return execFileSync('git', ['-C', folder, 'cat-file', 'blob', `HEAD:./${path}`], {
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
