import { isNameCharacter } from './characters.ts';

export interface Needle {
  readonly form: string;
  /** The plain value, by which the placeholder is found. */
  readonly value: string;
  /** The form reads like a word: it counts only where no letter or digit adjoins. */
  readonly wholeWord: boolean;
}

export interface NeedleHit {
  readonly needle: Needle;
  readonly start: number;
  readonly end: number;
}

export interface Needles {
  add(value: string, forms: readonly string[]): void;
  search(text: string): NeedleHit[];
  /** Could these two characters follow on one another in a form? */
  mayFollow(one: number, other: number): boolean;
  readonly size: number;
}

const slots = 1 << 15;
/** Shorter forms are looked for by nobody. */
const leastForm = 4;
/** Two forms this long do not overlap by chance: the search goes on behind the first. */
const longForm = 16;

/**
 * Many strings looked for in one pass, by the method of Wu and Manber (1994): of a window as long as the shortest form
 * the last three characters tell how far the next place is where a form could begin, so that most of a text is never
 * looked at. The longest form that begins at a place wins.
 */
export function createNeedles(): Needles {
  /** By three characters: how far the window moves on; 0 where a form may begin with the window. */
  let skips = new Uint8Array(0);
  let shortest = Number.POSITIVE_INFINITY;
  /** By two characters: do they follow on one another in a form? */
  const pairs = new Uint8Array(1 << 14);
  /** By the first characters. */
  const byStart = new Map<string, Needle[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(value, forms) {
      const usable = forms.filter(({ length }) => length >= leastForm);
      const least = Math.min(longestWindow, ...usable.map(({ length }) => length));
      if (usable.length > 0 && least < shortest) {
        shortest = least;
        skips = new Uint8Array(slots).fill(shortest - 2);
        for (const needles of byStart.values()) {
          for (const { form } of needles) {
            note(form);
          }
        }
      }
      for (const form of usable) {
        insert({ form, value, wholeWord: form === value && form.length < 20 && /^(?:[A-Za-z]+|\d+)$/.test(form) });
      }
    },
    search: (text) => (size === 0 ? [] : hitsIn(text)),
    mayFollow: (one, other) => pairs[pairOf(one, other)] === 1,
  };

  function insert(needle: Needle): void {
    const { form } = needle;
    const start = form.slice(0, leastForm);
    const there = byStart.get(start);
    if (there === undefined) {
      byStart.set(start, [needle]);
    } else if (there.some((other) => other.form === form)) {
      return;
    } else {
      there.splice(there.filter((other) => other.form.length >= form.length).length, 0, needle);
    }
    note(form);
    for (let at = 1, before = form.charCodeAt(0); at < form.length; at += 1) {
      const code = form.charCodeAt(at);
      pairs[pairOf(before, code)] = 1;
      before = code;
    }
    size += 1;
  }

  /** The window must not jump over a place where this form begins. */
  function note(form: string): void {
    let slot = (form.charCodeAt(0) << 5) ^ form.charCodeAt(1);
    for (let end = 2; end < shortest; end += 1) {
      // What `slotAt` says of each place, taken on from the place before.
      slot = ((slot << 5) ^ form.charCodeAt(end)) & (slots - 1);
      const skip = shortest - 1 - end;
      if (skip < (skips[slot] ?? 0)) {
        skips[slot] = skip;
      }
    }
  }

  function hitsIn(text: string): NeedleHit[] {
    const hits: NeedleHit[] = [];
    let from = 0;
    for (let end = shortest - 1; end < text.length; ) {
      const skip = skips[slotAt(text, end)] ?? 0;
      const at = end - shortest + 1;
      const needle = skip === 0 && at >= from ? needleAt(text, at) : undefined;
      if (needle !== undefined) {
        hits.push({ needle, start: at, end: at + needle.form.length });
        from = needle.form.length >= longForm ? at + needle.form.length : 0;
      }
      end += Math.max(skip, 1);
    }
    return hits;
  }

  function needleAt(text: string, at: number): Needle | undefined {
    return byStart
      .get(text.slice(at, at + leastForm))
      ?.find((candidate) => text.startsWith(candidate.form, at) && standsFree(text, at, candidate));
  }
}

/** Longer windows save little more. */
const longestWindow = 32;

/** What stands for the three characters that end at a place. */
function slotAt(text: string, end: number): number {
  return ((text.charCodeAt(end - 2) << 10) ^ (text.charCodeAt(end - 1) << 5) ^ text.charCodeAt(end)) & (slots - 1);
}

function pairOf(one: number, other: number): number {
  return ((one & 127) << 7) | (other & 127);
}

function standsFree(text: string, at: number, needle: Needle): boolean {
  if (!needle.wholeWord) {
    return true;
  }
  return !isNameCharacter(text.charCodeAt(at - 1)) && !isNameCharacter(text.charCodeAt(at + needle.form.length));
}
