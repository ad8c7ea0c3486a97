import { isBlank, isQuote } from '../characters.ts';
import type { Outline, WordIndex } from '../wordIndex.ts';
import { programFlags } from './programFlags.ts';

/** What follows on the name: a blank, or in a list of strings the quote that opened it and a comma. */
function endsProgram(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(end);
  return (
    isBlank(code) ||
    (isQuote(code) && text.charCodeAt(start - 1) === code && /^\s{0,20},/.test(text.slice(end + 1, end + 24)))
  );
}

/** A program's name in a text; what the command says begins at `end`. */
export interface ProgramHit {
  readonly index: number;
  readonly end: number;
}

/**
 * Finds names of programs at the beginnings of words, where the index says that one stands. Names that are patterns
 * (`impacket-\w+`) are tried where their plain beginning stands.
 */
export function createProgramFinder(index: WordIndex): (text: string, outline: Outline) => ProgramHit[] {
  const names = [...new Set(programFlags.flatMap(({ program }) => program.split('|')))].map((name) =>
    name.replace(/\\\./g, '.'),
  );
  const plain = new Set(names.filter((name) => /^[\w.-]+$/.test(name)).flatMap((name) => [name, `${name}.exe`]));
  const patterns = names
    .filter((name) => !plain.has(name))
    .map((name) => ({ start: /^[\w-]*/.exec(name)?.[0] ?? '', shape: new RegExp(`${name}(?=[ \\t])`, 'y') }));
  const watch = index.watch([...names.filter((name) => plain.has(name)), ...patterns.map(({ start }) => start)]);
  return (text, outline) => {
    const found: ProgramHit[] = [];
    let from = 0;
    for (const at of outline.places(watch)) {
      const hit = at < from || isInWord(text.charCodeAt(at - 1)) ? undefined : programAt(text, at);
      if (hit !== undefined) {
        found.push(hit);
        from = hit.end;
      }
    }
    return found;
  };

  function programAt(text: string, at: number): ProgramHit | undefined {
    let end = at;
    while (isInWord(text.charCodeAt(end))) {
      end += 1;
    }
    if (!endsProgram(text, at, end)) {
      return undefined;
    }
    if (end - at <= longestName && plain.has(text.slice(at, end))) {
      return { index: at, end };
    }
    for (const { start, shape } of patterns) {
      shape.lastIndex = at;
      const found = text.startsWith(start, at) ? shape.exec(text) : null;
      if (found !== null) {
        return { index: at, end: at + found[0].length };
      }
    }
    return undefined;
  }
}

const longestName = 40;

/** `A-Z a-z 0-9 _ . -` */
function isInWord(code: number): boolean {
  return code < 128 && wordCharacters[code] === 1;
}

const wordCharacters = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);
