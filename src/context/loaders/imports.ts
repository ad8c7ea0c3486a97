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
 * The `@path` words of a Markdown file as Claude Code reads them: outside code spans, fences and comments, punctuation
 * at their end left out, resolved against the file's folder.
 */
export function importsOf(file: string, text: string): Import[] {
  const prose = text
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*\r?$|(?![\s\S]))/gm, '')
    .replace(/(`+)[^`\n]*\1/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  return [...prose.matchAll(/(?:^|\s)@([^\s@]+)/g)].map((match) => {
    const written = (match[1] ?? '').replace(/[.,;:!?)]+$/, '');
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

/** The imports of a file that exist, depth first, up to `hops` deep; each file once, cycles cut. */
export function importedFiles(
  repository: RepositoryView,
  file: string,
  hops: number,
  dialect: ImportDialect = importsOf,
): { file: string; via: string }[] {
  const seen = new Set([file]);
  const found: { file: string; via: string }[] = [];
  const visit = (from: string, left: number): void => {
    if (left === 0) return;
    for (const { file: to } of dialect(from, repository.text(from) ?? '')) {
      if (to === undefined || seen.has(to) || !repository.has(to)) continue;
      seen.add(to);
      found.push({ file: to, via: from });
      visit(to, left - 1);
    }
  };
  visit(file, hops);
  return found;
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
