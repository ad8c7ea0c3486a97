import type { RepositoryView } from '../model/repository.ts';
import { everydayLook } from './everydayLook.ts';
import type { Pace } from './pace.ts';
import { looksLikePath } from './paths.ts';
import { shaped, shapeOf } from './shapes.ts';
import { listedName, newBranch, type Site, type SiteKind, singular } from './sites.ts';

/** A value of one recording that stands for something: what it is called, where it lives, where it was used. */
export interface FoundParameter {
  readonly name: string;
  /** What its key calls it, for where the name is another's already: `app-version`. */
  readonly otherName?: string;
  readonly value: string;
  /** `package.json#version`, `output of \`git log\``, or `typed`. */
  readonly source: string;
  /** A person brought it in: it stood in no output before. */
  readonly typed: boolean;
  readonly first: Site;
  readonly sites: readonly Site[];
}

const commonWords = new Set([
  'true',
  'false',
  'null',
  'none',
  'yes',
  'no',
  'on',
  'off',
  'main',
  'master',
  'origin',
  'latest',
  'test',
  'tests',
  'src',
  'dist',
  'build',
  'lib',
  'app',
  'index',
  'utf-8',
  'utf8',
  'json',
  'text',
  'string',
  'number',
  'default',
  'value',
  'name',
  'version',
  'localhost',
  'http',
  'https',
  'node',
  'python3',
  'npm',
  'git',
  'HEAD',
  'production',
  'development',
  'patch',
  'minor',
  'major',
  'all',
  'up',
  'down',
  '-d',
  'head',
  'README',
  'CHANGELOG',
  'package',
]);

/** Values of one recording that were carried from one place to another, with a name from where they live. */
export async function findParameters(
  sites: readonly Site[],
  repository: RepositoryView,
  isWritten: (value: string) => boolean,
  livesIn: (version: string) => string | undefined,
  pace: Pace,
): Promise<FoundParameter[]> {
  const byValue = new Map<string, Site[]>();
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index];
    if (!site) continue;
    if (index % 64 === 0) await pace(4);
    const list = byValue.get(site.value);
    if (list) list.push(site);
    else byValue.set(site.value, [site]);
  }
  const found: FoundParameter[] = [];
  for (const [value, seen] of byValue) {
    const turn = pace(1);
    if (turn) await turn;
    const parameter = asParameter(value, seen, repository, isWritten, livesIn);
    if (parameter) found.push(parameter);
  }
  const raised = found.some(
    (parameter) => /(?:^|-)version$/.test(parameter.name) && !parameter.name.startsWith('previous-'),
  );
  const told = raised ? found : found.filter((parameter) => !parameter.name.startsWith('previous-'));
  return unlikeNames(withoutPrefixes(await withoutParts(told, pace))).sort(
    (a, b) => a.first.index - b.first.index || (a.name < b.name ? -1 : 1),
  );
}

/** Sites at which a value is written down by the person: it may stand in the repository just for that. */
const putsDown: ReadonlySet<SiteKind> = new Set<SiteKind>(['key', 'edit', 'file', 'branch', 'tag', 'message']);

function asParameter(
  value: string,
  seen: readonly Site[],
  repository: RepositoryView,
  isWritten: (value: string) => boolean,
  livesIn: (version: string) => string | undefined,
): FoundParameter | undefined {
  if (
    value.length < 2 ||
    commonWords.has(value) ||
    /^\W+$/.test(value) ||
    (/^\d{1,2}$/.test(value) && !isHanded(value, seen))
  )
    return undefined;
  const fresh = seen.filter((site) => !site.old);
  const used = fresh.filter((site) => site.kind !== 'output');
  if (used.length === 0) return previousValue(value, seen);
  // `0.08` is a version where it stands under that name.
  const isShortVersion =
    /^\d+\.\d+$/.test(value) && used.some(({ kind, label }) => kind === 'key' && /version/i.test(label ?? ''));
  const shape = shapeOf(value) ?? (isShortVersion ? 'version' : undefined);
  // The port that the scripts have, the package that a manifest names: nobody chose it for this one time.
  if ((shape === undefined || shape === 'id') && !used.some(({ kind }) => putsDown.has(kind)) && isWritten(value))
    return undefined;
  if (!shape && !isCarriedName(value, used, repository) && !isReadInList(value, fresh, isWritten)) return undefined;
  // What a manager is told to do with a package that a manifest names: nobody called anything so.
  if (!shape && used.some(({ kind, label }) => kind === 'flag' && ofPackages.test(label ?? ''))) return undefined;
  const places = new Set(fresh.map((site) => `${site.index}`));
  const lives = used.find((site) => site.kind === 'key');
  const isVersionKey = lives !== undefined && !lives.made && /version/i.test(lives.label ?? '') && shape === 'version';
  const isTagged = used.some((site) => site.kind === 'tag') && shape === 'version';
  // A migration's file is stamped with the moment it was made: never the same twice.
  const isStamp = shape === 'timestamp' && used.some((site) => site.kind === 'part');
  // The ticket that a commit or a branch names is another one each time.
  const isTicket = shape === 'ticket' && used.some(({ kind }) => kind === 'message' || kind === 'branch');
  if (places.size < 2 && !isVersionKey && !isTagged && !isStamp && !isTicket) return undefined;
  const first = fresh.find((site) => !isEchoed(site, shape)) ?? used[0];
  if (!first) return undefined;
  const typed = first.kind !== 'output';
  const isListedThing = shape === undefined && first.kind === 'output' && first.label !== undefined;
  const name = isListedThing ? slug(first.label) : nameFor(shape, used);
  const otherName = lives?.label === undefined || namesItself(lives) ? name : slug(lives.label);
  return {
    name,
    ...(otherName === name ? {} : { otherName }),
    value,
    source: sourceOf(used, first, typed, shape, livesIn),
    typed,
    first,
    sites: used,
  };
}

