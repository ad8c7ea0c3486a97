import { isAlphanumeric, isLineEnd, lineEnd, lineStart } from '../characters.ts';
import { isJoinedWords } from '../chosenValue.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import type { Match, Rule } from '../rule.ts';
import { type NameJudge, secretName, wordsOfSecretNames, wordsOfWeakNames } from '../secretNames.ts';
import type { WordIndex } from '../wordIndex.ts';
import { cellsBelow, type Row } from './alignedColumns.ts';

/** Tables: a column headed by a secret's name (CSV, psql, `INSERT … VALUES`), or name and value side by side. */
export function createColumns(judge: NameJudge, index: WordIndex): Rule {
  const names = index.watch([...wordsOfSecretNames, ...wordsOfWeakNames]);
  const heads = index.watch(['pass', 'secret', 'token', 'key', 'pwd', 'cred']);
  const statements = index.watch(['copy ', 'select ']);
  const inserts = index.watch(['insert']);
  return {
    id: 'column',
    find({ text, as, outline }) {
      const isTable = as !== 'code';
      return [
        ...(isTable ? sideBySide(text, outline.places(names), judge) : []),
        ...headed(
          text,
          isTable ? outline.places(heads) : inBars(text, outline.places(heads)),
          outline.places(statements),
          judge,
        ),
        ...(outline.has(inserts) ? insertedValues(text) : []),
      ];
    },
  };
}

/** In code only the tables of what is tested: their lines begin with a bar. */
function inBars(text: string, places: readonly number[]): number[] {
  let end = -1;
  let isRow = false;
  return places.filter((at) => {
    if (at > end) {
      isRow = /^[ \t]{0,40}\|/.test(text.slice(lineStart(text, at), at));
      end = lineEnd(text, at);
    }
    return isRow;
  });
}

const longestTable = 200;

