import { indexLimit } from './alwaysOnIndex.ts';
import { findRegion } from './managedRegion.ts';
import type { StoredNote } from './noteStore.ts';
import { places } from './places.ts';
import { sentenceOf, wordsLine } from './renderedLine.ts';

/** A line (from 0) of a file that stands for a note. */
export interface NoteLine {
  readonly line: number;
  readonly note: string;
}

/**
 * Which lines of a file say which notes: of the managed region of AGENTS.md by their rendered words, of MEMORY.md by
 * the facts below them, and of a note's own file its first line. A line that was edited by hand beyond that says none.
 */
export function noteLines(path: string, text: string, notes: readonly StoredNote[]): NoteLine[] {
  const own = notes.find((stored) => stored.path === path);
  if (own) return [{ line: 0, note: own.note.id }];
  if (path !== places.index && path !== places.memory) return [];
  const bytes = new TextEncoder().encode(text);
  const found = findRegion(bytes);
  const region = found.ok ? found.value : undefined;
  if (!region) return [];
  const lineAt = (offset: number) => new TextDecoder().decode(bytes.subarray(0, offset)).split('\n').length - 1;
  const lines = text.split(/\r?\n/);
  const span = { from: lineAt(region.bodyStart), to: lineAt(region.bodyEnd) };
  return path === places.index ? byWords(lines, span, notes) : byFacts(lines, span, notes);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function byWords(lines: readonly string[], { from, to }: Span, notes: readonly StoredNote[]): NoteLine[] {
  const ids = new Map(
    notes.map(({ note }) => [wordsLine(note, sentenceOf(note), indexLimit.words, places.memory).text, note.id]),
  );
  return lines.slice(from, to + 1).flatMap((line, index) => {
    const note = ids.get(line.trimEnd());
    return note === undefined ? [] : [{ line: from + index, note }];
  });
}

function byFacts(lines: readonly string[], { from, to }: Span, notes: readonly StoredNote[]): NoteLine[] {
  const ids = new Map(notes.map(({ note }) => [note.id.replaceAll('`', "'"), note.id]));
  const found: NoteLine[] = [];
  let words: number | undefined;
  for (let line = from; line <= to; line++) {
    const text = lines[line] ?? '';
    if (text.startsWith('- ')) words = line;
    const note = ids.get(/^ {2}`([^`]+)`/.exec(text)?.[1] ?? '');
    if (note === undefined || words === undefined) continue;
    found.push({ line: words, note });
    words = undefined;
  }
  return found;
}
