import type { ContextFinding } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { Dependency } from './dependency.ts';
import { namedDependencies } from './dependency.ts';
import { fingerprint } from './fingerprint.ts';
import type { StoredNote } from './noteStore.ts';
import type { Offered } from './offered.ts';
import { baseName, offeredBy, scriptsIn, targetsIn } from './offered.ts';

/** What a note names and the repository has now: stored with the note, so that only what was there can be gone. */
export function presentDependencies(note: Note, offered: Offered): Dependency[] {
  return namedDependencies(note)
    .filter((one) => isThere(one, offered))
    .map((one) => {
      const body = one.script === undefined ? undefined : offered.scripts.get(one.script);
      return body === undefined || one.flag !== undefined ? one : { ...one, is: fingerprint(body) };
    });
}

/**
 * Finds what accepted notes depend on and the repository no longer has: scripts, Makefile targets, files, keys of JSON
 * files, flags. A script with the same body under another name is named as the replacement. A note written by hand,
 * which has no stored dependencies, is held to what Git says was there at its commit, else to a package.json or
 * Makefile that is there and lacks the name.
 */
export function staleFindings(repository: RepositoryView, stored: readonly StoredNote[]): ContextFinding[] {
  const offered = offeredBy(repository);
  return stored.flatMap(({ path, note, dependsOn }) => {
    const named = namedDependencies(note);
    const spoken = new Set(named.map(nameOf));
    const known =
      dependsOn?.filter((one) => spoken.has(nameOf(one))) ?? named.filter((one) => wasThere(one, note, offered));
    const gone = known.filter((one) => !isThere(one, offered));
    const causes = gone.filter((one) => one.flag === undefined || isThere(withoutFlag(one), offered));
    return causes.map(
      (one): ContextFinding => ({
        code: 'stale',
        file: path,
        note: note.id,
        message: `the note ${note.id} needs ${whatIsGone(one, note, offered)}`,
      }),
    );
  });
}

/** What is needed, without the body it had: a note that a person reworded no longer needs what it no longer names. */
function nameOf({ is: _is, ...one }: Dependency): string {
  return JSON.stringify([one.script, one.target, one.file, one.in, one.key, one.flag]);
}

function withoutFlag({ flag: _flag, ...one }: Dependency): Dependency {
  return one;
}

function isThere(one: Dependency, offered: Offered): boolean {
  if (one.script !== undefined) {
    const body = offered.scripts.get(one.script);
    return one.flag === undefined
      ? body !== undefined || isPackage(one.script, offered)
      : knowsFlag(body, one.flag, offered);
  }
  if (one.target !== undefined) {
    const targets = offered.targets.get(one.in ?? '');
    return targets === 'any' || (targets?.has(one.target) ?? false);
  }
  const path = foundFile(one.file ?? '', offered);
  if (path === undefined) return false;
  if (one.flag !== undefined) return (offered.repository.text(path) ?? '').includes(one.flag);
  return one.key === undefined || hasKey(offered.repository.text(path) ?? '', one.key);
}

/** `pnpm vitest` runs a program of a dependency. */
function isPackage(name: string, offered: Offered): boolean {
  return offered.packages.has(name) || [...offered.packages].some((one) => one.endsWith(`/${name}`));
}

/** Whether a file that a script runs, or the script itself, mentions the flag. */
function knowsFlag(body: string | undefined, flag: string, offered: Offered): boolean {
  if (body === undefined) return false;
  const run = body.split(/\s+/).flatMap((word) => foundFile(word.replace(/^\.\//, ''), offered) ?? []);
  return body.includes(flag) || run.some((path) => (offered.repository.text(path) ?? '').includes(flag));
}

/** A bare file name may stand in any folder, a path below a package, and a path may be a folder. */
function foundFile(path: string, offered: Offered): string | undefined {
  if (path === '') return undefined;
  if (offered.files.has(path) || offered.repository.has(path)) return path;
  const alike = offered.named.get(baseName(path)) ?? [];
  return alike.find((file) => !path.includes('/') || file.endsWith(`/${path}`)) ?? folderEntry(path, offered);
}

function folderEntry(path: string, offered: Offered): string | undefined {
  return path.includes('/') || !path.includes('.')
    ? offered.repository.files.find((file) => file.startsWith(`${path}/`))
    : undefined;
}

function hasKey(text: string, key: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    const found = key.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), data);
    return found !== undefined || (isRecord(data) && key in data);
  } catch {
    return text.includes(key);
  }
}

