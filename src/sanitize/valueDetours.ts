import { isAlphanumeric, isBlank, isLineEnd, isQuote, lineEndWithin, skipBlanks } from './characters.ts';
import type { Value } from './valueText.ts';

/** Behind the index of `passwords["ben"] = …`. */
export function afterIndex(text: string, nameEnd: number): number {
  if (text.charCodeAt(nameEnd) !== 91) {
    return nameEnd;
  }
  const index = /\[["']?[\w.@-]{1,60}["']?\](?=\s{0,3}=)/y;
  index.lastIndex = nameEnd;
  return index.test(text) ? index.lastIndex : nameEnd;
}

/** `password=\` with the value on the line below, `PASSWORD = (` with the string there: what lies between. */
export function continuationLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if ((code !== 92 && code !== 40) || !isLineEnd(text.charCodeAt(at + 1))) {
    return 0;
  }
  const gap = /\\\r?\n[ \t]{0,40}|\(\r?\n[ \t]{0,40}(?=["'])/y;
  gap.lastIndex = at;
  return gap.exec(text)?.[0].length ?? 0;
}

/** `isProd ? env.PW : "…"`, `getenv("X", "…")`, `<%= ENV['X'] || '…' %>`: what lies before the last quotation. */
export function otherwiseLength(text: string, at: number, by: Value['by']): number {
  if ((by !== '=' && by !== ':') || isQuote(text.charCodeAt(at))) {
    return 0;
  }
  if (!holdsAlternative(text, at)) {
    return 0;
  }
  const line = text.slice(at, lineEndWithin(text, at, longestFallback));
  const before =
    /^[<%=\w.$!(]{1,60}(?:(?:\[[^\]]{1,60}\]|\([^()]{0,80}\)|[\w.$!=<>?,( ]|["'][\w.-]{1,60}["'](?=[ ,)]))){0,40}?(?:\?\?|\|\||\?:|\bor\b|\belse\b|[:,]|\{)[ \t]{0,4}(?=["'`])/;
  const found = before.exec(line)?.[0] ?? '';
  return /[?|]|\b(?:or|else)\b|env|get|fetch|config|var|opt|param|arg|default/i.test(found) ? found.length : 0;
}

const longestFallback = 240;

/** On the rest of the line: `?`, `|`, `(`, "or" or "else", and a quote behind a sign or a word that leads to another case? */
function holdsAlternative(text: string, from: number): boolean {
  let isOpen = false;
  let isLed = false;
  /** The last character that is no blank. */
  let last = 0;
  for (let at = from; at < text.length && at - from < longestFallback && !(isOpen && isLed); at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      return false;
    }
    isOpen ||=
      code === 63 ||
      code === 124 ||
      code === 40 ||
      (code === 111 && text.charCodeAt(at + 1) === 114) ||
      (code === 101 && text.startsWith('else', at));
    isLed ||= isQuote(code) && leadsToAlternative(last);
    last = isBlank(code) ? last : code;
  }
  return isOpen && isLed;
}

/** `?`, `|`, `:`, `,`, the last letters of "or" and "else". */
function leadsToAlternative(code: number): boolean {
  return code === 63 || code === 124 || code === 58 || code === 44 || code === 114 || code === 101;
}

/** `process.env.KEY || "…"`: the length of what stands before the quote. */
export function fallbackLength(text: string, at: number): number {
  let end = at;
  while (isWordCharacter(text.charCodeAt(end))) {
    end += 1;
  }
  if (end === at || !mayJoin(text.charCodeAt(skipBlanks(text, end)))) {
    return 0;
  }
  const fallback =
    /(?:process\.env\.\w{1,60}|os\.Getenv\([^)\n]{0,60}\)|\w{1,40})[ \t]{0,4}(?:\|\||\?\?|or)[ \t]{0,4}(?=["'`])/y;
  fallback.lastIndex = at;
  return fallback.exec(text)?.[0].length ?? 0;
}

/** `||`, `??`, `or`, the dots of `process.env.KEY`; a quote where the word itself ends with "or". */
function mayJoin(code: number): boolean {
  return code === 124 || code === 63 || code === 111 || code === 46 || isQuote(code);
}

function isWordCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}
