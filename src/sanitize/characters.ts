/** Small, allocation-free tests on UTF-16 code units, for scanners that must stay linear. */

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

/** A character of a name: letters, digits, `_`, and every non-ASCII letter. */
export function isNameCharacter(code: number): boolean {
  return code < 128 ? isInName[code] === 1 : code > 0xbf && code !== 0xfffc && !isWideSpace(code);
}

/** `A-Z a-z 0-9 _` */
const isInName = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0;
}

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

export function isSpace(code: number): boolean {
  return isBlank(code) || isLineEnd(code) || code === 11 || code === 12;
}

export function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

/** A character of a base64, base64url or plain token. */
export function isTokenCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

/** The offset of the end of the line that `from` is in. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  const end = at === -1 ? text.length : at;
  return end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** The same, but no farther than `most`: on a line of 200 KB each look must stay cheap. */
export function lineEndWithin(text: string, from: number, most: number): number {
  const near = text.slice(from, from + most);
  const at = near.indexOf('\n');
  const end = from + (at === -1 ? near.length : at);
  return end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** Most lines begin within so many characters: looking at them one by one is faster than a search. */
const shortLine = 48;

/** The start of the line that `to` is in, or `most` characters before it. */
export function lineStartWithin(text: string, to: number, most: number): number {
  const from = Math.max(0, to - most);
  const near = Math.max(from, to - shortLine);
  for (let at = to; at > near; at -= 1) {
    if (text.charCodeAt(at - 1) === 10) {
      return at;
    }
  }
  return from + text.slice(from, near).lastIndexOf('\n') + 1;
}

export function lineStart(text: string, from: number): number {
  return text.lastIndexOf('\n', from - 1) + 1;
}

/** Spaces, and the wide forms of commas, colons and the like. */
function isWideSpace(code: number): boolean {
  return (
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x3000 && code <= 0x3003) ||
    code === 0xfeff ||
    (code >= 0xff01 && code <= 0xff0f) ||
    (code >= 0xff1a && code <= 0xff20)
  );
}
