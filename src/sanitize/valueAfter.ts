import { isBlank, isLineEnd, isQuote, isSpace, lineEndWithin, skipBlanks } from './characters.ts';
import type { TextKind } from './rule.ts';

/** A value found beside a name, without its quotes. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** What joins name and value: `=`, `:`, `==`, `(`, `,`, `<>` for markup, `is` for prose, `&` inside a query. */
  readonly by: '=' | ':' | '==' | '(' | ',' | '<>' | 'is' | '&';
}

const longestValue = 8_192;

/**
 * Reads the value that belongs to the name ending at `nameEnd`. Hand-written, because a name and
 * its value meet in some thirty spellings and each character is looked at once.
 */
export function valueAfter(text: string, nameStart: number, nameEnd: number, as: TextKind): Value | undefined {
  return (
    valueInMarkup(text, nameStart, nameEnd) ??
    valueInQuery(text, nameStart, nameEnd) ??
    valueBySeparator(text, nameStart, nameEnd, as) ??
    valueInProse(text, nameEnd, as)
  );
}

/** The end of a quoted run that starts after its opening quote; the line's end when it is never closed. */
export function closingQuote(text: string, from: number, quote: string): number {
  const limit = Math.min(text.length, from + longestValue);
  const multiline = quote.length > 1 || quote === '`';
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92 && !quote.startsWith('\\')) {
      at += 1;
    } else if (text.startsWith(quote, at)) {
      return at;
    } else if (isLineEnd(code) && !multiline) {
      return at;
    }
  }
  return limit;
}

