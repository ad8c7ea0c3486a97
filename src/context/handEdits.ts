import { diffArrays } from 'diff';
import { oneLine, plainFromMarkdown } from './plainText.ts';
import type { RenderedLine } from './renderedLine.ts';

/** What a hand edit inside a rendered text means for the notes. */
export type ImpliedEdit =
  /** The words of a note were changed: `text` is its new claim. */
  | { readonly kind: 'changed'; readonly note: string; readonly before: string; readonly text: string }
  /** The note's line is gone. */
  | { readonly kind: 'removed'; readonly note: string; readonly before: string }
  /** A line that says no note: it could become one, or move outside the region. */
  | { readonly kind: 'added'; readonly text: string };

/** A rendered text that a person edited: left as it is until someone decides what the edit means. */
export interface HandEdit {
  readonly path: string;
  readonly edits: readonly ImpliedEdit[];
  /** One sentence for a list of problems. */
  readonly message: string;
}

/**
 * Compares an edited body with the lines that were rendered. Lines are paired inside each changed stretch: a line that
 * shares most of its words with a rendered one is its edit, whatever its place there.
 */
export function impliedEdits(rendered: readonly RenderedLine[], edited: string): ImpliedEdit[] {
  const before = rendered.filter((line) => line.text.trim() !== '');
  const after = edited.split('\n').filter((line) => line.trim() !== '');
  const edits: ImpliedEdit[] = [];
  let at = 0;
  let removed: RenderedLine[] = [];
  for (const part of diffArrays(
    before.map((line) => line.text),
    after,
  )) {
    if (part.removed) {
      removed = before.slice(at, at + part.value.length);
      at += part.value.length;
    } else if (part.added) {
      edits.push(...paired(removed, part.value));
      removed = [];
    } else {
      edits.push(...paired(removed, []));
      removed = [];
      at += part.value.length;
    }
  }
  return [...edits, ...paired(removed, [])];
}

export function describedHandEdit(path: string, edits: readonly ImpliedEdit[]): HandEdit {
  const notes = edits.flatMap((edit) => (edit.kind === 'added' ? [] : [`${edit.note} ${edit.kind}`]));
  const added = edits.filter((edit) => edit.kind === 'added').length;
  const parts = [...notes, ...(added > 0 ? [`${added} line${added === 1 ? '' : 's'} added`] : [])];
  const what = parts.length === 0 ? 'edited by hand' : `edited by hand (${parts.join(', ')})`;
  return {
    path,
    edits,
    message: `${path}: ${what} inside the part Mirror renders; take the edit over into the note, or restore the line, then apply again`,
  };
}

function paired(removed: readonly RenderedLine[], added: readonly string[]): ImpliedEdit[] {
  const open = new Set(added);
  const edits = removed.flatMap((line): ImpliedEdit[] => {
    if (line.note === undefined || line.part !== 'words') return [];
    const match = closest(line.text, [...open]);
    const before = words(line.text);
    if (match === undefined) return [{ kind: 'removed', note: line.note, before }];
    open.delete(match);
    return [{ kind: 'changed', note: line.note, before, text: words(match) }];
  });
  const facts = new Set(
    removed.filter((line) => line.part === 'facts').flatMap((line) => closest(line.text, [...open]) ?? []),
  );
  const rest = [...open].filter((line) => !facts.has(line));
  return [...edits, ...rest.map((line): ImpliedEdit => ({ kind: 'added', text: words(line) }))];
}

/** The candidate that shares at least two fifths of the words (Dice coefficient). */
function closest(line: string, candidates: readonly string[]): string | undefined {
  const scored = candidates
    .map((candidate) => ({ candidate, score: dice(bag(line), bag(candidate)) }))
    .sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score >= 0.4 ? scored[0].candidate : undefined;
}

function bag(line: string): Set<string> {
  return new Set(line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function words(line: string): string {
  return oneLine(plainFromMarkdown(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')));
}
