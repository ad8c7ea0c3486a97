import type { ContextFinding } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { Dependency } from './dependency.ts';
import { namedDependencies } from './dependency.ts';
import { fingerprint } from './fingerprint.ts';
import { updated } from './freshUpdates.ts';
import { hint } from './nameHint.ts';
import type { StoredNote } from './noteStore.ts';
import type { Offered } from './offered.ts';
import { baseName, offeredBy, scriptsIn, targetsIn } from './offered.ts';

/** What a note names and the repository has now: stored with the note, so that only what was there can be gone. */
export function presentDependencies(note: Note, offered: Offered): Dependency[] {
  return namedDependencies(note)
    .filter((one) => isThere(one, offered))
    .map((one) => {
      const body = bodyNow(one, offered);
      return body === undefined || one.flag !== undefined ? one : { ...one, is: fingerprint(body) };
    });
}

/**
 * Those of a note's dependencies that were still there when it was last seen to hold: a newer recording in which it
 * held without them shows that it does not need them. What Git does not know at that commit stays.
 */
export function stillNeeded(known: readonly Dependency[], note: Note, offered: Offered): Dependency[] {
  if (note.verifiedAt === undefined) return [...known];
  return known.filter((one) => isThere(one, offered) || wasThereAt(one, note, offered) !== false);
}

/** Something an accepted note needs and the repository no longer has. */
export interface StaleNeed extends StoredNote {
  readonly needs: Dependency;
  /** The name it has now, where that is evident. */
  readonly replacement?: string;
}

/**
 * Finds what accepted notes depend on and the repository no longer has: scripts, Makefile targets, files, keys of JSON
 * files, flags. What has the same body or the same file name now is its replacement, if it is the only one. A note
 * written by hand, which has no stored dependencies, is held to what Git says was there at its commit or when its file
 * was written, else to a package.json or Makefile that is there and lacks the name.
 */
export function staleNeeds(offered: Offered, stored: readonly StoredNote[]): StaleNeed[] {
  return stored.flatMap((one) => {
    const { note, dependsOn } = one;
    const named = namedDependencies(note);
    if (dependsOn === undefined && named.every((each) => isThere(each, offered))) return [];
    const spoken = new Set(named.map(nameOf));
    const dated = datedNote(one, offered);
    const known =
      dependsOn?.filter((each) => spoken.has(nameOf(each))) ?? named.filter((each) => wasThere(each, dated, offered));
    const gone = known.filter((each) => !isThere(each, offered));
    const causes = gone.filter((each) => each.flag === undefined || isThere(withoutFlag(each), offered));
    return causes.map((needs): StaleNeed => {
      const replacement = replacementOf(needs, dated, offered);
      return { ...one, needs, ...(replacement === undefined ? {} : { replacement }) };
    });
  });
}

/** The notes with new names for what was evidently renamed, for a person to take over. */
export function freshUpdates(repository: RepositoryView, stored: readonly StoredNote[]): FreshUpdate[] {
  const stale = staleNeeds(offeredBy(repository), stored);
  return stored.flatMap((one): FreshUpdate[] => {
    const own = stale.filter(({ path }) => path === one.path);
    const note = updated(one.note, own);
    return note === undefined ? [] : [{ was: one.note, note, renamed: own.filter(({ replacement }) => replacement) }];
  });
}

export interface FreshUpdate {
  readonly was: Note;
  readonly note: Note;
  readonly renamed: readonly StaleNeed[];
}

