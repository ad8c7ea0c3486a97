import { stringify } from 'yaml';
import type { Note, NoteKind } from '../model/note.ts';
import { places } from './places.ts';
import { inlineMarkdown, oneLine, plainFromMarkdown, shortened } from './plainText.ts';
import type { Procedure } from './procedure.ts';
import { isWholeProcedure, section } from './procedure.ts';
import { readRendered, stampSlot } from './renderedFile.ts';
import { sentenceOf, wordsLine } from './renderedLine.ts';
import { byValue } from './value.ts';

/** agentskills.io: `description` at most 1,024 characters, plain text without tags. */
const descriptionLimit = 1024;
/** More than these of one kind stand in MEMORY.md only, which the skill names. */
const notesASection = 20;
const divider = '<!-- mirror:notes -->';

const sections: readonly (readonly [heading: string, kinds: readonly NoteKind[]])[] = [
  ['Before you start', ['prerequisite', 'contradiction']],
  ['About the parameters', ['parameter']],
  ['Order and conventions', ['order', 'convention', 'procedure']],
  ['Verification', ['verification']],
  ['Known failures', ['lesson']],
  ['Decisions', ['decision']],
];

/**
 * The text of a workflow's SKILL.md, with a slot for the stamp: front matter that triggers, the procedure from the
 * recordings, and the accepted notes of the workflow.
 */
export function renderSkill(name: string, workflow: string, notes: readonly Note[], procedure: Procedure): string {
  const front = stringify({ name, description: description(workflow, notes, procedure) }, { lineWidth: 0 });
  const known = sections.flatMap(([heading, kinds]) => {
    const own = notes.filter((note) => kinds.includes(note.kind) && !isWholeProcedure(note)).sort(byValue);
    const shown = own.slice(0, notesASection).map((note) => wordsLine(note, sentenceOf(note), 600, places.memory).text);
    const rest = own.length - shown.length;
    return section(heading, rest > 0 ? [...shown, `- ${rest} more in \`${places.memory}\`.`] : shown);
  });
  const lines = [
    `---\n${front}---`,
    stampSlot(),
    `# ${inlineMarkdown(workflow)}`,
    '',
    procedure.markdown.trimEnd(),
    '',
    divider,
    '',
    ...known,
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The procedure in a SKILL.md that was rendered before, for when its recordings are not at hand. */
export function procedureOf(bytes: Uint8Array): Procedure | undefined {
  const text = readRendered(bytes)?.text;
  if (text === undefined) return undefined;
  const start = text.search(/^## /m);
  const end = text.indexOf(`\n${divider}\n`);
  if (start === -1 || end < start) return undefined;
  return { markdown: text.slice(start, end).trimEnd() };
}

function description(workflow: string, notes: readonly Note[], procedure: Procedure): string {
  const parts = [
    `Use when the task is: ${oneLine(workflow)}.`,
    `Steps: ${titles(procedure.markdown).join('; ')}.`,
    ...notes
      .filter((note) => note.kind === 'lesson' && note.trigger !== '')
      .sort(byValue)
      .slice(0, 3)
      .map((note) => `Also when: ${oneLine(note.trigger)}.`),
  ];
  return shortened(
    parts
      .join(' ')
      .replace(/<([\w-]+)>/g, '{$1}')
      .replace(/[<>]/g, ''),
    descriptionLimit,
  );
}

/** Titles of the numbered steps, as the Markdown has them, so that a skill says the same with and without recordings. */
function titles(markdown: string): string[] {
  const steps = /^## Steps\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(markdown)?.[1] ?? '';
  return [...steps.matchAll(/^\d+\. (.*)$/gm)].map((match) =>
    plainFromMarkdown(match[1] ?? '').replace(/ \(in \d+ of \d+ recordings\)$/, ''),
  );
}
