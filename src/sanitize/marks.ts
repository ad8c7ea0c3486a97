/** Cheap questions to a whole text, asked before an expensive pattern is tried on it. */

/** Is there a place right behind `mark` where the (sticky) pattern matches? */
export function somewhereAfter(text: string, mark: string, pattern: RegExp): boolean {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    pattern.lastIndex = at + mark.length;
    if (pattern.test(text)) {
      return true;
    }
  }
  return false;
}

/** Is there a `mark` before which the pattern, which ends with `$`, matches within 160 characters? */
export function somewhereBefore(text: string, mark: string, pattern: RegExp): boolean {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    if (text.charCodeAt(at - 1) > 32 && pattern.test(text.slice(Math.max(0, at - 160), at))) {
      return true;
    }
  }
  return false;
}
