import type { Layer, Note } from '../model/note.ts';
import { compare } from './noteStore.ts';
import { oneLine } from './plainText.ts';
import { workflowKey } from './slug.ts';

/** Two accepted notes of different layers that say different things about one situation. */
export interface LayerConflict {
  /** Counts: what is about the work at hand comes before the project, the project before the organization. */
  readonly counts: Note;
  readonly overruled: Note;
}

/** The nearer to the work, the more it counts. */
const nearness: Readonly<Record<Layer, number>> = { working: 0, project: 1, organization: 2 };

/**
 * The contradictions between layers: the same trigger, in the same workflow or in one and in any, and another action.
 * A note that supersedes the other has settled it. Sorted by id; the order of the notes changes nothing.
 */
export function layerConflicts(notes: readonly Note[]): LayerConflict[] {
  const accepted = notes.filter((note) => note.status === 'accepted' && plain(note.trigger) !== '');
  const byTrigger = new Map<string, Note[]>();
  for (const note of accepted)
    byTrigger.set(plain(note.trigger), [...(byTrigger.get(plain(note.trigger)) ?? []), note]);
  const found = [...byTrigger.values()].flatMap((group) => group.flatMap((counts) => overruledBy(counts, group)));
  return found.sort((a, b) => compare(a.counts.id, b.counts.id) || compare(a.overruled.id, b.overruled.id));
}

function overruledBy(counts: Note, group: readonly Note[]): LayerConflict[] {
  return group
    .filter(
      (other) =>
        nearness[counts.layer] < nearness[other.layer] &&
        counts.supersedes !== other.id &&
        (other.workflow === '' ||
          counts.workflow === '' ||
          workflowKey(other.workflow) === workflowKey(counts.workflow)) &&
        plain(actionOf(other)) !== plain(actionOf(counts)),
    )
    .map((overruled) => ({ counts, overruled }));
}

function actionOf({ action, text }: Note): string {
  return action.trim() === '' ? text : action;
}

function plain(text: string): string {
  return oneLine(text).toLowerCase().replace(/[`'"]/g, '').replace(/[.!]$/, '');
}

/** What to do about one, as a sentence without a stop. */
export function layerConflictMessage({ counts, overruled }: LayerConflict): string {
  return `the note ${counts.id} (${counts.layer}) and the note ${overruled.id} (${overruled.layer}) say different things about "${oneLine(counts.trigger)}"; the ${counts.layer}'s counts: let it supersede the other, or decline one`;
}
