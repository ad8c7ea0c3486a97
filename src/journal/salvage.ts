import { decodeBytesText, type RawLine } from './lines.ts';

/**
 * How often an object is looked for through the whole rest of a damaged line. Past it only up to
 * the next candidate, so that a hostile line costs linear time.
 */
const wideScans = 16;

/**
 * The intact objects on a damaged line: a line that was torn and written on, two lines whose newline
 * is gone, zero bytes before an event. Inside a JSON string every quote is escaped, so `{"seq":`
 * is always the start of an object.
 */
export function* salvageObjects(line: RawLine): Generator<unknown> {
  const starts = [...line.text.matchAll(/\{"(?:seq|at|kind|format)":/g)].map((match) => match.index);
  let taken = 0;
  let failures = 0;
  for (const [index, start] of starts.entries()) {
    if (start < taken) continue;
    const limit = failures < wideScans ? line.text.length : (starts[index + 1] ?? line.text.length);
    const end = objectEnd(line.text, start, limit);
    const value = end === undefined ? undefined : parseSlice(line, start, end);
    if (end === undefined || value === undefined) {
      failures += 1;
    } else {
      taken = end;
      yield value;
    }
  }
}

/** Index after the brace that closes the object at `start`, or undefined. */
function objectEnd(text: string, start: number, limit: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < limit; i++) {
    const char = text.charCodeAt(i);
    if (quoted) {
      if (char === 92) i += 1;
      else if (char === 34) quoted = false;
    } else if (char === 34) {
      quoted = true;
    } else if (char === 123) {
      depth += 1;
    } else if (char === 125) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

function parseSlice(line: RawLine, start: number, end: number): unknown {
  const slice = line.text.slice(start, end);
  const text = line.utf8 ? slice : decodeBytesText(slice);
  return text === undefined ? undefined : parseJson(text);
}

/** The value, or undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
