import type { Note } from '../model/note.ts';
import { places } from './places.ts';
import { inlineMarkdown } from './plainText.ts';
import type { RenderedLine } from './renderedLine.ts';
import { codeSpan, plainLine, sentenceOf, wordsLine } from './renderedLine.ts';
import { workflowKey } from './slug.ts';
import { byValue, isAlwaysOn } from './value.ts';

/** How much of the always-on index is ours to use. */
export interface IndexRoom {
  readonly lines: number;
  readonly bytes: number;
}

/** A workflow whose procedure stands in a skill. */
export interface SkillPointer {
  readonly workflow: string;
  readonly path: string;
}

/**
 * Compliance falls with the number of instructions (arXiv 2507.11538, 2607.19257) and an index of 8 KB was enough for
 * every task of a vendor's evaluation: at most these many notes, lines and bytes stand always on, markers included.
 */
export const indexLimit = { notes: 25, skills: 15, workflowsNamed: 8, words: 320, lines: 60, bytes: 8 * 1024 } as const;

/** The markers and their digest, and the line ends around them. */
const markerBytes = 96;

export interface AlwaysOnIndex {
  readonly lines: readonly RenderedLine[];
  /** Notes that stand in MEMORY.md only, most valuable first: those of a kind for it, and those without room here. */
  readonly movedDown: readonly Note[];
}

/**
 * The region of AGENTS.md: the costliest mistakes first, then where the rest is. What has no room moves down to
 * MEMORY.md, which the index names; nothing is cut. `namesWorking`: this repository uses the private working layer.
 */
export function renderIndex(
  notes: readonly Note[],
  skills: readonly SkillPointer[],
  room: IndexRoom,
  namesWorking = false,
): AlwaysOnIndex {
  if (notes.length === 0 && skills.length === 0) return { lines: [], movedDown: [] };
  const ranked = [...notes].sort(byValue);
  const candidates = ranked.filter(isAlwaysOn).slice(0, indexLimit.notes);
  const working = namesWorking
    ? [plainLine(`- Read \`${places.working}\` first if it is there: it is about the work at hand.`)]
    : [];
  const skillLines = [...skills.slice(0, indexLimit.skills).map(skillLine), ...working];
  for (let count = candidates.length; count > 0; count--) {
    const lines = assembled(candidates.slice(0, count), ranked, skillLines);
    if (fits(lines, room))
      return { lines, movedDown: ranked.filter((note) => !candidates.slice(0, count).includes(note)) };
  }
  const pointers = assembled([], ranked, skillLines);
  const lines = fits(pointers, room) ? pointers : assembled([], ranked, []);
  return { lines, movedDown: ranked };
}

function assembled(shown: readonly Note[], all: readonly Note[], skillLines: readonly RenderedLine[]): RenderedLine[] {
  const noteLines = shown.map((note) => wordsLine(note, sentenceOf(note), indexLimit.words, places.memory));
  const memory = all.length === 0 ? [] : [memoryLine(all, all.filter(isAlwaysOn).length - shown.length)];
  return [plainLine('## Learned from recorded work'), plainLine(''), ...noteLines, ...memory, ...skillLines];
}

function memoryLine(notes: readonly Note[], withoutRoom: number): RenderedLine {
  const names = new Map(
    notes.filter((note) => note.workflow !== '').map((note) => [workflowKey(note.workflow), note.workflow]),
  );
  const sorted = [...names.keys()].sort().map((key) => inlineMarkdown(names.get(key) ?? key));
  const named = sorted.slice(0, indexLimit.workflowsNamed).join('; ');
  const more =
    sorted.length > indexLimit.workflowsNamed
      ? `; and ${sorted.length - indexLimit.workflowsNamed} more workflows`
      : '';
  const before = named === '' ? '' : `, and before you start on: ${named}${more}`;
  const rest = withoutRoom > 0 ? ` It holds ${withoutRoom} more of these.` : '';
  return plainLine(`- Read \`${places.memory}\` when a command fails${before}.${rest}`);
}

function skillLine(skill: SkillPointer): RenderedLine {
  return plainLine(`- Follow ${codeSpan(skill.path)} when the task is: ${inlineMarkdown(skill.workflow)}.`);
}

function fits(lines: readonly RenderedLine[], room: IndexRoom): boolean {
  const encoder = new TextEncoder();
  const bytes = lines.reduce((sum, line) => sum + encoder.encode(line.text).length + 2, markerBytes);
  return lines.length + 2 <= room.lines && bytes <= room.bytes;
}
