import { fromBase64, printable } from '../base64.ts';
import { isTokenCharacter } from '../characters.ts';
import type { Match, Rule } from '../rule.ts';

/**
 * JSON web tokens: three base64url parts, the first a JSON object. Runs are walked by hand and
 * never twice, so that `eyJ` repeated sixty thousand times costs one pass.
 */
export const webTokens: Rule = {
  id: 'web-token',
  find({ text }) {
    const found: Match[] = [];
    for (let at = text.indexOf('ey'); at !== -1; at = text.indexOf('ey', at)) {
      const end = tokenEnd(text, at);
      if (end.parts >= 2 && isObject(text.slice(at, Math.min(end.first, at + 64)))) {
        found.push({ rule: 'web-token', kind: 'token', start: at, end: end.end, remember: true });
      }
      at = Math.max(end.end, at + 2);
    }
    return found;
  },
};

function tokenEnd(text: string, from: number): { end: number; first: number; parts: number } {
  let at = from;
  let parts = 0;
  let first = from;
  while (parts < 5) {
    const start = at;
    while (at < text.length && (isTokenCharacter(text.charCodeAt(at)) || text[at] === '=')) {
      at += 1;
    }
    if (at - start < 8 && !(parts >= 1 && at > start)) {
      return { end: at, first: first === from ? at : first, parts };
    }
    parts += 1;
    first = parts === 1 ? at : first;
    if (text[at] !== '.') {
      break;
    }
    at += 1;
  }
  return { end: text[at - 1] === '.' ? at - 1 : at, first, parts };
}

/** The first part decodes to `{"…`; cut to whole groups, so a long header need not be read. */
function isObject(part: string): boolean {
  const bytes = fromBase64(part.slice(0, part.length - (part.length % 4 === 1 ? 1 : 0)));
  return bytes !== undefined && bytes.length > 5 && /^\{\s*"/.test(printable(bytes.subarray(0, 6)) ?? '');
}
