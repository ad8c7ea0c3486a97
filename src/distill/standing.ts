import { parse } from 'yaml';
import type { Note, NoteStatus } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';

interface Standing {
  readonly status: NoteStatus;
  readonly n: number;
  readonly owner?: string;
}

const statuses: readonly string[] = ['proposed', 'accepted', 'declined', 'superseded', 'stale'];

/**
 * What was decided about notes before stands: accepted stays accepted, declined
 * stays declined until more recordings show it than when it was declined.
 */
export function withStandings(notes: readonly Note[], repository: RepositoryView): Note[] {
  const standings = readStandings(repository);
  return notes.map((note) => {
    const known = standings.get(note.id);
    if (!known) return note;
    const grown = known.status === 'declined' && note.support.n > known.n;
    return {
      ...note,
      status: grown ? 'proposed' : known.status,
      ...(known.owner === undefined ? {} : { owner: known.owner }),
    };
  });
}

function readStandings(repository: RepositoryView): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>();
  for (const file of repository.files) {
    if (!/^\.mirror\/notes\/.*\.md$/.test(file)) continue;
    const standing = readStanding(repository.text(file) ?? '');
    if (standing) found.set(standing.id, standing);
  }
  return found;
}

function readStanding(text: string): (Standing & { readonly id: string }) | undefined {
  const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  if (front === undefined) return undefined;
  const data = parsed(front);
  const { id, status, support, owner } = data;
  if (typeof id !== 'string' || typeof status !== 'string' || !statuses.includes(status)) return undefined;
  const n =
    typeof support === 'object' && support !== null && 'n' in support && typeof support.n === 'number' ? support.n : 0;
  return { id, status: status as NoteStatus, n, ...(typeof owner === 'string' ? { owner } : {}) };
}

/** Front matter is written by people too: what is no mapping counts as empty. */
function parsed(front: string): Record<string, unknown> {
  try {
    const data: unknown = parse(front);
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
