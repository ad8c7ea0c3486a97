import type { LoadWhen } from '../model/context.ts';
import type { Layer, Note } from '../model/note.ts';

/** An accepted note and the file it stands in. */
export interface AskedNote {
  readonly note: Note;
  readonly path: string;
  /** Why it may no longer hold, as a sentence. */
  readonly stale?: string;
}

/** A context file as a reader sees it, without what is rendered from notes; line numbers are the file's own. */
export interface AskedFile {
  readonly path: string;
  readonly layer: Layer;
  readonly when: LoadWhen;
  readonly text: string;
}

/** The procedure of one workflow. */
export interface AskedProcedure {
  readonly workflow: string;
  readonly path: string;
  /** Markdown without front matter. */
  readonly text: string;
}

/** All that agents may be told of a repository. */
export interface Material {
  readonly notes: readonly AskedNote[];
  readonly files: readonly AskedFile[];
  readonly procedures: readonly AskedProcedure[];
}

/** Names of one workflow compare equal whatever their case and spacing. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The workflows that notes and procedures name, each once, sorted. */
export function workflowsOf({ notes, procedures }: Material): string[] {
  const names = [...procedures.map(({ workflow }) => workflow), ...notes.map(({ note }) => note.workflow)];
  const known = new Map(names.filter((name) => name.trim() !== '').map((name) => [nameKey(name), name]));
  return [...known.keys()].sort().map((key) => known.get(key) ?? key);
}
