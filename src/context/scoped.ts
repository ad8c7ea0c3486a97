import type { AgentName } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import { chainRoom } from './budget.ts';
import { contextOnly } from './contextOnly.ts';
import { fingerprint } from './fingerprint.ts';
import { simulateLoads } from './loaders/simulate.ts';
import { findRegion } from './managedRegion.ts';
import { compare } from './noteStore.ts';
import type { PathScope } from './pathScope.ts';
import { scopeFinder } from './pathScope.ts';
import { places } from './places.ts';
import type { RenderedLine } from './renderedLine.ts';
import { codeSpan, plainLine, sentenceOf, wordsLine } from './renderedLine.ts';
import { slugOf } from './slug.ts';
import { byValue, isAlwaysOn, noteValue } from './value.ts';

/** A file that says what holds for a path, to the agents that load it when the path is worked on. */
export interface ScopedFile {
  readonly path: string;
  /** `region`: ours is a managed region of a folder's AGENTS.md; `file`: the whole file is ours. */
  readonly form: 'region' | 'file';
  /** Front matter, from `---` to `---`; of a whole file only. */
  readonly front?: string;
  readonly lines: readonly RenderedLine[];
}

export interface ScopedNotes {
  /** Sorted by path. */
  readonly files: readonly ScopedFile[];
  /** Ids of the notes that every agent of the team gets by path: they need no place in the always-on index. */
  readonly placed: ReadonlySet<string>;
}

/**
 * At most so many scopes have files of their own, and so much stands in one: a rule is read beside everything else that
 * is loaded for its path.
 */
export const scopeLimit = { scopes: 20, notes: 15, lines: 40, bytes: 4 * 1024, words: 320 } as const;

interface Group {
  readonly scope: PathScope;
  readonly slug: string;
  readonly notes: readonly Note[];
}

/** A place that some agents load by path. */
interface Target {
  readonly agents: readonly AgentName[];
  readonly form: ScopedFile['form'];
  readonly path: (group: Group) => string | undefined;
  readonly front?: (scope: PathScope) => string;
}

/**
 * In this order: what one file says to several agents is said once. A folder's AGENTS.md is for those that know no
 * other way.
 */
const targets: readonly Target[] = [
  {
    agents: ['codex', 'gemini'],
    form: 'region',
    path: ({ scope }) => (scope.folder === undefined ? undefined : `${scope.folder}/AGENTS.md`),
  },
  {
    agents: ['claude'],
    form: 'file',
    path: ({ slug }) => `.claude/rules/mirror-${slug}.md`,
    front: ({ globs }) => ['---', 'paths:', ...globs.map((glob) => `  - ${JSON.stringify(glob)}`), '---'].join('\n'),
  },
  {
    agents: ['cursor'],
    form: 'file',
    path: ({ slug }) => `.cursor/rules/mirror-${slug}.mdc`,
    front: ({ globs }) => ['---', 'description:', `globs: ${globs.join(',')}`, 'alwaysApply: false', '---'].join('\n'),
  },
  {
    agents: ['copilot'],
    form: 'file',
    path: ({ slug }) => `.github/instructions/mirror-${slug}.instructions.md`,
    front: ({ globs }) => ['---', `applyTo: ${JSON.stringify(globs.join(','))}`, '---'].join('\n'),
  },
];

/**
 * Decides which notes reach the team's agents by path instead of always, and in which files. A note goes there only if
 * each of these agents, by its own rules, then loads it for its path; what has no room stays for the lower tier.
 */
export function scopedNotes(
  notes: readonly Note[],
  repository: RepositoryView,
  agents: readonly AgentName[],
): ScopedNotes {
  if (agents.length === 0) return { files: [], placed: new Set() };
  const files: ScopedFile[] = [];
  const placed = new Set<string>();
  const slim = contextOnly(repository);
  for (const group of groupsOf(notes, repository)) {
    const served = serve(group, slim, agents);
    if (!served) continue;
    const room = Math.min(scopeLimit.bytes, ...served.map((file) => roomOf(file, repository)));
    const shown = shownIn(group, room);
    if (shown.length === 0) continue;
    for (const { path, target } of served) {
      const front = target.front?.(group.scope);
      const lines = linesOf(group, shown);
      files.push({ path, form: target.form, ...(front === undefined ? {} : { front }), lines });
    }
    for (const note of shown) placed.add(note.id);
  }
  return { files: files.sort((a, b) => compare(a.path, b.path)), placed };
}

