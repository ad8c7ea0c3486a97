import { isQuote } from './characters.ts';

/** Behind what closes the name: a quote, a bracket or two, what stands between a name and its separator. */
export function endOfClosing(text: string, nameEnd: number): number {
  let at = nameEnd + closingQuoteLength(text, nameEnd);
  for (let brackets = 0; brackets < 2 && isClosingBracket(text.charCodeAt(at)); brackets += 1) {
    at += 1;
  }
  if (text.charCodeAt(at) !== 32 || !mayGoOn.has(text.charAt(at + 1))) {
    return at;
  }
  const rest =
    / (?:(?:chiave|segreta|secreta|de acceso|maestra|d'accès)(?=[ \t]?:)|\[[A-Za-z]{0,20}\](?=:)|#?\d{1,2}(?=:)|"[^"\n]{1,40}"(?=: )|(?:string|String|str)(?= = ["'`]))/y;
  rest.lastIndex = at;
  return rest.test(text) ? rest.lastIndex : at;
}

/** How the words between a name and its separator begin. */
const mayGoOn: ReadonlySet<string> = new Set('csdmS["#0123456789');

/** A quote, one that is escaped, the end of Markdown's bold, a quote of HTML; 0 where there is none. */
export function closingQuoteLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isQuote(code)) {
    return 1;
  }
  if (code === 92) {
    return isQuote(text.charCodeAt(at + 1)) ? 2 : 0;
  }
  if (code === 42) {
    return text.charCodeAt(at + 1) === 42 ? 2 : 0;
  }
  return code !== 38 ? 0 : text.startsWith('&quot;', at) ? 6 : text.startsWith('&#34;', at) ? 5 : 0;
}

/** `)`, `]`, `}` */
function isClosingBracket(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

/** Of those that begin alike the longest first. */
const separators = `=== == !== != => := ?= += ||= ??= ~= = ＝ :: : ： ( , -> |`.split(' ');
const separatorsBy: ReadonlyMap<number, readonly string[]> = new Map(
  separators.map((sign) => [sign.charCodeAt(0), separators.filter((other) => other.startsWith(sign.charAt(0)))]),
);

/** What parts a name from its value, where it stands. */
export function separatorAt(text: string, at: number): string | undefined {
  const code = text.charCodeAt(at);
  return code === 123
    ? text.charCodeAt(at + 1) === 34
      ? '{'
      : undefined
    : separatorsBy.get(code)?.find((sign) => sign.length === 1 || text.startsWith(sign, at));
}
