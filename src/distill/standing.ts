import { parse } from 'yaml';
import { type Layer, layers, type Note, type NoteKind, type NoteStatus, noteStatuses } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import { maskValues } from './ids.ts';
import { comparable } from './signature.ts';

interface Standing {
  readonly id: string;
  readonly status: NoteStatus;
  readonly n: number;
  readonly owner?: string;
  readonly layer?: Layer;
  /** What it speaks of; absent where the file does not say. */
  readonly place?: string;
}

/** Claims that were decided about under an id they have in one recording alone keep that id. */
export function underKnownIds<C extends { readonly id: string; readonly aliases?: readonly string[] }>(
  claims: readonly C[],
  repository: RepositoryView,
): C[] {
  if (claims.every(({ aliases }) => aliases === undefined)) return [...claims];
  const standings = readStandings(repository);
  const taken = new Set(claims.map(({ id }) => id));
  return claims.map((claim) => {
    const known = standings.has(claim.id)
      ? undefined
      : claim.aliases?.find((id) => standings.has(id) && !taken.has(id));
    return known === undefined ? claim : { ...claim, id: known };
  });
}

/**
 * What was decided about notes before stands: accepted stays accepted, declined
 * stays declined until more recordings show it than when it was declined. A new
 * note on what an accepted one, no longer seen, spoke of takes its place.
 */
export function withStandings(notes: readonly Note[], repository: RepositoryView): Note[] {
  const standings = readStandings(repository);
  if (standings.size === 0) return [...notes];
  const replaced = successors(notes, [...standings.values()]);
  return notes.map((note) => {
    const known = standings.get(note.id);
    const predecessor = replaced.get(note.id);
    if (!known) return predecessor === undefined ? note : { ...note, supersedes: predecessor };
    const grown = known.status === 'declined' && note.support.n > known.n;
    return {
      ...note,
      status: grown ? 'proposed' : known.status,
      ...(known.owner === undefined ? {} : { owner: known.owner }),
      ...(known.layer === undefined ? {} : { layer: known.layer }),
    };
  });
}

/** Kinds of which there is one note a place: two fixes of one failure, two sources of one value, two forms of one name. */
const exclusive: ReadonlySet<string> = new Set<NoteKind>(['lesson', 'parameter', 'convention', 'decision']);

function placeOf(kind: string, workflow: string, trigger: string): string | undefined {
  if (!exclusive.has(kind)) return undefined;
  return [kind, workflow.trim().toLowerCase(), comparable(maskValues(trigger))].join('\n');
}

/** New notes by id, each with the accepted note it replaces: the only one of its place on either side. */
function successors(notes: readonly Note[], standings: readonly Standing[]): ReadonlyMap<string, string> {
  const current = new Set(notes.map((note) => note.id));
  const gone = standings.filter(
    (standing) => standing.status === 'accepted' && standing.place !== undefined && !current.has(standing.id),
  );
  const known = new Set(standings.map((standing) => standing.id));
  const found = new Map<string, string>();
  for (const note of notes) {
    const place = placeOf(note.kind, note.workflow, note.trigger);
    if (place === undefined || known.has(note.id)) continue;
    const before = gone.filter((standing) => standing.place === place);
    const rivals = notes.filter((other) => placeOf(other.kind, other.workflow, other.trigger) === place);
    const [only] = before;
    if (only && before.length === 1 && rivals.length === 1) found.set(note.id, only.id);
  }
  return found;
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

function readStanding(text: string): Standing | undefined {
  const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  if (front === undefined) return undefined;
  const { id, status, support, owner, layer, kind, workflow, trigger } = parsed(front);
  if (typeof id !== 'string' || typeof status !== 'string' || !noteStatuses.some((each) => each === status))
    return undefined;
  const n =
    typeof support === 'object' && support !== null && 'n' in support && typeof support.n === 'number' ? support.n : 0;
  const place =
    typeof kind === 'string' && typeof workflow === 'string' && typeof trigger === 'string'
      ? placeOf(kind, workflow, trigger)
      : undefined;
  return {
    id,
    status: status as NoteStatus,
    n,
    ...(typeof owner === 'string' ? { owner } : {}),
    ...(typeof layer === 'string' && layers.some((each) => each === layer) ? { layer: layer as Layer } : {}),
    ...(place === undefined ? {} : { place }),
  };
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
