import type { Action, CommandAction } from './action.ts';
import { everydayLook } from './everydayLook.ts';
import { trimHunk } from './hunks.ts';
import { collect, type Pace } from './pace.ts';
import { basename, dirname, looksLikePath, stem } from './paths.ts';
import { shaped, shapeOf } from './shapes.ts';
import { isMessage, isOneTime } from './shell/flag.ts';
import type { Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

/** How a value came to stand where it was seen. */
export type SiteKind =
  | 'key'
  | 'edit'
  | 'flag'
  | 'assignment'
  | 'operand'
  | 'part'
  | 'file'
  | 'branch'
  | 'tag'
  | 'message'
  | 'output';

/** One sighting of a value. */
export interface Site {
  readonly value: string;
  readonly kind: SiteKind;
  /** Index of the action. */
  readonly index: number;
  readonly seq: number;
  /** Key, flag, variable or directory that names it, if one does. */
  readonly label?: string;
  /** `package.json#version`, or the name of the command. */
  readonly where: string;
  /** What kind of command printed it. */
  readonly role?: Role;
  /** Seen on the removed side of an edit: the value before. */
  readonly old?: boolean;
  /** It stands in a file that was made just then. */
  readonly made?: boolean;
}

/**
 * All sightings of values in the actions, in order. Plain words of edits count only if a command or branch has them too,
 * and what was only ever printed does not count.
 */
export async function sitesOf(actions: readonly Action[], pace: Pace): Promise<Site[]> {
  const named = new Set<string>();
  const ofCommands = await collect(actions, pace, 1.5, (action, index) => {
    const own = ownSites(action, index);
    for (const site of own) named.add(site.value);
    return [own];
  });
  const standing = new Set(named);
  const ofChanges = await collect(actions, pace, 1.5, (action, index) => {
    const own = [...madeSites(action, index, ofCommands[index] ?? []), ...changeSites(action, index, named)];
    for (const site of own) standing.add(site.value);
    return [own];
  });
  const sites: Site[] = [];
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    const turn = pace(1 + (action?.kind === 'command' ? (action.output?.length ?? 0) / 400 : 0));
    if (turn) await turn;
    for (const site of ofCommands[index] ?? []) sites.push(site);
    if (action?.kind === 'command') addPrinted(action, index, standing, sites);
    for (const site of ofChanges[index] ?? []) sites.push(site);
  }
  return sites;
}

function ownSites(action: Action, index: number): readonly Site[] {
  if (action.kind === 'command') return action.reading.parts.flatMap((part) => partSites(part, index, action.seq));
  return action.kind === 'git' ? gitSites(action.mark.branch, action.mark.message, index, action.seq) : [];
}

/** Values that a command printed and that stand elsewhere too. */
function addPrinted(action: CommandAction, index: number, standing: ReadonlySet<string>, sites: Site[]): void {
  if (action.output === undefined) return;
  const { seq, reading } = action;
  const part = reading.parts.find(({ depth }) => depth === 0) ?? reading.main;
  const { name: where, role } = part;
  for (const value of shaped(action.output))
    if (standing.has(value)) sites.push({ value, kind: 'output', index, seq, where, role });
  if ((role !== 'look' && role !== 'probe') || everydayLook.test(where)) return;
  const label = listedBy(part);
  const own = { kind: 'output', index, seq, where, role, ...(label === undefined ? {} : { label }) } as const;
  for (const value of listedNames(action.output)) if (standing.has(value)) sites.push({ value, ...own });
}

/** Of longer outputs the beginning is read, in characters. */
const longestList = 8_000;

/** What a list says something is called, with a number in it: a release, a pod, a run. */
export const listedName = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z\d][\w.-]{5,}$/;

/** `kubectl get nodes`, `heroku releases`: what each of the list is. */
function listedBy({ name, operands }: SimpleCommand): string | undefined {
  const things = [...name.split(' ').slice(1), ...operands].find((word) => /^[a-z]{3,}s$/.test(word));
  return things === undefined ? undefined : singular(things);
}

function listedNames(output: string): ReadonlySet<string> {
  const words = output.slice(0, longestList).match(/[\w./@:-]+/g) ?? [];
  return new Set(words.filter((word) => listedName.test(word) && shapeOf(word) === undefined));
}

/** More files of one command than this are what it builds. */
const mostMade = 12;

/** A file that a command made and that is called by a word the command was given: `msginit -l fr` makes `po/fr.po`. */
function madeSites(action: Action, index: number, own: readonly Site[]): Site[] {
  if (action.kind !== 'command' || action.made.length === 0 || action.made.length > mostMade) return [];
  const given = new Set(own.flatMap(({ kind, value }) => (kind === 'flag' || kind === 'operand' ? [value] : [])));
  return action.made
    .filter((file) => given.has(stem(file)))
    .flatMap((file) => fileSites(file, index, action.seq, true).filter(({ kind }) => kind === 'file'));
}

