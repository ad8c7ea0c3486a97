import { basename, joinPath, looksLikePath } from './paths.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Files, directories and values the parts of a line are about. */
export function touchesOf(parts: readonly SimpleCommand[]): string[] {
  const words = new Set<string>();
  for (const part of parts) {
    for (const word of [
      ...part.operands,
      ...part.flags.map((f) => f.value ?? ''),
      ...part.readsFrom,
      ...part.writesTo,
      ...part.name.split(' ').slice(1),
    ]) {
      addResource(words, word, part.dir);
    }
    for (const flag of part.assignments) words.add(flag.name);
    for (const word of part.words)
      for (const match of word.matchAll(/\$\{?([A-Za-z_]\w*)/g)) if (match[1]) words.add(match[1]);
    if (part.program !== '' && part.program.includes('/')) addResource(words, part.program, part.dir);
  }
  return [...words];
}

const unspecific = new Set([
  'run',
  'test',
  'install',
  'build',
  'start',
  'main',
  'origin',
  'master',
  'add',
  'up',
  '.',
  '',
  'true',
  'false',
  'HEAD',
  '*',
  '..',
  '/',
]);

function addResource(words: Set<string>, word: string, dir: string): void {
  if (word.length < 2 || word.length > 200 || unspecific.has(word)) return;
  words.add(word);
  if (looksLikePath(word)) {
    const path = joinPath(dir, word);
    words.add(path);
    words.add(basename(path));
  }
  const cut = word.lastIndexOf('=');
  if (cut > 0) words.add(word.slice(cut + 1));
}
