import type { StoredNotes } from '../context/noteStore.ts';
import { mergeAccepted } from '../context/noteStore.ts';
import type { Decisions } from '../host/decisions.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Gap } from '../model/gap.ts';
import type { Note } from '../model/note.ts';
import type { NoteView } from '../views/state.ts';

/** A claim with more evidence than the one a person decided about is new to them. */
function hasGrown(note: Note, decided: Note): boolean {
  return note.support.n > decided.support.n || note.evidence.length > decided.evidence.length;
}

/** Notes accepted on disk joined with those accepted here and not written yet: what applying renders. */
export function acceptedNotes(stored: StoredNotes, decisions: Decisions): Note[] {
  const onDisk = stored.notes.map(({ note }) => note);
  const taken = Object.values(decisions.notes).map(({ note }) => note);
  const accepted = taken.filter((note) => note.status === 'accepted' && !isWritten(note, onDisk));
  const retired = taken.filter((note) => note.status === 'declined');
  const kept = onDisk.map((note) => retired.find(({ id }) => id === note.id) ?? note);
  return mergeAccepted(kept, [], accepted);
}

/** The words on disk are the words that were accepted. */
function isWritten(note: Note, onDisk: readonly Note[]): boolean {
  return onDisk.some((other) => other.id === note.id && other.status === 'accepted' && sameWords(other, note));
}

function sameWords(a: Note, b: Note): boolean {
  return a.text.trim() === b.text.trim() && a.layer === b.layer && a.owner === b.owner;
}

/**
 * Every note a maintainer sees, once: what recordings propose, what was decided here, what stands on disk. A declined
 * one is proposed again when its evidence has grown; what stands accepted on disk is not proposed again.
 */
export function reviewedNotes(distilled: Iterable<Distilled>, stored: StoredNotes, decisions: Decisions): NoteView[] {
  const onDisk = new Map(stored.notes.map(({ note }) => [note.id, note]));
  const views = new Map<string, NoteView>();
  for (const note of onDisk.values()) views.set(note.id, { note, pendingApply: false });
  for (const { note } of Object.values(decisions.notes)) {
    const written = isWritten(note, [...onDisk.values()]);
    if (written) continue;
    const pendingApply =
      note.status === 'accepted' || (note.status === 'declined' && onDisk.get(note.id)?.status === 'accepted');
    views.set(note.id, { note, pendingApply });
  }
  for (const { notes } of distilled) {
    for (const note of notes) {
      const known = views.get(note.id)?.note;
      if (!known || (known.status === 'declined' && hasGrown(note, known)))
        views.set(note.id, { note, pendingApply: false });
    }
  }
  const { judgements } = decisions;
  return [...views.values()].map((view) => {
    const judgement = view.note.status === 'proposed' ? judgements[view.note.id] : undefined;
    return judgement ? { ...view, judgement } : view;
  });
}

/** Gaps without those a person called none, unless evidence came since. */
export function openGaps(gaps: readonly Gap[], decisions: Decisions): Gap[] {
  return gaps.filter((gap) => {
    const dismissed = decisions.dismissed[gap.id];
    return dismissed === undefined || gap.evidence.length > dismissed.evidence;
  });
}