/** `password    hunter2` and `| password | hunter2 |`: two cells, nothing more. */
function sideBySide(text: string, places: readonly number[], judge: NameJudge): Match[] {
  const found: Match[] = [];
  const row =
    /[ \t|│]{0,20}([A-Za-z][\w.-]{2,60}(?: [A-Za-z][\w.-]{1,20}){0,2})(?:[ \t]{2,60}|[ \t]{0,40}[|│][ \t]{0,40}|\t)(\S{3,4096})[ \t]*[|│]?[ \t]*\r?$/my;
  let from = 0;
  for (const at of places) {
    const start = at >= from && endsFirstCell(text, at) ? startOfFirstCell(text, at) : -1;
    if (start === -1) {
      continue;
    }
    from = Math.max(at, lineEnd(text, at));
    row.lastIndex = start;
    const hit = row.exec(text);
    const name = hit?.[1] ?? '';
    const verdict = judge(name);
    const value = /^[`[(]/.test(hit?.[2] ?? '') ? '' : (hit?.[2] ?? '').replace(/^(['"])(.{4,})\1$/, '$2');
    if (
      hit !== null &&
      verdict !== undefined &&
      (!isHarmlessValue(value, { ...verdict, strength: 'weak' }, { quoted: true, certain: false }) ||
        isNamedWord(name, value) ||
        (verdict.strength === 'strong' && /^[a-z]+(?:-[a-z]+){2,}$/.test(value) && isJoinedWords(value)) ||
        ((verdict.strength === 'strong' || /secret_?id$/i.test(name)) && isKeyShaped(value)))
    ) {
      const cell = hit.index + hit[0].indexOf(value, name.length);
      found.push({ rule: 'column', kind: verdict.kind, start: cell, end: cell + value.length, remember: true });
    }
  }
  return found;
}

/** Words of a cell behind its first. */
const mostFurtherWords = 2;

/** Where the line begins of whose first cell a place is, or -1: farther along, or behind other signs, nothing is a name. */
function startOfFirstCell(text: string, at: number): number {
  let start = startOfWord(text, at);
  for (let words = 0; words < mostFurtherWords && text.charCodeAt(start - 1) === 32; words += 1) {
    start = startOfWord(text, start - 1);
  }
  while (start > 0 && (text.charCodeAt(start - 1) === 32 || partsCells(text.charCodeAt(start - 1)))) {
    start -= 1;
  }
  return start === 0 || text.charCodeAt(start - 1) === 10 ? start : -1;
}

function startOfWord(text: string, at: number): number {
  let start = at;
  while (at - start < longestWord && isInName(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  return start;
}

/** Behind the words of the first cell: a tab, a bar or two blanks? Without one of them there is one cell. */
function endsFirstCell(text: string, from: number): boolean {
  let at = from;
  for (let words = 0; words <= mostFurtherWords; words += 1) {
    const start = at;
    while (at - start < longestWord && isInName(text.charCodeAt(at))) {
      at += 1;
    }
    if (text.charCodeAt(at) !== 32 || text.charCodeAt(at + 1) === 32 || partsCells(text.charCodeAt(at + 1))) {
      break;
    }
    at += 1;
  }
  return text.charCodeAt(at) === 32 || partsCells(text.charCodeAt(at));
}

/** Of a cell, in characters: the pattern takes no longer ones. */
const longestWord = 64;

/** A tab or a bar. */
function partsCells(code: number): boolean {
  return code === 9 || code === 124 || code === 0x2502;
}

/** `A-Z a-z 0-9 _ . -` */
function isInName(code: number): boolean {
  return code < 128 && nameCharacters[code] === 1;
}

const nameCharacters = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** `dbPassword  correct-horse`: a password's row holds words with marks too, and a long one that nobody says of passwords. */
function isNamedWord(name: string, value: string): boolean {
  return (
    /^(?:[a-z][a-z\d]*(?:[A-Z_.-]\w*)?)?(?:password|passwd|(?<=[_.-])pass)$/i.test(name) &&
    (/^[a-z]{3,}(?:[-_.][a-z]{3,}){2,}$/i.test(value) || (/^[a-z]{10,40}$/.test(value) && !aboutPasswords.test(value)))
  );
}

const aboutPasswords = /pass|auth|(?:ed|able|ing|ion|tory|ment|ive|al|ly)$/;

/** A first line of names; a secret's name among them condemns its cells in the lines below. */
function headed(text: string, places: readonly number[], statements: readonly number[], judge: NameJudge): Match[] {
  const found: Match[] = [];
  let from = 0;
  let next = 0;
  for (const at of places) {
    if (at < from || !startsNameWord(text, at)) {
      continue;
    }
    const stop = endOfNames(text, at);
    const isList = stop === text.length || isLineEnd(text.charCodeAt(stop));
    if (!isList && statements.length === 0) {
      // What begins before the stop comes to it too: looking from each place again would cost the square of a long line.
      from = stop;
      continue;
    }
    const start = lineStart(text, at);
    const end = lineEnd(text, at);
    from = Math.max(end, at + 1);
    if (isInRecord(text, start)) {
      continue;
    }
    while ((statements[next] ?? end) < start) {
      next += 1;
    }
    const isStatement = (statements[next] ?? end) < end;
    if (end - start > longestHead || !(isStatement || isList)) {
      continue;
    }
    const { mark, names, tells } = headOf(text.slice(start, end), isStatement);
    if (mark === undefined && isCapital(text.charCodeAt(start)) && /[^ ] {2,}[A-Z]/.test(text.slice(start, end))) {
      const cells = cellsBelow(text.slice(start, end), (most) => linesAfter(text, start, most), judge);
      found.push(...cells.found);
      from = Math.max(cells.last, from);
    }
    if (
      mark !== undefined &&
      names.filter((name) => name !== '').length >= 2 &&
      names.every((name) => /^[A-Za-z][\w ./-]{0,40}$|^$/.test(name)) &&
      names.some((name) => judge(name) !== undefined)
    ) {
      const rows = linesAfter(text, start);
      found.push(...names.flatMap((name, index) => cellsOf(rows, name, index, mark, names.length)));
      from = tells ? from : Math.max(rows.at(-1)?.start ?? 0, from);
    }
  }
  return found;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** At the beginning of a word, or after the `_` that joins two. */
function startsNameWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before === 95 || !isAlphanumeric(before);
}

const longestHead = 800;
const marks: readonly string[] = [',', '\t', '|', ';'];

/** Where names, what may part them, quotes and blanks stop; where that is not the line's end, it is the head of nothing. */
function endOfNames(text: string, from: number): number {
  let at = from;
  while (at - from < longestHead && isInList(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

function isInList(code: number): boolean {
  return code < 128 ? listCharacters[code] === 1 : !Number.isNaN(code);
}

const listCharacters = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w ./"'\t\v\f,|;-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** The names in a head line and what parts the cells below: `COPY … FROM stdin` and `select …` tell it in their own way. */
/** `-[ RECORD 1 ]-` of psql, `*** 1. row ***` of mysql: a name and its value in each line, no head of a table. */
function isInRecord(text: string, start: number): boolean {
  return /(?:^|\n)(?:-\[ RECORD \d+ \]|\*{5,} \d+\. row )[^\n]*\n(?:[^\n|]{1,80}\|[^\n]*\n){0,40}$/.test(
    text.slice(Math.max(0, start - 2_000), start),
  );
}

function headOf(line: string, isStatement: boolean): { mark: string | undefined; names: string[]; tells?: boolean } {
  const mark = marks.find((candidate) => line.includes(candidate));
  const copied = isStatement ? /^COPY [\w."]{1,100} \(([^)]{1,600})\) FROM stdin/i.exec(line)?.[1] : undefined;
  const selected = isStatement ? /^\S{0,40}>? ?select ([\w, ."`]{1,400}?) from\b/i.exec(line)?.[1] : undefined;
  const own = copied ?? selected;
  if (mark !== undefined && own !== undefined) {
    return {
      mark: copied === undefined ? '|' : '\t',
      names: own.split(',').map(unquoted),
      tells: copied === undefined,
    };
  }
  return { mark, names: mark === undefined ? [] : line.split(mark).map(unquoted) };
}

