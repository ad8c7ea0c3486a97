import { renderIndex } from '../context/alwaysOnIndex.ts';
import { indexRoom } from '../context/budget.ts';
import { withRegion } from '../context/managedRegion.ts';
import { places } from '../context/places.ts';
import { withSuperseded } from '../context/planNotes.ts';
import { planSkills } from '../context/planSkills.ts';
import { bodyOf, sentenceOf } from '../context/renderedLine.ts';
import { scopedNotes } from '../context/scoped.ts';
import { teamAgents } from '../context/teamAgents.ts';
import { isAlwaysOn } from '../context/value.ts';
import type { Note } from '../model/note.ts';
import type { AlwaysOnView } from '../views/state.ts';
import type { Knowledge } from './knowledge.ts';

/**
 * What AGENTS.md would hold of ours, always on, with these notes accepted, against the room it has there: rendered as
 * applying renders it, so that the figure is the one that comes true, and nothing else of the plan is made.
 */
export function alwaysOn(accepted: readonly Note[], knowledge: Knowledge): AlwaysOnView {
  const { repository, stored, distilled } = knowledge;
  const notes = withSuperseded(accepted, stored);
  const shown = notes.filter((note) => note.status === 'accepted' && sentenceOf(note) !== '');
  const project = shown.filter((note) => note.layer !== 'working');
  const input = { repository, accepted, processes: [...distilled.values()], gate: () => [] };
  const skills = planSkills(project, notes, input, { changes: [], handEdits: [], refused: [], heldBack: [] });
  const room = indexRoom(repository);
  const namesWorking = project.length < shown.length || repository.has(places.ignore);
  const { placed } = scopedNotes(project, repository, teamAgents(repository));
  const { lines, movedDown } = renderIndex(project, skills, room, namesWorking, placed);
  return {
    lines: lines.length === 0 ? 0 : lines.length + markers,
    bytes: lines.length === 0 ? 0 : withRegion(undefined, undefined, bodyOf(lines)).length - 1,
    maxLines: room.lines,
    maxBytes: room.bytes,
    movedDown: movedDown.filter(isAlwaysOn).length,
  };
}

/** The lines that open and close the region. */
const markers = 2;
