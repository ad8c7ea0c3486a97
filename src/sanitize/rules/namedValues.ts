import { isNameCharacter, lineStartWithin } from '../characters.ts';
import { isJoinedWords, isPlainlyChosen, isToldPassword } from '../chosenValue.ts';
import { isCommonWord, isHarmlessValue } from '../harmlessValue.ts';
import { joinedText, joinedValue, unwrapped } from '../joinedValue.ts';
import { isKeyShaped, looksGenerated, looksRandom } from '../randomness.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import {
  everydayWordLength,
  type NameJudge,
  type NameVerdict,
  secretNamePattern,
  wordsOfSecretNames,
} from '../secretNames.ts';
import { mayHaveValue, valueAfter } from '../valueAfter.ts';
import { isInComment } from '../valueInProse.ts';
import type { Value } from '../valueText.ts';
import type { WordIndex } from '../wordIndex.ts';
import { isChosenWord } from './callShapes.ts';
import {
  isCacheKey,
  isConstant,
  isFieldOfStruct,
  isFilledIn,
  isInOneQuotation,
  isInResourceName,
  isKeyOfThing,
  isNamedByElement,
  isNameOfOwn,
  isSameName,
  isVerdictOfTest,
  twoWords,
  withoutMethod,
} from './nameForms.ts';

const longestName = 80;

/**
 * A value beside a name that says "secret": assignments, mappings, markup, queries, calls, prose.
 * One scan over the places where such a name may stand; each name is judged whole, once.
 */
