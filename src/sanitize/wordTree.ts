/** Where words stand in a text. */
export interface WordPlaces {
  /** Where the words of each group begin, by the group's number: ascending, each place once. No place, no list. */
  readonly places: readonly (readonly number[] | undefined)[];
  /** The groups that have a place, each once, in no order. */
  readonly groups: readonly number[];
}

export type WordSearch = (text: string) => WordPlaces;

/** Many words looked for at once, whatever their case. */
export interface WordTree {
  /** The number of a word in small letters; together the words have up to 32,767 characters. */
  add(word: string): number;
  /** The search for groups of words, each given as their numbers. Making it costs some milliseconds, once. */
  search(groups: readonly (readonly number[])[]): WordSearch;
}

/**
 * The automaton of Aho and Corasick (1975): each character of a text costs one step in a table, however many words are
 * looked for. Characters that occur in no word are one class, capitals are of the class of their small letters.
 */
export function createWordTree(): WordTree {
  const words = new Map<string, number>();
  return {
    add(word) {
      const number = words.get(word) ?? words.size;
      words.set(word, number);
      return number;
    },
    search(groups) {
      const automaton = built([...words.keys()], groups);
      return (text) => placesIn(text, automaton);
    },
  };
}

interface Automaton {
  /** The class of each character. */
  readonly classes: Uint8Array;
  /** A state's row begins at `state << shift`; the next state stands there by the character's class, marked if words end. */
  readonly next: Uint16Array;
  /** By state: the words that end there. */
  readonly endings: readonly (readonly Ending[] | undefined)[];
  readonly groups: number;
}

interface Ending {
  readonly groups: readonly number[];
  readonly length: number;
  /** The word in small and in capital letters, where its classes alone do not tell it from others. */
  readonly exact: { readonly small: string; readonly capital: string } | undefined;
}

/**
 * Bits of a class. Characters that few words hold share one of the last two, so that the table stays small enough for
 * the processor to keep at its side: those of ASCII the first, which stand in any text, all others the second.
 */
const shift = 6;
const sharedClass = (1 << shift) - 2;
/** Marks the number of a state in which words end; there are fewer states than that. */
const ends = 1 << 15;

interface Told {
  readonly places: (number[] | undefined)[];
  readonly groups: number[];
}

function placesIn(text: string, { classes, next, endings, groups }: Automaton): WordPlaces {
  const told: Told = { places: new Array(groups).fill(undefined), groups: [] };
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const marked = next[(state << shift) + (classes[text.charCodeAt(at)] ?? 0)] ?? 0;
    state = marked & (ends - 1);
    if (marked >= ends) {
      tell(told, endings[state] ?? [], text, at + 1);
    }
  }
  return told;
}

function tell(told: Told, endings: readonly Ending[], text: string, end: number): void {
  for (let index = 0; index < endings.length; index += 1) {
    const ending = endings[index];
    const at = end - (ending?.length ?? 0);
    if (ending === undefined || (ending.exact !== undefined && !stands(text, at, ending.exact))) {
      continue;
    }
    const { groups } = ending;
    for (let which = 0; which < groups.length; which += 1) {
      const group = groups[which] ?? 0;
      const there = told.places[group];
      if (there === undefined) {
        told.places[group] = [at];
        told.groups.push(group);
      } else {
        const last = there[there.length - 1] ?? 0;
        if (last < at) {
          there.push(at);
        } else if (last > at) {
          putIn(there, at);
        }
      }
    }
  }
}

function stands(text: string, at: number, { small, capital }: { small: string; capital: string }): boolean {
  for (let index = 0; index < small.length; index += 1) {
    const code = text.charCodeAt(at + index);
    if (code !== small.charCodeAt(index) && code !== capital.charCodeAt(index)) {
      return false;
    }
  }
  return true;
}

