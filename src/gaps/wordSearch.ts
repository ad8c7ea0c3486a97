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

/** Whether `text` names the command: `prove t` is another one than `prove t/app.t`, and `npm run test` than `npm run test:unit`. */
export function holdsCommand(text: string, phrase: string): boolean {
  return holdsWord(joined(text), joined(phrase));
}

/** Longest names of commands in prose, in words. */
const mostWords = 6;

/** All that a text could name, in the spelling of `nameKey`: its words, and up to six of them in a row. */
export function nameKeys(text: string): Set<string> {
  const words = joined(text).split(/\s+/).map(trimmed);
  const keys = new Set<string>();
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(words.length, from + mostWords); to++)
      keys.add(words.slice(from, to).join(' ').toLowerCase());
  return keys;
}

/** A name by which `nameKeys` of a text that holds it can be searched. */
export function nameKey(name: string): string {
  return joined(name).split(/\s+/).map(trimmed).join(' ').toLowerCase();
}

/** Without quotes and brackets around a word. */
function trimmed(word: string): string {
  return word.replace(/^[^\p{L}\p{N}_-]+|[^\p{L}\p{N}_-]+$/gu, '');
}

/** With a dash for what joins the parts of a path, a script or an address: then they are one word. */
function joined(text: string): string {
  return text.replace(/[/:@=](?=[\p{L}\p{N}*])|\.(?=[\p{L}\p{N}]{1,4}\b)/gu, '-');
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
export function wordsInCommon(signature: string, text: string, there = tellingWords(text)): boolean {
  const wanted = tellingWords(signature);
  if (wanted.size < 3) return wanted.size > 0 && signature.trim().length >= 12 && text.includes(signature.trim());
  const common = [...wanted].filter((word) => there.has(word)).length;
  return common >= 3 && common / wanted.size >= 0.6;
}

/** Words of four letters and more that are not in every error. */
export function tellingWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_-]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !everyday.has(word)));
}

/** The parts of a text that words are made of, in small letters. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Finds, among many texts, the few that can hold a phrase: those with its rarest token. */
export interface TokenIndex<T> {
  candidates(phrase: string): readonly T[];
}

export function indexTokens<T>(all: readonly T[], textOf: (one: T) => string): TokenIndex<T> {
  const byToken = new Map<string, T[]>();
  for (const one of all) {
    for (const token of new Set(tokensOf(textOf(one)))) {
      const list = byToken.get(token);
      if (list) list.push(one);
      else byToken.set(token, [one]);
    }
  }
  return {
    candidates(phrase) {
      const tokens = tokensOf(phrase);
      if (tokens.length === 0) return all;
      // A token of the phrase may be cut in the text only at the phrase's ends, and a word's end is no cut.
      return tokens.map((token) => byToken.get(token) ?? []).reduce((a, b) => (b.length < a.length ? b : a));
    },
  };
}