/** The notes that concern a path, by scope; the most valuable scopes where there are too many. */
function groupsOf(notes: readonly Note[], repository: RepositoryView): Group[] {
  const scopeOf = scopeFinder(repository);
  const groups = new Map<string, { scope: PathScope; notes: Note[] }>();
  for (const note of [...notes].filter(isAlwaysOn).sort(byValue)) {
    const scope = scopeOf(note);
    if (!scope) continue;
    const key = scope.globs.join('\n');
    const known = groups.get(key);
    if (known) known.notes.push(note);
    else groups.set(key, { scope, notes: [note] });
  }
  const worth = (group: { notes: readonly Note[] }) => group.notes.reduce((sum, note) => sum + noteValue(note), 0);
  const chosen = [...groups]
    .sort(([a, left], [b, right]) => worth(right) - worth(left) || compare(a, b))
    .slice(0, scopeLimit.scopes);
  return chosen.map(([key, group]) => ({ ...group, slug: slugOfScope(group.scope, key) }));
}

/** A function of the scope alone, so that a file keeps its name whatever else is rendered. */
function slugOfScope({ globs, folder }: PathScope, key: string): string {
  const plain = folder ?? globs[0] ?? '';
  const slug = slugOf(plain, 48, 'paths');
  const unique = folder !== undefined && !folder.includes('-') && folder.replaceAll('/', '-') === slug;
  return unique ? slug : `${slug}-${fingerprint(key).slice(0, 6)}`;
}

interface Served {
  readonly path: string;
  readonly target: Target;
}

/** The fewest files by which each of the agents loads the scope; undefined where one of them cannot. */
function serve(group: Group, repository: RepositoryView, agents: readonly AgentName[]): readonly Served[] | undefined {
  const chosen: Served[] = [];
  const example = exampleOf(group.scope);
  const loads = (agent: AgentName): boolean => {
    const { agents: found } = simulateLoads(withFiles(repository, chosen, group.scope), example, [agent]);
    return chosen.some(({ path }) => found[0]?.loads.some((one) => one.file === path && one.when !== 'demand'));
  };
  for (const target of targets) {
    if (!target.agents.some((agent) => agents.includes(agent) && !loads(agent))) continue;
    const path = target.path(group);
    if (path !== undefined && isFree(repository, path, target)) chosen.push({ path, target });
  }
  return agents.every(loads) ? chosen : undefined;
}

/** A file of that scope, there or not. */
function exampleOf({ globs, folder }: PathScope): string {
  return folder === undefined
    ? (globs[0] ?? '')
        .replace(/\*\*\/?/g, 'x/')
        .replace(/\*/g, 'x')
        .replace(/\/$/, '/x')
    : `${folder}/x`;
}

/** Whether Mirror may write there: nobody else's file, nor the AGENTS.md of a project that has notes of its own. */
function isFree(repository: RepositoryView, path: string, { form }: Target): boolean {
  if (form === 'file') return true;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const bytes = repository.bytes(path);
  const region = bytes && findRegion(bytes);
  const foreign = region?.ok === false || (region?.value !== undefined && !isScopedRegion(region.value.attributes));
  return !foreign && !repository.files.some((file) => file.startsWith(`${folder}/.mirror/`));
}

/** What marks the region of a folder's AGENTS.md as rendered from the notes of the root. */
export const scopedAttribute = 'scope=folder';

export function isScopedRegion(attributes: string): boolean {
  return attributes.split(/\s+/).includes(scopedAttribute);
}

function roomOf({ path, target }: Served, repository: RepositoryView): number {
  return target.form === 'region' ? chainRoom(repository, path) : scopeLimit.bytes;
}

/** The most valuable notes that fit. */
function shownIn(group: Group, bytes: number): readonly Note[] {
  for (let count = Math.min(group.notes.length, scopeLimit.notes); count > 0; count--) {
    const shown = group.notes.slice(0, count);
    const lines = linesOf(group, shown);
    const size = new TextEncoder().encode(lines.map(({ text }) => text).join('\n')).length;
    if (size <= bytes && lines.length <= scopeLimit.lines) return shown;
  }
  return [];
}

function linesOf({ scope, notes }: Group, shown: readonly Note[]): RenderedLine[] {
  const rest = notes.length - shown.length;
  const more = rest > 0 ? ` It holds ${rest} more about these files.` : '';
  return [
    plainLine(`## When you work on ${scope.globs.map(codeSpan).join(', ')}`),
    plainLine(''),
    ...shown.map((note) => wordsLine(note, sentenceOf(note), scopeLimit.words, places.memory)),
    plainLine(`- The evidence is in \`${places.memory}\`.${more}`),
  ];
}

/** The repository as it would be with these files in it, as far as a loader can tell. */
function withFiles(repository: RepositoryView, added: readonly Served[], scope: PathScope): RepositoryView {
  const texts = new Map(added.map(({ path, target }) => [path, `${target.front?.(scope) ?? ''}\ntext\n`]));
  const text = (path: string) => texts.get(path) ?? repository.text(path);
  return {
    ...repository,
    files: [...new Set([...repository.files, ...texts.keys()])].sort(compare),
    has: (path) => texts.has(path) || repository.has(path),
    text,
    bytes(path) {
      const content = texts.get(path);
      return content === undefined ? repository.bytes(path) : new TextEncoder().encode(content);
    },
  };
}
