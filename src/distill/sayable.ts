/** Clock, pace, attempts and self-reproach are nobody's business. */
const personal =
  /\b(?:attempts?|tries|tried|minutes?|hours?|seconds?|o'clock|forgot|my (?:fault|bad|mistake)|stupid|dumb|sorry|oops|ugh|damn|blame|idiot|tired|lunch|coffee|verdammt\w*|scheiß\w*|scheiss\w*|mist|blöd\w*|vergessen|merde|putain|oublié|mierda|joder|olvid\w*|cazzo|shit|fuck\w*|crap|wtf)(?![\p{L}])/iu;
/** Longer remarks are no part of a note, in characters. */
const longest = 200;

/** The sentences of a remark that may be told, in one line; empty if there is none. */
export function sayable(text: string): string {
  const sentences = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?。])\s+(?=\S)/);
  const told = sentences.filter((sentence) => !personal.test(sentence)).join(' ');
  return told.length <= longest ? told : '';
}
