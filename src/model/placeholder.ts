/** What stands in a recording where a secret or a private value was: `[redacted:kind#n]`. */

export const placeholderKinds = [
  'password',
  'token',
  'key',
  'private-key',
  'credential',
  'cookie',
  'email',
  'phone',
  'card',
  'person',
  'host',
  'ip',
  'term',
  'blob',
] as const;

/** One of the fixed kinds, or `env:NAME` for the value of a known variable. */
export type PlaceholderKind = (typeof placeholderKinds)[number] | `env:${string}`;

const kindSource = `(?:${placeholderKinds.join('|')}|env:[A-Za-z_][A-Za-z0-9_]*)`;

/** A fresh global expression a call, so that no `lastIndex` is shared. Groups: kind, number. */
export function placeholderPattern(): RegExp {
  return new RegExp(`\\[redacted:(${kindSource})#(\\d+)\\]`, 'g');
}

export function placeholder(kind: PlaceholderKind, n: number): string {
  return `[redacted:${kind}#${n}]`;
}
