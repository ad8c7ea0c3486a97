import {
  isBlank,
  isLineEnd,
  isNameCharacter,
  isQuote,
  isSpace,
  lineEndWithin,
  lineStartWithin,
  skipBlanks,
} from './characters.ts';
import type { TextKind } from './rule.ts';
import { closingQuoteLength, endOfClosing, separatorAt } from './separators.ts';
import { afterIndex, continuationLength, fallbackLength, otherwiseLength } from './valueDetours.ts';
import { valueInProse } from './valueInProse.ts';
import { bareValue, bracketed, closingQuote, longestValue, quotedAt, rawQuoted, type Value } from './valueText.ts';

/**
 * Reads the value that belongs to the name ending at `nameEnd`. Hand-written, because a name and
 * its value meet in some thirty spellings and each character is looked at once.
 */
export function valueAfter(text: string, nameStart: number, nameEnd: number, as: TextKind): Value | undefined {
  if (!mayHaveValue(text, nameEnd)) {
    return undefined;
  }
  return (
    valueInMarkup(text, nameStart, nameEnd) ??
    valueInQuery(text, nameStart, nameEnd) ??
    valueBySeparator(text, nameStart, nameEnd, as) ??
    valueInProse(text, nameEnd, as)
  );
}

/** Most names have none: a sentence ends there, or a call. */
export function mayHaveValue(text: string, nameEnd: number): boolean {
  const code = text.charCodeAt(nameEnd);
  return code < 128 ? leadsToValue[code] === 1 : !Number.isNaN(code);
}

