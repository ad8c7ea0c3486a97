import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { ReadNote } from './noteFile.ts';
import { cleanNote, readNoteFile } from './noteFile.ts';
import { places } from './places.ts';
import { noteSlug } from './slug.ts';

export interface StoredNote extends ReadNote {
  readonly path: string;
}

/** A note's file that cannot be read; it is left alone and said so. */
export interface UnreadableNote {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface StoredNotes {
  /** One an id, sorted by path. Where two files hold one id, the one that knows more; the others are `doubled`. */
  readonly notes: readonly StoredNote[];
  readonly doubled: readonly StoredNote[];
  readonly unreadable: readonly UnreadableNote[];
}

/** All notes on disk, whatever their status: the committed ones and the private ones of the working layer. */
export function readNotes(repository: RepositoryView): StoredNotes {
  const unreadable: UnreadableNote[] = [];
  const read: StoredNote[] = [];
  for (const path of repository.files.filter(isNotePath)) {
    const bytes = repository.bytes(path);
    if (!bytes) {
      unreadable.push({ path, line: 1, message: 'the file cannot be read' });
      continue;
    }
    const parsed = readNoteFile(bytes);
    if (parsed.ok) read.push({ path, ...parsed.value });
    else unreadable.push({ path, ...parsed.error });
  }
  const chosen = new Map<string, StoredNote>();
  for (const stored of read) {
    const other = chosen.get(stored.note.id);
    if (!other || byKnowledge(stored.note, other.note) < 0) chosen.set(stored.note.id, stored);
  }
  const notes = read.filter((stored) => chosen.get(stored.note.id) === stored);
  return { notes, doubled: read.filter((stored) => !notes.includes(stored)), unreadable };
}

/**
 * The file that holds the same accepted note as a doubled one, in other words: a copy whose id nobody changed. Undefined
 * where both say the same, or the note counts no more.
 */
export function saysElse({ notes }: StoredNotes, doubled: StoredNote): StoredNote | undefined {
  return notes.find(
    ({ note }) => note.id === doubled.note.id && note.status === 'accepted' && note.text !== doubled.note.text,
  );
}

export function isNotePath(path: string): boolean {
  const below = [places.notes, places.workingNotes].some((folder) => path.startsWith(`${folder}/`));
  return below && path.endsWith('.md') && !/(?:^|\/)readme\.md$/i.test(path);
}

/** Where a note that has no file yet is stored. */
export function notePath(note: Note): string {
  return `${note.layer === 'working' ? places.workingNotes : places.notes}/${noteSlug(note.id)}.md`;
}

/**
 * What is accepted now: the notes on disk, and those just accepted. A claim on both sides keeps the words, owner and
 * layer a person reviewed on disk and takes evidence, support, date and commit from whichever side saw more. The order
 * of a list changes nothing, nor does saying a note twice. `edited` are notes that a person changed now, words or
 * status: they replace what is there.
 */
export function mergeAccepted(onDisk: readonly Note[], newly: readonly Note[], edited: readonly Note[] = []): Note[] {
  const kept = new Map(oneEach(onDisk).map((note) => [note.id, note]));
  for (const note of oneEach(newly)) {
    const stored = kept.get(note.id);
    kept.set(note.id, stored ? reviewed(stored, note) : { ...note, status: 'accepted' });
  }
  for (const note of oneEach(edited)) kept.set(note.id, note);
  return [...kept.values()].sort(byId);
}

/**
 * The accepted notes among `onDisk` that recordings show again, with the evidence, support, day and commit of whichever
 * side saw more; words, owner, layer and status stay as a person reviewed them. Those that say nothing new are left out.
 */
export function seenAgain(onDisk: readonly Note[], proposed: readonly Note[]): Note[] {
  const accepted = new Map(onDisk.filter(({ status }) => status === 'accepted').map((note) => [note.id, note]));
  return oneEach(proposed).flatMap((seen) => {
    const stored = accepted.get(seen.id);
    if (!stored || !isNews(seen, stored)) return [];
    return [reviewed(stored, seen)];
  });
}

/** A later day, or more evidence of the same. */
function isNews(seen: Note, stored: Note): boolean {
  return compare(seen.recordedOn ?? '', stored.recordedOn ?? '') > 0 || knowledge(seen) > knowledge(stored);
}

/** One note an id, sorted by id: of several, the one that knows more. */
export function oneEach(notes: readonly Note[]): Note[] {
  const chosen = new Map<string, Note>();
  for (const note of notes.map(cleanNote)) {
    const other = chosen.get(note.id);
    if (!other || byKnowledge(note, other) < 0) chosen.set(note.id, note);
  }
  return [...chosen.values()].sort(byId);
}

function reviewed(stored: Note, seen: Note): Note {
  const newer = knowledge(seen) > knowledge(stored) ? seen : stored;
  const { recordedOn, verifiedAt, ...words } = stored;
  const on = [recordedOn, seen.recordedOn]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  // The commit is that of the newest day it was seen on; on one day, of the side that knows more.
  const later = compare(seen.recordedOn ?? '', recordedOn ?? '');
  const at =
    (later > 0 ? seen.verifiedAt : later < 0 ? verifiedAt : newer.verifiedAt) ?? newer.verifiedAt ?? verifiedAt;
  return {
    ...words,
    status: 'accepted',
    evidence: newer.evidence,
    support: newer.support,
    ...(on === undefined ? {} : { recordedOn: on }),
    ...(at === undefined ? {} : { verifiedAt: at }),
  };
}

/** More recordings, then more evidence, know more. */
function knowledge(note: Note): number {
  return note.support.of * 1e6 + note.support.n * 1e3 + Math.min(note.evidence.length, 999);
}

/** More knowledge first; ties fall to the later day, then to the text, so that the order of a list never decides. */
function byKnowledge(a: Note, b: Note): number {
  return (
    knowledge(b) - knowledge(a) ||
    compare(b.recordedOn ?? '', a.recordedOn ?? '') ||
    compare(JSON.stringify(a), JSON.stringify(b))
  );
}

function byId(a: Note, b: Note): number {
  return compare(a.id, b.id);
}

/** By code units: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
