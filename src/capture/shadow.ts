import type { EditOrigin, Hunk } from '../model/event.ts';
import { splitLines } from './hunks.ts';

/** One replaced range; the editor's own change objects fit. Ranges of one event apply one after the other. */
export interface TextChange {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
}

export interface ChangeStamp {
  /** Milliseconds since the start of the recording. */
  readonly at: number;
  readonly reason?: 'undo' | 'redo';
  /** The document had no unsaved change before nor after, as far as the event says. */
  readonly clean: boolean;
}

/** One change event that waits to be applied. */
export interface Pending {
  readonly changes: readonly TextChange[];
  readonly stamp: ChangeStamp;
  readonly saving: boolean;
  keyboard: boolean;
  /** Line that the cursor went to at once after it. */
  cursor?: number;
}

/** A document as it was last recorded, and what has happened to it since. */
export interface Shadow {
  /** As last recorded; split into lines at the first change only. */
  text: string | undefined;
  base: string[];
  /** As it is now, where that differs from `base`. */
  current: string[] | undefined;
  chars: number;
  pending: Pending[];
  /** Origins of changes that are applied to `current` and not yet recorded. */
  applied: { origin: EditOrigin; chars: number }[];
  firstAt: number;
  lastAt: number;
  /** Lines of `current` that the last change ended on. */
  active: number[];
  savingUntil: number;
  /** Only touched: no lines are kept. */
  touched: boolean;
}

/** A document of which nothing is recorded since `text`; without a text it is touched only. */
export function shadowOf(text: string | undefined): Shadow {
  return {
    text,
    base: [],
    current: undefined,
    chars: text?.length ?? 0,
    pending: [],
    applied: [],
    firstAt: 0,
    lastAt: 0,
    active: [],
    savingUntil: -1,
    touched: text === undefined,
  };
}

/** The lines as last recorded. */
export function linesOf(shadow: Shadow): string[] {
  if (shadow.text !== undefined) {
    shadow.base = splitLines(shadow.text);
    shadow.text = undefined;
  }
  return shadow.base;
}

/** Replaces a range in place and gives what stood there; undefined where the lines have no such range. */
export function replaceRange(lines: string[], { range: { start, end }, text }: TextChange): string | undefined {
  const first = lines[start.line];
  const last = lines[end.line];
  if (first === undefined || last === undefined || start.character > first.length || end.character > last.length)
    return undefined;
  const removed =
    start.line === end.line
      ? first.slice(start.character, end.character)
      : [first.slice(start.character), ...lines.slice(start.line + 1, end.line), last.slice(0, end.character)].join(
          '\n',
        );
  const inserted = splitLines(first.slice(0, start.character) + text + last.slice(end.character));
  if (inserted.length === 1 && start.line === end.line) lines[start.line] = inserted[0] ?? '';
  else spliceLines(lines, start.line, end.line - start.line + 1, inserted);
  return removed;
}

/** Like `splice`, for more lines than a call takes arguments. */
function spliceLines(lines: string[], from: number, count: number, inserted: readonly string[]): void {
  const rest = lines.slice(from + count);
  lines.length = from;
  for (const line of inserted) lines.push(line);
  for (const line of rest) lines.push(line);
}

/** Lines that the changes of one event ended on, after one more of them. */
export function moveActive(active: readonly number[], { range, text }: TextChange): number[] {
  const inserted = splitLines(text).length - 1;
  const shift = inserted - (range.end.line - range.start.line);
  return [...active.map((line) => (line > range.end.line ? line + shift : line)), range.start.line + inserted];
}

/** Hunks that are at rest, and those on a line which is being typed; one that has both is cut. */
export function partitionHunks(hunks: readonly Hunk[], active: readonly number[]): [Hunk[], Hunk[]] {
  const settled: Hunk[] = [];
  const held: Hunk[] = [];
  let shift = 0;
  for (const hunk of hunks) {
    const from = hunk.line - 1 + shift;
    for (const { part, isActive } of cutHunk(hunk, (index) => active.includes(from + index))) {
      (isActive ? held : settled).push(part);
    }
    shift += hunk.after.length - hunk.before.length;
  }
  return [settled, held];
}

/** Cuts a hunk where its new lines turn from active to not. Old lines go one to one; the last part has the rest. */
function cutHunk(hunk: Hunk, isActiveAt: (index: number) => boolean): { part: Hunk; isActive: boolean }[] {
  const { line, before, after } = hunk;
  const starts = after.flatMap((_, index) => (index > 0 && isActiveAt(index) === isActiveAt(index - 1) ? [] : [index]));
  if (starts.length < 2) return [{ part: hunk, isActive: after.length > 0 && isActiveAt(0) }];
  return starts.map((from, index) => {
    const to = starts[index + 1];
    const oldFrom = Math.min(from, before.length);
    const part = { line: line + oldFrom, before: before.slice(oldFrom, to), after: after.slice(from, to) };
    return { part, isActive: isActiveAt(from) };
  });
}
