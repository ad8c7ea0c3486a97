import picomatch from 'picomatch';
import { parseDocument } from 'yaml';
import type { AgentLoads, AgentName, LoadWhen } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { places } from '../places.ts';
import { estimatedTokens, limits } from './limits.ts';

/** What is asked: a repository, a path in it, and where the agent was started (its root). */
export interface LoadQuestion {
  readonly repository: RepositoryView;
  /** The file the agent works on, relative to the root; empty for the root itself. */
  readonly path: string;
}

export type Loaded = AgentLoads['loads'][number];
export type NotLoaded = AgentLoads['notLoaded'][number];

/** Collects what one agent loads, in its order, each file once. */
export interface LoadList {
  /** `cutBytes` from the end are not loaded. */
  add(file: string, when: LoadWhen, more?: { readonly cutBytes?: number; readonly via?: string }): void;
  /** The first reason given for a file stays. */
  skip(file: string, reason: string): void;
  advise(sentence: string): void;
  has(file: string): boolean;
  done(agent: AgentName, limitBytes?: number): AgentLoads;
}

export function loadList(repository: RepositoryView): LoadList {
  const loads = new Map<string, Loaded>();
  const notLoaded = new Map<string, NotLoaded>();
  const advice: string[] = [];
  return {
    add(file, when, more = {}) {
      if (loads.has(file)) return;
      const bytes = repository.bytes(file)?.length ?? 0;
      const cutBytes = more.cutBytes ?? 0;
      loads.set(file, {
        file,
        when,
        bytes,
        lines: linesIn(repository.bytes(file)),
        tokens: estimatedTokens(bytes - cutBytes),
        cutBytes,
        ...(more.via === undefined ? {} : { via: more.via }),
      });
      notLoaded.delete(file);
    },
    skip(file, reason) {
      if (!loads.has(file) && !notLoaded.has(file)) notLoaded.set(file, { file, reason });
    },
    advise: (sentence) => advice.push(sentence),
    has: (file) => loads.has(file),
    done(agent, limitBytes) {
      for (const { file, via } of namedByLoaded(repository, [...loads.values()])) this.add(file, 'demand', { via });
      if (repository.has(places.memory))
        this.skip(places.memory, 'no agent loads it by itself, and nothing that is loaded here names it');
      const counted = [...loads.values()].filter((one) => one.when !== 'demand');
      return {
        agent,
        loads: [...loads.values()],
        notLoaded: [...notLoaded.values()],
        ...(limitBytes === undefined ? {} : { limitBytes }),
        usedBytes: counted.reduce((sum, one) => sum + one.bytes - one.cutBytes, 0),
        advice,
      };
    },
  };
}

/**
 * MEMORY.md and skills that a loaded file names ("read MEMORY.md when …"): no loader brings them in, but the agent is
 * told to read them. A name in a part that is cut tells nobody.
 */
function namedByLoaded(repository: RepositoryView, loads: readonly Loaded[]): { file: string; via: string }[] {
  const candidates = repository.files.filter((path) => /(?:^|\/)MEMORY\.md$|\/SKILL\.md$/.test(path));
  return loads
    .filter((one) => one.when !== 'demand')
    .flatMap(({ file: via, bytes, cutBytes }) => {
      const text = new TextDecoder().decode(repository.bytes(via)?.subarray(0, bytes - cutBytes));
      return candidates.filter((path) => path !== via && namesPath(text, path)).map((file) => ({ file, via }));
    });
}

function namesPath(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    if (!/[\w./-]/.test(text[at - 1] ?? ' ') && !/[\w/-]/.test(text[at + path.length] ?? ' ')) return true;
  }
  return false;
}

