import { isNameCharacter, lineStartWithin } from '../characters.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import { type NameVerdict, secretNamePattern } from '../secretNames.ts';
import { type Value, valueAfter } from '../valueAfter.ts';

type NameJudge = (name: string) => NameVerdict | undefined;

const longestName = 80;

/**
 * A value beside a name that says "secret": assignments, mappings, markup, queries, calls, prose.
 * One scan over the places where such a name may stand; each name is judged whole, once.
 */
export function createNamedValues(judge: NameJudge): Rule {
  return {
    id: 'named-value',
    find(piece) {
      const found: Match[] = [];
      const pattern = secretNamePattern();
      for (let hit = pattern.exec(piece.text); hit !== null; hit = pattern.exec(piece.text)) {
        piece.check?.();
        const name = wholeName(piece.text, hit.index, hit.index + hit[0].length);
        pattern.lastIndex = Math.max(name.end, hit.index + 1);
        const match = matchOf(piece, name.start, name.end, judge);
        if (match !== undefined) {
          found.push(match);
          pattern.lastIndex = Math.max(pattern.lastIndex, match.end);
        }
      }
      return found;
    },
  };
}

/** The name around a hit: word characters, and dots, hyphens and `$` that join them. */
export function wholeName(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  while (start > 0 && from - start < longestName && isJoint(text, start - 1)) {
    start -= 1;
  }
  let end = to;
  while (end < text.length && end - to < longestName && isJoint(text, end)) {
    end += 1;
  }
  while (start < from && !isNameCharacter(text.charCodeAt(start))) {
    start += 1;
  }
  while (end > to && !isNameCharacter(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  return { start: afterEscape(text, start, from), end };
}

/** `\npassword` inside a JSON string: the `n` belongs to the escape. */
function afterEscape(text: string, start: number, from: number): number {
  return start < from && text[start - 1] === '\\' && /[nrt]/.test(text[start] ?? '') ? start + 1 : start;
}

function isJoint(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isNameCharacter(code) || code === 46 || code === 45 || code === 36;
}

function matchOf(piece: Piece, start: number, end: number, judge: NameJudge): Match | undefined {
  const name = piece.text.slice(start, end);
  const verdict = judge(name);
  if (verdict === undefined) {
    return undefined;
  }
  const value = valueAfter(piece.text, start, end, piece.as);
  if (value === undefined || !isSecretHere(piece, verdict, value, start)) {
    return undefined;
  }
  const kind = isShellVariable(piece, name, start, value) ? (`env:${name}` as const) : verdict.kind;
  return { rule: `named-value:${value.by}`, kind, start: value.start, end: value.end, remember: true };
}

function isSecretHere(piece: Piece, verdict: NameVerdict, value: Value, nameStart: number): boolean {
  const text = piece.text.slice(value.start, value.end);
  if (piece.as === 'code' && !value.quoted && value.by !== '&' && !isInsideString(piece.text, nameStart, value)) {
    return false;
  }
  if (isHarmlessValue(text, verdict, { quoted: value.quoted, certain: false })) {
    return false;
  }
  if (!value.quoted && value.by === ':' && piece.as === 'terminal') {
    return (
      isAloneOnLine(piece.text, value, nameStart) ||
      !isHarmlessValue(text, { ...verdict, strength: 'weak' }, { quoted: true, certain: false })
    );
  }
  if (value.by === 'is' && verdict.kind === 'password' && /^\w+(?:[-_.@!]\w+)+[!.]?$/.test(text)) {
    return true;
  }
  if (value.by === 'is' || value.by === '==' || value.by === '(' || value.by === ',') {
    return value.quoted && verdict.kind === 'password' && value.by !== '('
      ? true
      : !isHarmlessValue(text, { ...verdict, strength: 'weak' }, { quoted: true, certain: false });
  }
  return true;
}

/** Code that holds a connection string or a command: `"Server=.;Password=x;"`. An odd quote stands before the name. */
function isInsideString(text: string, nameStart: number, value: Value): boolean {
  const before = text.slice(lineStartWithin(text, nameStart, 400), nameStart);
  const joined =
    value.by === '=' && /^[\w.-]+=$/.test(text.slice(nameStart, value.start)) && /[;,"'`\s?&]$/.test(before);
  return joined && ['"', "'", '`'].some((quote) => before.split(quote).length % 2 === 0);
}

/** `Password: swordfish` and nothing else: an answer, not a sentence about passwords. */
function isAloneOnLine(text: string, value: Value, nameStart: number): boolean {
  const before = text.slice(lineStartWithin(text, nameStart, 60), nameStart);
  const after = /[ \t]*(?:\r?\n|$)/y;
  after.lastIndex = value.end;
  return after.test(text) && /^[\s\w"'+>#|.*-]{0,40}$/.test(before);
}

/** An environment variable given its value in a shell: the placeholder then names the variable. */
function isShellVariable(piece: Piece, name: string, start: number, value: Value): boolean {
  if (piece.as !== 'terminal' || value.by !== '=' || !/^[A-Z][A-Z0-9_]*$/.test(name)) {
    return false;
  }
  const before = piece.text.slice(Math.max(0, start - 24), start);
  return /(?:^|[\s;&|('"]|\$env:)$/i.test(before);
}
