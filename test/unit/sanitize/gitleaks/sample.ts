import type { Random } from '../corpus/values.ts';

const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
const digits = [...'0123456789'];
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const escapes: Readonly<Record<string, readonly string[]>> = {
  d: digits,
  w: [...letters, ...digits, '_'],
  s: [' '],
  S: [...letters, ...digits],
  W: [' '],
  D: letters,
  n: ['\n'],
  r: ['\r'],
  t: ['\t'],
};
/** Open-ended repetitions go this far beyond their least. */
const beyond = 12;

interface Reader {
  readonly source: string;
  readonly random: Random;
  at: number;
}

/** A text that the regular expression matches, but for what its anchors and look-arounds ask. */
export function sampleOf(source: string, random: Random): string {
  return alternatives({ source, random, at: 0 });
}

function alternatives(reader: Reader): string {
  const all: string[] = [];
  let text = '';
  while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
    if (reader.source[reader.at] === '|') {
      reader.at += 1;
      all.push(text);
      text = '';
    } else {
      text += repeated(reader);
    }
  }
  all.push(text);
  return pick(all, reader.random);
}

/** Reads one atom with its quantifier; the atom is read again for each repetition, so that each is drawn anew. */
function repeated(reader: Reader): string {
  const start = reader.at;
  const first = atom(reader);
  const end = reader.at;
  const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(reader.source.slice(end))?.[0] ?? '';
  const { least, most } = bounds(found);
  const times = least + Math.floor(reader.random() * (most - least + 1));
  let text = times > 0 ? first : '';
  for (let time = 1; time < times; time += 1) {
    reader.at = start;
    text += atom(reader);
  }
  reader.at = end + found.length;
  return text;
}

function bounds(quantifier: string): { least: number; most: number } {
  const counted = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier);
  if (counted !== null) {
    const least = Number(counted[1]);
    const most = counted[2] === '' ? least : counted[3] === '' ? least + beyond : Number(counted[3]);
    return { least, most: Math.min(most, least + beyond) };
  }
  const sign = quantifier[0];
  return sign === '*'
    ? { least: 0, most: 2 }
    : sign === '+'
      ? { least: 1, most: beyond }
      : { least: sign === '?' ? 0 : 1, most: 1 };
}

function atom(reader: Reader): string {
  const { source } = reader;
  const character = source[reader.at] ?? '';
  reader.at += 1;
  if (character === '(') {
    const opened = /^\?(?::|<?[=!]|<\w+>)/.exec(source.slice(reader.at))?.[0] ?? '';
    reader.at += opened.length;
    const inside = alternatives(reader);
    reader.at += 1;
    return /[=!]$/.test(opened) ? '' : inside;
  }
  if (character === '[') {
    return pick(classOf(reader), reader.random);
  }
  if (character === '\\') {
    return escaped(reader);
  }
  return character === '.' ? pick(letters, reader.random) : character === '^' || character === '$' ? '' : character;
}

function escaped(reader: Reader): string {
  const character = reader.source[reader.at] ?? '';
  reader.at += 1;
  if (character === 'x') {
    reader.at += 2;
    return String.fromCharCode(Number.parseInt(reader.source.slice(reader.at - 2, reader.at), 16));
  }
  const set = escapes[character];
  return character === 'b' ? '' : set === undefined ? character : pick(set, reader.random);
}

function classOf(reader: Reader): readonly string[] {
  const end = /^\^?\]?(?:\\.|[^\]\\])*/.exec(reader.source.slice(reader.at))?.[0] ?? '';
  const own = new RegExp(`[${end}]`);
  reader.at += end.length + 1;
  return [...printable, ' '].filter((character) => own.test(character));
}

function pick<T>(from: readonly T[], random: Random): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) {
    throw new Error('nothing to choose from');
  }
  return chosen;
}
