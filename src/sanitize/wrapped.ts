import { isAlphanumeric, isHexDigit } from './characters.ts';
import type { NeedleHit, Needles } from './needles.ts';

interface Piece {
  /** Where it stands in the joined text, and where it came from. */
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

/** Parts of a text put together without what parted them, and the way back. */
interface Joined {
  text: string;
  readonly pieces: Piece[];
}

/**
 * Known values that are broken over lines: `base64 -w 20`, blocks of YAML, strings put together in code, the edge of a
 * screen. The last word of each line and the first of the next are joined, words alone on their lines in a row, and
 * looked through once.
 */
export function wrappedHits(text: string, needles: Needles): NeedleHit[] {
  return hitsOver(joinedWords(text, needles), needles).filter(
    ({ needle }) => !needle.wholeWord && needle.form.length >= shortest,
  );
}

/** Known values in the rows of `xxd`, `hexdump -C` and `od -t x1`, wherever in the dump they begin. */
export function dumpedHits(text: string, needles: Needles): NeedleHit[] {
  if (!text.includes('0000000')) {
    return [];
  }
  // What a dump shows beside its bytes is the same once more: the row goes to its end.
  return hitsOver(joinedDump(text), needles).map((hit) => ({ ...hit, end: endOfRow(text, hit.end) }));
}

const shortest = 8;

function joinedWords(text: string, needles: Needles): Joined {
  const joined: Joined = { text: '', pieces: [] };
  const parts: string[] = [];
  let length = 0;
  const add = (from: number, to: number) => {
    joined.pieces.push({ at: length, from, length: to - from });
    parts.push(text.slice(from, to));
    length += to - from;
  };
  /** Where the word ends that was added last. */
  let last = -1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    // Letters and digits belong to nothing that stands between a word and the break of its line.
    const before = text.charCodeAt(at - 1);
    const after = text.charCodeAt(at + 1);
    if (isAlphanumeric(before) && isAlphanumeric(after) && !needles.mayFollow(before, after)) {
      continue;
    }
    const end = endBefore(text, at);
    const next = startAfter(text, at);
    // Most lines part what no value has side by side.
    if (!needles.mayFollow(text.charCodeAt(end - 1), text.charCodeAt(next))) {
      continue;
    }
    const from = wordStart(text, end);
    const to = wordEnd(text, next);
    if (from === end || to === next) {
      continue;
    }
    if (end !== last) {
      parts.push('\n');
      length += 1;
      add(from, end);
    }
    add(next, to);
    last = to;
  }
  joined.text = parts.join('');
  return joined;
}

const longestWord = 4_096;

/** Where the word ends that a line ends with; a closing quote, a comma, a backslash or a `+` may stand behind it. */
function endBefore(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (end > 0 && lineEnd - end < 8 && isBetween(text, end - 1)) {
    end -= 1;
  }
  // Mail breaks a line with a `=`; two of them, or one after the end of a word, are of a value.
  const isSoft = text.charCodeAt(end - 1) === 61 && text.charCodeAt(end - 2) !== 61 && lineEnd - end < 2;
  return isSoft ? end - 1 : end;
}

function wordStart(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < longestWord && isOfWord(text.charCodeAt(from - 1))) {
    from -= 1;
  }
  return from;
}

/** Where the word begins that the next line begins with, behind blanks, marks of quotation or of a difference, a quote. */
function startAfter(text: string, lineEnd: number): number {
  let from = lineEnd + 1;
  const sign = text.charCodeAt(from);
  if ((sign === 43 || sign === 45) && text.charCodeAt(text.lastIndexOf('\n', lineEnd - 1) + 1) === sign) {
    from += 1;
  }
  while (from < text.length && from - lineEnd < 80 && isLead(text.charCodeAt(from))) {
    from += 1;
  }
  return from;
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < longestWord && isOfWord(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

/** What may stand between a word and the end of its line: `\r`, blanks, `"`, `'`, `,`, `\`, and a `+` that is alone. */
function isBetween(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    code === 13 ||
    code === 32 ||
    code === 9 ||
    code === 34 ||
    code === 39 ||
    code === 44 ||
    code === 92 ||
    (code === 43 && text.charCodeAt(at - 1) === 32)
  );
}

/** Blanks, `"`, `'`, `>`, `|`, `#`. */
function isLead(code: number): boolean {
  return code === 32 || code === 9 || code === 34 || code === 39 || code === 62 || code === 124 || code === 35;
}

/** All but blanks, quotes, commas and backslashes. */
function isOfWord(code: number): boolean {
  return code < 128 ? isInWord[code] === 1 : code !== 0xa0 && code !== 0xfffc;
}

const isInWord = Uint8Array.from({ length: 128 }, (_, code) =>
  code > 32 && !'"\',\\'.includes(String.fromCharCode(code)) ? 1 : 0,
);

function joinedDump(text: string): Joined {
  const joined: Joined = { text: '', pieces: [] };
  const row = /(?:[0-9a-f]{6,8}:?[ \t]{1,3})((?:[0-9a-f]{2}){1,2}(?:[ ]{1,2}(?:[0-9a-f]{2}){1,2}){0,15})(?=\s|$)/iy;
  let next = 0;
  for (let line = 0; line < text.length; line = endOfRow(text, line) + 1) {
    row.lastIndex = line;
    const hit = isHexDigit(text.charCodeAt(line)) && isHexDigit(text.charCodeAt(line + 5)) ? row.exec(text) : null;
    if (hit === null) {
      continue;
    }
    const bytes = hit[1] ?? '';
    const start = hit.index + hit[0].length - bytes.length;
    // A row that does not follow on the last one begins another dump.
    joined.text += hit.index === next ? '' : '\n';
    for (const pair of bytes.matchAll(/[0-9a-f]{2}/gi)) {
      joined.pieces.push({ at: joined.text.length, from: start + pair.index, length: 2 });
      joined.text += pair[0];
    }
    next = endOfRow(text, hit.index) + 1;
  }
  joined.text = joined.text.toLowerCase();
  return joined;
}

function endOfRow(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** What was found in the joined text across a seam, as ranges of the text itself. */
function hitsOver({ text, pieces }: Joined, needles: Needles): NeedleHit[] {
  const hits: NeedleHit[] = [];
  let at = 0;
  for (const { needle, start, end } of pieces.length === 0 ? [] : needles.search(text)) {
    while ((pieces[at + 1]?.at ?? Number.POSITIVE_INFINITY) <= start) {
      at += 1;
    }
    const first = pieces[at];
    let reach = at;
    while ((pieces[reach + 1]?.at ?? Number.POSITIVE_INFINITY) < end) {
      reach += 1;
    }
    const last = pieces[reach];
    if (first !== undefined && last !== undefined && reach > at) {
      hits.push({ needle, start: first.from + start - first.at, end: last.from + end - last.at });
    }
  }
  return hits;
}
