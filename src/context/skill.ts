import { stringify } from 'yaml';
import type { Note, NoteKind } from '../model/note.ts';
import { bytesAToken, limits } from './loaders/limits.ts';
import { places } from './places.ts';
import { inlineMarkdown, oneLine, plainFromMarkdown, shortened } from './plainText.ts';
import type { Procedure } from './procedure.ts';
import { isWholeProcedure, section } from './procedure.ts';
import { readRendered, stampSlot } from './renderedFile.ts';
import { sentenceOf, wordsLine } from './renderedLine.ts';
import { joinedProcedure, type SkillReference, splitProcedure } from './skillReferences.ts';
import { byValue } from './value.ts';

/** agentskills.io: `description` at most 1,024 characters, plain text without tags. */
const descriptionLimit = 1024;
/** More than these of one kind stand in MEMORY.md only, which the skill names. */
const notesASection = 20;
/** Room for what stands around the notes: the line that names MEMORY.md, and what an editor may add. */
const reserve = { bytes: 512, lines: 12 } as const;
const divider = '<!-- mirror:notes -->';

const sections: readonly (readonly [heading: string, kinds: readonly NoteKind[]])[] = [
  ['Before you start', ['prerequisite', 'contradiction']],
  ['About the parameters', ['parameter']],
  ['Order and conventions', ['order', 'convention', 'procedure']],
  ['Verification', ['verification']],
  ['Known failures', ['lesson']],
  ['Decisions', ['decision']],
];

/** A skill's files: its SKILL.md, and what of a long procedure stands beside it. All with a slot for the stamp. */
export interface RenderedSkill {
  readonly text: string;
  readonly references: readonly SkillReference[];
}

/**
 * A workflow's skill: front matter that triggers, the procedure from the recordings, and the accepted notes of the
 * workflow. A procedure over the limit is split, so that the SKILL.md stays under it.
 */
export function renderSkill(name: string, workflow: string, notes: readonly Note[], whole: Procedure): RenderedSkill {
  const { procedure, references } = splitProcedure(inlineMarkdown(workflow), whole);
  const front = stringify({ name, description: description(workflow, notes, whole) }, { lineWidth: 0 });
  const head = [
    `---\n${front}---`,
    stampSlot(),
    `# ${inlineMarkdown(workflow)}`,
    '',
    procedure.markdown.trimEnd(),
    '',
    divider,
    '',
  ].join('\n');
  const own = notes.filter((note) => !isWholeProcedure(note)).sort(byValue);
  const shown = fitting(own, head);
  const known = sections.flatMap(([heading, kinds]) => {
    const all = own.filter((note) => kinds.includes(note.kind));
    const lines = all.flatMap((note) => shown.get(note.id) ?? []);
    const rest = all.length - lines.length;
    return section(heading, rest > 0 ? [...lines, `- ${rest} more in \`${places.memory}\`.`] : lines);
  });
  return { text: `${[head, ...known].join('\n').trimEnd()}\n`, references };
}

/** The lines of the most valuable notes that a skill has room for, by id: what is over stands in MEMORY.md only. */
function fitting(notes: readonly Note[], head: string): ReadonlyMap<string, string> {
  const size = (text: string) => new TextEncoder().encode(text).length + 1;
  let bytes = limits.skillTokens.value * bytesAToken - size(head) - sections.length * 64 - reserve.bytes;
  let lines = limits.skillLines.value - head.split('\n').length - sections.length * 4 - reserve.lines;
  const shown = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const note of notes) {
    const heading = sections.find(([, kinds]) => kinds.includes(note.kind))?.[0] ?? '';
    const count = counts.get(heading) ?? 0;
    const { text } = wordsLine(note, sentenceOf(note), 600, places.memory);
    if (count >= notesASection || size(text) > bytes || lines < 1) continue;
    shown.set(note.id, text);
    counts.set(heading, count + 1);
    bytes -= size(text);
    lines--;
  }
  return shown;
}

/**
 * The procedure in a SKILL.md that was rendered before, for when its recordings are not at hand. `read` gives a file
 * beside it by its name; undefined where a part that it names is gone.
 */
export function procedureOf(bytes: Uint8Array, read: (name: string) => Uint8Array | undefined): Procedure | undefined {
  const text = readRendered(bytes)?.text;
  if (text === undefined) return undefined;
  const start = text.search(/^## /m);
  const end = text.indexOf(`\n${divider}\n`);
  if (start === -1 || end < start) return undefined;
  return joinedProcedure({ markdown: text.slice(start, end).trimEnd() }, read);
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
