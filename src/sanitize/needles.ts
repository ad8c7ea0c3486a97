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
  const taken = new Uint8Array(slots);
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
    const slot = slotAt(needle.form, 0);
    const there = bySlot.get(slot) ?? [];
    if (there.some(({ form }) => form === needle.form)) {
      return;
    }
    bySlot.set(
      slot,
      [...there, needle].sort((one, other) => other.form.length - one.form.length),
    );
    taken[slot] = 1;
    size += 1;
  }

  function hitsIn(text: string): NeedleHit[] {
    const hits: NeedleHit[] = [];
    const last = text.length - 4;
    for (let at = 0; at <= last; at += 1) {
      const slot = slotAt(text, at);
      if (taken[slot] === 1) {
        const needle = bySlot
          .get(slot)
          ?.find((candidate) => text.startsWith(candidate.form, at) && standsFree(text, at, candidate));
        if (needle !== undefined) {
          hits.push({ needle, start: at, end: at + needle.form.length });
          at += needle.form.length >= longForm ? needle.form.length - 1 : 0;
        }
      }
    }
    return hits;
  }
}

function slotAt(text: string, at: number): number {
  const first = text.charCodeAt(at) * 31 + text.charCodeAt(at + 1);
  return ((first * 31 + text.charCodeAt(at + 2)) * 31 + text.charCodeAt(at + 3)) & (slots - 1);
}

function standsFree(text: string, at: number, needle: Needle): boolean {
  if (!needle.wholeWord) {
    return true;
  }
  return !isNameCharacter(text.charCodeAt(at - 1)) && !isNameCharacter(text.charCodeAt(at + needle.form.length));
}
