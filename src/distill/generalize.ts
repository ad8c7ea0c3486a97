import type { NamePlaceholders } from './placeholderNames.ts';

/** Replaces the values of one recording by the names of its parameters. */
export type Generalize = (text: string) => string;

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * One pass, longest value first; a value inside a longer word or number stays,
 * and a `v` before it does too. Values are found by their first two characters,
 * so that the cost grows with the text and not with the number of values.
 * Placeholders get their names first.
 */
export function generalizer(values: readonly NamedValue[], namePlaceholders: NamePlaceholders): Generalize {
  const byStart = new Map<number, NamedValue[]>();
  const seen = new Set<string>();
  for (const named of values) {
    if (named.value.length < 2 || seen.has(named.value)) continue;
    seen.add(named.value);
    const start = startOf(named.value, 0);
    const known = byStart.get(start);
    if (known) known.push(named);
    else byStart.set(start, [named]);
  }
  if (byStart.size === 0) return namePlaceholders;
  for (const list of byStart.values())
    list.sort((a, b) => b.value.length - a.value.length || (a.value < b.value ? -1 : 1));
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = replaceIn(namePlaceholders(text), byStart);
    if (known.size < mostRemembered) known.set(text, result);
    return result;
  };
}

/** People repeat themselves: so many texts are kept with their results. */
const mostRemembered = 20_000;

/** The two UTF-16 units at a place as one number. */
function startOf(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

function replaceIn(text: string, byStart: ReadonlyMap<number, readonly NamedValue[]>): string {
  let result = '';
  let copied = 0;
  for (let at = 0; at < text.length - 1; at++) {
    const candidates = byStart.get(startOf(text, at));
    if (!candidates || !beginsHere(text, at)) continue;
    const found = candidates.find(({ value }) => text.startsWith(value, at) && endsHere(text, at + value.length));
    if (!found) continue;
    result += `${text.slice(copied, at)}<${found.name}>`;
    copied = at + found.value.length;
    at = copied - 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function beginsHere(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  // Most values stand after a blank.
  if (before === ' ') return true;
  if (before === 'v' && /\d/.test(text[at] ?? '')) return beginsHere(text, at - 1);
  // `secrets.staging.yaml` has a value in it, `1.2.3` has none at its second number.
  if (before === '.') return !/\d/.test(text[at] ?? '') && !/\d/.test(text[at - 2] ?? '');
  return before !== '<' && !letterOrDigit.test(before);
}

function endsHere(text: string, end: number): boolean {
  const after = text[end] ?? '';
  if (letterOrDigit.test(after)) return false;
  return !(/[._-]/.test(after) && /\d/.test(text[end + 1] ?? ''));
}
