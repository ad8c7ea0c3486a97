import { diffArrays } from 'diff';
import type { Hunk } from '../model/event.ts';

/**
 * The greatest number of changed lines for which the smallest difference is looked for; Myers' algorithm
 * costs its square. Past it, everything between the common start and end is one hunk.
 */
const maxEditLength = 400;

/** The lines of a text, its line ends left out whatever they are. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The smallest hunks that turn `before` into `after`; `line` is 1-based in `before`. Equal texts have none. */
export function computeHunks(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const old = before.slice(start, before.length - end);
  const next = after.slice(start, after.length - end);
  if (old.length === 0 && next.length === 0) return [];
  const whole = [{ line: start + 1, before: old, after: next }];
  if (old.length === 0 || next.length === 0) return whole;
  return smallestHunks(old, next, start + 1) ?? whole;
}

/** The text after the hunks; they are all counted in the text before. */
export function applyHunks(before: readonly string[], hunks: readonly Hunk[]): string[] {
  const result: string[] = [];
  let from = 0;
  for (const hunk of hunks) {
    for (; from < hunk.line - 1; from++) result.push(before[from] ?? '');
    for (const line of hunk.after) result.push(line);
    from += hunk.before.length;
  }
  for (; from < before.length; from++) result.push(before[from] ?? '');
  return result;
}

function smallestHunks(before: string[], after: string[], firstLine: number): Hunk[] | undefined {
  const parts = diffArrays(before, after, { maxEditLength });
  if (!parts) return undefined;
  const hunks: Hunk[] = [];
  let line = firstLine;
  let open: { line: number; before: string[]; after: string[] } | undefined;
  for (const part of parts) {
    if (!part.added && !part.removed) {
      open = undefined;
      line += part.value.length;
      continue;
    }
    if (!open) {
      open = { line, before: [], after: [] };
      hunks.push(open);
    }
    if (part.added) {
      open.after.push(...part.value);
    } else {
      open.before.push(...part.value);
      line += part.value.length;
    }
  }
  return hunks;
}
