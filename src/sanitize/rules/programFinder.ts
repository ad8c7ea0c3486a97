import { isBlank, isQuote } from '../characters.ts';
import { programFlags } from './programFlags.ts';

const slots = 1 << 13;

/** What follows on the name: a blank, or in a list of strings the quote that opened it and a comma. */
function endsProgram(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(end);
  return (
    isBlank(code) ||
    (isQuote(code) && text.charCodeAt(start - 1) === code && /^\s{0,20},/.test(text.slice(end + 1, end + 24)))
  );
}

/**
 * Finds names of programs at the beginnings of words: a table over each word's characters says which to look up. Names
 * that are patterns (`impacket-\w+`) are tried where their plain beginning stands.
 */
export function createProgramFinder(): (text: string, from: number) => { index: number; end: number } | undefined {
  const names = [...new Set(programFlags.flatMap(({ program }) => program.split('|')))].map((name) =>
    name.replace(/\\\./g, '.'),
  );
  const plain = new Set(names.filter((name) => /^[\w.-]+$/.test(name)).flatMap((name) => [name, `${name}.exe`]));
  const patterns = names
    .filter((name) => !plain.has(name))
    .map((name) => ({ start: /^[\w-]*/.exec(name)?.[0] ?? '', shape: new RegExp(`${name}(?=[ \\t])`, 'y') }));
  const taken = new Uint8Array(slots);
  for (const name of plain) {
    taken[[...name].reduce((slot, character) => nextSlot(slot, character.charCodeAt(0)), 0)] = 1;
  }
  const startPairs = new Uint8Array(1 << 14);
  for (const { start } of patterns) {
    startPairs[pairOf(start.charCodeAt(0), start.charCodeAt(1))] = 1;
  }
  return (text, from) => {
    const { length } = text;
    let at = from;
    while (at < length) {
      const start = at;
      let slot = 0;
      let code = text.charCodeAt(at);
      while (code < 128 && isInWord[code] === 1) {
        slot = nextSlot(slot, code);
        at += 1;
        code = at < length ? text.charCodeAt(at) : 0;
      }
      const mayBe = at > start && (taken[slot] === 1 || beginsPattern(text, start));
      const found = mayBe && endsProgram(text, start, at) ? programAt(text, start, at, slot) : undefined;
      if (found !== undefined) {
        return found;
      }
      at += 1;
    }
    return undefined;
  };

  function beginsPattern(text: string, at: number): boolean {
    return startPairs[pairOf(text.charCodeAt(at), text.charCodeAt(at + 1))] === 1;
  }

  function programAt(
    text: string,
    index: number,
    end: number,
    slot: number,
  ): { index: number; end: number } | undefined {
    if (taken[slot] === 1 && plain.has(text.slice(index, end))) {
      return { index, end };
    }
    for (const { start, shape } of patterns) {
      shape.lastIndex = index;
      const found = text.startsWith(start, index) ? shape.exec(text) : null;
      if (found !== null) {
        return { index, end: index + found[0].length };
      }
    }
    return undefined;
  }
}

function nextSlot(slot: number, code: number): number {
  return (slot * 31 + code) & (slots - 1);
}

function pairOf(first: number, second: number): number {
  return ((first & 127) << 7) | (second & 127);
}

/** `A-Z a-z 0-9 _ . -` */
const isInWord = Uint8Array.from({ length: 128 }, (_, code) => (/[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0));
