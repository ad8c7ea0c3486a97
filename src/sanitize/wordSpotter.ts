const slots = 1 << 14;

/**
 * Which of many words (four characters or more each) stand in a text, found in one pass: a table
 * over the first four characters says where a comparison is worth its while.
 */
export function createWordSpotter(words: readonly string[]): (text: string) => ReadonlySet<string> {
  const taken = new Uint8Array(slots);
  const bySlot = new Map<number, string[]>();
  for (const word of new Set(words)) {
    const slot = slotAt(word, 0);
    taken[slot] = 1;
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), word]);
  }
  return (text) => {
    const present = new Set<string>();
    for (let at = 0; at + 4 <= text.length; at += 1) {
      const slot = slotAt(text, at);
      if (taken[slot] === 1) {
        for (const word of bySlot.get(slot) ?? []) {
          if (text.startsWith(word, at)) {
            present.add(word);
          }
        }
      }
    }
    return present;
  };
}

function slotAt(text: string, at: number): number {
  const first = (text.charCodeAt(at) << 9) ^ (text.charCodeAt(at + 1) << 6);
  return (first ^ (text.charCodeAt(at + 2) << 3) ^ text.charCodeAt(at + 3)) & (slots - 1);
}
