import { isQuote } from './characters.ts';
import type { Value } from './valueText.ts';

/** `"\"…\""`: quotes within the quotes. */
export function unwrapped(text: string, value: Value): Value {
  const first = text.charCodeAt(value.start);
  const inside =
    value.quoted && (first === 34 || first === 39 || first === 92)
      ? /^(\\?["'])([^"'\\]{4,})\1$/.exec(text.slice(value.start, value.end))
      : null;
  const lead = inside?.[1]?.length ?? 0;
  return inside === null ? value : { ...value, start: value.start + lead, end: value.end - lead };
}

/** `,`, `;`, `:` or a closing bracket: nothing goes on. */
function endsExpression(code: number): boolean {
  return code === 44 || code === 59 || code === 58 || code === 41 || code === 93 || code === 125;
}

/** `'ab' + 'cd'`, `"ab"` and `"cd"` on the line below: the value goes on behind its quote. */
export function joinedValue(text: string, value: Value): Value {
  if (!value.quoted || !isQuote(text.charCodeAt(value.end)) || endsExpression(text.charCodeAt(value.end + 1))) {
    return value;
  }
  const next =
    /["'`](?:\s{0,60}(?:\+|\.{1,2}|&|\|\||<>|~|\\)\s{0,80}|\s{0,20}\r?\n[ \t]{1,80})[fbru]?["'`]([^"'`\n:=,]{1,200})(?=["'`]\s{0,40}(?:[+.&|<~;)\]}\\]|\r?\n|$))/y;
  let end = value.end;
  for (let part = 0; part < mostParts; part += 1) {
    next.lastIndex = end;
    if (!next.test(text)) {
      break;
    }
    end = next.lastIndex;
  }
  return end === value.end ? value : { ...value, end };
}

const mostParts = 40;

/** The value without what joins its parts. */
export function joinedText(text: string, { start, end, quoted }: Value): string {
  const said = text.slice(start, end);
  return quoted ? said.replace(/["'`]\s*(?:\+|\.{1,2}|&|\|\||<>|~|\\)?\s*[fbru]?["'`]/g, '') : said;
}