function valueInMarkup(text: string, nameStart: number, nameEnd: number): Value | undefined {
  const before = text.charCodeAt(nameStart - 1);
  if (before === 60 && (text.charCodeAt(nameEnd) === 62 || text.charCodeAt(nameEnd) === 32)) {
    const near = text.slice(nameEnd, nameEnd + 200).indexOf('>');
    const open = near === -1 ? -1 : nameEnd + near;
    const value = open === -1 ? undefined : elementText(text, open + 1);
    return value !== undefined && /^\s*(?:<|\]\]>)\//.test(text.slice(value.end, value.end + 40))
      ? value
      : cdataOf(text, open);
  }
  if (!isQuote(before) && before !== 62) {
    return undefined;
  }
  const next =
    /["']?(?:\s{1,20}(?:type|xml:space|encrypted)="[^"<>]{0,40}")?\s{0,20}(?:>\s{0,40}(?:<\/(?:key|name|string)>\s{0,200})?(?:<(?:string|value)>)?|value=["']|content=["'])/y;
  const closed = /<\/(?:key|name)>\s{0,200}<(?:string|value)>/y;
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
  const before = text[nameStart - 1] ?? '';
  const equals = text[nameEnd] === '=' ? 1 : /^%3[dDaA]/.test(text.slice(nameEnd, nameEnd + 3)) ? 3 : 0;
  const encodedQuote = /^%22%3[aA](?:%20)?(?:%22)?/.exec(text.slice(nameEnd, nameEnd + 12));
  if (encodedQuote !== null) {
    return queryValue(text, nameEnd + encodedQuote[0].length);
  }
  if (equals === 0 || (before !== '?' && before !== '&' && equals === 1) || text[nameEnd + equals] === '=') {
    return undefined;
  }
  return queryValue(text, nameEnd + equals);
}

function queryValue(text: string, start: number): Value | undefined {
  let end = start;
  while (
    end < text.length &&
    end - start < longestValue &&
    !/[\s&#"'`<>;|)\]},]/.test(text[end] ?? '') &&
    !(text[end] === '%' && /^%2[26c]/i.test(text.slice(end, end + 3)))
  ) {
    end += 1;
  }
  return end > start ? { start, end, quoted: false, by: '&' } : undefined;
}

function valueBySeparator(text: string, nameStart: number, nameEnd: number, as: TextKind): Value | undefined {
  const closing = /(?:\\?["'`]|&quot;|&#34;|\*\*)?[\])}]{0,2}/y;
  closing.lastIndex = nameEnd;
  const closed = closing.exec(text)?.[0] ?? '';
  const at = skipBlanks(text, nameEnd + closed.length);
  const separator = /(?:===|==|!==|!=|=>|:=|\?=|\+=|\|\|=|\?\?=|~=|=|::|:|\(|,|->|\|)/y;
  separator.lastIndex = at;
  const sign = separator.exec(text)?.[0];
  if (sign === undefined) {
    return undefined;
  }
  const by = kindOfSeparator(sign, text, nameStart, closed);
  return by === undefined ? undefined : valueAt(text, at + sign.length, by, as);
}

function kindOfSeparator(sign: string, text: string, nameStart: number, closed: string): Value['by'] | undefined {
  if (sign === '::') {
    return undefined;
  }
  if (sign.includes('==') || sign === '!=') {
    return '==';
  }
  if (sign === '|') {
    return undefined;
  }
  if (sign === ',') {
    return isQuote(text.charCodeAt(nameStart - 1)) && /^\\?["'`]$/.test(closed) ? ',' : undefined;
  }
  return sign === '(' ? '(' : sign === ':' ? ':' : '=';
}

/** From just after the separator: skips blanks, type annotations and wrappers, then reads quoted or bare text. */
function valueAt(text: string, from: number, by: Value['by'], as: TextKind): Value | undefined {
  let at = skipBlanks(text, from);
  if (as === 'code' && by === ':') {
    const annotation = /[\w&'<>[\]|. ?]{1,60}=(?!=|>)[ \t]{0,8}/y;
    annotation.lastIndex = at;
    at += annotation.exec(text)?.[0].length ?? 0;
  }
  if (isLineEnd(text.charCodeAt(at)) && by !== '==') {
    return valueOnNextLine(text, at, by, as);
  }
  const fallback =
    /(?:process\.env\.\w{1,60}|os\.Getenv\([^)\n]{0,60}\)|\w{1,40})[ \t]{0,4}(?:\|\||\?\?|or)[ \t]{0,4}(?=["'`])/y;
  fallback.lastIndex = at;
  at += fallback.exec(text)?.[0].length ?? 0;
  const wrapper =
    /(?:\[\]byte\(|[\w.:]{1,40}\(|new \w{1,40}\(|&?[\w.]{1,30}\{|[[{(]){0,2}[ \t]{0,4}(?:[a-zA-Z$@]{1,3}(?=["']))?/y;
  wrapper.lastIndex = at;
  const wrapped = wrapper.exec(text)?.[0] ?? '';
  const inside = quotedAt(text, at + wrapped.length, by);
  if (
    inside !== undefined &&
    !/(?:getenv|environ|param|header|input|prompt|getpass|query|lookup|fetch|get|field|selector|find\w*|by(?!te)\w*|describe|it|test|t|i18n|translate|log|print\w*|warn|error|exec|require|import|label|__|_)\($/i.test(
      wrapped.trimEnd(),
    )
  ) {
    return inside;
  }
  return by === '=' || by === ':' ? bareValue(text, at, by, as) : undefined;
}

/** YAML and wrapped code: the value, quoted or a block, starts on the line below. */
function valueOnNextLine(text: string, at: number, by: Value['by'], as: TextKind): Value | undefined {
  const next = /\r?\n[ \t]{1,40}/y;
  next.lastIndex = at;
  const gap = next.exec(text);
  if (gap === null || as === 'data') {
    return undefined;
  }
  return quotedAt(text, at + gap[0].length, by);
}

function quotedAt(text: string, at: number, by: Value['by']): Value | undefined {
  const opening = /"""|'''|\\?["'`]|&quot;|&#34;|@"|@'/y;
  opening.lastIndex = at;
  const quote = opening.exec(text)?.[0];
  if (quote === undefined) {
    return undefined;
  }
  const start = at + quote.length;
  const end = closingQuote(text, start, quote.startsWith('@') ? quote.slice(1) : quote);
  return end > start ? { start, end, quoted: true, by } : undefined;
}

function bareValue(text: string, at: number, by: '=' | ':', as: TextKind): Value | undefined {
  const end = as === 'data' ? endOfSetting(text, at) : endOfWord(text, at);
  return end > at ? { start: at, end, quoted: false, by } : undefined;
}

/** In a configuration file a value runs to the end of its line, a comment left out. */
function endOfSetting(text: string, at: number): number {
  const line = text.slice(at, lineEndWithin(text, at, 2_048));
  const flow = /^[^\s"'{}[\],]{1,400}(?=[,}\]])/.exec(line);
  if (flow !== null && /[}\]]\s*,?\s*$/.test(line.slice(-200))) {
    return at + flow[0].length;
  }
  const comment = line.search(/\s[#;]|\s\/\//);
  const pairs =
    /^[^\s;]{1,400}(?=;\s{0,4}[\w .-]{1,60}=|;?\s*$)/.exec(line) ??
    /^[^\s,]{1,400}(?=,\s{0,4}[\w.-]{1,60}[=:])/.exec(line) ??
    /^[^\s]{1,400}(?=\s{1,4}[\w.-]{1,60}=)/.exec(line);
  const raw = comment === -1 ? (pairs?.[0] ?? line) : line.slice(0, comment);
  return at + raw.trimEnd().replace(/[;,"']$/, '').length;
}

/** In a terminal a value ends at a blank, unless quoted within, or where the shell would cut. */
function endOfWord(text: string, at: number): number {
  let end = at;
  const limit = Math.min(text.length, at + longestValue);
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (isSpace(code) || code === 34 || code === 39 || code === 96 || code === 60 || code === 62) {
      break;
    }
    if ((code === 38 || code === 124) && text.charCodeAt(end + 1) === code) {
      break;
    }
    end += 1;
  }
  while (end > at && /[;,)\]}|&]/.test(text[end - 1] ?? '')) {
    end -= 1;
  }
  const cut = text.slice(at, end).search(/;[\w .-]{1,40}=|&[\w.-]{1,40}=|,[\w.-]{1,40}[=:]|[}\]],/);
  return cut > 0 ? at + cut : end;
}

/** "the password is X", "token was `X`": prose of logs and notes, not of code. */
function valueInProse(text: string, nameEnd: number, as: TextKind): Value | undefined {
  if (as === 'code' || !isBlank(text.charCodeAt(nameEnd))) {
    return undefined;
  }
  const link =
    /[ \t]{1,3}(?:(?:for|of) ["'`]?[\w.@-]{1,60}["'`]?[ \t]{1,3})?(?:is|was|set to|changed to|=>|will be)(?: now)?:?[ \t]{1,3}/y;
  link.lastIndex = nameEnd;
  const label = labelled(text, nameEnd);
  const by = label === undefined ? 'is' : ':';
  const at = nameEnd + (label ?? link.exec(text)?.[0].length ?? 0);
  if (at === nameEnd) {
    return undefined;
  }
  const quoted = quotedAt(text, at, by);
  const end = quoted?.end ?? endOfWord(text, at);
  const start = quoted?.start ?? at;
  return end > start
    ? {
        start,
        end: end - (/[.!]$/.test(text.slice(start, end)) && quoted === undefined ? 1 : 0),
        quoted: quoted !== undefined,
        by,
      }
    : undefined;
}

/** "password for 'bob': X", "password (again): X", "temporary password is generated for root@localhost: X". */
function labelled(text: string, nameEnd: number): number | undefined {
  const link =
    /[ \t](?:\([^)\n]{1,30}\)|(?:is generated |was generated |generated )?(?:for|of|to) [^\s:]{1,60}(?: is)?)[ \t]{0,3}:[ \t]{1,3}/y;
  link.lastIndex = nameEnd;
  return link.exec(text)?.[0].length;
}
