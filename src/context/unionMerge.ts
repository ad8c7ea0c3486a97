import { type Document, isMap, isNode, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml';
import type { Note } from '../model/note.ts';

/**
 * Notes merge by union (gitattributes(5), `merge=union`): where two people changed the same lines of one note, Git keeps
 * the lines of both. So every fact stands on a line of its own, and a reader takes a key that is there twice for what
 * two people know: lists are joined, of counts and days the greater counts.
 */
export const attributes = { path: '.mirror/.gitattributes', line: 'notes/*.md merge=union' } as const;

/** The file that tells Git so, with a person's own lines; undefined where it tells it already. */
export function withAttributes(before: Uint8Array | undefined): Uint8Array | undefined {
  const text = new TextDecoder().decode(before);
  if (text.split(/\r?\n/).some((line) => line.trim() === attributes.line)) return undefined;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return new TextEncoder().encode(`${text}${gap}${attributes.line}\n`);
}

const lists = ['evidence', 'dependsOn', 'parameters', 'paths'];

/** Folds keys that stand twice into one, whichever order they stand in. Gives whether there were any. */
export function foldRepeatedKeys(document: Document): boolean {
  const map = document.contents;
  if (!isMap(map)) return false;
  const byKey = new Map<string, Pair[]>();
  for (const pair of map.items) byKey.set(keyOf(pair), [...(byKey.get(keyOf(pair)) ?? []), pair]);
  const repeated = [...byKey].filter(([, pairs]) => pairs.length > 1);
  for (const [key, pairs] of repeated) {
    const [first] = pairs as [Pair];
    first.value = lists.includes(key) ? joined(pairs) : greatest(key, pairs);
    map.items = map.items.filter((pair) => pair === first || keyOf(pair) !== key);
  }
  if (repeated.length > 0) for (const key of lists) unique(map, key);
  return repeated.length > 0;
}

/** Whether a key stands twice. What makes a note the note it is must not. */
export function repeats(document: Document, key: string): boolean {
  const map = document.contents;
  return isMap(map) && map.items.filter((pair) => keyOf(pair) === key).length > 1;
}

/** The note with no fewer recordings counted than it cites: each of two people may have counted their own alone. */
export function countedAsCited(note: Note): Note {
  const cited = new Set(note.evidence.map(({ recording }) => recording)).size;
  const n = Math.max(note.support.n, cited);
  return n === note.support.n ? note : { ...note, support: { n, of: Math.max(note.support.of, n) } };
}

/** Writes a value of ours on as few lines as it has facts: one a line, so that union keeps each whole. */
export function onOwnLines(node: unknown): void {
  if (isMap(node)) {
    node.flow = true;
    for (const { value } of node.items) onOwnLines(value);
  } else if (isSeq(node)) for (const item of node.items) onOwnLines(item);
  else if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
    node.type = Scalar.QUOTE_DOUBLE;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function textOf(value: unknown): string {
  return JSON.stringify(isNode(value) ? value.toJSON() : value) ?? '';
}

function joined(pairs: readonly Pair[]): unknown {
  const [first, ...others] = pairs.map(({ value }) => value);
  if (!isSeq(first)) return first;
  for (const other of others) if (isSeq(other)) first.items.push(...other.items);
  return first;
}

function unique(map: YAMLMap, key: string): void {
  const list: unknown = map.get(key, true);
  if (!isSeq(list)) return;
  const seen = new Set<string>();
  list.items = list.items.filter((item) => !seen.has(textOf(item)) && seen.add(textOf(item)));
}

/** Whoever retired a note knew that it was accepted. Other texts: the later by code units, so that no order decides. */
function greatest(key: string, pairs: readonly Pair[]): unknown {
  const values = pairs.map(({ value }) => value as Node | null);
  return values.sort((a, b) => weigh(key, b) - weigh(key, a) || (textOf(a) < textOf(b) ? 1 : -1))[0];
}

function weigh(key: string, value: Node | null): number {
  const plain: unknown = isNode(value) ? value.toJSON() : value;
  if (key === 'status') return plain === 'accepted' ? 0 : 1;
  if (key !== 'support' || typeof plain !== 'object' || plain === null) return 0;
  const { n, of } = plain as { readonly n?: unknown; readonly of?: unknown };
  return Number(of) * 1e6 + Number(n) || 0;
}
