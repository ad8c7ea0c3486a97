import { createWordTree, type WordSearch } from './wordTree.ts';

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
  /** Does one of the watched words stand anywhere? */
  has(watch: Watch): boolean;
  /** Where one of the watched words begins, whatever its case: ascending, each place once. */
  places(watch: Watch): readonly number[];
  /** The questions that have an answer: of what is watched, most stands in no text. */
  readonly told: readonly Watch[];
  /** Twenty characters and more of `A-Z a-z 0-9 + / _ = . ~ -`. */
  readonly runs: readonly Run[];
}

export interface WordIndex {
  /** Words in small letters. All are to be watched before the reader is made. */
  watch(words: readonly string[]): Watch;
  /** Reads texts for all that is watched. */
  reader(): (text: string) => Outline;
}

const none: readonly number[] = [];
const shortestRun = 20;

/**
 * Finds the words of all rules in one pass, so that a text costs the same whether ten words are looked for or a
 * thousand. What a rule asks for is put together when it asks.
 */
export function createWordIndex(): WordIndex {
  const tree = createWordTree();
  /** By watch, the numbers of its words. */
  const watched: (readonly number[])[] = [];
  const watchOf = new Map<string, Watch>();
  return {
    watch(words) {
      const numbers = [...new Set(words.map(tree.add))].sort((one, other) => one - other);
      const watch = watchOf.get(numbers.join()) ?? (watched.length as Watch);
      watchOf.set(numbers.join(), watch);
      watched[watch] = numbers;
      return watch;
    },
    reader() {
      const search = tree.search(watched);
      return (text) => outlineOf(text, search);
    },
  };
}

function outlineOf(text: string, search: WordSearch): Outline {
  const { places, groups } = search(text);
  return {
    has: (watch) => places[watch] !== undefined,
    places: (watch) => places[watch] ?? none,
    told: groups as readonly Watch[],
    runs: runsOf(text),
  };
}

/**
 * Looks at twenty characters at a time, from the last to the first: where one is of no run, no run of twenty begins
 * before it, and what stands before it need not be looked at.
 */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start + shortestRun <= text.length; ) {
    let at = start + shortestRun - 1;
    while (at >= start && isOfRun(text.charCodeAt(at))) {
      at -= 1;
    }
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + shortestRun;
    while (end < text.length && isOfRun(text.charCodeAt(end))) {
      end += 1;
    }
    runs.push(runOf(text, start, end));
    start = end + 1;
  }
  return runs;
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

function isOfRun(code: number): boolean {
  return code < 128 && isInRun[code] === 1;
}

/** `A-Z a-z 0-9 + / _ = . ~ -` */
const isInRun = Uint8Array.from({ length: 128 }, (_, code) => (/[\w+/=.~-]/.test(String.fromCharCode(code)) ? 1 : 0));
