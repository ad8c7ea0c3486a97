/** What one pass over a text tells. */
export interface Words {
  /** Each UTF-16 unit as one byte: ASCII as it is, the barrier as 128, others as something above. */
  readonly codes: Uint8Array;
  /** Where the words of each group begin, by the group's number: ascending, each place once. No place, no list. */
  readonly places: readonly (readonly number[] | undefined)[];
}

export type WordSearch = (text: string) => Words;

/** Many words looked for at once, whatever their case. */
export interface WordTree {
  /** The number of a word in small letters; together the words have up to 65,535 of them. */
  add(word: string): number;
  /** The search for groups of words, each given as their numbers. */
  search(groups: readonly (readonly number[])[]): WordSearch;
}

/**
 * A tree of the words' characters behind a table of the three characters that a word may begin with, which is small
 * enough to stay at the processor's side: at nearly all places a look into the table is all there is to do. Of
 * shorter words whatever may follow is in the table too.
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
      const tree = built([...words.keys()], groups);
      return (text) => wordsIn(text, tree);
    },
  };
}

/** Bits of a character's class; three classes are a beginning. */
const bits = 6;
const beginnings = 1 << (3 * bits);
const heads = 1 << 12;
/** Of characters that too few words hold for a class of their own; of what is no ASCII; of that where it is a word. */
const rareClass = 61;
const foreignClass = 62;
const loneClass = 63;

/** What of a node stands where, side by side so that one look fetches it all. */
const node = { mark: 0, child: 1, sibling: 2, ending: 3, size: 4 } as const;

interface Tree {
  /** The class of each byte of a text's codes; 0 for what is in no word, the same for both cases of a letter. */
  readonly classes: Uint8Array;
  /** A bit for each beginning: is it that of a word? */
  readonly gate: Int32Array;
  /** A bit for the classes of two characters: do they begin a word that has no more? */
  readonly shortGate: Int32Array;
  /** By what remains of a beginning: the first node for it. The next one is the node's sibling. */
  readonly heads: Uint16Array;
  /** Of each node its beginning or its last character's class, the first that leads on, the next beside it, what ends. */
  readonly nodes: Int32Array;
  /** The words that end at a node; 0 is none. */
  readonly endings: readonly (readonly Ending[])[];
  /** By their classes: the words of one character and of two. */
  readonly short: ReadonlyMap<number, readonly Ending[]>;
  readonly groups: number;
}

interface Ending {
  readonly groups: readonly number[];
  /** The word in small and in capital letters, where the classes alone do not tell it from others. */
  readonly exact: { readonly small: string; readonly capital: string } | undefined;
}

function wordsIn(text: string, tree: Tree): Words {
  const { classes, gate, groups } = tree;
  const places: (number[] | undefined)[] = new Array(groups).fill(undefined);
  const { length } = text;
  const codes = new Uint8Array(length);
  let beginning = 0;
  for (let at = 0; at < length; at += 1) {
    const code = byteOf(text.charCodeAt(at));
    codes[at] = code;
    beginning = ((beginning << bits) | (classes[code] ?? 0)) & (beginnings - 1);
    if ((((gate[beginning >> 5] ?? 0) >> (beginning & 31)) & 1) !== 0 && at > 1) {
      tell(places, text, at - 2, beginning, tree);
    }
  }
  // Behind the end is what no word holds.
  for (let at = length - 2; at < length; at += 1) {
    beginning = (beginning << bits) & (beginnings - 1);
    if (at >= 0) {
      tell(places, text, at, beginning, tree);
    }
  }
  return { codes, places };
}

/** 128 stands for the barrier alone: much of a text may be hidden already, and no word is in that. */
function byteOf(code: number): number {
  return code < 128 ? code : code === 0xfffc ? 128 : 128 | (code & 127) | ((code & 127) === 0 ? 1 : 0);
}

/** The words that begin at a place. */
function tell(places: (number[] | undefined)[], text: string, at: number, beginning: number, tree: Tree): void {
  const { classes, nodes, endings, shortGate } = tree;
  const pair = beginning >> bits;
  if ((((shortGate[pair >> 5] ?? 0) >> (pair & 31)) & 1) !== 0) {
    note(places, text, at, tree.short.get(pair));
    note(places, text, at, tree.short.get(-(pair >> bits)));
  }
  let here = tree.heads[headOf(beginning)] ?? 0;
  while (here !== 0 && nodes[here] !== beginning) {
    here = nodes[here + node.sibling] ?? 0;
  }
  for (let next = at + 3; here !== 0; next += 1) {
    const ending = nodes[here + node.ending] ?? 0;
    if (ending !== 0) {
      note(places, text, at, endings[ending]);
    }
    here = nodes[here + node.child] ?? 0;
    if (here !== 0) {
      const mark = next < text.length ? (classes[byteOf(text.charCodeAt(next))] ?? 0) : 0;
      while (here !== 0 && nodes[here] !== mark) {
        here = nodes[here + node.sibling] ?? 0;
      }
    }
  }
}

