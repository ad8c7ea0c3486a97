import { placeholderPattern } from '../model/placeholder.ts';
import { lineEndWithin, lineStartWithin } from './characters.ts';
import { barrier, type Match } from './rule.ts';

/** Characters to either side that a further round reads again. */
const nearby = 400;
const farthest = 4_000;

/** Placeholders give way to characters that no secret contains; lengths stay. */
export function maskPlaceholders(text: string): string {
  return text.includes('[redacted:')
    ? text.replace(placeholderPattern(), (whole) => barrier.repeat(whole.length))
    : text;
}

/** The same for what was found just now. */
export function maskRanges(text: string, ranges: readonly Match[]): string {
  let out = '';
  let from = 0;
  for (const { start, end, replacement } of ranges) {
    out += text.slice(from, start) + (replacement === undefined ? barrier : '~').repeat(end - start);
    from = end;
  }
  return out + text.slice(from);
}

/** The lines around what was found, where its absence may show the rules something new. */
export function surroundings(text: string, matches: readonly Match[]): { start: number; end: number }[] {
  const windows: { start: number; end: number }[] = [];
  for (const match of matches) {
    const start = windowStart(text, Math.max(0, match.start - nearby));
    const end = windowEnd(text, Math.min(text.length, match.end + nearby));
    const last = windows.at(-1);
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      windows.push({ start, end });
    }
  }
  return windows;
}

/** Offsets of a window as offsets of the whole. */
export function shifted(matches: readonly Match[], by: number): readonly Match[] {
  return by === 0 ? matches : matches.map((match) => ({ ...match, start: match.start + by, end: match.end + by }));
}

/** The line's start, or on a very long line the next blank: a window must not begin inside a word. */
function windowStart(text: string, from: number): number {
  const start = lineStartWithin(text, from, farthest);
  if (from - start < farthest) {
    return start;
  }
  const blank = text.slice(from, from + nearby).indexOf(' ');
  return blank === -1 ? from : from + blank;
}

function windowEnd(text: string, from: number): number {
  const end = lineEndWithin(text, from, farthest);
  if (end - from < farthest) {
    return end;
  }
  const blank = text.slice(from - nearby, from).lastIndexOf(' ');
  return blank === -1 ? from : from - nearby + blank;
}
