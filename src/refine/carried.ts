/** One paragraph of text: no markup that could end a region or begin a heading, no control or direction marks. */
export function isPlain(words: string): boolean {
  return !/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|<!--|-->|<\/?[a-z][^>]*>|!\[|\]\(|^\s*(?:#|>|```|---)/iu.test(
    words,
  );
}

/** Words that turn a sentence round; none may come in that was not there. */
const turning =
  /\b(?:not|never|no|don't|doesn't|cannot|can't|without|unless|except|instead|avoid|skip|ignore|disable|only|always)\b/giu;

/**
 * Every hard word (commands, paths, numbers, names, flags) must stand in the source, no turning word may be new, no
 * order may be turned round, and of the other words more than half must have the beginning of a word of the source.
 */
export function isCarriedBy(words: string, source: string): boolean {
  const there = source.toLowerCase();
  if (spansOf(words).some((span) => !there.includes(span))) return false;
  const bare = words.replaceAll('`', ' ');
  if (hardWords(bare).some((word) => !there.includes(word.toLowerCase()))) return false;
  const turned = new Set([...there.matchAll(turning)].map(([word]) => word));
  if ([...bare.toLowerCase().matchAll(turning)].some(([word]) => !turned.has(word))) return false;
  return !turnsOrder(words, source) && softShare(bare, source) > 0.5;
}

/** Whether `words` has all that `action` has in backticks: new words that lose a command are no rephrasing. */
export function keepsCommands(words: string, action: string): boolean {
  const there = words.toLowerCase();
  return spansOf(action).every((span) => there.includes(span));
}

/** Whether `other` says nothing that `kept` does not: every hard word, and most of the rest. */
export function isSaidBy(other: string, kept: string): boolean {
  return isCarriedBy(other, kept) && softShare(other.replaceAll('`', ' '), kept) >= 0.7;
}

function spansOf(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((span) => (span[1] ?? '').trim().toLowerCase());
}

/** Of the words of prose, those that begin as a word of the source does; 1 where there is none. */
function softShare(bare: string, source: string): number {
  const soft = (bare.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !everyday.has(word));
  const stems = new Set((source.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map(stem));
  const carried = soft.filter((word) => stems.has(stem(word))).length;
  return soft.length === 0 ? 1 : carried / soft.length;
}

/** Whether a claim puts two commands in the order that the source has only the other way round. */
function turnsOrder(words: string, source: string): boolean {
  const there = new Set(ordersIn(source));
  return ordersIn(words).some((order) => !there.has(order) && there.has(order.split('\n').reverse().join('\n')));
}

/** Neighbouring commands that words put in an order, the earlier first, each pair on two lines. */
function ordersIn(text: string): string[] {
  const parts = text.split('`');
  return parts.flatMap((between, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]].map((span) => span?.trim().toLowerCase());
    if (index % 2 !== 0 || index === 0 || !before || !after || between.includes('\n')) return [];
    if (/\b(?:then|before|followed)\b/i.test(between)) return [`${before}\n${after}`];
    return /\bafter\b/i.test(between) ? [`${after}\n${before}`] : [];
  });
}

const everyday = new Set([
  'when',
  'then',
  'before',
  'after',
  'first',
  'this',
  'that',
  'with',
  'from',
  'again',
  'once',
  'make',
  'sure',
  'will',
  'have',
  'your',
  'them',
  'they',
  'which',
  'otherwise',
]);

/** The first five letters: enough to know `fails`, `failed` and `failing` for one word. */
function stem(word: string): string {
  return word.slice(0, 5);
}

/** Words that are no prose: with a digit, a path, a flag, an extension, an identifier, a variable, an address. */
function hardWords(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^["'(“‘[]+|["')”’\].,;:!?]+$/g, ''));
  return words.filter(
    (word) => /\d|[/\\_@$=<>{}|~^%]|^-|\w\.\w|[a-z][A-Z]|^[A-Z]{2,}/.test(word) || /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word),
  );
}
