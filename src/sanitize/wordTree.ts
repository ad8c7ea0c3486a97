const slots = 1 << 15;
const pairs = 1 << 14;

/** Many words looked for at once, whatever their case. */
export interface WordTree {
  /** A word of two characters or more in small letters; `mark` is told wherever it stands. */
  add(word: string, mark: number): void;
  /** Tells every place where a word begins, ascending, with each of its marks. */
  search(text: string, found: (at: number, mark: number) => void): void;
}

/**
 * A tree of characters behind a table over the first three: most places of a text cost one look into the table, the
 * others a step for each character that still agrees with some word, however many words there are.
 */
export function createWordTree(): WordTree {
  /** By three characters: may a word begin so? One of two characters may, whatever the third. */
  const mayBegin = new Uint8Array(slots);
  /** By two characters, the first of the nodes that stand for such a beginning; 0 is none. */
  const roots = new Uint16Array(pairs);
  /** By node: what it stands for, its first child, the next of its parent's children (or of its root), its marks. */
  const codes: number[] = [0];
  const children: number[] = [0];
  const siblings: number[] = [0];
  const marks: (number[] | undefined)[] = [undefined];
  /** Small letters beyond ASCII by their capitals, as far as words have them. */
  const folded = new Map<number, number>();
  return { add, search };

  function add(word: string, mark: number): void {
    const [first = 0, second = 0, ...rest] = Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
    for (const third of rest.length === 0 ? allThirds : rest.slice(0, 1)) {
      mayBegin[nextSlot(nextSlot(nextSlot(0, first), second), third)] = 1;
    }
    const pair = pairOf(first, second);
    let node = nodeOf(roots[pair] ?? 0, first * 65_536 + second);
    if (node === 0) {
      node = newNode(first * 65_536 + second, roots[pair] ?? 0);
      roots[pair] = node;
    }
    for (const code of rest) {
      node = childOf(node, code);
    }
    marks[node] = [...(marks[node] ?? []), mark];
    for (const letter of word.replace(/[^\u0080-\uffff]/g, '')) {
      folded.set(letter.toUpperCase().charCodeAt(0), letter.charCodeAt(0));
    }
  }

  function childOf(parent: number, code: number): number {
    const known = nodeOf(children[parent] ?? 0, code);
    if (known !== 0) {
      return known;
    }
    const node = newNode(code, children[parent] ?? 0);
    children[parent] = node;
    return node;
  }

  function newNode(code: number, sibling: number): number {
    codes.push(code);
    siblings.push(sibling);
    children.push(0);
    marks.push(undefined);
    return codes.length - 1;
  }

  /** The one of a list of siblings that stands for a code, or 0. */
  function nodeOf(list: number, code: number): number {
    let node = list;
    while (node !== 0 && codes[node] !== code) {
      node = siblings[node] ?? 0;
    }
    return node;
  }

  function search(text: string, found: (at: number, mark: number) => void): void {
    let slot = 0;
    for (let at = 0; at < text.length; at += 1) {
      slot = nextSlot(slot, smallCode(text, at));
      if (mayBegin[slot] === 1 && at > 1) {
        walk(text, at - 2, found);
      }
    }
    // A word of two characters may be the last of the text.
    if (mayBegin[nextSlot(slot, 0)] === 1 && text.length > 1) {
      walk(text, text.length - 2, found);
    }
  }

  function walk(text: string, from: number, found: (at: number, mark: number) => void): void {
    const first = smallCode(text, from);
    const second = smallCode(text, from + 1);
    let node = nodeOf(roots[pairOf(first, second)] ?? 0, first * 65_536 + second);
    for (let next = from + 2; node !== 0; next += 1) {
      const told = marks[node];
      for (let index = 0; told !== undefined && index < told.length; index += 1) {
        found(from, told[index] ?? 0);
      }
      const child = children[node] ?? 0;
      node = child === 0 || next >= text.length ? 0 : nodeOf(child, smallCode(text, next));
    }
  }

  function smallCode(text: string, at: number): number {
    const code = text.charCodeAt(at);
    return code < 128 ? (small[code] ?? 0) : (folded.get(code) ?? code);
  }
}

const allThirds = Array.from({ length: 128 }, (_, code) => code);

/** Small letters for ASCII's capitals, all else as it is. */
const small = Uint8Array.from({ length: 128 }, (_, code) => (code >= 65 && code <= 90 ? code + 32 : code));

/** Rolls on by one character; three steps later nothing is left of it, so that a slot stands for three characters. */
function nextSlot(slot: number, code: number): number {
  return ((slot << 5) ^ (code & 127)) & (slots - 1);
}

function pairOf(first: number, second: number): number {
  return ((first & 127) << 7) | (second & 127);
}
