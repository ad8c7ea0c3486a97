import type { Note, NoteKind } from '../model/note.ts';
import type { SkillPointer } from './alwaysOnIndex.ts';
import { indexLimit } from './alwaysOnIndex.ts';
import { places } from './places.ts';
import { inlineMarkdown, oneLine } from './plainText.ts';
import type { RenderedLine } from './renderedLine.ts';
import { codeSpan, factsLine, plainLine, sentenceOf, wordsLine } from './renderedLine.ts';
import { noteSlug } from './slug.ts';
import { byValue } from './value.ts';

/** The sections of MEMORY.md, in their order. */
const sections: readonly (readonly [heading: string, kinds: readonly NoteKind[]])[] = [
  ['Lessons', ['lesson']],
  ['Where other files say something else', ['contradiction']],
  ['Before you start', ['prerequisite']],
  ['Order and checks', ['order', 'verification']],
  ['Decisions', ['decision']],
  ['Conventions', ['convention']],
  ['Parameters', ['parameter']],
  ['Procedures', ['procedure']],
];

/** Longer than anything a person reads as one claim. */
const wordsLimit = 1500;

/** The region of MEMORY.md: every accepted note with its evidence in brief, by kind, most valuable first. */
export function renderMemory(notes: readonly Note[], skills: readonly SkillPointer[]): RenderedLine[] {
  if (notes.length === 0) return [];
  const intro = `Rendered from \`${places.notes}\`, one file a note: edit there.`;
  const parts = sections.map(([heading, kinds]) => {
    const own = notes.filter((note) => kinds.includes(note.kind)).sort(byValue);
    const listed = kinds.includes('procedure') ? skills.slice(indexLimit.skills).map(skillLine) : [];
    const entries = [...own.flatMap(entry), ...listed];
    return entries.length === 0 ? [] : [plainLine(''), plainLine(`## ${heading}`), plainLine(''), ...entries];
  });
  return [plainLine(intro), ...parts.flat()];
}

function entry(note: Note): RenderedLine[] {
  const words = wordsLine(note, sentenceOf(note), wordsLimit, `${places.notes}/${noteSlug(note.id)}.md`);
  const prevents = oneLine(note.prevents ?? '');
  const told = oneLine(note.text).toLowerCase().includes(prevents.toLowerCase());
  const extra: RenderedLine[] =
    prevents === '' || told ? [] : [{ text: `  Prevents: ${inlineMarkdown(prevents)}`, note: note.id, part: 'facts' }];
  return [words, ...extra, factsLine(note)];
}

function skillLine(skill: SkillPointer): RenderedLine {
  return plainLine(`- ${inlineMarkdown(skill.workflow)}: ${codeSpan(skill.path)}`);
}
