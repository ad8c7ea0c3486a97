const slots = 1 << 14;

/**
 * Which of many words (four characters or more each) stand in a text, found in one pass: a table
 * over the first four characters says where a comparison is worth its while.
 */
export function createWordSpotter(words: readonly string[]): (text: string) => ReadonlySet<string> {
  const taken = new Uint8Array(slots);
  const bySlot = new Map<number, string[]>();
  for (const word of new Set(words)) {
    const slot = slotOf(word);
    taken[slot] = 1;
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), word]);
  }
  return (text) => {
    const present = new Set<string>();
    let slot = 0;
    for (let end = 0; end < text.length; end += 1) {
      slot = nextSlot(slot, text.charCodeAt(end));
      if (taken[slot] === 1) {
        for (const word of bySlot.get(slot) ?? []) {
          if (text.startsWith(word, end - 3)) {
            present.add(word);
          }
        }
      }
    }
    return present;
  };
}

function slotOf(word: string): number {
  return [0, 1, 2, 3].reduce((slot, at) => nextSlot(slot, word.charCodeAt(at)), 0);
}

/** Rolls on by one character; four steps later nothing is left of it, so that a slot stands for four characters. */
function nextSlot(slot: number, code: number): number {
  return ((slot << 4) ^ code) & (slots - 1);
}