export function createNamedValues(judge: NameJudge, index: WordIndex): Rule {
  const watch = index.watch(wordsOfSecretNames);
  return {
    id: 'named-value',
    find(piece) {
      const found: Match[] = [];
      const pattern = secretNamePattern();
      let from = 0;
      for (const at of piece.outline.places(watch)) {
        pattern.lastIndex = at;
        const length =
          at < from ? 0 : everydayWordLength(piece.text, at) || (pattern.exec(piece.text)?.[0].length ?? 0);
        if (length > 0) {
          piece.check?.();
          const name = wholeName(piece.text, at, at + length);
          const match = matchOf(piece, name.start, name.end, judge);
          from = Math.max(name.end, at + 1, match?.end ?? 0);
          found.push(...(match === undefined ? [] : [match]));
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

/** `A-Z a-z 0-9 _ . - $` */
const isJoined = Uint8Array.from({ length: 128 }, (_, code) => (/[\w.$-]/.test(String.fromCharCode(code)) ? 1 : 0));

function isJoint(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? isJoined[code] === 1 : isNameCharacter(code);
}

function matchOf(piece: Piece, start: number, end: number, judge: NameJudge): Match | undefined {
  if (!mayHaveValue(piece.text, end) || isVerdictOfTest(piece.text, start, end)) {
    return undefined;
  }
  const name = withoutMethod(piece.text, twoWords(piece.text, start, end), end, judge);
  const verdict = judge(name) ?? (isAnswerOfLogin(piece.text, name, start, end) ? authorizationCode : undefined);
  if (verdict === undefined) {
    return undefined;
  }
  const found = valueAfter(piece.text, start, end, piece.as);
  if (found === undefined) {
    return undefined;
  }
  const value = joinedValue(piece.text, unwrapped(piece.text, found));
  const said = joinedText(piece.text, value);
  if (
    isSameName(said, name, verdict) ||
    isFilledIn(said) ||
    isNamedByElement(said, value, judge) ||
    !isSecretHere(piece, verdict, value, start, said)
  ) {
    return undefined;
  }
  const kind = isShellVariable(piece, name, start, value) ? (`env:${name}` as const) : verdict.kind;
  return { rule: `named-value:${value.by}`, kind, start: value.start, end: value.end, remember: true };
}

const authorizationCode = { strength: 'weak', kind: 'credential' } as const;

/** `/callback?code=…` hands over what a token is had for. */
function isAnswerOfLogin(text: string, name: string, start: number, end: number): boolean {
  return name === 'code' && text[end] === '=' && /[?&]$/.test(text.slice(Math.max(0, start - 1), start));
}

function isSecretHere(piece: Piece, verdict: NameVerdict, value: Value, nameStart: number, text: string): boolean {
  if (value.by === ':' && verdict.strength === 'weak' && isCacheKey(piece.text, nameStart)) {
    return false;
  }
  if (value.by === ':' && piece.text[nameStart - 1] === ':' && isInResourceName(piece.text, nameStart)) {
    return false;
  }
  if (piece.as === 'code' && !value.quoted && !isReadUnquoted(piece.text, nameStart, value)) {
    return false;
  }
  if (
    value.by === '&' &&
    isKeyShaped(text) &&
    /(?:signature|\bsig|key|auth|\bappid|\bsid|pass|pwd|^code)$/i.test(piece.text.slice(nameStart, value.start - 1))
  ) {
    return true;
  }
  if (isHarmlessValue(text, verdict, { quoted: value.quoted, certain: false })) {
    if (isKeyShaped(text) && /secret_?id$/i.test(piece.text.slice(nameStart, value.start).replace(/\W+$/, ''))) {
      return true;
    }
    return (
      (isVariable(piece, nameStart, value) && isPlainSecret(text, verdict)) ||
      (value.by !== '&' &&
        (isKeyShaped(text) || (isJoinedWords(text) && !/[._]/.test(text))) &&
        (isKeyOfThing(piece.text, nameStart, value) || isNameOfOwn(piece.text, nameStart, value))) ||
      (isKeyShaped(text) && /^(?:APP_|MASTER_|MAIN_)?KEY=["']?$/.test(piece.text.slice(nameStart, value.start)))
    );
  }
  if (!value.quoted && value.by === ':' && piece.as === 'terminal') {
    return (
      isAloneOnLine(piece.text, value, nameStart) ||
      isFieldOfStruct(piece.text, value, nameStart) ||
      isSecretInItself(text, verdict) ||
      (verdict.kind === 'password' && isToldPassword(text)) ||
      (isInOneQuotation(piece.text, nameStart, value) && isJoinedWords(text))
    );
  }
  if (
    value.by === ',' &&
    (/^["'`]\s{0,4}:/.test(piece.text.slice(value.end, value.end + 6)) ||
      isOfList(piece.text, nameStart, value) ||
      (isAmongNames(piece.text, nameStart, value) && !looksRandom(text, 12) && !isKeyShaped(text)))
  ) {
    return false;
  }
  if (
    value.by === 'is' &&
    verdict.kind === 'password' &&
    (/^\w+(?:[-_.@!]\w+)+[!.]?$/.test(text) || isToldPassword(text))
  ) {
    return true;
  }
  if (value.by === 'is' || value.by === '==' || value.by === '(' || value.by === ',') {
    return (
      (value.quoted && verdict.kind === 'password' && value.by !== '(') ||
      isSecretInItself(text, verdict) ||
      (value.quoted &&
        verdict.strength === 'strong' &&
        (verdict.kind !== 'key' || isConstant(piece.text, nameStart)) &&
        isToldPassword(text))
    );
  }
  return true;
}

/** `'pwd', 'read_only', 'search'`: words of a list that says what there is; a variable's name may come first in it. */
function isOfList(text: string, nameStart: number, value: Value): boolean {
  const word = text.slice(value.start, value.end);
  if (/^[A-Z][A-Z]*(?:_[A-Z]+)+$/.test(word)) {
    return true;
  }
  return (
    /^[A-Za-z]+(?:[-_][A-Za-z]+)*$/.test(word) &&
    /["'`]\s{0,4},\s{0,40}["'`]$/.test(text.slice(Math.max(0, nameStart - 48), nameStart)) &&
    /^["'`]\s{0,4},\s{0,40}["'`]/.test(text.slice(value.end, value.end + 48)) &&
    !isInCall(text, nameStart)
  );
}

/** `put("user", "ann", "password", …)`: the bracket that is open there is a call's. */
function isInCall(text: string, at: number): boolean {
  let closed = 0;
  for (let before = at - 1; before >= 0 && at - before < farthestBracket; before -= 1) {
    const char = text[before];
    if (char === ')' || char === ']' || char === '}') {
      closed += 1;
    } else if (char === '(' || char === '[' || char === '{') {
      if (closed === 0) {
        return char === '(';
      }
      closed -= 1;
    }
  }
  return false;
}

const farthestBracket = 400;

/** What counts in code without quotes: queries, strings that hold settings, variables of a makefile, comments. */
function isReadUnquoted(text: string, nameStart: number, value: Value): boolean {
  return (
    value.by === '&' ||
    value.by === 'is' ||
    (value.by === ':' && isInComment(text, nameStart) && isChosenInComment(text, nameStart, value)) ||
    isInsideString(text, nameStart, value) ||
    isVariableOfCommand(text, nameStart, value)
  );
}

/**
 * `TOKEN := x` of a makefile, `ENV TOKEN=x` of an image, `export TOKEN=x` of a script, `X-Api-Key: x` of a request: lines
 * of other languages in what is called code.
 */
function isVariableOfCommand(text: string, nameStart: number, value: Value): boolean {
  const before = text.slice(lineStartWithin(text, nameStart, 400), value.start);
  return (
    /^\s*(?:export\s+)?[A-Z][A-Z0-9_]*\s*[:?]=\s*$/.test(before) ||
    (/^(?:@[A-Za-z][\w-]*[ \t]*=|[ \t]*[a-z][a-z_]*:)[ \t]*$/.test(before) &&
      isPlainlyChosen(text.slice(value.start, value.end)) &&
      !/[._(]/.test(text.slice(value.start, value.end).replace(/\d.*$/s, '')) &&
      /^[ \t]*\r?(?:\n|$)/.test(text.slice(value.end, value.end + 20))) ||
    (looksChosenHere(text.slice(value.start, value.end)) &&
      (/^[ \t]*(?:(?:[%!]?\w*env|export|ENV|ARG|set|setx|local|declare -x|readonly)[ \t]+(?:[A-Z]\w*=\S*[ \t]+)*)?[A-Z][A-Z0-9_]*=$/.test(
        before,
      ) ||
        /[\s(]\w+=[^\s"'=,;()]+[ \t]+\w+=$/.test(before) ||
        (/^[ \t]*(?:[A-Za-z]+-){1,4}[A-Za-z]+: +$/.test(before) &&
          /^[ \t]*\r?(?:\n|$)/.test(text.slice(value.end, value.end + 20)))))
  );
}

/** `['path', 'pass', 'port']`: a list goes on before or behind, so that a name and another stand side by side by chance. */
function isAmongNames(text: string, nameStart: number, value: Value): boolean {
  return (
    (/["'`]\s{0,4},\s{0,80}["'`]$/.test(text.slice(Math.max(0, nameStart - 90), nameStart)) ||
      /^["'`]\s{0,4},\s{0,80}["'`]/.test(text.slice(value.end, value.end + 90))) &&
    !isInCall(text, nameStart)
  );
}

/** Where the name alone does not settle it: generated, or shaped like a key beside a name that is sure of itself. */
function isSecretInItself(text: string, verdict: NameVerdict): boolean {
  return (
    !isHarmlessValue(text, { ...verdict, strength: 'weak' }, { quoted: true, certain: false }) ||
    (verdict.strength === 'strong' && isKeyShaped(text))
  );
}

/** `// password for staging: swordfishes` and nothing after it. */
function isChosenInComment(text: string, nameStart: number, value: Value): boolean {
  const chosen = text.slice(value.start, value.end);
  return (
    looksChosenHere(chosen) ||
    (isChosenWord(chosen) &&
      /^pass(?:word|wd|phrase)\b/i.test(text.slice(nameStart, nameStart + 12)) &&
      /^[ \t]*(?:\*\/)?\r?(?:\n|$)/.test(text.slice(value.end, value.end + 20)))
  );
}

function looksChosenHere(value: string): boolean {
  return (looksGenerated(value) || isKeyShaped(value) || isJoinedWords(value)) && !/[()<>]/.test(value);
}

/** Code that holds a connection string or a command: `"Server=.;Password=x;"`. An odd quote stands before the name. */
function isInsideString(text: string, nameStart: number, value: Value): boolean {
  if (value.by !== '=' || !/^[\w.-]+=$/.test(text.slice(nameStart, value.start))) {
    return false;
  }
  const before = text.slice(lineStartWithin(text, nameStart, 400), nameStart);
  return /(?:[;,"'`\s?&]|\\n)$/.test(before) && ['"', "'", '`'].some((quote) => before.split(quote).length % 2 === 0);
}

/** `Password: swordfish` and nothing else: an answer, not a sentence about passwords. */
function isAloneOnLine(text: string, value: Value, nameStart: number): boolean {
  const before = text.slice(lineStartWithin(text, nameStart, 200), nameStart);
  const after = /[ \t]*(?:[|│][^\n]{0,400})?(?:\r?\n|$)/y;
  after.lastIndex = value.end;
  return (
    after.test(text) &&
    /^(?:[^\n]{0,180}[|│](?=\s)|[\w./-]{1,200}:\d{1,6}[:-])?[\s\w\p{L}"'+>#|.*[\]()@/-]{0,60}$/u.test(before)
  );
}

/** `VAULT_TOKEN=abcdefghijk`: a variable in capitals is given its value, not described. */
function isVariable(piece: Piece, nameStart: number, value: Value): boolean {
  return (
    piece.as !== 'code' &&
    value.by === '=' &&
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+=["']?$/.test(
      piece.text.slice(nameStart, Math.min(value.start, nameStart + longestName)),
    )
  );
}

function isPlainSecret(text: string, verdict: NameVerdict): boolean {
  return (
    verdict.strength === 'strong' &&
    /^[a-z]{8,64}$/.test(text) &&
    !isCommonWord(text) &&
    !/^(.)\1+$|^(?:your|my|example|test|dummy|fake|change|replace|insert|some)/.test(text)
  );
}

/** An environment variable given its value in a shell: the placeholder then names the variable. */
function isShellVariable(piece: Piece, name: string, start: number, value: Value): boolean {
  if (piece.as !== 'terminal' || value.by !== '=' || !/^[A-Z][A-Z0-9_]*$/.test(name)) {
    return false;
  }
  const before = piece.text.slice(Math.max(0, start - 24), start);
  return /(?:^|[\s;&|('"]|\$env:)$/i.test(before);
}