function note(
  places: (number[] | undefined)[],
  text: string,
  at: number,
  endings: readonly Ending[] | undefined,
): void {
  for (let index = 0; endings !== undefined && index < endings.length; index += 1) {
    const ending = endings[index];
    if (ending === undefined || (ending.exact !== undefined && !stands(text, at, ending.exact))) {
      continue;
    }
    const { groups } = ending;
    for (let which = 0; which < groups.length; which += 1) {
      const group = groups[which] ?? 0;
      const there = places[group];
      if (there === undefined) {
        places[group] = [at];
      } else if (there[there.length - 1] !== at) {
        there.push(at);
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

function headOf(beginning: number): number {
  return (beginning ^ (beginning >> bits)) & (heads - 1);
}

function built(words: readonly string[], groups: readonly (readonly number[])[]): Tree {
  const classes = classesOf(words);
  const endings: (readonly Ending[])[] = [[]];
  const short = new Map<number, readonly Ending[]>();
  const tree: Tree = {
    classes,
    gate: new Int32Array(beginnings >> 5),
    shortGate: new Int32Array(1 << (2 * bits - 5)),
    heads: new Uint16Array(heads),
    nodes: new Int32Array(words.reduce((sum, { length }) => sum + length, 1) * node.size),
    endings,
    short,
    groups: groups.length,
  };
  const groupsOf = groupsByWord(words.length, groups);
  let used = node.size;
  for (const [number, word] of words.entries()) {
    const path = Array.from({ length: word.length }, (_, at) => classes[byteOf(word.charCodeAt(at))] ?? 0);
    const ending = { groups: groupsOf[number] ?? [], exact: exactly(word, path) };
    const [first = 0, second = 0, third = 0] = path;
    const pair = (first << bits) | second;
    open(tree.gate, (pair << bits) | third, bits * Math.max(0, 3 - path.length));
    if (path.length < 3) {
      open(tree.shortGate, pair, bits * (2 - path.length));
      const key = path.length === 1 ? -first : pair;
      short.set(key, [...(short.get(key) ?? []), ending]);
    } else {
      const last = nodeOf([(pair << bits) | third, ...path.slice(3)]);
      const there = tree.nodes[last + node.ending] ?? 0;
      tree.nodes[last + node.ending] = there === 0 ? endings.length : there;
      endings[tree.nodes[last + node.ending] ?? 0] = [...(endings[there] ?? []), ending];
    }
  }
  return tree;

  /** The node that a beginning and the classes behind it lead to. */
  function nodeOf([beginning = 0, ...marks]: readonly number[]): number {
    const head = headOf(beginning);
    let here = among(tree.heads[head] ?? 0, beginning);
    tree.heads[head] = here === used ? begun(beginning, tree.heads[head] ?? 0) : (tree.heads[head] ?? 0);
    for (const mark of marks) {
      const first = tree.nodes[here + node.child] ?? 0;
      const next = among(first, mark);
      if (next === used) {
        tree.nodes[here + node.child] = begun(mark, first);
      }
      here = next;
    }
    return here;
  }

  /** Of a node and those beside it the one with this mark; where there is none, the one that would be begun next. */
  function among(first: number, mark: number): number {
    let here = first;
    while (here !== 0 && tree.nodes[here] !== mark) {
      here = tree.nodes[here + node.sibling] ?? 0;
    }
    return here === 0 ? used : here;
  }

  function begun(mark: number, sibling: number): number {
    tree.nodes[used + node.mark] = mark;
    tree.nodes[used + node.sibling] = sibling;
    used += node.size;
    return used - node.size;
  }
}

function groupsByWord(words: number, groups: readonly (readonly number[])[]): number[][] {
  const groupsOf: number[][] = Array.from({ length: words }, () => []);
  for (const [group, members] of groups.entries()) {
    for (const word of members) {
      groupsOf[word]?.push(group);
    }
  }
  return groupsOf;
}

function exactly(word: string, path: readonly number[]): Ending['exact'] {
  if (path.every((mark) => mark < rareClass)) {
    return undefined;
  }
  const letters = [...word].map((letter) => (letter.toUpperCase().length === 1 ? letter.toUpperCase() : letter));
  return { small: word, capital: letters.join('') };
}

/** All beginnings that differ in their last bits only. */
function open(gate: Int32Array, beginning: number, free: number): void {
  const first = (beginning >> free) << free;
  for (let slot = first; slot < first + (1 << free); slot += 1) {
    gate[slot >> 5] = (gate[slot >> 5] ?? 0) | (1 << (slot & 31));
  }
}

/** The most frequent characters have a class each. */
function classesOf(words: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
  const counts = new Map<number, number>();
  for (const word of words) {
    for (const letter of word + word.toUpperCase()) {
      const code = letter.charCodeAt(0);
      if (code >= 128) {
        classes[byteOf(code)] = Math.max(classes[byteOf(code)] ?? 0, word.length === 1 ? loneClass : foreignClass);
      } else {
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
  }
  const small = [...counts].filter(([code]) => code < 65 || code > 90).sort(([, one], [, other]) => other - one);
  for (const [index, [code]] of small.entries()) {
    classes[code] = Math.min(index + 1, rareClass);
    classes[String.fromCharCode(code).toUpperCase().charCodeAt(0)] = classes[code] ?? 0;
  }
  return classes;
}
