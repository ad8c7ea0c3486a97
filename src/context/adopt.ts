import type { Note } from '../model/note.ts';
import { readOwners } from '../model/owners.ts';
import type { RepositoryView } from '../model/repository.ts';
import { explainedText, listContext } from './contextFiles.ts';
import { fingerprint } from './fingerprint.ts';
import { globsOf, headOf } from './loaders/loadList.ts';
import { findRegion } from './managedRegion.ts';
import { oneLine, plainFromMarkdown, shortened } from './plainText.ts';
import { readRendered } from './renderedFile.ts';
import { slugOf } from './slug.ts';

/** A line that a person wrote into a context file: a list item, or a short paragraph. */
export interface HandWrittenLine {
  /** Relative to the root, with `/`. */
  readonly file: string;
  /** 1-based, where it begins. */
  readonly line: number;
  /** On one line, its list mark and line breaks left out. */
  readonly text: string;
  /** The nearest heading above it. */
  readonly section?: string;
}

/** Longer is a text to read, no claim; shorter says nothing. Characters. */
const lengths = { from: 12, to: 500 } as const;

/**
 * The hand-written lines of the context files that could become notes, in the order of files and lines: what Mirror
 * rendered, headings, code, tables, imports and what a note says already are left out.
 */
export function handWrittenLines(repository: RepositoryView, notes: readonly Note[]): HandWrittenLine[] {
  const said = new Set(notes.map((note) => keyOf(note.text)));
  const { files } = listContext(repository);
  return files
    .filter(({ path, namedBy }) => namedBy === undefined && !path.endsWith('/SKILL.md') && !path.startsWith('.mirror/'))
    .flatMap(({ path }) => linesOf(path, repository))
    .filter((one) => !said.has(keyOf(one.text)));
}

/**
 * The note that a hand-written line becomes: accepted, of no recording, owned by who owns its file, else by `owner`. A
 * line of a rule or of a folder's file is about the paths of that rule or folder. The same line gives the same id.
 */
export function adopted(one: HandWrittenLine, repository: RepositoryView, owner: string): Note {
  const paths = pathsOf(one.file, repository);
  return {
    id: `adopted-${slugOf(shortened(one.text, 48).replace(/…$/, ''), 40, 'line')}-${fingerprint(keyOf(one.text)).slice(0, 8)}`,
    kind: 'convention',
    workflow: '',
    layer: 'project',
    trigger: one.section ?? '',
    action: one.text,
    text: one.text,
    evidence: [],
    support: { n: 0, of: 0 },
    status: 'accepted',
    owner: readOwners(repository).of(one.file) ?? owner,
    source: { file: one.file, line: one.line },
    ...(paths.length === 0 ? {} : { paths }),
  };
}

/** Whether a note's line still stands where it was taken over from: agents read it there, and twice would be too much. */
export function handWritten(repository: RepositoryView): (note: Note) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return ({ source, text }) => {
    if (!source) return false;
    const keys = known.get(source.file) ?? new Set(linesOf(source.file, repository).map((one) => keyOf(one.text)));
    known.set(source.file, keys);
    return keys.has(keyOf(text));
  };
}

function keyOf(text: string): string {
  return oneLine(plainFromMarkdown(text)).toLowerCase();
}

function linesOf(file: string, repository: RepositoryView): HandWrittenLine[] {
  const bytes = repository.bytes(file);
  if (!bytes || readRendered(bytes)) return [];
  const region = findRegion(bytes);
  if (!region.ok) return [];
  const text = explainedText(withoutRegion(bytes, region.value)).replace(/^---\n[\s\S]*?\n---(?=\n)/, blanked);
  const found: HandWrittenLine[] = [];
  let open: { line: number; parts: string[] } | undefined;
  let section: string | undefined;
  let fence: string | undefined;
  const close = (): void => {
    const said = oneLine(open?.parts.join(' ') ?? '');
    if (open && isClaim(said)) found.push({ file, line: open.line, text: said, ...(section ? { section } : {}) });
    open = undefined;
  };
  for (const [at, line] of text.split('\n').entries()) {
    const run = /^ *(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined || run !== undefined) {
      if (fence === undefined) close();
      const ends = fence !== undefined && (run?.startsWith(fence) ?? false);
      fence = ends ? undefined : (fence ?? run);
      continue;
    }
    const heading = /^ {0,3}#{1,6} +(.+?)[ #]*$/.exec(line)?.[1];
    const item = /^ *(?:[-*+]|\d+[.)]) +(?:\[[ xX]\] +)?(.*)$/.exec(line)?.[1];
    if (heading !== undefined || line.trim() === '' || item !== undefined) close();
    if (heading !== undefined) section = oneLine(plainFromMarkdown(heading));
    else if (item !== undefined) open = { line: at + 1, parts: [item] };
    else if (open) open.parts.push(line);
    else if (line.trim() !== '') open = { line: at + 1, parts: [line] };
  }
  close();
  return found;
}

/** A sentence one could follow: no import, no table, no link alone, no remark that introduces a list. */
function isClaim(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const aside = /^(?:@\S+|\|.*|>.*|!?\[[^\]]*\]\([^)]*\)\.?)$/.test(text) || /:$/.test(text);
  return !aside && text.length >= lengths.from && text.length <= lengths.to && words.length >= 3;
}

/** The file as text with our region blanked out, its line breaks kept. */
function withoutRegion(
  bytes: Uint8Array,
  region: { readonly start: number; readonly end: number } | undefined,
): string {
  if (!region) return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  const decode = (part: Uint8Array) => new TextDecoder().decode(part);
  const ours = blanked(decode(bytes.subarray(region.start, region.end)));
  return `${decode(bytes.subarray(0, region.start))}${ours}${decode(bytes.subarray(region.end))}`.replace(
    /\r\n?/g,
    '\n',
  );
}

function blanked(text: string): string {
  return text.replace(/[^\n]/g, '');
}

/** The globs of a rule, or the folder of a nested file. */
function pathsOf(file: string, repository: RepositoryView): string[] {
  if (/(?:^|\/)\.(?:github\/instructions|claude\/rules|cursor\/rules)\//.test(file)) {
    const { data } = headOf(repository.text(file) ?? '');
    return [data.paths, data.applyTo, data.globs].flatMap(globsOf).filter((glob) => !/^\*\*?(?:\/\*)?$/.test(glob));
  }
  const folder = /^(.+)\/[^/]+$/s.exec(file)?.[1];
  return folder === undefined || folder.split('/').some((part) => part.startsWith('.')) ? [] : [`${folder}/**`];
}
