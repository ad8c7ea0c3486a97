import type { Note, NoteKind } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import { compare } from './noteStore.ts';

/** Which files a note is about. */
export interface PathScope {
  /** Globs relative to the root, sorted. */
  readonly globs: readonly string[];
  /** The folder that they all are below, where the scope is that folder as a whole. */
  readonly folder?: string;
}

/** Finds the scope of a note; undefined for one that is about no path. */
export type ScopeOf = (note: Note) => PathScope | undefined;

/** A contradiction misleads wherever its file is followed; values and procedures are looked up, not come upon. */
const unscoped: readonly NoteKind[] = ['contradiction', 'parameter', 'procedure'];

/**
 * Finds what path a note concerns: the globs it names as its `paths`, else the files and folders of the repository that
 * its trigger names, if it names nothing else; with them those that its sentence names, since whoever comes upon one of
 * them must think of the others. A trigger with a command in it is about the command.
 */
export function scopeFinder(repository: RepositoryView): ScopeOf {
  const files = new Set(repository.files);
  const folders = foldersAbove(repository.files);
  const globOf = (span: string): string | undefined => {
    const path = span.replace(/^\.\//, '').replace(/#.*$/, '').replace(/\/+$/, '');
    if (path === '' || /[\s,]/.test(path)) return undefined;
    if (files.has(path)) return path;
    return folders.has(path) ? `${path}/**` : undefined;
  };
  return (note) => {
    if (note.paths && note.paths.length > 0) return scopeOf(note.paths.filter((glob) => !/[\s,{}]/.test(glob)));
    if (unscoped.includes(note.kind)) return undefined;
    const spans = globsIn(note.trigger);
    if (spans.length === 0 || spans.includes(undefined)) return undefined;
    return scopeOf([...spans, ...globsIn(note.text), ...globsIn(note.action)].flatMap((one) => one ?? []));
  };

  function globsIn(sentence: string): (string | undefined)[] {
    return [...sentence.matchAll(/(`+)([^`]+)\1/g)].map((match) => globOf((match[2] ?? '').trim()));
  }
}

function scopeOf(globs: readonly string[]): PathScope | undefined {
  const all = [...new Set(globs.map((glob) => glob.replace(/^\.?\//, '')))].sort(compare);
  const folders = all.filter((glob) => glob.endsWith('/**')).map((glob) => glob.slice(0, -2));
  const sorted = all.filter((glob) => !folders.some((folder) => glob !== `${folder}**` && glob.startsWith(folder)));
  const whole = sorted.length === 1 ? /^([^*?[\]]+)\/\*\*$/.exec(sorted[0] ?? '')?.[1] : undefined;
  const everything = sorted.some((glob) => glob === '**' || glob === '**/*' || glob === '*' || glob.startsWith('../'));
  if (sorted.length === 0 || everything) return undefined;
  return { globs: sorted, ...(whole === undefined ? {} : { folder: whole }) };
}

/** Every folder that holds one of the files, however deep. */
function foldersAbove(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      const folder = file.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
