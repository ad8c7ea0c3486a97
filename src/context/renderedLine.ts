import type { Note } from '../model/note.ts';
import { inlineMarkdown, oneLine, shortened, visibleText } from './plainText.ts';

/** A line of a rendered file and the note it says, so that a person's edit of the line finds its way back. */
export interface RenderedLine {
  readonly text: string;
  readonly note?: string;
  /** The words of the note, or what is known about it. */
  readonly part?: 'words' | 'facts';
}

export function plainLine(text: string): RenderedLine {
  return { text };
}

export function bodyOf(lines: readonly RenderedLine[]): string {
  return lines.map((line) => line.text).join('\n');
}

/** The note's sentence: its text, or trigger and action where a note has no text. */
export function sentenceOf(note: Note): string {
  if (note.text.trim() !== '') return oneLine(note.text);
  return [note.trigger, note.action]
    .map(oneLine)
    .filter((part) => part !== '')
    .join(': ');
}

/** A list item with the note's words, cut visibly at `limit` code points with a pointer to the whole. */
export function wordsLine(note: Note, words: string, limit: number, whole: string): RenderedLine {
  const cut = shortened(words, limit);
  const text = cut === words ? inlineMarkdown(words) : `${inlineMarkdown(cut)} (all of it: \`${whole}\`)`;
  return { text: `- ${text}`, note: note.id, part: 'words' };
}

/** What is known about the note: id, workflow, support, newest recording, commit, owner. No clock is read. */
export function factsLine(note: Note): RenderedLine {
  const { n, of } = note.support;
  const seen = `seen in ${n} of ${of} recording${of === 1 ? '' : 's'}${note.recordedOn ? `, last ${inlineMarkdown(note.recordedOn)}` : ''}`;
  const facts = [
    codeSpan(note.id.replaceAll('`', "'")),
    note.workflow === '' ? '' : inlineMarkdown(note.workflow),
    note.source && of === 0 ? `written by hand in ${codeSpan(`${note.source.file}:${note.source.line}`)}` : seen,
    note.verifiedAt ? `held at commit ${codeSpan(note.verifiedAt.slice(0, 12))}` : '',
    note.owner ? `owner: ${inlineMarkdown(note.owner)}` : 'no owner',
    note.layer === 'organization' ? 'for every repository' : '',
  ];
  return { text: `  ${facts.filter((fact) => fact !== '').join(' | ')}`, note: note.id, part: 'facts' };
}

/** A value, verbatim but for line ends and comment marks, as a code span on one line. */
export function codeSpan(value: string): string {
  const plain = uncommented(visibleText(value))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A text of several lines as a fenced block, each line behind `indent`. */
export function codeBlock(value: string, indent: string): string[] {
  const lines = uncommented(visibleText(value)).trimEnd().split('\n');
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map((run) => run[0].length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, ...lines, fence].map((line) => `${indent}${line}`.trimEnd());
}

/** No comment can begin or end in it, so no marker can be forged. */
function uncommented(text: string): string {
  return text.replace(/<!-/g, '< !-').replace(/--+>/g, (mark) => `${mark.slice(0, -1)} >`);
}
