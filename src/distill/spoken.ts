/** Tells whether a text speaks of a name: the name stands in it, and is no part of a longer word there. */
export type SpeaksOf = (name: string) => boolean;

/**
 * Looks names up in one text, each once. Where a name stands by itself, so does its first word: most names are settled
 * by that, without going over the text. What is among `words` stands in the text for certain.
 */
export function speaker(text: string, words: ReadonlySet<string>): SpeaksOf {
  const known = new Map<string, boolean>();
  let whole: ReadonlySet<string> | undefined;
  return (name) => {
    if (name.length < 3) return false;
    if (words.has(name)) return true;
    const before = known.get(name);
    if (before !== undefined) return before;
    whole ??= new Set(text.match(/\w+/g));
    const first = ascii.test(name) ? /\w+/.exec(name)?.[0] : undefined;
    const found = (first === undefined || whole.has(first)) && standsIn(text, name);
    known.set(name, found);
    return found;
  };
}

const ascii = /^[ -~]+$/;

function standsIn(text: string, name: string): boolean {
  const index = text.indexOf(name);
  if (index < 0) return false;
  const around = text.slice(Math.max(0, index - 1), index) + text.slice(index + name.length, index + name.length + 1);
  return !/[\p{L}\p{N}_]/u.test(around);
}
