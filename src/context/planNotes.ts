import type { Note } from '../model/note.ts';
import type { Dependency } from './dependency.ts';
import type { Draft, PlanInput } from './draft.ts';
import { addChange } from './draft.ts';
import { presentDependencies, stillNeeded } from './freshness.ts';
import { renderNoteFile, sameNote } from './noteFile.ts';
import type { StoredNotes } from './noteStore.ts';
import { notePath, saysElse } from './noteStore.ts';
import type { Offered } from './offered.ts';
import { offeredBy } from './offered.ts';
import { places } from './places.ts';
import { attributes, withAttributes } from './unionMerge.ts';

/** A note that an accepted one supersedes is no longer accepted. */
export function withSuperseded(notes: readonly Note[], stored: StoredNotes): Note[] {
  const replaced = new Set(
    notes
      .filter((note) => note.status === 'accepted' && note.supersedes !== note.id)
      .flatMap((note) => note.supersedes ?? []),
  );
  const given = new Set(notes.map((note) => note.id));
  const onDisk = stored.notes.map(({ note }) => note).filter((note) => replaced.has(note.id) && !given.has(note.id));
  return [...notes, ...onDisk].map((note) =>
    replaced.has(note.id) && note.status === 'accepted' ? { ...note, status: 'superseded' } : note,
  );
}

/** Plans one file a note, in the folder of its layer. A note that was never accepted gets none. */
export function planNoteFiles(notes: readonly Note[], stored: StoredNotes, input: PlanInput, draft: Draft): void {
  const known = new Map(stored.notes.map((one) => [one.note.id, one]));
  const offered = offeredBy(input.repository);
  for (const note of notes) {
    const file = known.get(note.id);
    const differs =
      file === undefined ? note.status === 'accepted' : !sameNote(file.note, note) || !isHome(file.path, note);
    if (differs) planNoteFile(note, file?.path, stored, offered, input, draft);
  }
  planAttributes(input, draft);
  for (const doubled of stored.doubled) {
    const { path, note } = doubled;
    if (!notes.some((one) => one.id === note.id)) continue;
    const other = saysElse(stored, doubled);
    if (other) {
      // Its words stand nowhere else.
      const message = `${path} and ${other.path} both have the id ${note.id} and say different things: give one of them an id of its own, or delete it`;
      draft.refused.push({ path, code: 'note-file', message });
      continue;
    }
    addChange(draft, path, input.repository.bytes(path), undefined, `second file of the note ${note.id}`);
  }
}

/** Where notes of the repository are written, Git is told how they merge; a person's own lines stay. */
function planAttributes({ repository }: PlanInput, draft: Draft): void {
  const writes = draft.changes.some(({ path, after }) => after && path.startsWith(`${places.notes}/`));
  const before = repository.bytes(attributes.path);
  const after = writes ? withAttributes(before) : undefined;
  if (after) addChange(draft, attributes.path, before, after, 'two people who accept notes never conflict');
}

function planNoteFile(
  note: Note,
  known: string | undefined,
  stored: StoredNotes,
  offered: Offered,
  input: PlanInput,
  draft: Draft,
): void {
  const home = notePath(note);
  const stays = known !== undefined && isHome(known, note);
  const path = stays ? known : home;
  const occupant = stays ? undefined : input.repository.files.find((one) => one.toLowerCase() === path.toLowerCase());
  if (occupant !== undefined) {
    const broken = stored.unreadable.find((one) => one.path === occupant);
    const why = broken ? `line ${broken.line}: ${broken.message}` : 'it holds another note';
    const message = `${occupant} is where the note ${note.id} belongs, but ${why}; repair or rename that file`;
    draft.refused.push({ path: occupant, code: 'note-file', message });
    return;
  }
  const before = known === undefined ? undefined : input.repository.bytes(known);
  const reason = known === undefined ? `new note: ${note.kind}` : `the note is ${note.status}`;
  const seenSince = known !== undefined && verifiedAtOf(stored, known) !== note.verifiedAt;
  const keeps = seenSince ? (needs: readonly Dependency[]) => stillNeeded(needs, note, offered) : undefined;
  const after = renderNoteFile(note, before, presentDependencies(note, offered), keeps);
  addChange(draft, path, stays ? before : undefined, after, reason);
  if (!stays && known !== undefined) addChange(draft, known, before, undefined, 'the note moved to another layer');
}

function verifiedAtOf(stored: StoredNotes, path: string): string | undefined {
  return stored.notes.find((one) => one.path === path)?.note.verifiedAt;
}

/** Whether a file lies below the folder of the note's layer; where and under which name is the person's choice. */
function isHome(path: string, note: Note): boolean {
  return path.startsWith(`${folder(notePath(note))}/`);
}

function folder(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