export function linesIn(bytes: Uint8Array | undefined): number {
  if (!bytes || bytes.length === 0) return 0;
  let lines = bytes.at(-1) === 10 ? 0 : 1;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

/** The folders from the root (`''`) to the folder of a path, in this order. */
export function foldersTo(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, i) => parts.slice(0, i + 1).join('/'))];
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Front matter of a rule or skill. `broken`: it is there, and no YAML. */
export interface FrontMatter {
  readonly found: boolean;
  readonly broken: boolean;
  readonly yaml: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export function headOf(text: string): FrontMatter {
  const match = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$/m.exec(text);
  const yaml = match?.index === 0 ? (match[1] ?? '') : '';
  if (match?.index !== 0) return { found: false, broken: false, yaml, data: {} };
  const document = parseDocument(yaml);
  if (document.errors.length > 0) return { found: true, broken: true, yaml, data: {} };
  try {
    const data: unknown = document.toJS();
    return { found: true, broken: false, yaml, data: isRecord(data) ? data : {} };
  } catch {
    return { found: true, broken: true, yaml, data: {} };
  }
}

/**
 * The text with the plain value of a front matter's key in quotes: `*.ts` is an alias to YAML, but a glob to editors,
 * whose readers of front matter know no aliases.
 */
export function withQuoted(key: string, text: string): string {
  const plain = new RegExp(`^(${key}:[ \\t]*)([^"'[\\s|>#][^\\r\\n]*)$`, 'm');
  return text.replace(
    plain,
    (_, name: string, value: string) => `${name}${JSON.stringify(value.replace(/\s+#.*$/, '').trim())}`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Globs as a list or as a text with commas. */
export function globsOf(value: unknown): string[] {
  const listed = Array.isArray(value) ? value : typeof value === 'string' ? splitGlobs(value) : [];
  return listed
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Commas inside braces do not separate: a pattern such as `*.{ts,tsx}` is one glob. */
function splitGlobs(text: string): string[] {
  return text.match(/(?:\{[^}]*\}|[^,{])+/g) ?? [];
}

/**
 * Whether a path matches one of the globs; a glob without a slash matches at any depth. `anywhere`: one with a slash
 * does too, unless it begins with one, and case does not count.
 */
export function matchesGlobs(path: string, globs: readonly string[], anywhere = false): boolean {
  return globMatcher(globs, anywhere)(path);
}

/** The same for many paths: the globs are compiled once. */
export function globMatcher(globs: readonly string[], anywhere = false): (path: string) => boolean {
  const matchers = globs.map((glob) => {
    const plain = glob.replace(/^\.?\//, '');
    const whole = plain.endsWith('/') ? `${plain}**` : plain;
    const pattern = anywhere && !glob.startsWith('/') && !plain.startsWith('**/') ? `**/${whole}` : whole;
    return picomatch(pattern, { dot: true, nocase: anywhere, basename: !pattern.includes('/') });
  });
  return (path) => matchers.some((matches) => matches(path));
}

/** Skills of the named folders: only name and description load at the start, and only valid ones. */
export function addSkills(
  list: LoadList,
  repository: RepositoryView,
  folders: readonly string[],
  elsewhere: string,
): void {
  for (const file of repository.files) {
    const match = /^(.*\/)?([^/]+)\/SKILL\.md$/.exec(file);
    if (!match) continue;
    const parent = (match[1] ?? '').replace(/\/$/, '');
    if (folders.includes(parent)) {
      const problem = skillProblem(repository.text(file) ?? '', match[2] ?? '');
      if (problem) list.skip(file, problem);
      else {
        list.add(file, 'demand');
        adviseOnSkill(list, file, repository.bytes(file));
        for (const part of partsOf(file, repository)) list.add(part, 'demand', { via: file });
      }
    } else if (/(?:^|\/)\.(?:agents|claude|github|gemini|cursor|codex)\/skills$/.test(parent))
      list.skip(file, elsewhere);
  }
}

/** Files beside a skill that it names: read when it says so. */
function partsOf(skill: string, repository: RepositoryView): string[] {
  const folder = skill.slice(0, skill.lastIndexOf('/') + 1);
  const beside = repository.files.filter((file) => file.startsWith(`${folder}references/`));
  if (beside.length === 0) return [];
  const text = repository.text(skill) ?? '';
  return beside.filter((file) => namesPath(text, file.slice(folder.length)));
}

function adviseOnSkill(list: LoadList, file: string, bytes: Uint8Array | undefined): void {
  const lines = linesIn(bytes);
  const tokens = estimatedTokens(bytes?.length ?? 0);
  const { skillLines, skillTokens } = limits;
  if (lines > skillLines.value) list.advise(`${file} has ${lines} lines; a skill is best under ${skillLines.value}`);
  if (tokens > skillTokens.value) {
    list.advise(`${file} is about ${tokens} tokens; a skill is best under ${skillTokens.value}`);
  }
}

/** Why a skill is not listed: the specification's rules for `name` and `description`. */
export function skillProblem(text: string, folder: string): string | undefined {
  const head = headOf(text);
  if (!head.found || head.broken) return 'its front matter is missing or no YAML';
  const { name, description } = head.data;
  if (typeof name !== 'string' || name !== folder) return `its name is not that of its folder, "${folder}"`;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || name.length > limits.skillName.value)
    return 'its name has other characters than a-z, 0-9 and single hyphens, or more than 64';
  if (typeof description !== 'string' || description.trim() === '') return 'it has no description';
  if (description.length > limits.skillDescription.value) return 'its description is longer than 1,024 characters';
  return undefined;
}