/** What closes a name, parts it from its value, or stands between the two. */
const leadsToValue = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\\"'`&*[\])}\s=!:{?+|~(,\-<>%]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function valueInMarkup(text: string, nameStart: number, nameEnd: number): Value | undefined {
  const before = opensElement(text, nameStart) ? 60 : text.charCodeAt(nameStart - 1);
  if (before !== 60 && !mayBeMarkup(text, nameEnd)) {
    return undefined;
  }
  if (before === 60 && (text.charCodeAt(nameEnd) === 62 || text.charCodeAt(nameEnd) === 32)) {
    const near = text.slice(nameEnd, nameEnd + 200).indexOf('>');
    const open = near === -1 ? -1 : nameEnd + near;
    const value = open === -1 ? undefined : elementText(text, open + 1);
    return value !== undefined && /^\s*(?:<|\]\]>)\//.test(text.slice(value.end, value.end + 40))
      ? value
      : cdataOf(text, open);
  }
  if (before === 62 ? text.charCodeAt(nameEnd) !== 60 : !isQuote(before) || !mayEndTag(text, nameEnd)) {
    return undefined;
  }
  const next =
    /["']?(?:\s{1,20}(?:type|xml:space|encrypted)="[^"<>]{0,40}")?\s{0,20}(?:>\s{0,40}(?:<\/(?:key|name|string)>\s{0,200})?(?:<(?:string|value)>\s{0,40}){0,2}|(?:\w{1,20}:)?value=["']|content=["'])/y;
  const closed = /<\/(?:key|name)>\s{0,200}(?:<(?:string|value)>\s{0,40}){1,2}/y;
  const pattern = before === 62 ? closed : next;
  pattern.lastIndex = nameEnd;
  const found = pattern.exec(text);
  if (found === null) {
    return undefined;
  }
  const start = nameEnd + found[0].length;
  const quote = found[0].at(-1) ?? '';
  if (quote === '"' || quote === "'") {
    return { start, end: closingQuote(text, start, quote), quoted: true, by: '<>' };
  }
  const value = elementText(text, start);
  return value !== undefined && /^\s*<\//.test(text.slice(value.end, value.end + 40)) ? value : undefined;
}

/** `<wsse:Password>`: a short word and a colon before the name belong to the element. */
function opensElement(text: string, nameStart: number): boolean {
  if (text.charCodeAt(nameStart - 1) !== 58) {
    return false;
  }
  const prefix = /<[\w-]{1,20}:$/;
  return prefix.test(text.slice(Math.max(0, nameStart - 24), nameStart));
}

/** Behind the quote of a name: blanks, the end of its tag, another attribute. */
function mayEndTag(text: string, nameEnd: number): boolean {
  const code = text.charCodeAt(nameEnd);
  const next = code === 34 || code === 39 ? text.charCodeAt(nameEnd + 1) : code;
  return isSpace(next) || next === 62 || next > 127 || isNameCharacter(next);
}

/** In `"name": …`, by far the most of what is looked at, no markup follows. */
function mayBeMarkup(text: string, nameEnd: number): boolean {
  const next = text.charCodeAt(nameEnd);
  const after = text.charCodeAt(nameEnd + 1);
  return !(isQuote(next) && (after === 58 || after === 44 || after === 41 || after === 93 || after === 59));
}

function cdataOf(text: string, open: number): Value | undefined {
  return open === -1 ? undefined : cdataText(text, open + 1);
}

function elementText(text: string, from: number): Value | undefined {
  const near = text.slice(from, from + longestValue).indexOf('<');
  const found = near === -1 ? -1 : from + near;
  const close = found === -1 ? lineEndWithin(text, from, longestValue) : found;
  const raw = text.slice(from, close);
  const start = from + raw.length - raw.trimStart().length;
  const end = close - (raw.length - raw.trimEnd().length);
  return start < end ? { start, end, quoted: true, by: '<>' } : undefined;
}

function cdataText(text: string, from: number): Value | undefined {
  const found = /\s{0,200}<!\[CDATA\[/y;
  found.lastIndex = from;
  const open = found.exec(text);
  if (open === null) {
    return undefined;
  }
  const start = from + open[0].length;
  const close = text.indexOf(']]>', start);
  return close === -1 ? undefined : { start, end: close, quoted: true, by: '<>' };
}

/** `?name=value&`, and the same percent-encoded. */
function valueInQuery(text: string, nameStart: number, nameEnd: number): Value | undefined {
  const next = text.charCodeAt(nameEnd);
  if (next !== 61 && next !== 37) {
    return undefined;
  }
  if (next === 61) {
    const before = text.charCodeAt(nameStart - 1);
    const isInQuery = (before === 63 || before === 38) && text.charCodeAt(nameEnd + 1) !== 61;
    return isInQuery ? queryValue(text, nameEnd + 1, false) : undefined;
  }
  const encoded = /^%22%3[aA](?:%20)?(?:%22)?|^%3[dDaA](?!=)/.exec(text.slice(nameEnd, nameEnd + 12));
  return encoded === null ? undefined : queryValue(text, nameEnd + encoded[0].length, true);
}

/** Where the sign before it is percent-encoded, so is the one behind it; else `%26` belongs to the value. */
function queryValue(text: string, start: number, isEncoded: boolean): Value | undefined {
  let end = start;
  while (
    end < text.length &&
    end - start < longestValue &&
    !/[\s&#"'`<>;|)\]},]/.test(text[end] ?? '') &&
    !(text[end] === '%' && (isEncoded ? /^%2[26c]/i : /^%22/).test(text.slice(end, end + 3)))
  ) {
    end += 1;
  }
  return end > start ? { start, end, quoted: false, by: '&' } : undefined;
}

function valueBySeparator(text: string, nameStart: number, nameEnd: number, as: TextKind): Value | undefined {
  const escaped = text.charCodeAt(nameEnd) === 92 && text.charCodeAt(nameEnd + 1) === 61 ? 1 : 0;
  const closed = endOfClosing(text, afterIndex(text, nameEnd + escaped));
  const at = skipBlanks(text, closed);
  const sign = separatorAt(text, at);
  if (sign === undefined) {
    return undefined;
  }
  const by = kindOfSeparator(sign, text, nameStart, nameEnd, closed);
  return by === undefined ? undefined : valueAt(text, at + sign.length, by, as, nameStart);
}

function kindOfSeparator(
  sign: string,
  text: string,
  nameStart: number,
  nameEnd: number,
  closed: number,
): Value['by'] | undefined {
  if (sign === '::') {
    return isBlank(text.charCodeAt(closed + 2)) && isLineEnd(text.charCodeAt(nameStart - 1) || 10) ? ':' : undefined;
  }
  if (sign.includes('==') || sign === '!=') {
    return '==';
  }
  if (sign === '|') {
    return undefined;
  }
  if (sign === ',') {
    const isQuoted = isQuote(text.charCodeAt(nameStart - 1)) && isQuote(text.charCodeAt(closed - 1));
    if (!isQuoted && closed === nameEnd && isArgument(text, nameStart, nameEnd)) {
      return '(';
    }
    return isQuoted && closed - nameEnd === closingQuoteLength(text, nameEnd) ? ',' : undefined;
  }
  return sign === '(' || sign === '{' ? '(' : sign === ':' || sign === '：' ? ':' : '=';
}

/** `strcpy(password, "…")`: a name without quotes, and a quotation behind the comma. */
function isArgument(text: string, nameStart: number, nameEnd: number): boolean {
  return (
    /^\s{0,3},\s{0,8}["'`]/.test(text.slice(nameEnd, nameEnd + 16)) &&
    /(?:\w\([\w\s.,&*$>-]{0,60}|\{)$/.test(text.slice(Math.max(0, nameStart - 80), nameStart))
  );
}

/** From just after the separator: skips blanks, type annotations and wrappers, then reads quoted or bare text. */
function valueAt(text: string, from: number, by: Value['by'], as: TextKind, nameStart: number): Value | undefined {
  let at = skipBlanks(text, from);
  if (as !== 'code' && by === ':') {
    at = afterMarks(text, at);
  }
  if (isEmptyQuotation(text, at) || closesNamesString(text, at, nameStart)) {
    return undefined;
  }
  if (as === 'code' && by === ':') {
    const annotation = /(?:[\w&<>[\]|. ?]|'[\w -]{0,30}'){1,60}=(?!=|>)[ \t]{0,8}/y;
    annotation.lastIndex = at;
    at += annotation.exec(text)?.[0].length ?? 0;
  }
  at += continuationLength(text, at);
  if (isLineEnd(text.charCodeAt(at)) && by !== '==') {
    return valueOnNextLine(text, at, by, as);
  }
  const known = fallbackLength(text, at);
  const fallback = known === 0 ? otherwiseLength(text, at, by) : 0;
  if (fallback > 0) {
    // What stands for the case that nothing is set must look like a secret: `??` may as well lead to a message.
    return quotedAt(text, at + fallback, '(');
  }
  at += known;
  const raw = rawQuoted(text, at, by);
  if (raw !== undefined) {
    return raw;
  }
  const wrapped = wrapperAt(text, at);
  const inside = quotedAt(text, at + wrapped.length, by);
  if (
    inside !== undefined &&
    !/(?:getenv|environ|param|header|input|prompt|getpass|query|lookup|fetch|get|field|selector|find\w*|describe|i18n|translate|log|print\w*|warn|error|exec|require|import|label|(?<!\w)(?:by(?!te)\w*|it|test|t|__?))\($/i.test(
      wrapped.trimEnd(),
    )
  ) {
    return inside;
  }
  return by === '=' || by === ':' ? (bracketed(text, at, by) ?? bareValue(text, at, by, as, nameStart)) : undefined;
}

/** `prompt='Password: ', stream=None`: the quote ends what began before the name. */
function closesNamesString(text: string, at: number, nameStart: number): boolean {
  const quote = text.charCodeAt(at);
  if (!isQuote(quote) || text.slice(nameStart, at).includes(String.fromCharCode(quote))) {
    return false;
  }
  return (
    text.charCodeAt(nameStart - 1) === quote ||
    (/["'`][\w ]{0,30}[:：]?[ \t]*$/.test(text.slice(Math.max(0, nameStart - 40), at)) &&
      isOpenBefore(text, nameStart, quote))
  );
}

/** An odd number of such quotes before a place in its line: it stands within a quotation. */
function isOpenBefore(text: string, at: number, quote: number): boolean {
  const line = text.slice(lineStartWithin(text, at, 200), at);
  return line.split(String.fromCharCode(quote)).length % 2 === 0;
}

/** Two quotes, and not the three that open a string. */
function isEmptyQuotation(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 34 || code === 39) && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) !== code;
}

/** `[]byte(`, `Some(`, `new Key(`, an opening bracket, the letters before a quote of Python or C#. */
function wrapperAt(text: string, at: number): string {
  if (!isBeforeQuote(text, at)) {
    return '';
  }
  const wrapper =
    /(?:\[\]byte\(|[\w.:]{1,40}\(|new \w{1,40}\(|&?[\w.]{1,30}\{|[[{(]){0,2}[ \t]{0,4}(?:[a-zA-Z$@]{1,3}(?=["']))?/y;
  wrapper.lastIndex = at;
  return wrapper.exec(text)?.[0] ?? '';
}

/** Does a quote follow on what a wrapper may consist of? Where it stands at once there is none. */
function isBeforeQuote(text: string, from: number): boolean {
  let at = from;
  while (at - from < longestWrapper && isOfWrapper(text.charCodeAt(at))) {
    at += 1;
  }
  const code = text.charCodeAt(at);
  return at > from && (isQuote(code) || code === 92 || code === 59 || at - from === longestWrapper);
}

const longestWrapper = 100;

function isOfWrapper(code: number): boolean {
  return code < 128 && isInWrapper[code] === 1;
}

const isInWrapper = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.:$@&()[\]{} \t]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Before a value: YAML's anchors (`&pw`) and tags (`!!str`), the end of Markdown's bold, a type (`password: str = "x"`). */
function afterMarks(text: string, at: number): number {
  const marks = /(?:(?:&[\w-]{1,60}|!!\w{1,20}|\*\*)[ \t]{1,4}){1,2}|[\w.[\]<>|]{1,40} = (?=["'])/y;
  marks.lastIndex = at;
  return at + (marks.exec(text)?.[0].length ?? 0);
}

/** YAML and wrapped code: the value, quoted or a block, starts on the line below. */
function valueOnNextLine(text: string, at: number, by: Value['by'], as: TextKind): Value | undefined {
  const next = /\r?\n[ \t]{1,40}/y;
  next.lastIndex = at;
  const gap = next.exec(text);
  const below = at + (gap?.[0].length ?? 0);
  // Three quotes on a line of their own end what is told above.
  const isJson = text.charCodeAt(below) === 34 && /"\s{0,3}:[ \t]{0,4}$/.test(text.slice(Math.max(0, at - 9), at));
  if (gap === null || (as === 'data' && !isJson) || /^(?:"""|''')[ \t]*\r?\n/.test(text.slice(below, below + 20))) {
    return undefined;
  }
  return quotedAt(text, below, by);
}
