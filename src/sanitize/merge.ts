import type { Match } from './rule.ts';

/**
 * Resolves overlaps: what touches becomes one range, so that nothing of any match is left
 * standing. Kind and rule are those of the match that covers the whole; among equals the
 * earlier rule of the list wins. Linear after the sort.
 */
export function mergeMatches(matches: readonly Match[]): Match[] {
  const sorted = [...matches].sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: Match[] = [];
  for (const match of sorted) {
    const last = merged.at(-1);
    if (last === undefined || match.start >= last.end) {
      if (match.end > match.start) {
        merged.push(match);
      }
    } else {
      merged[merged.length - 1] = union(last, match);
    }
  }
  return merged;
}

function union(one: Match, other: Match): Match {
  const end = Math.max(one.end, other.end);
  if (one.replacement !== undefined && other.end <= one.end && other.kind === 'person') {
    return one;
  }
  if (one.replacement !== undefined && other.replacement === undefined) {
    return { ...other, start: one.start, end };
  }
  const remember = one.remember === true || other.remember === true;
  return { ...one, end, ...(remember ? { remember } : {}) };
}
