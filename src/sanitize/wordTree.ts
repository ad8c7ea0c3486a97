/** Many words looked for at once, whatever their case. */
export interface WordTree {
  /** The number of a word in small letters. All come before the first search; together up to 65,535 characters. */
  add(word: string): number;
  /** By a word's number, where it begins: ascending. A word that stands nowhere has no list. */
  search(text: string): readonly (readonly number[] | undefined)[];
}

/**
 * The automaton of Aho and Corasick (1975): each character of a text costs one step in a table, however many words are
 * looked for. Characters that occur in no word are one class, capitals are of the class of their small letters.
 */
export function createWordTree(): WordTree {
  const words = new Map<string, number>();
  let automaton: Automaton | undefined;
  return {
    add(word) {
      const number = words.get(word) ?? words.size;
      words.set(word, number);
      return number;
    },
    search(text) {
      automaton ??= built([...words.keys()]);
      return placesIn(text, automaton);
    },
  };
}

interface Automaton {
  /** The class of each character. */
  readonly classes: Uint16Array;
  /** A state's row begins at `state << shift`; the next state stands there by the character's class. */
  readonly shift: number;
  readonly next: Uint16Array;
  /** By state: the words that end there. */
  readonly endings: readonly (readonly Ending[] | undefined)[];
  /** By state: is there such a word? */
  readonly ends: Uint8Array;
  readonly words: number;
}

interface Ending {
  readonly word: number;
  readonly length: number;
}

function placesIn(text: string, { classes, shift, next, endings, ends, words }: Automaton): (number[] | undefined)[] {
  const places: (number[] | undefined)[] = new Array(words).fill(undefined);
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    state = next[(state << shift) + (classes[text.charCodeAt(at)] ?? 0)] ?? 0;
    if (ends[state] === 1) {
      tell(places, endings[state] ?? [], at + 1);
    }
  }
  return places;
}

function tell(places: (number[] | undefined)[], endings: readonly Ending[], end: number): void {
  for (let index = 0; index < endings.length; index += 1) {
    const { word, length } = endings[index] ?? { word: 0, length: 0 };
    const there = places[word];
    if (there === undefined) {
      places[word] = [end - length];
    } else {
      there.push(end - length);
    }
  }
}

/**
 * Builds the states depth by depth. A new state's row begins as that of the longest other beginning that its characters
 * end with, which is complete by then; what leads on from the state itself is written over it.
 */
function built(words: readonly string[]): Automaton {
  const { classes, count } = classesOf(words);
  const shift = Math.ceil(Math.log2(count));
  const most = words.reduce((sum, { length }) => sum + length, 1);
  const next = new Uint16Array(most << shift);
  const endings: (readonly Ending[] | undefined)[] = [undefined];
  /** By state: the longest other beginning that it ends with. */
  const falls: number[] = [0];
  /** By word: the state that its characters so far lead to. */
  const reached: number[] = words.map(() => 0);
  let row = 1;
  for (let depth = 0; words.some(({ length }) => length > depth); depth += 1) {
    const first = falls.length;
    for (const [index, word] of words.entries()) {
      if (word.length <= depth) {
        continue;
      }
      const slot = ((reached[index] ?? 0) << shift) + (classes[word.charCodeAt(depth)] ?? 0);
      const there = next[slot] ?? 0;
      const state = there >= first ? there : falls.length;
      if (there < first) {
        falls.push(there);
        endings.push(endings[there]);
        next[slot] = state;
      }
      if (word.length === depth + 1) {
        endings[state] = [...(endings[state] ?? []), { word: index, length: word.length }];
      }
      reached[index] = state;
    }
    for (; row < falls.length; row += 1) {
      const fall = (falls[row] ?? 0) << shift;
      next.copyWithin(row << shift, fall, fall + (1 << shift));
    }
  }
  const ends = Uint8Array.from(endings, (words) => (words === undefined ? 0 : 1));
  return { classes, shift, next: next.slice(0, falls.length << shift), endings, ends, words: words.length };
}

/**
 * A class for each character that occurs in a word, shared with its capital; 0 for all others. The most frequent come
 * first, so that of a state's row the processor mostly needs the beginning.
 */
function classesOf(words: readonly string[]): { classes: Uint16Array; count: number } {
  const counts = new Map<string, number>();
  for (const letter of words.join('').split('')) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const classes = new Uint16Array(65_536);
  const letters = [...counts].sort(([, one], [, other]) => other - one).map(([letter]) => letter);
  for (const [index, letter] of letters.entries()) {
    const capital = letter.toUpperCase();
    classes[letter.charCodeAt(0)] = index + 1;
    classes[(capital.length === 1 ? capital : letter).charCodeAt(0)] = index + 1;
  }
  return { classes, count: letters.length + 1 };
}
