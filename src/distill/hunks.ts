import type { Hunk } from '../model/event.ts';

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/** The second takes the first back, whole. */
export function isInverse(first: readonly Hunk[], second: readonly Hunk[]): boolean {
  return (
    first.length > 0 &&
    first.length === second.length &&
    first.every((hunk) =>
      second.some((other) => sameLines(hunk.before, other.after) && sameLines(hunk.after, other.before)),
    )
  );
}

/**
 * Adds later hunks of a file to earlier ones: what was typed over becomes one
 * change from first to last, what was taken back disappears.
 */
export function composeHunks(earlier: readonly Hunk[], later: readonly Hunk[]): Hunk[] {
  // Past this many changes in one file a single one matters to nobody, and matching them would be quadratic.
  if (earlier.length + later.length > 300)
    return earlier.length > 300 ? [...earlier] : [...earlier, ...later].slice(0, 301);
  const result = [...earlier];
  for (const hunk of later) {
    const index = result.findIndex(
      (known, at) =>
        known.after.length > 0 &&
        sameLines(known.after, hunk.before) &&
        !(at === result.length - 1 && isElsewhere(known, hunk)),
    );
    const known = result[index];
    if (!known) {
      result.push(hunk);
      continue;
    }
    if (sameLines(known.before, hunk.after)) result.splice(index, 1);
    else result[index] = { line: known.line, before: known.before, after: hunk.after };
  }
  return result;
}

/** Put in and right after that taken out in another place, where it stands as well: that is a move, not a taking back. */
function isElsewhere(put: Hunk, taken: Hunk): boolean {
  return put.before.length === 0 && taken.after.length === 0 && put.line !== taken.line;
}

/** The lines that really differ: those on both sides are taken off the ends. */
export function trimHunk(hunk: Hunk): { readonly before: readonly string[]; readonly after: readonly string[] } {
  let start = 0;
  let beforeEnd = hunk.before.length;
  let afterEnd = hunk.after.length;
  while (start < beforeEnd && start < afterEnd && hunk.before[start] === hunk.after[start]) start++;
  while (beforeEnd > start && afterEnd > start && hunk.before[beforeEnd - 1] === hunk.after[afterEnd - 1]) {
    beforeEnd--;
    afterEnd--;
  }
  return { before: hunk.before.slice(start, beforeEnd), after: hunk.after.slice(start, afterEnd) };
}

/** Its text differs in blanks only. */
export function isBlankChange(hunks: readonly Hunk[]): boolean {
  return hunks.length > 0 && hunks.every((hunk) => isSameButBlanks(hunk.before.join(''), hunk.after.join('')));
}

/** Goes over both as far as they are the same: most differ soon. */
function isSameButBlanks(a: string, b: string): boolean {
  let at = 0;
  for (let other = 0; ; at++, other++) {
    while (isBlank(a, at)) at++;
    while (isBlank(b, other)) other++;
    if (at >= a.length || other >= b.length) return at >= a.length && other >= b.length;
    if (a.charCodeAt(at) !== b.charCodeAt(other)) return false;
  }
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 160 && /\s/.test(text.charAt(at));
}
