import { readNoteFile } from '../context/noteFile.ts';
import type { StoredNotes } from '../context/noteStore.ts';
import { type OrganizationOffer, organizationOffers, pathsById } from '../context/organization.ts';
import { type Organization, type OrganizationFailure, openOrganization } from '../host/organization.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { Result } from '../model/result.ts';
import type { MirrorPorts } from './ports.ts';

type CopyPorts = Pick<MirrorPorts, 'settings' | 'globalStorage'>;

/** The private copy of the repository that the settings name; undefined where they name none. */
export function organizationOf(ports: CopyPorts): Result<Organization, OrganizationFailure> | undefined {
  const address = ports.settings()['organization.repository'].trim();
  return address === '' ? undefined : openOrganization(ports.globalStorage, address);
}

/** Milliseconds: how old a copy gets before the next window that is opened brings it up to date. */
const freshMs = 24 * 60 * 60_000;

/** Brings a copy that is older than a day up to date, without a word where that fails. Gives whether it changed. */
export async function refreshCopy(ports: CopyPorts & Pick<MirrorPorts, 'now'>): Promise<boolean> {
  const opened = organizationOf(ports);
  if (!opened?.ok) return false;
  const known = await opened.value.known();
  if (known?.updatedAt !== undefined && ports.now() - Date.parse(known.updatedAt) < freshMs) return false;
  const updated = await opened.value.update(ports.now());
  return updated.ok && updated.value.commit !== known?.commit;
}

/** What the organization offers by the copy as it is: the network is not asked. */
export async function offersOf(
  ports: CopyPorts,
  repository: RepositoryView,
  stored: StoredNotes,
  workflows: readonly string[],
): Promise<readonly OrganizationOffer[]> {
  const opened = organizationOf(ports);
  const view = opened?.ok ? await opened.value.known() : undefined;
  if (!opened?.ok || !view) return [];
  const notes = stored.notes.map(({ note }) => note);
  const paths = pathsById(view);
  const pinned = new Map<string, Note>();
  const commits = new Set<string>();
  for (const commit of new Set(notes.map(({ pinnedAt = '' }) => pinnedAt))) {
    if (commit !== '' && (await opened.value.hasCommit(commit))) commits.add(commit);
  }
  for (const { id, pinnedAt } of notes) {
    const path = paths.get(id);
    if (pinnedAt === undefined || path === undefined) continue;
    const bytes = await opened.value.fileAt(pinnedAt, path);
    const read = bytes && readNoteFile(bytes);
    if (read?.ok) pinned.set(id, read.value.note);
  }
  const names = [...workflows, ...notes.map(({ workflow }) => workflow).filter((name) => name !== '')];
  return organizationOffers(view, notes, repository, names, pinned, commits);
}
