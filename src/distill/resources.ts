import { type Action, isCommand } from './action.ts';
import { basename, joinPath, looksLikePath } from './paths.ts';

/** Files, directories and values an action is about. */
export function resourcesOf(action: Action): string[] {
  if (action.kind === 'edit') return [action.file, basename(action.file), ...editedWords(action)];
  if (action.kind === 'file')
    return [action.file, basename(action.file), ...(action.to === undefined ? [] : [action.to, basename(action.to)])];
  if (action.kind === 'git') return action.mark.branch === undefined ? [] : [action.mark.branch];
  if (!isCommand(action)) return [];
  const words = new Set<string>();
  for (const part of action.reading.parts) {
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
  for (const file of action.made) {
    words.add(file);
    words.add(basename(file));
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

function editedWords(action: Extract<Action, { kind: 'edit' }>): string[] {
  const words = new Set<string>();
  for (const hunk of action.hunks.slice(0, 40)) {
    for (const line of hunk.after.slice(0, 60)) {
      for (const match of line.slice(0, 400).matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_./-]{3,}/gu)) words.add(match[0]);
    }
  }
  return [...words];
}
