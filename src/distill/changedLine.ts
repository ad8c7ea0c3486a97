import type { Hunk } from '../model/event.ts';
import type { Failure } from './failure.ts';
import { trimHunk } from './hunks.ts';

/** Changed lines in a sentence are cut at this many characters. */
export const longestChange = 90;

/** What one hunk of a remedy changed, as it is told. */
export interface Change {
  readonly before: string;
  readonly after: string;
  readonly relevance: number;
  /** Words of it that the output has too. */
  readonly spoken: number;
  /** It declares or imports what the failure is about. */
  readonly declares: boolean;
  /** Other lines changed as well. */
  readonly more: boolean;
}

/** The line of a hunk that says most: one that the output speaks of, else the first with letters in it. */
export function changeOf(hunk: Hunk, failure: Failure): Change {
  const { before, after } = trimHunk(hunk);
  const { heard } = failure.action;
  const known = new Map<string, number>();
  const telling = (line: string): number => {
    const told = known.get(line) ?? tellingOf(line);
    known.set(line, told);
    return told;
  };
  const subjects = subjectsOf(failure.signature?.text ?? '');
  const isDeclared = (line: string) => subjects.some((name) => declares(line, name));
  const tellingOf = (line: string) => {
    if (isDeclared(line)) return mostTelling;
    const words = line.match(/[\p{L}\p{N}_]{3,}|\d+(?:\.\d+)+/gu) ?? [];
    if (words.length === 0) return 0;
    return (
      1 + words.filter((word) => heard?.outputHas(word)).length + (/^\s*(?:import\b|#|\/\/|\*)/.test(line) ? -0.5 : 0)
    );
  };
  const pick = (lines: readonly string[]) =>
    lines.reduce(
      (best, line) => (telling(line) > telling(best) ? line : best),
      lines.find((line) => line.trim() !== '') ?? '',
    );
  // A line that only moved, or was indented, is not what changed.
  // So is one that only got the comma before a new one.
  const bare = (line: string) => line.trim().replace(/,$/, '');
  const plain = (lines: readonly string[]) => new Set(lines.map(bare));
  const [linesBefore, linesAfter] = [plain(before), plain(after)];
  const news = after.filter((line) => !linesBefore.has(bare(line)));
  const gone = before.filter((line) => !linesAfter.has(bare(line)));
  const now = news.length > 0 || gone.length > 0 ? heirOf(gone, news, pick(news)) : pick(after);
  const paired = before.length === after.length ? before[after.indexOf(now)] : undefined;
  const then = paired !== undefined && (gone.length === 0 || gone.includes(paired)) ? paired : pick(gone);
  const filled = (lines: readonly string[]) => lines.filter((line) => /[\p{L}\p{N}]/u.test(line)).length;
  const [shownThen, shownNow] = shortPair(then.trim().replace(/,$/, ''), now.trim().replace(/,$/, ''));
  return {
    before: shownThen,
    after: shownNow,
    relevance: telling(now) + telling(then),
    declares: isDeclared(now) || isDeclared(then),
    spoken: Math.max(0, telling(now) - 1),
    more:
      (news.length + gone.length > 0 ? Math.max(filled(gone), filled(news)) : Math.max(filled(before), filled(after))) >
      1,
  };
}

const importing = /^\s*(?:import|from|use|using|#include|require|open)\b/;

/** Of one line that was replaced the new one that goes on from it, rather than what was imported for that. */
function heirOf(gone: readonly string[], news: readonly string[], best: string): string {
  const [only, ...more] = gone.filter((line) => line.trim() !== '');
  if (only === undefined || more.length > 0 || !importing.test(best) || importing.test(only)) return best;
  const words = new Set(only.match(/[\p{L}\p{N}_]+/gu));
  const shared = (line: string) => (line.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => words.has(word)).length;
  const heir = news.reduce((one, line) => (shared(line) > shared(one) ? line : one), best);
  return shared(heir) * 2 > words.size ? heir : best;
}

/** A line that declares what the failure is about says more than any other. */
const mostTelling = 50;

const isWrong = "(?:is|are|was|has|have|does|do|cannot|can't|could not|not|undefined|undeclared|unknown)\\b";

const nameInQuotes = `[\`'"‘“]?([A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)[\`'"’”]?`;
const faulty = [
  new RegExp(`${nameInQuotes} ${isWrong}`, 'g'),
  new RegExp(
    `\\b(?:undefined|undeclared|unknown|unresolved|no (?:exported )?member|cannot find|could not find|not find|has no (?:attribute|exported member|property)|cannot import name|reference to)(?: (?:name|identifier|symbol|variable|function|type|value|method|import|local))*:? ${nameInQuotes}`,
    'gi',
  ),
];

/** The names of which a failure says that something is wrong with them: "'glob' is not a function", "undefined: Wing". */
function subjectsOf(symptom: string): string[] {
  const found = faulty.flatMap((pattern) => [...symptom.matchAll(pattern)].map((match) => match[1] ?? ''));
  return found.flatMap((one) => one.split('.').slice(0, 1)).filter((one) => one.length > 2 && !ordinary.test(one));
}

const ordinary =
  /^(?:this|that|there|which|what|file|name|module|package|function|class|type|value|object|argument|error|test|tests|version|variable|property|method|string|number|None|null|undefined|key|field|table|column|branch|commit|and|not|but|does|has|have|you|they|command|it|the)$/i;

/** It makes the name known: by declaring, defining or importing it. */
function declares(line: string, name: string): boolean {
  if (!line.includes(name)) return false;
  const own = name.replaceAll('$', '\\$');
  return new RegExp(
    `^\\s*(?:import|from|use|using|require)\\b.*(?<![\\w$])${own}(?![\\w$])|^\\s*(?:export\\s+|pub\\s+|static\\s+|async\\s+)*(?:const|let|var|val|def|function|fn|func|fun|class|struct|type|interface|enum)\\s+(?:\\{[^}]*(?<![\\w$])${own}(?![\\w$])[^}]*\\}|${own}(?![\\w$]))`,
  ).test(line);
}

/** Two lines cut to what can be read in a sentence: of a long one the stretch is kept in which it differs from the other. */
function shortPair(before: string, after: string): [before: string, after: string] {
  if (before.length <= longestChange && after.length <= longestChange) return [before, after];
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [aroundChange(before, start, end), aroundChange(after, start, end)];
}

/** The line where it differs: `start` characters from its beginning, `end` from its end. */
function aroundChange(line: string, start: number, end: number): string {
  if (line.length <= longestChange) return line;
  const changed = line.length - end;
  // As much of what comes before as there is room for, from the beginning of a word on.
  const from = Math.max(0, Math.min(start, Math.max(changed, start + 1) - longestChange, start - 12));
  const head = from === 0 ? 0 : from + Math.max(0, line.slice(from, start).search(/(?<=[\s,(])\S/));
  const till = Math.min(line.length, head + longestChange);
  return `${head > 0 ? '… ' : ''}${line.slice(head, till)}${till < line.length ? '…' : ''}`;
}
