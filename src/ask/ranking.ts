import { nameKey } from './material.ts';
import type { Passage } from './passages.ts';

export interface Question {
  readonly query: string;
  /** The file that is worked on, relative to the root. */
  readonly path?: string | undefined;
  readonly workflow?: string | undefined;
}

/** Words that say nothing about what is asked. */
const empty: ReadonlySet<string> = new Set(
  'a an and are as at be but by can do does for from has have how i if in is it its my not of on or our should so that the their then there this to was what when where which who why will with you your'.split(
    ' ',
  ),
);

/** Saturation and length normalisation of Okapi BM25 (Robertson and Zaragoza, 2009). */
const k1 = 1.2;
const b = 0.75;
/** A term in the heading counts as this many in the body. */
const headingWeight = 3;

/**
 * The passages that answer a question, best first: Okapi BM25 over words and parts of identifiers, the heading counted
 * threefold; what names the file that is worked on, or lies beside it, weighs more; what may be out of date less. A
 * passage that shares no word with the query is left out. The order of passages decides between equals alone.
 */
export function ranked(passages: readonly Passage[], question: Question): Passage[] {
  const workflow = question.workflow === undefined ? undefined : nameKey(question.workflow);
  const candidates = passages.filter((one) => workflow === undefined || nameKey(one.workflow ?? '') === workflow);
  const documents = candidates.map(counted);
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length);
  const wanted = [...new Set(termsOf(question.query).filter((term) => !empty.has(term)))];
  const rarity = new Map(wanted.map((term) => [term, inverseFrequency(term, documents)]));
  return candidates
    .map((passage, index) => {
      const { counts, length } = documents[index] as Counted;
      const score = wanted.reduce((sum, term) => {
        const count = counts.get(term) ?? 0;
        return sum + ((rarity.get(term) ?? 0) * count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / mean));
      }, 0);
      return { passage, index, score: score * nearness(passage, question.path) * (passage.note?.stale ? 0.5 : 1) };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.index - other.index)
    .map(({ passage }) => passage);
}

interface Counted {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

function counted({ heading, body }: Passage): Counted {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  add(heading, headingWeight);
  add(body, 1);
  return { counts, length: [...counts.values()].reduce((sum, count) => sum + count, 0) };
}

function inverseFrequency(term: string, documents: readonly Counted[]): number {
  const having = documents.filter(({ counts }) => counts.has(term)).length;
  return Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
}

/** What is about the file that is worked on, or about its folder. */
function nearness(passage: Passage, path: string | undefined): number {
  if (path === undefined || path === '.') return 1;
  const text = `${passage.heading}\n${passage.body}`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (text.includes(path)) return 2;
  if (name.length > 3 && text.includes(name)) return 1.6;
  const folder = passage.path.slice(0, passage.path.lastIndexOf('/') + 1);
  return folder !== '' && !folder.startsWith('.') && path.startsWith(folder) ? 1.4 : 1;
}

/**
 * The terms of a text: words in lower case without their commonest English endings, identifiers also by their parts,
 * and pairs of characters where a script puts no blanks between words.
 */
export function termsOf(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(/[\p{L}\p{N}]+/gu)].flatMap(([word]) => {
    const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
    const words = parts.length > 1 ? [word, ...parts] : parts;
    return words.flatMap((one) => (unspaced.test(one) ? pairsOf(one) : [stem(one.toLowerCase())]));
  });
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function pairsOf(word: string): string[] {
  const points = [...word];
  return points.length === 1 ? points : points.slice(1).map((point, index) => `${points[index]}${point}`);
}

function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  return word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ing|ed|es|e|s)$/, '')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}
