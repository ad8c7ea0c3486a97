import type { Hunk } from '../model/event.ts';
import { trimHunk } from './hunks.ts';

/** Lines that stand elsewhere in the same file now. */
export interface Move {
  readonly lines: readonly string[];
  readonly to: 'up' | 'down';
}

/** Longer stretches are not looked through for what moved in them, in lines. */
const longestStretch = 200;

/**
 * What an edit only moved, and the hunks that did something else: lines taken out in one place and put in unchanged in
 * another are one move, and so are neighbours that changed places.
 */
export function movesIn(hunks: readonly Hunk[]): { readonly moves: readonly Move[]; readonly others: readonly Hunk[] } {
  const moves: Move[] = [];
  const others: Hunk[] = [];
  /** Taken out and not yet put in again, or put in and not yet taken out, by their text. */
  const open = new Map<string, Hunk>();
  for (const hunk of hunks) {
    const turned = turnedIn(hunk);
    if (turned) {
      moves.push(turned);
      continue;
    }
    const { before, after } = trimHunk(hunk);
    const [one, isOut] = before.length === 0 ? [after, false] : [before, after.length === 0];
    if (before.length > 0 && !isOut) {
      others.push(hunk);
      continue;
    }
    const text = filled(one).join('\n');
    const counterpart = open.get(`${!isOut}\n${text}`);
    if (text === '' || !counterpart) {
      open.set(`${isOut}\n${text}`, hunk);
      continue;
    }
    open.delete(`${!isOut}\n${text}`);
    const [out, back] = isOut ? [hunk, counterpart] : [counterpart, hunk];
    moves.push({ lines: filled(one), to: back.line < out.line ? 'up' : 'down' });
  }
  return { moves, others: [...others, ...open.values()] };
}

/** Of two neighbouring stretches that changed places the shorter one moved. */
function turnedIn(hunk: Hunk): Move | undefined {
  const { before, after } = trimHunk(hunk);
  if (before.length < 2 || before.length !== after.length || before.length > longestStretch) return undefined;
  const [first] = after;
  for (let at = first === undefined ? -1 : before.indexOf(first); at > 0 && at < before.length; at++) {
    if (before[at] !== first) continue;
    const [head, tail] = [before.slice(0, at), before.slice(at)];
    if (![...tail, ...head].every((line, index) => line === after[index])) continue;
    return head.length < tail.length ? { lines: filled(head), to: 'down' } : { lines: filled(tail), to: 'up' };
  }
  return undefined;
}

function filled(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '');
}
