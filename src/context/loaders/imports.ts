import type { RepositoryView } from '../../model/repository.ts';
import { inFolder } from './loadList.ts';

export interface Import {
  /** Relative to the root; undefined for one that leads outside the repository. */
  readonly file: string | undefined;
  readonly written: string;
}

/** Finds the imports of a file's text. */
export type ImportDialect = (file: string, text: string) => Import[];

/**
 * The `@path` words of a Markdown file as Claude Code reads them: outside code spans, fences and comments, with `\\ ` for a
 * blank, without a `#fragment`, punctuation at their end left out, resolved against the file's folder.
 */
export function importsOf(file: string, text: string): Import[] {
  const prose = text
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*\r?$|(?![\s\S]))/gm, '')
    .replace(/(`+)[^`\n]*\1/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  return [...prose.matchAll(/(?:^|\s)@((?:[^\s@\\]|\\ |\\)+)/g)].map((match) => {
    const written = (match[1] ?? '')
      .replaceAll('\\ ', ' ')
      .replace(/#.*$/, '')
      .replace(/[.,;:!?)]+$/, '');
    return { written, file: resolved(file, written) };
  });
}

/**
 * The same as Gemini CLI reads them: any run of backticks up to its like is code, comments are text, the word is taken
 * as it stands and begins with a dot, a slash or a letter.
 */
export function geminiImports(file: string, text: string): Import[] {
  const prose = text.replace(/(`+)[\s\S]*?\1/g, ' ` ');
  return [...prose.matchAll(/(?:^|(?<=\s))@([./A-Za-z]\S*)/g)].map((match) => {
    const written = match[1] ?? '';
    return { written, file: resolved(file, written) };
  });
}

export interface Imports {
  /** Those that exist, depth first; each once, cycles cut. */
  readonly found: readonly { readonly file: string; readonly via: string }[];
  /** Those one hop too far away. */
  readonly tooDeep: readonly { readonly file: string; readonly via: string }[];
  /** Those that lead out of the repository, as written. */
  readonly outside: readonly { readonly written: string; readonly via: string }[];
}

/** What a file imports, up to `hops` deep. */
export function importedFiles(
  repository: RepositoryView,
  file: string,
  hops: number,
  dialect: ImportDialect = importsOf,
): Imports {
  const seen = new Set([file]);
  const found: { file: string; via: string }[] = [];
  const tooDeep: { file: string; via: string }[] = [];
  const outside: { written: string; via: string }[] = [];
  const visit = (via: string, left: number): void => {
    for (const { file: to, written } of dialect(via, repository.text(via) ?? '')) {
      if (to === undefined) {
        if (left > 0 && /^(?:~\/|\/|(?:\.\.\/)+)[^\s/]/.test(written)) outside.push({ written, via });
      } else if (!seen.has(to) && repository.has(to)) {
        if (left === 0) tooDeep.push({ file: to, via });
        else {
          seen.add(to);
          found.push({ file: to, via });
          visit(to, left - 1);
        }
      }
    }
  };
  visit(file, hops);
  return { found, tooDeep: tooDeep.filter((one) => !seen.has(one.file)), outside };
}

function resolved(from: string, written: string): string | undefined {
  if (/^(?:~|\/|[A-Za-z]:)/.test(written)) return undefined;
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const parts: string[] = [];
  for (const part of inFolder(folder, written).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
