/** A question to the index: where do these words stand? Given out by `watch`, answered by `Outline.places`. */
export type Watch = number & { readonly watch: unique symbol };

/** A stretch of characters that tokens are made of, without blanks, quotes or brackets. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly hasDigit: boolean;
  /** Small and capital letters both. */
  readonly hasBothCases: boolean;
}

/** What all rules want to know of a text before they look closer, read off it once. */
export interface Outline {
  /** Where one of the watched words begins, whatever its case: ascending, each place once. */
  places(watch: Watch): readonly number[];
  /** Twenty characters and more of `A-Z a-z 0-9 + / _ = . ~ -`. */
  readonly runs: readonly Run[];
}

export interface WordIndex {
  /** Words of two characters or more, in small letters. All are to be watched before the first text is read. */
  watch(words: readonly string[]): Watch;
  read(text: string): Outline;
}

interface Entry {
  readonly codes: Uint16Array;
  readonly watches: number[];
}

const slots = 1 << 15;
const none: readonly number[] = [];
const shortestRun = 20;

/**
 * Finds the words of all rules in one pass: a table over three characters says where a comparison is worth its
 * while, so that a text costs the same whether ten words are looked for or a thousand.
 */
export function createWordIndex(): WordIndex {
  /** Slot to a list of entries, 0 being the empty one. */
  const listOf = new Uint16Array(slots);
  const lists: Entry[][] = [[]];
  const byWord = new Map<string, Entry>();
  let watched = 0;
  return {
    watch(words) {
      const watch = watched as Watch;
      watched += 1;
      for (const word of new Set(words)) {
        entryOf(word).watches.push(watch);
      }
      return watch;
    },
    read,
  };

  function entryOf(word: string): Entry {
    const known = byWord.get(word);
    if (known !== undefined) {
      return known;
    }
    const entry: Entry = { codes: Uint16Array.from(word, (character) => character.charCodeAt(0)), watches: [] };
    byWord.set(word, entry);
    for (const slot of slotsOf(word)) {
      const list = lists[listOf[slot] ?? 0] ?? [];
      listOf[slot] = lists.length;
      lists.push([...list, entry]);
    }
    return entry;
  }

  function read(text: string): Outline {
    const lower = smallLetters(text);
    const places: (number[] | undefined)[] = new Array(watched).fill(undefined);
    const runs: Run[] = [];
    let slot = 0;
    let start = 0;
    for (let at = 0; at < lower.length; at += 1) {
      const code = lower.charCodeAt(at);
      slot = nextSlot(slot, code);
      const list = listOf[slot] ?? 0;
      if (list !== 0) {
        note(lower, at - 2, list, places);
      }
      if (code > 127 || isInRun[code] === 0) {
        if (at - start >= shortestRun) {
          runs.push(runOf(text, start, at));
        }
        start = at + 1;
      }
    }
    if (text.length - start >= shortestRun) {
      runs.push(runOf(text, start, text.length));
    }
    // A word of two characters may be the last of the text.
    note(lower, lower.length - 2, listOf[nextSlot(slot, 0)] ?? 0, places);
    return { places: (watch) => places[watch] ?? none, runs };
  }

  function note(lower: string, at: number, list: number, places: (number[] | undefined)[]): void {
    for (const { codes, watches } of lists[list] ?? []) {
      if (standsAt(lower, at, codes)) {
        for (const watch of watches) {
          const there = places[watch];
          if (there === undefined) {
            places[watch] = [at];
          } else if (there[there.length - 1] !== at) {
            there.push(at);
          }
        }
      }
    }
  }
}

function standsAt(text: string, at: number, codes: Uint16Array): boolean {
  for (let index = 0; index < codes.length; index += 1) {
    if (text.charCodeAt(at + index) !== codes[index]) {
      return false;
    }
  }
  return true;
}

/** The same length as the text: a letter whose small form is longer stays as it is, with all others. */
function smallLetters(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Rolls on by one character; three steps later nothing is left of it, so that a slot stands for three characters. */
function nextSlot(slot: number, code: number): number {
  return ((slot << 5) ^ (code & 127)) & (slots - 1);
}

/** The slot of a word's first three characters; of a word of two, with whatever may follow. */
function slotsOf(word: string): number[] {
  const start = nextSlot(nextSlot(0, word.charCodeAt(0)), word.charCodeAt(1));
  const thirds = word.length > 2 ? [word.charCodeAt(2)] : Array.from({ length: 128 }, (_, code) => code);
  return [...new Set(thirds.map((code) => nextSlot(start, code)))];
}

function runOf(text: string, start: number, end: number): Run {
  let hasDigit = false;
  let hasSmall = false;
  let hasCapital = false;
  for (let at = start; at < end && !(hasDigit && hasSmall && hasCapital); at += 1) {
    const code = text.charCodeAt(at);
    hasDigit ||= code >= 48 && code <= 57;
    hasSmall ||= code >= 97 && code <= 122;
    hasCapital ||= code >= 65 && code <= 90;
  }
  return { start, end, hasDigit, hasBothCases: hasSmall && hasCapital };
}

/** `A-Z a-z 0-9 + / _ = . ~ -` */
const isInRun = Uint8Array.from({ length: 128 }, (_, code) => (/[\w+/=.~-]/.test(String.fromCharCode(code)) ? 1 : 0));
