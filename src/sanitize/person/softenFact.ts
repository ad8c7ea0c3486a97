import type { Fact } from '../../model/event.ts';
import { personalRemarks, soften } from './soften.ts';

/**
 * A fact without what it says about people where a person wrote freely: narration, commit messages, comments among what
 * they typed. The same object where there is nothing of the kind.
 */
export function softenFact(fact: Fact): Fact {
  if (fact.kind === 'note') {
    return { ...fact, text: soften(fact.text, 'narration') };
  }
  if (fact.kind === 'edit') {
    return softenEdit(fact);
  }
  if (fact.kind === 'command') {
    const line = softenMessage(fact.line);
    return line === fact.line ? fact : { ...fact, line };
  }
  return fact.kind === 'git' && fact.message !== undefined
    ? { ...fact, message: soften(fact.message, 'narration') }
    : fact;
}

/** Commands that take prose, and the arguments it stands in. */
const takesMessage = /\bgit\b[^|;&\n]{0,80}?\s(?:commit|tag|merge|notes|stash|revert)\b|\bgh\s+(?:pr|issue|release)\s/;
const messages =
  /(?<=\s(?:-[a-zA-Z]{0,4}[mtbn]|--(?:message|title|body|notes|comment))(?:\s{1,4}|=))(?:"(?:[^"\\$`]|\\.){3,2000}"|'[^']{3,2000}')/g;

/** A command with the message that it is given cleared of what it says about people; the rest of the line stays as it is. */
function softenMessage(line: string): string {
  if (!takesMessage.test(line)) return line;
  return line.replace(messages, (quoted) => {
    const mark = quoted.charAt(0);
    const text = quoted.slice(1, -1);
    const left = soften(text, 'narration').trim();
    return left === text.trim() ? quoted : `${mark}${left === '' ? '…' : left}${mark}`;
  });
}

/** Files that are words throughout: what looks like a comment there is a heading. */
const ofWords = /\.(?:md|mdx|markdown|rst|adoc|txt|csv|json|lock|svg)$/i;
/** A licence names whose work it is. */
const rights = /copyright|\(c\)|©|licen[cs]e|SPDX|all rights/i;
/** The mark of a comment with words behind it, on its own or behind code. */
const commentMark = /(?:(?<=^|\s)(?:\/\/+|\/\*+|#+|--|<!--)|^\s*(?:\*|;+))\s+(?=.*\p{L}{2})/u;
const longestComment = 400;

/** The comments of an edit without what they say about people; code stays as it is. */
function softenEdit(fact: Extract<Fact, { kind: 'edit' }>): Fact {
  const { hunks = [] } = fact;
  const lines = ofWords.test(fact.file) ? [] : hunks.flatMap(({ before, after }) => [...before, ...after]);
  const comments = lines.flatMap((line) => {
    const at = commentStart(line);
    return at === -1 ? [] : [line.slice(at)];
  });
  // Seldom is there any: one look at all of them spares each its own.
  if (comments.length === 0 || personalRemarks(comments.join('\n'), 'narration').length === 0) {
    return fact;
  }
  return {
    ...fact,
    hunks: hunks.map((hunk) => ({
      ...hunk,
      before: hunk.before.map(softenComment),
      after: hunk.after.map(softenComment),
    })),
  };
}

function softenComment(line: string): string {
  const at = commentStart(line);
  return at === -1 ? line : line.slice(0, at) + soften(line.slice(at), 'narration');
}

/** Where the words of a line's comment begin; -1 if there is none. */
function commentStart(line: string): number {
  const mark = line.length > longestComment || rights.test(line) ? null : commentMark.exec(line);
  return mark === null ? -1 : mark.index + mark[0].length;
}
