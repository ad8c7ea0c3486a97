import { once } from './remember.ts';

/** Of these words in small letters each match of a pattern holds one at least; undefined where nothing is certain. */
export type RequiredWords = readonly string[] | undefined;

/**
 * Reads off a pattern what no match can be without, so that a text without such a word is spared the pattern: the longest
 * piece of plain letters, or of a group the longest piece of each alternative. What is optional, repeated from zero on,
 * forbidden or a class of characters says nothing; what must stand beside a match counts as well.
 */
export function requiredWords({ source }: RegExp): RequiredWords {
  return alternatives({ source, at: 0 });
}

/** Where the reading of a pattern's source has come to. */
interface Reader {
  readonly source: string;
  at: number;
}

/** What stands at one place of a pattern. */
interface Item {
  /** The one character that stands there, in small letters; empty where nothing is consumed. */
  readonly letter?: string;
  readonly words?: RequiredWords;
}

function alternatives(reader: Reader): RequiredWords {
  const branches: RequiredWords[] = [];
  do branches.push(sequence(reader));
  while (reader.source[reader.at - 1] === '|');
  return branches.every((branch) => branch !== undefined) ? [...new Set(branches.flat())] : undefined;
}

/** One alternative, to the bar or the bracket that ends it, which is read as well. */
function sequence(reader: Reader): RequiredWords {
  let best: RequiredWords;
  let letters = '';
  const offer = (words: RequiredWords) => {
    if (words !== undefined && weight(words) > weight(best)) best = words;
  };
  const end = () => {
    if (letters.length > 1 || isSign(letters)) offer([letters]);
    letters = '';
  };
  while (reader.at < reader.source.length) {
    const character = reader.source[reader.at] ?? '';
    if (character === '|' || character === ')') {
      reader.at += 1;
      end();
      return best;
    }
    const { letter, words } = item(reader, character);
    const repeated = repetition(reader);
    if (repeated?.least === 0) end();
    else {
      offer(words);
      letters += letter ?? '';
      if (repeated !== undefined || letter === undefined) end();
    }
  }
  reader.at += 1;
  end();
  return best;
}

/** Longer words stand in fewer texts; of many words one stands in more. */
function weight(words: RequiredWords): number {
  return words === undefined || words.length === 0
    ? 0
    : Math.min(...words.map(({ length }) => length)) - words.length / 1000;
}

/** A letter, a digit or a blank stands in most texts. */
function isSign(letter: string): boolean {
  return letter !== '' && !/[a-z\d ]/.test(letter);
}

function item(reader: Reader, character: string): Item {
  reader.at += 1;
  if (character === '(') return group(reader);
  if (character === '[') return ofClass(reader);
  if (character === '\\') return escaped(reader);
  if (character === '^' || character === '$') return { letter: '' };
  return character === '.' ? {} : { letter: character.toLowerCase() };
}

function group(reader: Reader): Item {
  const kind =
    reader.source[reader.at] === '?'
      ? (/^\?(?:<?[=!]|:|<\w+>)/.exec(reader.source.slice(reader.at, reader.at + 40))?.[0] ?? '')
      : '';
  reader.at += kind.length;
  const words = alternatives(reader);
  if (kind.endsWith('!')) return { letter: '' };
  return kind.endsWith('=') ? { letter: '', words } : { words };
}

/** `[Tt]` is the letter, whatever its case. */
function ofClass(reader: Reader): Item {
  const start = reader.at;
  while (reader.at < reader.source.length && reader.source[reader.at] !== ']')
    reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  const inside = reader.source.slice(start, reader.at).toLowerCase();
  reader.at += 1;
  return /^([a-z])\1?$/.test(inside) ? { letter: inside.charAt(0) } : {};
}

function escaped(reader: Reader): Item {
  const character = reader.source[reader.at] ?? '';
  reader.at += 1;
  if (character === 'p' || character === 'P' || character === 'u' || character === 'k') {
    const end = reader.source.indexOf(character === 'k' ? '>' : '}', reader.at);
    if (/[{<]/.test(reader.source[reader.at] ?? '')) reader.at = end + 1;
    else if (character === 'u') reader.at += 4;
    return {};
  }
  if (character === 'b' || character === 'B') return { letter: '' };
  return /[a-z\d]/i.test(character) ? {} : { letter: character };
}

/** How often at least what stands before comes; undefined where nothing says so, and it comes once. */
function repetition(reader: Reader): { readonly least: number } | undefined {
  const mark = reader.source[reader.at] ?? '';
  if (mark === '' || !'*+?{'.includes(mark)) return undefined;
  const end = mark === '{' ? reader.source.indexOf('}', reader.at) : reader.at;
  const least = mark === '{' ? Number.parseInt(reader.source.slice(reader.at + 1, end), 10) : mark === '+' ? 1 : 0;
  reader.at = end + 1;
  if (reader.source[reader.at] === '?') reader.at += 1;
  return { least };
}

/** A text as it is asked whether it may hold a match: small, or undefined where that tells nothing. */
export type SmallText = string | undefined;

/** The long s and the sign of Kelvin are letters that no word is written with, and patterns take them as `s` and `k`. */
export function smallText(text: string): SmallText {
  return /[\u017f\u212a]/.test(text) ? undefined : text.toLowerCase();
}

/** May the pattern match in a text? To answer it costs little; to compile the pattern, which its first use does, milliseconds. */
export function createGuard(pattern: RegExp): (small: SmallText) => boolean {
  const required = once(() => ({ words: requiredWords(pattern) }));
  return (small) => small === undefined || (required().words?.some((word) => small.includes(word)) ?? true);
}