function changeSites(action: Action, index: number, named: ReadonlySet<string>): Site[] {
  if (action.kind === 'file') return fileSites(action.to ?? action.file, index, action.seq, action.op !== 'delete');
  if (action.kind !== 'edit') return [];
  return [
    ...fileSites(action.file, index, action.seq, action.created),
    ...editSites(action.file, action.hunks, index, action.seq, named).map(
      (site): Site => (action.created ? { ...site, made: true } : site),
    ),
  ];
}

function gitSites(branch: string | undefined, message: string | undefined, index: number, seq: number): Site[] {
  const base = { index, seq, where: 'git' };
  return [
    ...(branch === undefined ? [] : parts(branch, { ...base, kind: 'branch' as const, value: branch })),
    ...(message === undefined ? [] : shaped(message).map((value): Site => ({ ...base, kind: 'message', value }))),
  ];
}

function fileSites(file: string, index: number, seq: number, created: boolean): Site[] {
  const folder = basename(dirname(file));
  const label = thingIn(folder);
  const base = { index, seq, where: file, ...(label === '.' || ofAnything.test(folder) ? {} : { label }) };
  const tokens = shaped(file).map((value): Site => ({ ...base, kind: 'part', value }));
  if (!created) return tokens;
  // `quiet-hours.test.js` is about what `quiet-hours.js` is about.
  const plain = stem(file);
  const about = /^([A-Za-z][\w-]*)[._](?:test|spec|stories|module|service|controller|e2e)$/.exec(plain)?.[1];
  const files = (about === undefined ? [plain] : [plain, about]).map(
    (value): Site => ({ ...base, kind: 'file', value }),
  );
  return [...files, ...tokens];
}

/** What kind of work a branch is for; other words before the slash say what the rest is the name of. */
const kindsOfWork =
  /^(?:feat(?:ure)?s?|fix(?:es)?|bug(?:fix)?s?|hotfix(?:es)?|chores?|docs?|release|refactor|test|ci|build|perf|style|wip|dev|users?|origin|upstream|tmp)$/;

/** Folders, and first parts of branches, that have one of something a language. */
export const ofLanguages = /^(?:i18n|l10n|locales?|langs?|languages?|translations?|po)$/i;

/** A test is about something, and so is a source: the folder does not say about what. */
const ofAnything = /^(?:tests?|__tests__|specs?|src|lib|app|docs?|e2e|integration|unit)$/i;

/** What a folder has one of: `migrations` has a migration, `po` a locale. */
function thingIn(folder: string): string {
  return ofLanguages.test(folder) ? 'locale' : singular(folder);
}

export function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

