import type { WorkspaceRoot } from './paths.ts';

/** Takes this machine's paths of the workspace folders out of terminal text; where a folder lies is nobody's business. */
export interface MachinePaths {
  /** Output reads relative to the folder: `/disk/shop/src/a.ts:3` is `src/a.ts:3`; of a second folder, `name/src/a.ts:3`. */
  inOutput(text: string): string;
  /** A command line stays the same command: paths become relative to `cwd` (absolute). Outside the folders it stays as it is. */
  inLine(line: string, cwd: string): string;
}

type NamePath = (base: Base, rest: string, around: { readonly before: string; readonly after: string }) => string;

interface Base {
  /** Finds the folder's path and what follows it in the same word. */
  readonly pattern: RegExp;
  readonly name: string;
  readonly isFirst: boolean;
  readonly path: string;
}

/** Pure: the file system is not asked. Longer paths that only begin alike (`/disk/shop-old`) are none of the folder's. */
export function createMachinePaths(roots: readonly WorkspaceRoot[]): MachinePaths {
  const bases = roots
    .flatMap(({ name, path, real }, index) =>
      [...new Set([path, ...(real === undefined ? [] : [real])])].map((each): Base => {
        const whole = withoutTrailing(each);
        return { pattern: patternOf(whole), name, isFirst: index === 0, path: slashes(whole) };
      }),
    )
    // A root of the file system is nowhere in particular, and would match everywhere.
    .filter(({ path }) => segmentsOf(path).length > 1 || /^[A-Za-z]:\/./.test(path))
    // The innermost folder wins where one holds another.
    .sort((a, b) => b.path.length - a.path.length);

  function replaced(text: string, nameOf: NamePath): string {
    let result = text;
    for (const base of bases) {
      if (!mayHold(result, base)) continue;
      result = result.replace(base.pattern, (whole: string, rest: string | undefined, offset: number, all: string) =>
        nameOf(base, slashes(rest ?? '').replace(/^\/+/, ''), {
          before: all.slice(Math.max(0, offset - 20), offset),
          after: all.charAt(offset + whole.length),
        }),
      );
    }
    return result;
  }

  return {
    inOutput: (text) =>
      replaced(text, ({ isFirst, name }, rest, { after }) => {
        if (!isFirst) return rest ? `${name}/${rest}` : name;
        // Two dots would be another folder.
        return rest || (after === '.' ? './' : '.');
      }),
    inLine(line, cwd) {
      const here = slashes(withoutTrailing(cwd));
      const home = bases.find(({ path }) => here === path || here.startsWith(`${path}/`));
      if (!home) return line;
      return replaced(line, ({ path }, rest, { before }) => {
        const near = relative(here, rest ? `${path}/${rest}` : path);
        // A program's name without a slash would be looked for in the PATH.
        return near.includes('/') || !startsCommand.test(before) ? near : `./${near}`;
      });
    },
  };
}

const startsCommand = /(?:^|[|;&(\n])\s*(?:(?:sudo|exec|env|time|nohup)\s+)?["']?$/;

/** The regular expression is tried only where the folder's own name stands. */
function mayHold(text: string, { path }: Base): boolean {
  const last = segmentsOf(path).at(-1) ?? '';
  const plain = /^[\w.-]+/.exec(last)?.[0] ?? '';
  return text.toLowerCase().includes(plain.toLowerCase());
}

/**
 * The path as programs write it: with either slash or a doubled backslash, blanks escaped for a shell or a URL, as a
 * `file:` URL. The letter of a drive is of any case. Before it nothing that would make it a part of a longer path;
 * after it an end of the word or of the segment.
 */
function patternOf(path: string): RegExp {
  const isShare = path.startsWith('\\\\');
  const isWindows = isShare || /^[A-Za-z]:/.test(path);
  const segments = segmentsOf(path).map((segment, index) =>
    isWindows && !isShare && index === 0 ? driveOf(segment) : [...segment].map(characterForms).join(''),
  );
  const separator = isWindows ? String.raw`(?:\\\\|\\|\/)` : String.raw`\/`;
  const root = isShare ? String.raw`(?:\\\\|\\){2}` : isWindows ? '' : separator;
  const whole = root + segments.join(separator);
  const rest = isWindows
    ? String.raw`((?:\\\\|\\|\/)[^\s"'\x60<>|:*?;,()[\]{}]*)?`
    : String.raw`(\/(?:\\.|[^\s"'\x60<>|:*?;,()[\]{}\\])*)?`;
  const fileUrl = String.raw`(?:file:\/\/\/?(?=${isWindows ? '[A-Za-z]' : String.raw`\/`}))?`;
  return new RegExp(`${wordStart}${fileUrl}${whole}${rest}${wordEnd}`, 'gu');
}

/** Nothing that makes it a part of a longer path; a flag's letter may stand right before it (`-I/disk/shop/include`). */
const wordStart = String.raw`(?:(?<![\w.~%@\\/-])|(?<=(?:^|\s)-[A-Za-z]))`;

/** What cannot go on with the name of the last folder. A dot or dash is a part of a name unless the word ends with it. */
const wordEnd = String.raw`(?=$|[\s"'\x60<>|:*?;,()[\]{}&\\]|\.(?:\s|$))`;

function driveOf(segment: string): string {
  const letter = segment.charAt(0);
  return `[${letter.toLowerCase()}${letter.toUpperCase()}](?::|%3A)`;
}

function characterForms(character: string): string {
  if (/[\p{L}\p{N}_]/u.test(character) && character <= '~') return character;
  const literal = character.replace(/[$()*+.?[\\\]^{|}]/, '\\$&');
  const inUrl = [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join('');
  return `(?:\\\\?${literal}|${inUrl})`;
}

/** From one absolute path to another, both with `/`. */
function relative(from: string, to: string): string {
  const here = segmentsOf(from);
  const there = segmentsOf(to);
  let common = 0;
  while (common < here.length && here[common] === there[common]) common += 1;
  const up = here.slice(common).map(() => '..');
  const result = [...up, ...there.slice(common)].join('/');
  return result === '' ? '.' : to.endsWith('/') ? `${result}/` : result;
}

function segmentsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((segment) => segment !== '');
}

function withoutTrailing(path: string): string {
  return path.length > 1 ? path.replace(/[\\/]+$/, '') : path;
}

/** With `/`; a path is of Windows where it has a drive. In a shell's word a backslash escapes a blank. */
function slashes(path: string): string {
  return /^[A-Za-z]:|^\\/.test(path) ? path.replace(/\\+/g, '/') : path;
}
