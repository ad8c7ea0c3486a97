/** Clock, pace, attempts and self-reproach are nobody's business. */
const personal =
  /\b(?:attempts?|tries|tried|minutes?|hours?|seconds?|o'clock|forgot|my (?:fault|bad|mistake)|stupid|dumb|sorry|oops|ugh|damn|blame|idiot|tired|lunch|coffee)\b/i;

/** A remark of the person that may stand in a note: about the work, not about the person. */
export function isSayable(text: string): boolean {
  return text.length <= 200 && !personal.test(text);
}
