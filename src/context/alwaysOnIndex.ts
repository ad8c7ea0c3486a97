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

/** From so many notes on MEMORY.md is searched rather than read: about 10,000 tokens. */
const searchedFrom = 100;

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
 * `byPath`: the ids of notes that reach every agent of the team when their files are worked on.
 */
export function renderIndex(
  notes: readonly Note[],
  skills: readonly SkillPointer[],
  room: IndexRoom,
  namesWorking = false,
  byPath: ReadonlySet<string> = new Set<string>(),
): AlwaysOnIndex {
  if (notes.length === 0 && skills.length === 0) return { lines: [], movedDown: [] };
  const ranked = [...notes].sort(byValue);
  const wanted = ranked.filter((note) => isAlwaysOn(note) && !byPath.has(note.id));
  const candidates = wanted.slice(0, indexLimit.notes);
  const working = namesWorking
    ? [plainLine(`- Read \`${places.working}\` first if it is there: it is about the work at hand.`)]
    : [];
  const skillLines = [...skills.slice(0, indexLimit.skills).map(skillLine), ...working];
  for (let count = candidates.length; count > 0; count--) {
    const lines = assembled(candidates.slice(0, count), ranked, wanted.length - count, skillLines);
    if (fits(lines, room))
      return { lines, movedDown: ranked.filter((note) => !candidates.slice(0, count).includes(note)) };
  }
  const pointers = assembled([], ranked, wanted.length, skillLines);
  const lines = fits(pointers, room) ? pointers : assembled([], ranked, wanted.length, []);
  return { lines, movedDown: ranked };
}

function assembled(
  shown: readonly Note[],
  all: readonly Note[],
  withoutRoom: number,
  skillLines: readonly RenderedLine[],
): RenderedLine[] {
  const noteLines = shown.map((note) => wordsLine(note, sentenceOf(note), indexLimit.words, places.memory));
  const memory = all.length === 0 ? [] : [memoryLine(all, withoutRoom)];
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
  const long = notes.length > searchedFrom ? ' Search it for the command, file or workflow at hand: it is long.' : '';
  return plainLine(`- Read \`${places.memory}\` when a command fails${before}.${rest}${long}`);
}

function skillLine(skill: SkillPointer): RenderedLine {
  return plainLine(`- Follow ${codeSpan(skill.path)} when the task is: ${inlineMarkdown(skill.workflow)}.`);
}

function fits(lines: readonly RenderedLine[], room: IndexRoom): boolean {
  const encoder = new TextEncoder();
  const bytes = lines.reduce((sum, line) => sum + encoder.encode(line.text).length + 2, markerBytes);
  return lines.length + 2 <= room.lines && bytes <= room.bytes;
}
