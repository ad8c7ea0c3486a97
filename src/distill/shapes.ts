/** Name and pattern of what values look like. */
const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['version', /(?<![\w.])v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z][0-9A-Za-z.]*)?)(?![\w.]*\d)/g],
  ['date', /(?<![\w-])(\d{4}-\d\d(?:-\d\d)?)(?![\w-])/g],
  ['ticket', /(?<![\w-])((?!UTF-|SHA-|ISO-|RFC-|MD-|AES-|GPT-|CVE-)[A-Z][A-Z0-9]{1,9}-\d+)(?!\w)/g],
  ['id', /(?<![\w-])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/g],
  ['commit', /(?<![\w-])((?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40})(?![\w-])/g],
  ['timestamp', /(?<![\dA-Za-z.-])((?:19|20)\d{8}(?:\d\d){0,2})(?!\d|[A-Za-z.-]*\d)/g],
  ['id', /(?<![\w.:-])(\d{4,})(?![\w.%-])/g],
];

/** A round number is a size, and a year is a year: neither is anybody's number. */
const plainNumber = /^(?:\d{1,5}00|(?:19|20)\d\d)$/;

/** Name of the shape a whole value has, if it has one. */
export function shapeOf(value: string): string | undefined {
  const possible = possibleIn(value);
  if (possible === 0) return undefined;
  for (let index = 0; index < shapes.length; index++) {
    const shape = (possible & (1 << index)) === 0 ? undefined : shapes[index];
    if (!shape) continue;
    const [name, pattern] = shape;
    for (const match of value.matchAll(pattern))
      if (match[1] === value) return name === 'id' && plainNumber.test(value) ? undefined : name;
  }
  return undefined;
}

/** Only the beginning of a long text is looked at, in characters. */
const longestLook = 4000;

/** Shaped values inside a text: versions, dates, tickets, commits. */
export function shaped(text: string): string[] {
  const looked = text.length > longestLook ? text.slice(0, longestLook) : text;
  const possible = possibleIn(looked);
  if (possible === 0) return [];
  const found = new Set<string>();
  for (let index = 0; index < shapes.length; index++) {
    const shape = (possible & (1 << index)) === 0 ? undefined : shapes[index];
    if (shape) for (const match of looked.matchAll(shape[1])) if (match[1]) found.add(match[1]);
  }
  return [...found];
}

/**
 * The shapes that values in a text may have, a bit each in the order of their table, by what every value of the shape
 * has in it: most texts have none of it. One pass, for the patterns take many.
 */
function possibleIn(text: string): number {
  let possible = 0;
  // Lengths of the runs that end here: of digits, of digits and `a` to `f`.
  let digits = 0;
  let hex = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      digits++;
      hex++;
      if (digits === 4) possible |= 64;
      else if (digits === 10) possible |= 32;
      if (hex === 7) possible |= 16;
      if (digits === 1 && at > 1) possible |= joinedBefore(text, at);
    } else if (code >= 97 && code <= 102) {
      digits = 0;
      hex++;
      if (hex === 7) possible |= 16;
    } else {
      // `…a-12ab-`: four of them between two dashes.
      if (code === dash && hex >= 4 && isHexBefore(text, at - 4)) possible |= 8;
      digits = 0;
      hex = 0;
    }
  }
  return possible;
}

const dash = 45;
const dot = 46;

/** A digit after a sign after a digit: a version, a date; after a letter and a dash: a ticket. */
function joinedBefore(text: string, at: number): number {
  const sign = text.charCodeAt(at - 1);
  if (sign !== dot && sign !== dash) return 0;
  const before = text.charCodeAt(at - 2);
  if (sign === dot) return isDigit(before) ? 1 : 0;
  return (isDigit(before) ? 6 : 0) | (before >= 65 && before <= 90 ? 4 : 0);
}

function isHexBefore(text: string, at: number): boolean {
  if (text.charCodeAt(at - 1) !== dash) return false;
  const before = text.charCodeAt(at - 2);
  return isDigit(before) || (before >= 97 && before <= 102);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
