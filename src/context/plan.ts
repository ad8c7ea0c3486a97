import type { FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import { handWritten } from './adopt.ts';
import type { SkillPointer } from './alwaysOnIndex.ts';
import { renderIndex } from './alwaysOnIndex.ts';
import { indexRoom } from './budget.ts';
import type { Draft, PlanInput, Refusal } from './draft.ts';
import type { HeldBack } from './gateTwo.ts';
import { heldBack, noteAsText } from './gateTwo.ts';
import type { HandEdit } from './handEdits.ts';
import { layerConflicts } from './layerConflicts.ts';
import { renderMemory } from './memory.ts';
import { sameNote } from './noteFile.ts';
import type { StoredNotes } from './noteStore.ts';
import { compare, notePath, oneEach, readNotes } from './noteStore.ts';
import { places } from './places.ts';
import { planNoteFiles, withSuperseded } from './planNotes.ts';
import { planRegion } from './planRegions.ts';
import { planScoped } from './planScoped.ts';
import { planSkills } from './planSkills.ts';
import type { RenderedLine } from './renderedLine.ts';
import { sentenceOf } from './renderedLine.ts';
import { scopedNotes } from './scoped.ts';
import { teamAgents } from './teamAgents.ts';
import { byValue } from './value.ts';
import { planWorking, workingLines } from './working.ts';

/** What applying would do. Nothing is written by planning, and the same input gives the same plan. */
export interface ContextPlan {
  /** Sorted by path. */
  readonly changes: readonly FileChange[];
  /** Edited by hand where Mirror renders: left as they are, with the note edits they imply. */
  readonly handEdits: readonly HandEdit[];
  readonly refused: readonly Refusal[];
  readonly heldBack: readonly HeldBack[];
  /** Ids of accepted notes that are not in the always-on index; they stand in MEMORY.md. Most valuable first. */
  readonly movedDown: readonly string[];
  /** Where each accepted note is rendered most prominently, most valuable first. */
  readonly placements: readonly Placement[];
  /** The skills that stand there afterwards, hand-written ones included. */
  readonly skills: readonly SkillPointer[];
}

/** The file a note is rendered to and the line it is there. */
export interface Placement {
  readonly note: Note;
  readonly file: string;
  readonly line: string;
}

/**
 * Plans the context files of a repository from its accepted notes: note files, the managed regions of AGENTS.md and
 * MEMORY.md, a SKILL.md a workflow, what the team's agents load by path, and the private file of the working layer. Order of notes and of processes changes
 * nothing; planning again after applying gives no changes.
 */
export function planContext(input: PlanInput): ContextPlan {
  return planWith(input, readNotes(input.repository));
}

/** The same, for a caller that has read the notes on disk. */
export function planWith(input: PlanInput, stored: StoredNotes): ContextPlan {
  const draft: Draft = { changes: [], handEdits: [], refused: [], heldBack: [] };
  const notes = withSuperseded(oneEach(input.accepted), stored).filter((note) => passesGate(note, input, draft));
  const shown = withoutOverruled(notes.filter((note) => note.status === 'accepted' && sentenceOf(note) !== ''));
  const project = shown.filter((note) => note.layer !== 'working');

  planNoteFiles(notes, stored, input, draft);
  const skills = planSkills(project, notes, input, draft);
  const room = indexRoom(input.repository);
  const working = shown.filter((note) => note.layer === 'working');
  const namesWorking = working.length > 0 || input.repository.has(places.ignore);
  const agents = input.agents ?? teamAgents(input.repository);
  const stands = handWritten(input.repository);
  const tiers = (from: readonly Note[]) => {
    const there = from.filter(stands);
    const scoped = scopedNotes(
      from.filter((note) => !there.includes(note)),
      input.repository,
      agents,
    );
    const elsewhere = new Set([...scoped.placed, ...there.map(({ id }) => id)]);
    return { scoped, index: renderIndex(from, skills, room, namesWorking, elsewhere) };
  };
  const { scoped, index } = tiers(project);
  const before = renderable(stored);
  const unchanged = sameNotes(project, before);
  const { scoped: scopedBefore, index: indexOfBefore } = unchanged ? { scoped, index } : tiers(before);
  const indexBefore = indexOfBefore.lines;
  planRegion(places.index, index.lines, indexBefore, 'the always-on index', input, draft);
  const memory = renderMemory(project, skills);
  planRegion(
    places.memory,
    memory,
    unchanged ? memory : renderMemory(before, skills),
    'what is known, with its evidence',
    input,
    draft,
  );
  planScoped(scoped.files, scopedBefore.files, input, draft);
  planWorking(working, input, draft);
  return {
    ...draft,
    changes: inOrder(draft.changes),
    movedDown: index.movedDown.map((note) => note.id),
    placements: placementsOf(shown, [
      [places.index, index.lines],
      ...scoped.files.map(({ path, lines }) => [path, lines] as const),
      [places.memory, memory],
      [places.working, workingLines(working)],
    ]),
    skills,
  };
}

/** The first of the files, in their order, that says a note. */
function placementsOf(
  notes: readonly Note[],
  files: readonly (readonly [file: string, lines: readonly RenderedLine[]])[],
): Placement[] {
  const placed = new Map<string, { file: string; line: string }>();
  for (const [file, lines] of files) {
    for (const { note, part, text } of lines) {
      if (note !== undefined && part === 'words' && !placed.has(note)) placed.set(note, { file, line: text });
    }
  }
  return [...notes].sort(byValue).flatMap((note) => {
    const place = placed.get(note.id);
    return place ? [{ note, ...place }] : [];
  });
}

function passesGate(note: Note, input: PlanInput, draft: Draft): boolean {
  const found = heldBack(noteAsText(note), notePath(note), input.gate, note.id);
  if (found) draft.heldBack.push(found);
  return found === undefined;
}

/** Agents are told one of two shared notes that contradict each other: that of the layer that is nearer to the work. */
function withoutOverruled(notes: readonly Note[]): Note[] {
  const shared = notes.filter((note) => note.layer !== 'working');
  const overruled = new Set(layerConflicts(shared).map((conflict) => conflict.overruled.id));
  return notes.filter((note) => !overruled.has(note.id));
}

/** The notes on disk as they were rendered last: what a hand edit is read against. */
function renderable(stored: StoredNotes): Note[] {
  const accepted = stored.notes.map(({ note }) => note).filter((note) => note.status === 'accepted');
  return withoutOverruled(accepted).filter((note) => note.layer !== 'working');
}

/** Whether two lists hold the same notes, whatever their order: what is rendered of them is then the same. */
function sameNotes(these: readonly Note[], others: readonly Note[]): boolean {
  const known = new Map(others.map((note) => [note.id, note]));
  return (
    these.length === others.length &&
    these.every((note) => {
      const other = known.get(note.id);
      return other !== undefined && note.status === other.status && sameNote(note, other);
    })
  );
}

function inOrder(changes: readonly FileChange[]): FileChange[] {
  return [...changes].sort((a, b) => compare(a.path, b.path));
}

/** A change that creates a CLAUDE.md importing AGENTS.md, for the caller to offer; undefined where one is there. */
export function planClaudeImport(repository: Pick<PlanInput['repository'], 'has'>): FileChange | undefined {
  const present = ['CLAUDE.md', '.claude/CLAUDE.md'].some((path) => repository.has(path));
  if (present) return undefined;
  const after = new TextEncoder().encode('@AGENTS.md\n');
  return { path: 'CLAUDE.md', after, reason: 'Claude Code reads AGENTS.md through it' };
}
