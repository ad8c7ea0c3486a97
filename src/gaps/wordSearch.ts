const inWord = /[\p{L}\p{N}_-]/u;

/** Whether `text` holds `phrase` with no word character on either side. Case counts only if asked for. */
export function holdsWord(text: string, phrase: string, exactCase = false): boolean {
  if (phrase === '') return false;
  const hay = exactCase ? text : text.toLowerCase();
  const needle = exactCase ? phrase : phrase.toLowerCase();
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    const before = hay.charAt(at - 1);
    const after = hay.charAt(at + needle.length);
    if ((at === 0 || !inWord.test(before)) && !inWord.test(after)) return true;
  }
  return false;
}

const everyday = new Set([
  'error',
  'errors',
  'failed',
  'failure',
  'with',
  'from',
  'that',
  'this',
  'line',
  'file',
  'command',
  'exit',
  'code',
]);

/** Whether most of the telling words of an error's signature stand in a text: at least three, and six in ten. */
export function wordsInCommon(signature: string, text: string): boolean {
  const wanted = telling(signature);
  if (wanted.size < 3) return wanted.size > 0 && signature.trim().length >= 12 && text.includes(signature.trim());
  const there = telling(text);
  const common = [...wanted].filter((word) => there.has(word)).length;
  return common >= 3 && common / wanted.size >= 0.6;
}

function telling(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_-]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !everyday.has(word)));
}