/** The same as findings, each with a sentence that says what to do. */
export function staleFindings(repository: RepositoryView, stored: readonly StoredNote[]): ContextFinding[] {
  const offered = offeredBy(repository);
  return staleNeeds(offered, stored).map((stale): ContextFinding => {
    const update = updated(stale.note, [stale]);
    return {
      code: 'stale',
      file: stale.path,
      note: stale.note.id,
      message: `the note ${stale.note.id} needs ${whatIsGone(stale, offered)}`,
      ...(update === undefined ? {} : { update: update.text }),
    };
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

function bodyNow(one: Dependency, offered: Offered): string | undefined {
  if (one.script !== undefined) return offered.scripts.get(one.script);
  const targets = one.target === undefined ? undefined : offered.targets.get(one.in ?? '');
  return targets === undefined || targets === 'any' ? undefined : targets.get(one.target ?? '');
}

/** A note that names no commit held when its file was written: at the commit that did, or now where none has yet. */
function datedNote({ note, path }: StoredNote, { repository }: Offered): DatedNote {
  if (note.verifiedAt !== undefined) return { ...note, dated: 'by-evidence' };
  const verifiedAt = repository.changedAt?.(path) ?? repository.head;
  return { ...note, ...(verifiedAt === undefined ? {} : { verifiedAt }), dated: 'by-file' };
}

interface DatedNote extends Note {
  readonly dated: 'by-evidence' | 'by-file';
}

/** For a note without stored dependencies: whether what it names was once there, as far as that can be known. */
function wasThere(one: Dependency, note: DatedNote, offered: Offered): boolean {
  const then = wasThereAt(one, note, offered);
  // Its file may have been written again after what it names was gone: that says nothing.
  if (then !== undefined && (then || note.dated === 'by-evidence')) return then;
  if (one.flag !== undefined) return false;
  if (one.script !== undefined) return offered.scripts.size > 0;
  return one.target !== undefined && offered.targets.has(one.in ?? '');
}

/** Whether it was there at the note's commit; undefined where Git cannot tell. */
function wasThereAt(one: Dependency, note: Note, offered: Offered): boolean | undefined {
  if (one.flag !== undefined) return flagThen(one, one.flag, note, offered);
  if (one.script !== undefined) {
    const manifest = textThen('package.json', note, offered);
    return manifest === undefined ? undefined : one.script in scriptsIn(manifest);
  }
  if (one.target !== undefined) {
    const makefile = textThen(makefileOf(one), note, offered);
    const targets = makefile === undefined ? undefined : targetsIn(makefile);
    return targets === undefined ? undefined : targets !== 'any' && targets.has(one.target);
  }
  const text = textThen(one.file ?? '', note, offered);
  if (text === undefined) return knowsCommit(note, offered) ? false : undefined;
  return one.key === undefined || hasKey(text, one.key);
}

function textThen(path: string, note: Note, offered: Offered): string | undefined {
  return note.verifiedAt === undefined ? undefined : offered.repository.textAt?.(note.verifiedAt, path);
}

/** Whether the file knew the flag then, or the script or a file that it ran. */
function flagThen(one: Dependency, flag: string, note: Note, offered: Offered): boolean | undefined {
  if (one.script === undefined) return textThen(one.file ?? '', note, offered)?.includes(flag);
  const manifest = textThen('package.json', note, offered);
  const body = manifest === undefined ? undefined : scriptsIn(manifest)[one.script];
  if (body === undefined) return undefined;
  const run = body.split(/\s+/).map((word) => word.replace(/^\.\//, ''));
  return [body, ...run.map((path) => (path === '' ? undefined : textThen(path, note, offered)))].some((text) =>
    text?.includes(flag),
  );
}

/** A shallow clone does not have every commit. */
function knowsCommit(note: Note, offered: Offered): boolean {
  const tried = ['package.json', 'README.md', ...offered.repository.files.slice(0, 4)];
  return tried.some((path) => textThen(path, note, offered) !== undefined);
}

function makefileOf(one: Dependency): string {
  return one.in === undefined ? 'Makefile' : `${one.in}/Makefile`;
}

/** The rest of the sentence "note x needs …". */
function whatIsGone({ needs: one, replacement }: StaleNeed, offered: Offered): string {
  const todo = 'update the note, or decline it';
  const renamed =
    replacement === undefined ? undefined : `put "${replacement}" into the note ("mirror context apply --update" does)`;
  if (one.flag !== undefined) return `the flag --${one.flag} of ${one.script ?? one.file}, which is gone: ${todo}`;
  if (one.script !== undefined) {
    if (renamed !== undefined) return `the script "${one.script}", which is now called "${replacement}": ${renamed}`;
    return `the script "${one.script}", which no package.json has any more${hint(one.script, [...offered.scripts.keys()])}: ${todo}`;
  }
  if (one.target !== undefined) {
    const where = `${one.in ? `${one.in}/` : ''}Makefile`;
    if (renamed !== undefined)
      return `the target "${one.target}" of ${where}, which is now called "${replacement}": ${renamed}`;
    const targets = offered.targets.get(one.in ?? '');
    const near = targets && targets !== 'any' ? hint(one.target, [...targets.keys()]) : '';
    return `the target "${one.target}", which ${where} no longer has${near}: ${todo}`;
  }
  if (one.key !== undefined && foundFile(one.file ?? '', offered))
    return `"${one.key}" of ${one.file}, which is gone: ${todo}`;
  if (renamed !== undefined) return `${one.file}, which moved to ${replacement}: ${renamed}`;
  const moved = (offered.named.get(baseName(one.file ?? '')) ?? [])[0];
  return `${one.file}, which is gone${moved === undefined ? '' : ` (moved to ${moved}?)`}: ${todo}`;
}

/**
 * What has the note's script, target or file under another name now: the same body, or the same file name in another
 * folder with the text it had at the note's commit. Undefined unless there is exactly one.
 */
function replacementOf(one: Dependency, note: Note, offered: Offered): string | undefined {
  if (one.flag !== undefined || one.key !== undefined) return undefined;
  if (one.file !== undefined) {
    const then = textThen(one.file, note, offered);
    const moved = (offered.named.get(baseName(one.file)) ?? []).filter(
      (path) => then === undefined || offered.repository.text(path) === then,
    );
    return moved.length === 1 && one.file.includes('/') ? moved[0] : undefined;
  }
  const now = one.script === undefined ? offered.targets.get(one.in ?? '') : offered.scripts;
  const is = one.is ?? bodyThen(one, note, offered);
  if (is === undefined || now === undefined || now === 'any') return undefined;
  const alike = [...now].filter(([, body]) => fingerprint(body) === is);
  return alike.length === 1 ? alike[0]?.[0] : undefined;
}

/** Fingerprint of the body that a script or target had at the note's commit. */
function bodyThen(one: Dependency, note: Note, offered: Offered): string | undefined {
  const manifest = one.script === undefined ? undefined : textThen('package.json', note, offered);
  const makefile = one.target === undefined ? undefined : textThen(makefileOf(one), note, offered);
  const targets = makefile === undefined ? undefined : targetsIn(makefile);
  const body =
    manifest === undefined
      ? targets === undefined || targets === 'any'
        ? undefined
        : targets.get(one.target ?? '')
      : scriptsIn(manifest)[one.script ?? ''];
  return body === undefined ? undefined : fingerprint(body);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
