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
  readonly size: number;
}

const slots = 1 << 16;
/** Two forms this long do not overlap by chance: the search goes on behind the first. */
const longForm = 16;

/**
 * Many strings looked for in one pass: the first four characters of each are a slot in a bit
 * table, and only where the text hits a taken slot are candidates compared. The longest wins.
 */
export function createNeedles(): Needles {
  /** A bit a slot: small enough for the processor's nearest memory. */
  let taken = new Uint32Array(0);
  const bySlot = new Map<number, Needle[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(value, forms) {
      for (const form of forms) {
        if (form.length >= 4) {
          insert({ form, value, wholeWord: form === value && form.length < 20 && /^(?:[A-Za-z]+|\d+)$/.test(form) });
        }
      }
    },
    search: (text) => (size === 0 ? [] : hitsIn(text)),
  };

  function insert(needle: Needle): void {
    const slot = slotOf(needle.form);
    const there = bySlot.get(slot) ?? [];
    if (there.some(({ form }) => form === needle.form)) {
      return;
    }
    bySlot.set(
      slot,
      [...there, needle].sort((one, other) => other.form.length - one.form.length),
    );
    taken = taken.length === 0 ? new Uint32Array(slots >> 5) : taken;
    taken[slot >> 5] = (taken[slot >> 5] ?? 0) | (1 << (slot & 31));
    size += 1;
  }

  function hitsIn(text: string): NeedleHit[] {
    const hits: NeedleHit[] = [];
    let slot = 0;
    let from = 0;
    for (let end = 0; end < text.length; end += 1) {
      slot = nextSlot(slot, text.charCodeAt(end));
      if (((taken[slot >> 5] ?? 0) & (1 << (slot & 31))) !== 0 && end - 3 >= from) {
        const at = end - 3;
        const needle = bySlot
          .get(slot)
          ?.find((candidate) => text.startsWith(candidate.form, at) && standsFree(text, at, candidate));
        if (needle !== undefined) {
          hits.push({ needle, start: at, end: at + needle.form.length });
          from = needle.form.length >= longForm ? at + needle.form.length : 0;
        }
      }
    }
    return hits;
  }
}

function slotOf(form: string): number {
  return [0, 1, 2, 3].reduce((slot, at) => nextSlot(slot, form.charCodeAt(at)), 0);
}

/** Rolls on by one character; four steps later nothing is left of it, so that a slot stands for four characters. */
function nextSlot(slot: number, code: number): number {
  return ((slot << 4) ^ code) & (slots - 1);
}

function standsFree(text: string, at: number, needle: Needle): boolean {
  if (!needle.wholeWord) {
    return true;
  }
  return !isNameCharacter(text.charCodeAt(at - 1)) && !isNameCharacter(text.charCodeAt(at + needle.form.length));
}
