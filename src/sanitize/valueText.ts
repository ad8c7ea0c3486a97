import { isBlank, isLineEnd, isQuote, isSpace, lineEndWithin } from './characters.ts';
import type { TextKind } from './rule.ts';

/** A value found beside a name, without its quotes. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** What joins name and value: `=`, `:`, `==`, `(`, `,`, `<>` for markup, `is` for prose, `&` inside a query. */
  readonly by: '=' | ':' | '==' | '(' | ',' | '<>' | 'is' | '&';
}

export const longestValue = 8_192;

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

/** `password=[x]` of logs, `Pwd={x}` of connection strings. */
export function bracketed(text: string, at: number, by: '=' | ':'): Value | undefined {
  const open = by === '=' ? text.charCodeAt(at) : 0;
  if (open !== 91 && open !== 123) {
    return undefined;
  }
  const inside = /(?:\[([^\s[\]{}"',]{4,200})\]|\{([^\s[\]{}"',:]{4,200})\})(?=[\s;,"']|$)/y;
  inside.lastIndex = at;
  const found = inside.exec(text);
  return found === null ? undefined : { start: at + 1, end: at + found[0].length - 1, quoted: false, by };
}

export function quotedAt(text: string, at: number, by: Value['by']): Value | undefined {
  if (!mayOpenQuote(text.charCodeAt(at))) {
    return undefined;
  }
  const opening = /"""|'''|\\?["'`]|&quot;|&#34;|@"|@'/y;
  opening.lastIndex = at;
  const quote = opening.exec(text)?.[0];
  if (quote === undefined) {
    return undefined;
  }
  const start = at + quote.length;
  const end = closingQuote(text, start, quote.startsWith('@') ? quote.slice(1) : quote);
  const isOpen = quote.length === 1 && !text.startsWith(quote, end) && isBlank(text.charCodeAt(start));
  return end > start && !isOpen ? { start, end, quoted: true, by } : undefined;
}

/** Strings that other signs than quotes enclose: `[[x]]` of Lua, `%q(x)` of Ruby, `q{x}` of Perl, `r#"x"#`, `R"(x)"`. */
export function rawQuoted(text: string, at: number, by: Value['by']): Value | undefined {
  const code = text.charCodeAt(at);
  if (code !== 91 && code !== 37 && code !== 113 && code !== 114 && code !== 82 && code !== 35) {
    return undefined;
  }
  const raw =
    /\[(=*)\[([^\]\n]{3,300})\]\1\]|%[qQ]?[({[<|!]([^\n)}\]>|!]{3,300})[)}\]>|!]|qq?[({[/|~!]([^\n)}\]/|~!]{3,300})[)}\]/|~!]|r?#{1,3}"([^"\n]{3,300})"#{1,3}|R"\w{0,16}\(([^)\n]{3,300})\)\w{0,16}"/y;
  raw.lastIndex = at;
  const found = raw.exec(text);
  const inside = found?.slice(2).find((part) => part !== undefined) ?? '';
  const start = found === null || inside === '' ? -1 : at + found[0].indexOf(inside);
  return start === -1 ? undefined : { start, end: start + inside.length, quoted: true, by };
}

/** A quote, or what may stand for one or before it: `\`, `&`, `@`. */
function mayOpenQuote(code: number): boolean {
  return isQuote(code) || code === 92 || code === 38 || code === 64;
}

export function bareValue(text: string, at: number, by: '=' | ':', as: TextKind, nameStart: number): Value | undefined {
  const block = as !== 'code' && by === ':' ? blockScalar(text, at, nameStart) : undefined;
  if (block !== undefined) {
    return block;
  }
  const end = as === 'data' && !isInCommand(text, nameStart) ? endOfSetting(text, at) : endOfWord(text, at);
  const quote = text[nameStart - 1] ?? '';
  const close = isQuote(quote.charCodeAt(0)) ? text.slice(at, end).indexOf(quote) : -1;
  if (close !== -1) {
    return /^["'`]\s{0,4}:/.test(text.slice(at + close, at + close + 6)) || close === 0
      ? undefined
      : { start: at, end: at + close, quoted: false, by };
  }
  return end > at ? { start: at, end, quoted: false, by } : undefined;
}

/** `password: >-` and `key: |`: the value is the deeper lines below. */
function blockScalar(text: string, at: number, nameStart: number): Value | undefined {
  const mark = text.charCodeAt(at);
  if (mark !== 124 && mark !== 62) {
    return undefined;
  }
  const opened = /[|>][+-]?\d?[ \t]*\r?\n/y;
  opened.lastIndex = at;
  const first = opened.exec(text);
  if (first === null) {
    return undefined;
  }
  const indent = nameStart - (text.lastIndexOf('\n', nameStart - 1) + 1);
  const start = at + first[0].length;
  const line = /([ \t]*)[^\r\n]*(?:\r?\n|$)/y;
  let end = start;
  for (line.lastIndex = start; end - start < longestValue; ) {
    const hit = line.exec(text);
    if (hit === null || hit[0].trim() === '' || (hit[1] ?? '').length <= indent) {
      break;
    }
    end = line.lastIndex;
  }
  const body = text.slice(start, end);
  const lead = body.length - body.trimStart().length;
  return body.trim() === ''
    ? undefined
    : { start: start + lead, end: start + body.trimEnd().length, quoted: true, by: ':' };
}

/** `0 3 * * * PGPASSWORD=x pg_dump`: words before the name, so that blanks end its value. */
function isInCommand(text: string, nameStart: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', nameStart - 1) + 1, nameStart);
  return /^\s*(?:[\d*/,-]+\s+){5}|^\s*(?:- )?(?:run|command|script|exec\w*): /.test(before) && /\s$/.test(before);
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
export function endOfWord(text: string, at: number): number {
  let end = at;
  let mayBeCut = false;
  const limit = Math.min(text.length, at + longestValue);
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (isSpace(code) || code === 34 || code === 39 || code === 96 || code === 60 || code === 62) {
      break;
    }
    if ((code === 38 || code === 124) && text.charCodeAt(end + 1) === code) {
      break;
    }
    mayBeCut ||= code === 59 || code === 38 || code === 44;
    end += 1;
  }
  while (end > at && isAfterWord(text.charCodeAt(end - 1)) && !closesReference(text, at, end)) {
    end -= 1;
  }
  const cut = mayBeCut ? text.slice(at, end).search(/;[\w .-]{1,40}=|&[\w.-]{1,40}=|,[\w.-]{1,40}[=:]|[}\]],/) : -1;
  return cut > 0 ? at + cut : end;
}

/** The bracket of `${NAME}` is no mark of the sentence. */
function closesReference(text: string, at: number, end: number): boolean {
  return text.charCodeAt(end - 1) === 125 && text.lastIndexOf('${', end - 1) >= at;
}

/** `;`, `,`, `)`, `]`, `}`, `|`, `&`: what a shell or a sentence puts behind a word. */
function isAfterWord(code: number): boolean {
  return code === 59 || code === 44 || code === 41 || code === 93 || code === 125 || code === 124 || code === 38;
}
