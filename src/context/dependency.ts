import * as z from 'zod';
import type { Note } from '../model/note.ts';

/**
 * Something in the repository that a note names and needs: a script of a package.json (`is`: fingerprint of its body),
 * a Makefile target, a file, a key of a JSON file, or a flag that a file knows.
 */
export interface Dependency {
  readonly script?: string;
  readonly target?: string;
  readonly file?: string;
  /** Folder of the Makefile; absent for the root. */
  readonly in?: string;
  readonly is?: string;
  readonly key?: string;
  readonly flag?: string;
}

/** As it stands in a note's front matter, where every scalar is read as text. */
export const dependencies = z.array(
  z.object({
    script: z.string().exactOptional(),
    target: z.string().exactOptional(),
    file: z.string().exactOptional(),
    in: z.string().exactOptional(),
    is: z.string().exactOptional(),
    key: z.string().exactOptional(),
    flag: z.string().exactOptional(),
  }),
) satisfies z.ZodType<Dependency[]>;

/** Sub-commands of package managers that are no scripts; anything else behind `pnpm`, `yarn` or `bun` may be one. */
const builtIn =
  'add audit bin cache ci config create dedupe deploy dlx env exec fetch help import info init install i licenses link list ls login logout node npm outdated owner pack patch plugin prune publish rebuild remove rm root run run-script search self-update set setup store unlink up update upgrade version view whoami why workspace workspaces x pm'.split(
    ' ',
  );
const lifecycle = ['test', 'start', 'stop', 'restart'];
const interpreters = /^(?:ba|z|da)?sh$|^(?:node|bun|deno|tsx|ts-node|python3?|ruby|perl|php|source)$/;
const fileName = /^(?:\.\/)?(?:[\w@+.-]+\/)*[\w@+.-]*\.[A-Za-z][A-Za-z0-9]{0,9}$/;
const creates =
  /\b(?:creat|writ|generat|add|touch|produc|mak|cop)\w*\s+(?:(?:a|an|the|new|file|your|it|to|as|empty)\s+)*$/i;

/**
 * What a note names in code spans, whether it is there or not. What it tells the reader to create, and names that are
 * not fixed (parameters, globs, variables, addresses), are left out.
 */
export function namedDependencies(note: Pick<Note, 'text' | 'trigger' | 'action'>): Dependency[] {
  const found = [note.text, note.trigger, note.action].flatMap((sentence) =>
    [...sentence.matchAll(/(`+)([^`]+)\1/g)].flatMap((span) => {
      const made = creates.test(sentence.slice(Math.max(0, span.index - 40), span.index));
      return inSpan((span[2] ?? '').trim(), made);
    }),
  );
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** What one code span names. */
export function dependenciesIn(span: string): Dependency[] {
  return inSpan(span.trim(), false);
}

function inSpan(span: string, made: boolean): Dependency[] {
  if (!/\s/.test(span)) return made ? [] : file(span);
  return span.split(/&&|\|\|?|;/).flatMap((command) => inCommand(command.trim()));
}

function inCommand(command: string): Dependency[] {
  const words = command.split(/\s+/).filter((word) => !/^[A-Za-z_]\w*=/.test(word));
  const [program = '', ...rest] = words[0] === 'sudo' ? words.slice(1) : words;
  if (['npm', 'pnpm', 'yarn', 'bun'].includes(program)) return script(program, rest);
  if (program === 'make' || program === 'gmake') return target(rest);
  if (/^\.{0,2}\/?[\w.-]+\//.test(program)) return withFlags(file(program), rest);
  const run = interpreters.test(program) ? rest.find((word) => !word.startsWith('-')) : undefined;
  return run?.includes('/') ? withFlags(file(run), rest) : [];
}

function script(manager: string, words: readonly string[]): Dependency[] {
  const plain = words.filter((word) => !word.startsWith('-'));
  const [first = '', second = ''] = plain;
  const ran = first === 'run' || first === 'run-script' ? second : lifecycle.includes(first) ? first : '';
  const short = ran === '' && manager !== 'npm' && !builtIn.includes(first) && words[0] === first ? first : '';
  const name = ran || short;
  if (!/^[\w:.@/-]+$/.test(name) || (manager === 'bun' && first === 'test')) return [];
  const passed = words.includes('--') ? words.slice(words.indexOf('--') + 1) : [];
  return withFlags([{ script: name }], passed);
}

function target(words: readonly string[]): Dependency[] {
  const at = words.findIndex((word) => word === '-C' || word === '--directory');
  const folder = at === -1 ? '' : (words[at + 1] ?? '').replace(/^\.\/?|\/$/g, '');
  if (words.some((word) => /^(?:-f|--file)/.test(word)) || !/^[\w./-]*$/.test(folder)) return [];
  const named = words.filter((word, i) => (at === -1 || i !== at + 1) && /^[A-Za-z][\w.-]*$/.test(word));
  return named.map((name) => ({ target: name, ...(folder === '' ? {} : { in: folder }) }));
}

function file(word: string): Dependency[] {
  const [path = '', key = ''] = word
    .replace(/[,;:]$/, '')
    .replace(/:\d+(?::\d+)?$/, '')
    .split('#');
  const plain = path.replace(/^\.\//, '');
  const known = /[^./]/.test(plain) && (fileName.test(path) || (path.includes('/') && /^\.?[\w@+./-]+$/.test(path)));
  if (!known || plain.includes('..') || plain.startsWith('/') || plain.endsWith('/')) return [];
  return [{ file: plain, ...(key === '' ? {} : { key }) }];
}

/** A long flag may be gone while what it is given to stays. */
function withFlags(named: readonly Dependency[], words: readonly string[]): Dependency[] {
  const flags = words.flatMap((word) => /^--([a-z][\w-]+)/.exec(word)?.[1] ?? []);
  return named.flatMap((one) => [one, ...flags.map((flag) => ({ ...one, flag }))]);
}
