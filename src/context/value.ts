import type { Note, NoteKind } from '../model/note.ts';
import { compare } from './noteStore.ts';

/** What a mistake costs that a note of this kind prevents, before its words and its support are looked at. */
const costOf: Readonly<Record<NoteKind, number>> = {
  lesson: 100,
  contradiction: 90,
  prerequisite: 75,
  order: 65,
  verification: 60,
  decision: 50,
  convention: 45,
  parameter: 20,
  procedure: 10,
};

/** Kinds whose place is with the procedure or the reference, never in the always-on index. */
export function isAlwaysOn(note: Note): boolean {
  return note.kind !== 'parameter' && note.kind !== 'procedure';
}

const risky = /\b(?:deploy|publish|release|delete|drop|destroy|force|migrat\w*|prod\w*|rollback|credential|secret)\b/i;

/** How much a note is worth to a reader who does not know it yet: cost of the mistake, then how often it was seen. */
export function noteValue(note: Note): number {
  const seen = Math.min(note.support.n, 10) * 2;
  const danger = risky.test(`${note.trigger} ${note.action} ${note.prevents ?? ''}`) ? 12 : 0;
  return costOf[note.kind] + seen + danger + (note.prevents === undefined ? 0 : 4);
}

/** Most valuable first; ties by workflow, then id. */
export function byValue(a: Note, b: Note): number {
  return noteValue(b) - noteValue(a) || compare(a.workflow, b.workflow) || compare(a.id, b.id);
}