/** For a note without stored dependencies: whether what it names was once there, as far as that can be known. */
function wasThere(one: Dependency, note: Note, offered: Offered): boolean {
  if (one.flag !== undefined) return false;
  const then = (path: string) =>
    note.verifiedAt === undefined ? undefined : offered.repository.textAt?.(note.verifiedAt, path);
  if (one.script !== undefined) {
    const manifest = then('package.json');
    return manifest === undefined ? offered.scripts.size > 0 : one.script in scriptsIn(manifest);
  }
  if (one.target !== undefined) {
    const makefile = then(one.in === undefined ? 'Makefile' : `${one.in}/Makefile`);
    const targets = makefile === undefined ? undefined : targetsIn(makefile);
    return targets === undefined ? offered.targets.has(one.in ?? '') : targets !== 'any' && targets.has(one.target);
  }
  const text = then(one.file ?? '');
  return text !== undefined && (one.key === undefined || hasKey(text, one.key));
}

/** The rest of the sentence "note x needs …". */
function whatIsGone(one: Dependency, note: Note, offered: Offered): string {
  const todo = 'update the note, or decline it';
  if (one.flag !== undefined) return `the flag --${one.flag} of ${one.script ?? one.file}, which is gone: ${todo}`;
  if (one.script !== undefined) {
    const renamed = sameBody(one, note, offered);
    if (renamed !== undefined)
      return `the script "${one.script}", which is now called "${renamed}": put "${renamed}" into the note`;
    return `the script "${one.script}", which no package.json has any more${hint(one.script, [...offered.scripts.keys()])}: ${todo}`;
  }
  if (one.target !== undefined) {
    const targets = offered.targets.get(one.in ?? '');
    const near = targets && targets !== 'any' ? hint(one.target, [...targets]) : '';
    return `the target "${one.target}", which ${one.in ? `${one.in}/` : ''}Makefile no longer has${near}: ${todo}`;
  }
  const moved = (offered.named.get(baseName(one.file ?? '')) ?? [])[0];
  if (one.key !== undefined && foundFile(one.file ?? '', offered))
    return `"${one.key}" of ${one.file}, which is gone: ${todo}`;
  return `${one.file}, which is gone${moved === undefined ? '' : ` (moved to ${moved}?)`}: ${todo}`;
}

/** The script that has the body now which the note's script had: stored with the note, or from Git at its commit. */
function sameBody(one: Dependency, note: Note, offered: Offered): string | undefined {
  const manifest =
    note.verifiedAt === undefined ? undefined : offered.repository.textAt?.(note.verifiedAt, 'package.json');
  const then = manifest === undefined ? undefined : scriptsIn(manifest)[one.script ?? ''];
  const is = one.is ?? (then === undefined ? undefined : fingerprint(then));
  return is === undefined ? undefined : [...offered.scripts].find(([, body]) => fingerprint(body) === is)?.[0];
}

/** The name that shares most pairs of characters (Dice), if at least half. */
function hint(name: string, names: readonly string[]): string {
  const scored = names
    .map((one) => ({ one, score: similarity(name, one) }))
    .sort((a, b) => b.score - a.score || (a.one < b.one ? -1 : 1));
  return scored[0] && scored[0].score >= 0.5 ? ` (did it become "${scored[0].one}"?)` : '';
}

function similarity(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  return new Set([...text].slice(1).map((_, i) => text.slice(i, i + 2)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
