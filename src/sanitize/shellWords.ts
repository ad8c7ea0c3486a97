import { isBlank, isLineEnd } from './characters.ts';

/** A word of a command line; offsets of what is inside its quotes when one pair encloses it all. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const longestCommand = 16_384;

/**
 * Reads the words after a program's name up to the end of its command. Tolerant: it stands in
 * logs and `ps` listings as well, where no quoting can be relied on.
 */
export function shellWords(text: string, from: number, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  const limit = Math.min(text.length, from + longestCommand);
  let at = from;
  while (at < limit && words.length < most) {
    at = skipBetween(text, at, limit);
    if (at >= limit || isLineEnd(text.charCodeAt(at)) || isCommandEnd(text, at)) {
      break;
    }
    const end = wordEnd(text, at, limit);
    words.push(unquoted(text, at, end));
    at = end;
  }
  return words;
}

/** The range inside the quotes, or the whole where quotes do not enclose it. */
function unquoted(text: string, start: number, end: number): Word {
  const dollar = text.charCodeAt(start) === 36 && text.charCodeAt(start + 1) === 39 ? 1 : 0;
  const first = text.charCodeAt(start + dollar);
  const enclosed = end - start - dollar >= 2 && (first === 34 || first === 39) && text.charCodeAt(end - 1) === first;
  const from = enclosed ? start + dollar + 1 : start;
  const to = enclosed ? end - 1 : end;
  return { start: from, end: to, text: text.slice(from, to) };
}

/** Blanks, and the escaped line ends of a command over several lines (`\`, `` ` ``, `^`). */
function skipBetween(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (isBlank(code)) {
      at += 1;
    } else if ((code === 92 || code === 96 || code === 94) && isLineEnd(next)) {
      at += next === 13 && text.charCodeAt(at + 2) === 10 ? 3 : 2;
    } else {
      break;
    }
  }
  return at;
}

function isCommandEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 124 || code === 59 || (code === 38 && text.charCodeAt(at + 1) === 38);
}

function wordEnd(text: string, from: number, limit: number): number {
  let quote = 0;
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92 && quote !== 39) {
      at += 1;
    } else if (quote !== 0) {
      quote = code === quote ? 0 : quote;
      if (isLineEnd(code)) {
        return at;
      }
    } else if (code === 34 || code === 39) {
      quote = closesOnLine(text, at, code === 34 ? '"' : "'") ? code : 0;
    } else if (isBlank(code) || isLineEnd(code) || isCommandEnd(text, at)) {
      return at;
    }
  }
  return limit;
}

function closesOnLine(text: string, at: number, quote: string): boolean {
  const near = text.slice(at + 1, at + 2_048);
  const close = near.indexOf(quote);
  const line = near.indexOf('\n');
  return close !== -1 && (line === -1 || close < line);
}