const keyed =
  /^\s*[-+]?\s*(?:export\s+|const\s+|let\s+|var\s+|final\s+|static\s+|public\s+|private\s+|readonly\s+|our\s+|my\s+|local\s+|val\s+)*["'$@]?([A-Za-z_][\w.-]*)["']?\s*(?::=|[:=])\s*["'`]?([^"'`,;#]+?)["'`]?\s*[,;]?\s*(?:(?:#|\/\/).*)?$/;

/** `versionCode 88` and `version '1.2'` of a build script, `ssl_certificate /etc/cert.pem;` of a server. */
const spaced =
  /^\s*(?:([a-z]+[A-Z][A-Za-z]*|version)\s+(?=["'\d])|([a-z]+(?:_[a-z]+)+)\s+(?=\S+;\s*$))["']?([^"';\s]+)["']?;?\s*$/;

/** `key: value` in JSON, YAML, TOML, INI, shell or code; the value without quotes. */
export function keyValue(line: string): { readonly key: string; readonly value: string } | undefined {
  if (line.length > 400) return undefined;
  const [, key, value] = keyed.exec(line) ?? [];
  if (key && value) return { key, value: value.trim() };
  const [, camel, snake, given] = spaced.exec(line) ?? [];
  const name = camel ?? snake;
  return name && given ? { key: name, value: given } : undefined;
}

function editSites(
  file: string,
  hunks: readonly { readonly before: readonly string[]; readonly after: readonly string[]; readonly line: number }[],
  index: number,
  seq: number,
  named: ReadonlySet<string>,
): Site[] {
  return hunks.slice(0, 60).flatMap((hunk) => {
    const { before, after } = trimHunk(hunk);
    const old = new Set(before);
    const gone = before.filter((line) => !after.includes(line));
    const fresh = after.filter((line) => !old.has(line));
    const base = { index, seq, where: file };
    const removed = lineSites(gone, { ...base, old: true }, named);
    const stays = new Set(removed.map(({ kind, value }) => `${kind} ${value}`));
    // What stood there before stands for nothing that was put there now.
    return [...lineSites(fresh, base, named).filter(({ kind, value }) => !stays.has(`${kind} ${value}`)), ...removed];
  });
}

function lineSites(
  lines: readonly string[],
  base: Pick<Site, 'index' | 'seq' | 'where' | 'old'>,
  named: ReadonlySet<string>,
): Site[] {
  const sites: Site[] = [];
  for (const line of lines.slice(0, 80)) {
    const pair = keyValue(line);
    if (pair && pair.value.length <= 80 && !/[({[]/.test(pair.value)) {
      const value = pair.value.replace(/^[\^~v=]+(?=\d+\.)/, '');
      if (named.has(value) || /\d/.test(value))
        sites.push({ ...base, value, kind: 'key', label: pair.key, where: `${base.where}#${pair.key}` });
    }
    const values = new Set(shaped(line));
    // `version: 3.5.0+58`: the version lives there, with more behind it.
    const [whole] = pair ? shaped(pair.value) : [];
    if (pair && whole !== undefined && whole !== pair.value && pair.value.startsWith(whole)) {
      sites.push({ ...base, value: whole, kind: 'key', label: pair.key, where: `${base.where}#${pair.key}` });
      values.delete(whole);
    }
    for (const word of line.slice(0, 400).match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu) ?? [])
      if (named.has(word) && (word.length >= 4 || /[-_\d]/.test(word))) values.add(word);
    for (const value of values) if (value !== pair?.value) sites.push({ ...base, value, kind: 'edit' });
  }
  return sites;
}

/** Label of the sighting at which a branch is made. */
export const newBranch = 'new';

const protectedBranches = new Set(['main', 'master', 'develop', 'dev', 'trunk', 'origin', 'upstream', 'HEAD', '-']);

/** Commands of Git whose operands are names of branches, not of files or settings. */
export function isAboutBranches(name: string): boolean {
  return (
    name.startsWith('git ') && !/^git (?:mv|rm|add|restore|clone|config|remote|init|diff|apply|am|clean)\b/.test(name)
  );
}

function partSites(part: SimpleCommand, index: number, seq: number): Site[] {
  if (part.role === 'look' || part.role === 'move') return [];
  const base = { index, seq, where: part.name };
  const sites: Site[] = [];
  const add = (kind: SiteKind, value: string, label?: string) =>
    sites.push(...parts(value, { ...base, kind, value, ...(label === undefined ? {} : { label }) }));
  const addBranch = (name: string, isNew: boolean) => {
    add('branch', name, isNew ? newBranch : undefined);
    // `i18n/fr`: the piece may be what the branch is about.
    const piece =
      name.includes('/') && !looksLikePath(name.replaceAll('/', '-')) ? name.slice(name.lastIndexOf('/') + 1) : '';
    const folder = name.split('/').at(-2) ?? '';
    const kind = thingIn(folder);
    if (piece !== '') add('operand', piece, /^[a-z][a-z-]+$/.test(kind) && !kindsOfWork.test(kind) ? kind : undefined);
  };
  for (const flag of part.assignments) if (flag.value) add('assignment', flag.value, flag.name);
  for (const flag of part.flags) {
    if (!flag.value || isOneTime(flag)) continue;
    if (isMessage(part.name, flag)) {
      for (const value of shaped(flag.value)) sites.push({ ...base, kind: 'message', value });
    } else if (part.program === 'git' && /^-[bBc]$/.test(flag.name)) addBranch(flag.value, true);
    else add('flag', flag.value, flag.name.replace(/^-+/, ''));
  }
  for (const operand of part.operands) {
    const assigned = /^([A-Za-z_][\w-]*)=(.+)$/s.exec(operand);
    if (part.program === 'git' && protectedBranches.has(operand.replace(/^(?:origin|upstream)\//, ''))) continue;
    if (assigned?.[1] && assigned[2]) add('assignment', assigned[2], assigned[1]);
    else if (part.name === 'git tag') add('tag', operand);
    else if (isAboutBranches(part.name)) addBranch(operand, part.name === 'git branch');
    else add('operand', operand, kindBefore(part, operand));
  }
  return sites;
}

/** `kubectl delete secret x`: what `x` is one of. */
function kindBefore({ program, operands }: SimpleCommand, operand: string): string | undefined {
  if (program !== 'kubectl' && program !== 'oc') return undefined;
  const kind = operands[operands.indexOf(operand) - 1];
  return kind !== undefined && /^[a-z]{3,}$/.test(kind) ? singular(kind) : undefined;
}

/** A value whole, and the shaped values inside it. */
function parts(value: string, site: Site): Site[] {
  if (value.length > 200 || value.includes('[redacted:')) return [];
  const inner = shaped(value).filter((part) => part !== value);
  const bare = /^v(\d+\.\d+)$/.exec(value)?.[1];
  if (bare !== undefined) inner.push(bare);
  return [site, ...inner.map((part): Site => ({ ...site, kind: site.kind === 'tag' ? 'tag' : 'part', value: part }))];
}