function unquoted(name: string): string {
  return name.trim().replace(/^["']|["']$/g, '');
}

function linesAfter(text: string, from: number, most = longestTable): Row[] {
  const lines: Row[] = [];
  for (let at = text.indexOf('\n', from); at !== -1 && lines.length < most; at = text.indexOf('\n', at + 1)) {
    const next = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, next === -1 ? text.length : next);
    if (line.trim() === '' || line.length > 8192) {
      break;
    }
    lines.push({ start: at + 1, text: line.replace(/\r$/, '') });
  }
  return lines;
}

function cellsOf(rows: readonly Row[], name: string, index: number, mark: string, width: number): Match[] {
  const verdict = secretName(name);
  if (verdict === undefined) {
    return [];
  }
  const found: Match[] = [];
  for (const row of rows) {
    const cells = row.text.split(mark);
    if (/^[\s+|=-]+$/.test(row.text)) {
      continue;
    }
    if (cells.length !== width) {
      break;
    }
    const before = cells.slice(0, index).reduce((sum, cell) => sum + cell.length + 1, 0);
    const cell = cells[index] ?? '';
    const plain = cell.trim().replace(/^["']|["']$/g, '');
    const value = looksGenerated(plain) && /^`[^`\s]{4,}`$/.test(plain) ? plain.slice(1, -1) : plain;
    if (!/^[`[(]|--/.test(value) && !isHarmlessValue(value, verdict, { quoted: true, certain: false })) {
      const start = row.start + before + cell.indexOf(value);
      found.push({ rule: 'column', kind: verdict.kind, start, end: start + value.length, remember: true });
    }
  }
  return found;
}

/** `INSERT INTO users (name, password) VALUES ('bob', 'x')`. */
function insertedValues(text: string): Match[] {
  const found: Match[] = [];
  const statement = /\binsert\s+into\s+[\w."`[\]]{1,80}\s{0,4}\(([^)]{1,1000})\)\s{0,8}values\s{0,8}/gi;
  for (let hit = statement.exec(text); hit !== null; hit = statement.exec(text)) {
    const names = (hit[1] ?? '').split(',').map((name) => name.trim().replace(/^["'`[]|["'`\]]$/g, ''));
    const tuple = /\(((?:[^()']|'(?:[^'\\\n]|\\.|'')*')*)\)\s{0,4},?\s{0,8}/y;
    tuple.lastIndex = hit.index + hit[0].length;
    for (let row = tuple.exec(text); row !== null; row = tuple.exec(text)) {
      found.push(...tupleSecrets(row[1] ?? '', row.index + 1, names));
    }
  }
  return found;
}

function tupleSecrets(row: string, start: number, names: readonly string[]): Match[] {
  const found: Match[] = [];
  const value = /\s*(?:'((?:[^'\\\n]|\\.|'')*)'|[^,']+)\s*(?:,|$)/y;
  let index = 0;
  for (let hit = value.exec(row); hit !== null && index < names.length; hit = value.exec(row)) {
    const verdict = secretName(names[index] ?? '');
    const text = hit[1] ?? '';
    if (
      verdict !== undefined &&
      text.length >= 4 &&
      !isHarmlessValue(text, verdict, { quoted: true, certain: false })
    ) {
      const at = start + hit.index + hit[0].indexOf(text);
      found.push({ rule: 'column', kind: verdict.kind, start: at, end: at + text.length, remember: true });
    }
    index += 1;
    if (hit[0] === '') {
      break;
    }
  }
  return found;
}
