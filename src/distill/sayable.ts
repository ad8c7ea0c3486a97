/** Clock, pace, attempts and self-reproach are nobody's business. */
const personal =
  /\b(?:attempts?|tries|tried|o'clock|forgot|my (?:fault|bad|mistake)|stupid|dumb|sorry|oops|ugh|damn|blame|idiot|tired|lunch|coffee|verdammt\w*|scheiß\w*|scheiss\w*|mist|blöd\w*|vergessen|merde|putain|oublié|mierda|joder|olvid\w*|cazzo|shit|fuck\w*|crap|wtf)(?![\p{L}])/iu;
/** What somebody else did wrong: it is told without them, or not at all. */
const blaming =
  /\b(?:he|she|they|someone|somebody)\b[^.!?]{0,20}\b(?:broke|messed|screwed|ruined|botched|deleted|misconfigured|left|ignored|did ?n['’]t)\b/i;
const duration = /\b(?:minutes?|hours?|seconds?)\b/i;
/** Who waits, or took long: a person. */
const ofAPerson =
  /\b(?:I|I'm|I've|me|my|we|us|he|him|she|her|they|them|took|spent|wasted|lost|cost|ago|later|already|stuck)\b/i;
/** How long something takes, lasts or must be waited for, and when something may be done, is what one has to know. */
const ofTheThing =
  /\b(?:wait|within|every|each|until|expires?|takes?|lasts?|needs?|at (?:least|most)|up to|older|per|times? out|timeout|ttl|cached?|keeps?|lives?|valid|business|office|working|quiet|opening|peak|off-peak|maintenance|only|never|always|must|before|outside|during|rate|limit)\b/i;

/** Longer remarks are no part of a note, in characters. */
const longest = 200;

/** The sentences of a remark that may be told, in one line; empty if there is none. */
export function sayable(text: string): string {
  const sentences = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?。])\s+(?=\S)/);
  const told = sentences.filter((sentence) => !isPersonal(sentence)).join(' ');
  return told.length <= longest ? told : '';
}

function isPersonal(sentence: string): boolean {
  if (personal.test(sentence) || blaming.test(sentence)) return true;
  return duration.test(sentence) && (ofAPerson.test(sentence) || !ofTheThing.test(sentence));
}