/** A word that ends later may have begun earlier, by some characters at most. */
function putIn(places: number[], at: number): void {
  let slot = places.length;
  while (slot > 0 && (places[slot - 1] ?? 0) > at) {
    slot -= 1;
  }
  if (places[slot - 1] === at) {
    return;
  }
  places.push(at);
  for (let index = places.length - 1; index > slot; index -= 1) {
    places[index] = places[index - 1] ?? 0;
  }
  places[slot] = at;
}

/**
 * Builds the states depth by depth. A new state's row begins as that of the longest other beginning that its characters
 * end with, which is complete by then; what leads on from the state itself is written over it.
 */
function built(words: readonly string[], groups: readonly (readonly number[])[]): Automaton {
  const classes = classesOf(words);
  const longestText = words.reduce((sum, { length }) => sum + length, 1);
  const next = new Uint16Array(longestText << shift);
  const endings: (readonly Ending[] | undefined)[] = [undefined];
  /** By state: the longest other beginning that it ends with. */
  const falls: number[] = [0];
  /** By word: the state that its characters so far lead to. */
  const reached = new Uint16Array(words.length);
  const groupsOf: number[][] = words.map(() => []);
  for (const [group, members] of groups.entries()) {
    for (const word of members) {
      groupsOf[word]?.push(group);
    }
  }
  let left = words.map((_, word) => word);
  for (let depth = 0, row = 1; left.length > 0; depth += 1) {
    const first = falls.length;
    const longer: number[] = [];
    for (let index = 0; index < left.length; index += 1) {
      const word = left[index] ?? 0;
      const text = words[word] ?? '';
      const slot = ((reached[word] ?? 0) << shift) + (classes[text.charCodeAt(depth)] ?? 0);
      const there = (next[slot] ?? 0) & (ends - 1);
      const state = there >= first ? there : falls.length;
      if (there < first) {
        falls.push(there);
        endings.push(endings[there]);
      }
      reached[word] = state;
      if (text.length === depth + 1) {
        endings[state] = [
          ...(endings[state] ?? []),
          { groups: groupsOf[word] ?? [], length: text.length, exact: exactly(text, classes) },
        ];
      } else {
        longer.push(word);
      }
      next[slot] = state | (endings[state] === undefined ? 0 : ends);
    }
    for (; row < falls.length; row += 1) {
      const fall = (falls[row] ?? 0) << shift;
      next.copyWithin(row << shift, fall, fall + (1 << shift));
    }
    left = longer;
  }
  return { classes, next, endings, groups: groups.length };
}

function exactly(word: string, classes: Uint8Array): Ending['exact'] {
  const letters = Array.from({ length: word.length }, (_, at) => word.charAt(at));
  return letters.every((letter) => (classes[letter.charCodeAt(0)] ?? 0) < sharedClass)
    ? undefined
    : { small: word, capital: letters.map(capitalOf).join('') };
}

function capitalOf(letter: string): string {
  const capital = letter.toUpperCase();
  return capital.length === 1 ? capital : letter;
}

/**
 * A class for each character that occurs in many words, shared with its capital; 0 for what occurs in none. The most
 * frequent come first, so that of a state's row the processor mostly needs the beginning.
 */
function classesOf(words: readonly string[]): Uint8Array {
  const counts = new Map<string, number>();
  for (const word of words) {
    for (let at = 0; at < word.length; at += 1) {
      // What is a word by itself would be one wherever another character of its class stands.
      const weight = word.length === 1 ? words.length : 1;
      counts.set(word.charAt(at), (counts.get(word.charAt(at)) ?? 0) + weight);
    }
  }
  const classes = new Uint8Array(65_536);
  const letters = [...counts].sort(([, one], [, other]) => other - one);
  for (const [index, [letter]] of letters.entries()) {
    const code = letter.charCodeAt(0);
    classes[code] = index + 1 < sharedClass ? index + 1 : code < 128 ? sharedClass : sharedClass + 1;
    classes[capitalOf(letter).charCodeAt(0)] = classes[code] ?? 0;
  }
  return classes;
}
