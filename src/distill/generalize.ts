/** Replaces the values of one recording by the names of its parameters. */
export type Generalize = (text: string) => string;

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** One pass, longest value first; a value inside a longer word or number stays. Text without values comes back as it is. */
export function generalizer(values: readonly NamedValue[]): Generalize {
  const names = new Map<string, string>();
  for (const { name, value } of values) if (value.length > 1 && !names.has(value)) names.set(value, name);
  if (names.size === 0) return (text) => text;
  const alternatives = [...names.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escapeRegExp);
  // A fresh search each call starts at 0: String.replace resets a global expression.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}.])(v?)(${alternatives.join('|')})(?![\\p{L}\\p{N}]|[._-]\\p{N})`, 'gu');
  return (text) =>
    text.replace(pattern, (whole, prefix: string, value: string) => {
      const name = names.get(value);
      return name === undefined ? whole : `${prefix}<${name}>`;
    });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