/** What stood there before a version was raised must not stand in a note either. */
function previousValue(value: string, seen: readonly Site[]): FoundParameter | undefined {
  const first = seen.find((site) => site.old);
  if (!first || shapeOf(value) !== 'version') return undefined;
  return { name: 'previous-version', value, source: first.where, typed: false, first, sites: [first] };
}

/** A short number is one if it was given to two different commands by itself: `fetch 41`, `deploy 41`. */
function isHanded(value: string, seen: readonly Site[]): boolean {
  const given = seen.filter((site) => site.kind === 'operand' && !site.old);
  return value.length > 1 && new Set(given.map((site) => site.where)).size > 1;
}

/** A plain word is a parameter only if it went from a command to a file or back, and is no path or program of the repository. */
function isCarriedName(value: string, used: readonly Site[], repository: RepositoryView): boolean {
  const kinds = new Set(used.map((site) => site.kind));
  const inCommand = used.some((site) => ['flag', 'assignment', 'operand', 'branch', 'tag'].includes(site.kind));
  if (!inCommand || repository.has(value)) return false;
  // What is installed by its name and required in a manifest is what the workflow needs, unless something is called by it.
  if (used.every((site) => installs.test(site.where) || site.kind === 'edit' || site.kind === 'key')) return false;
  if (kinds.has('branch')) {
    const seen = used.filter((site) => site.kind === 'branch');
    // `live` was there before and will be there next time; what is made in the recording is of this one time.
    const ofThisTime = value.includes('/') || seen.some(({ label }) => label === newBranch);
    return seen.length > 1 && ofThisTime && !value.includes('.');
  }
  if (looksLikePath(value) || /[\s*?$`]/.test(value)) return false;
  if (kinds.has('file') || (/^\d{2,3}$/.test(value) && isHanded(value, used))) return true;
  const labelled = kinds.has('flag') || kinds.has('assignment');
  if (kinds.has('key') || kinds.has('edit')) return labelled || /[-_\d]/.test(value);
  return false;
}

/** It was read in a list before a command was told of it: the release, the pod, the run of that one time. */
function isReadInList(value: string, fresh: readonly Site[], isWritten: (value: string) => boolean): boolean {
  return (
    listedName.test(value) &&
    fresh[0]?.kind === 'output' &&
    fresh.every(({ kind }) => kind === 'output' || kind === 'operand' || kind === 'flag') &&
    !isWritten(value)
  );
}

/** Flags that say which package is meant. */
const ofPackages = /^(?:allow-newer|allow-older|upgrade-package)$/;

const installs = /^(?:\S+ )*(?:install|add|get|require)\b/;

function nameFor(shape: string | undefined, used: readonly Site[]): string {
  const key = used.find((site) => site.kind === 'key' && !namesItself(site));
  const labelled =
    key ??
    used.find(
      (site) =>
        (site.kind === 'flag' || site.kind === 'assignment' || site.kind === 'file') && (site.label?.length ?? 0) > 1,
    ) ??
    used.find((site) => site.kind === 'operand' && site.label !== undefined);
  // `FLAGS_OFF=x` turns off a flag.
  const bare = (text: string) => text.replace(/-(?:off|on|enabled|disabled)$/, '');
  const label = labelled?.label === undefined ? undefined : (thingOf(labelled) ?? bare(slug(labelled.label)));
  if (shape === 'version') return label && !/version|tag|release/.test(label) && key ? `${label}-version` : 'version';
  // One of the `FLAGS` is a flag.
  if (label && label !== 'm' && label !== 'src') return /(?:[^aeiou]|e)s$/.test(label) ? singular(label) : label;
  if (shape === 'id' && used.some(({ value, where }) => /^\d{4,5}$/.test(value) && onPorts.test(where))) return 'port';
  if (shape === 'id' && used.every(({ where }) => /^p?kill\b/.test(where))) return 'pid';
  if (shape) return shape;
  if (used.some((site) => site.kind === 'branch')) return 'branch';
  if (used.some((site) => site.kind === 'tag')) return 'tag';
  const object = used.map((site) => (site.kind === 'operand' ? objectOf(site.where) : undefined)).find(Boolean);
  if (object !== undefined) return object;
  const noun = used
    .find((site) => site.kind === 'operand' && !site.where.startsWith('git '))
    ?.where.split(/[\s/:]+/)
    .findLast((word) => /^[a-z]{3,}$/.test(word));
  return noun === undefined ? 'name' : `${noun}-name`;
}

/** Programs whose numbers of four or five digits are ports. */
const onPorts = /^(?:docker|podman|curl|wget|nc|lsof|kubectl port-forward|http-server)\b/;

/** `export const NEW_NAV = 'new-nav'`: what is on the left is no name for what is on the right. */
function namesItself({ label, value }: Site): boolean {
  return slug(label ?? '') === slug(value);
}

/** `flags create --key x`: it is the key of a flag. */
function thingOf({ label, where, kind }: Site): string | undefined {
  if (kind !== 'flag' || !/^(?:key|id|name|value)$/.test(label ?? '')) return undefined;
  const things = where
    .split(' ')
    .slice(1)
    .find((word) => /^[a-z]{3,}s$/.test(word) && !/(?:ss|us|is)$/.test(word));
  return things?.slice(0, -1);
}

/** `./fetch-release.sh` and `bin/set_tenant` are given a release and a tenant. */
function objectOf(where: string): string | undefined {
  const [, noun] = /(?:^|[/ ])[a-z]{3,}[-_]([a-z]{3,})(?:\.\w+)?$/.exec(where) ?? [];
  return noun === undefined || /^(?:all|run|out|now|check|test|up|job|script|publish|build|deploy)$/.test(noun)
    ? undefined
    : noun;
}

function slug(label: string): string {
  return (
    label
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'value'
  );
}

function sourceOf(
  used: readonly Site[],
  first: Site,
  typed: boolean,
  shape: string | undefined,
  livesIn: (version: string) => string | undefined,
): string {
  const keys = used.filter((site) => site.kind === 'key' && !namesItself(site));
  const key = keys.find((site) => /version/i.test(site.label ?? '') && shape === 'version') ?? keys[0];
  // Nobody edited it, but it stands in the repository: what prints it on the way only says it again.
  const lives = shape === 'version' && !isListed(first) ? livesIn(first.value) : undefined;
  if (lives !== undefined && (!key || !/version/i.test(key.label ?? ''))) return lives;
  if (key) return key.where;
  return typed ? 'typed' : `output of \`${first.where}\``;
}

/** Tests, builds and installs print the version they are run on, or bring in: it is not from them that anybody has it. */
function isEchoed({ kind, role }: Site, shape: string | undefined): boolean {
  return (
    kind === 'output' &&
    shape === 'version' &&
    (role === 'verify' || role === 'build' || role === 'install' || role === 'clean')
  );
}

/** Printed by what was asked for it, of which the repository knows nothing: `npm view`, `helm history`. */
function isListed({ kind, role, where }: Site): boolean {
  return kind === 'output' && (role === 'look' || role === 'probe') && !everydayLook.test(where);
}

/** `fr` inside `fr.json` is one parameter, not two; a branch that holds a version is a relation, not a parameter. */
async function withoutParts(found: readonly FoundParameter[], pace: Pace): Promise<FoundParameter[]> {
  const values = new Set(found.map((parameter) => parameter.value));
  const whole: FoundParameter[] = [];
  for (const parameter of found) {
    const turn = pace(1);
    if (turn) await turn;
    if (!shaped(parameter.value).some((part) => part !== parameter.value && values.has(part))) whole.push(parameter);
  }
  return whole;
}

/** Of `hotfix/rounding` only the end differs from run to run: `hotfix/<name>` says more than `<branch>`. */
function withoutPrefixes(found: readonly FoundParameter[]): FoundParameter[] {
  const values = new Set(found.map((parameter) => parameter.value));
  return found.flatMap((parameter) => {
    const piece = parameter.value.slice(parameter.value.lastIndexOf('/') + 1);
    if (parameter.name !== 'branch' || piece === parameter.value) return [parameter];
    if (values.has(piece)) return [];
    return piece.length < 3 || commonWords.has(piece) ? [parameter] : [{ ...parameter, name: 'name', value: piece }];
  });
}

/** More values of one name than this in one recording are data, not parameters. */
const mostOfOneName = 4;

/** Two values of one name in one recording: the one used most keeps it. */
function unlikeNames(found: readonly FoundParameter[]): FoundParameter[] {
  const taken = new Map<string, number>();
  return [...found]
    .sort((a, b) => b.sites.length - a.sites.length || a.first.index - b.first.index || (a.value < b.value ? -1 : 1))
    .flatMap((parameter) => {
      const count = (taken.get(parameter.name) ?? 0) + 1;
      taken.set(parameter.name, count);
      if (count > mostOfOneName) return [];
      if (count === 1) return [parameter];
      const { otherName } = parameter;
      if (otherName === undefined || taken.has(otherName))
        return [{ ...parameter, name: `${parameter.name}-${count}` }];
      taken.set(otherName, 1);
      return [{ ...parameter, name: otherName }];
    });
}
