import type { AskedNote, Material } from '../../../src/ask/material.ts';
import type { Note } from '../../../src/model/note.ts';

/** A note of which only what matters to a test is said. */
export function asked(id: string, text: string, more: Partial<Note> = {}, stale?: string): AskedNote {
  const note: Note = {
    id,
    kind: 'lesson',
    workflow: 'Cut a release',
    layer: 'project',
    trigger: '',
    action: '',
    text,
    evidence: [],
    support: { n: 1, of: 1 },
    status: 'accepted',
    ...more,
  };
  return { note, path: `.mirror/notes/${id}.md`, ...(stale === undefined ? {} : { stale }) };
}

export function material(notes: readonly AskedNote[], more: Partial<Material> = {}): Material {
  return { notes, files: [], procedures: [], ...more };
}
