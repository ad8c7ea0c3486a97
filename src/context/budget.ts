import type { RepositoryView } from '../model/repository.ts';
import type { IndexRoom } from './alwaysOnIndex.ts';
import { indexLimit } from './alwaysOnIndex.ts';
import { codexChain } from './loaders/codex.ts';
import { limits } from './loaders/limits.ts';
import { findRegion } from './managedRegion.ts';
import { places } from './places.ts';

/**
 * The room for our part of AGENTS.md: our own limit, and less where hand-written instructions leave less of Codex's
 * budget, since what is over is cut from the deepest file without a word. Folders whose instructions are too long even
 * without ours are no reason to say less.
 */
export function indexRoom(repository: RepositoryView): IndexRoom {
  const own = ownBytes(repository);
  const instructions = repository.files.filter((path) => /(?:^|\/)AGENTS(?:\.override)?\.md$/.test(path));
  const left = ['', ...new Set(instructions.map(folderOf))]
    .map((folder) => codexChain(repository, folder))
    .map((chain) => chain.reduce((sum, path) => sum + (repository.bytes(path)?.length ?? 0), 0) - own)
    .map((others) => limits.codexBytes.value - others - separation)
    .filter((room) => room >= 0);
  return { lines: indexLimit.lines, bytes: Math.min(indexLimit.bytes, ...left) };
}

/** The empty line before the region and the line end behind it. */
const separation = 8;

/**
 * The bytes that Codex's budget leaves for our part of a folder's AGENTS.md, the root's index taken as long as it may
 * become.
 */
export function chainRoom(repository: RepositoryView, path: string): number {
  const chain = codexChain(repository, folderOf(path));
  const others = chain.reduce(
    (sum, file) => sum + (repository.bytes(file)?.length ?? 0) - ownBytes(repository, file),
    0,
  );
  return limits.codexBytes.value - others - indexLimit.bytes - 2 * separation - markerBytes;
}

/** Our markers with their digest and attributes. */
const markerBytes = 128;

function ownBytes(repository: RepositoryView, path: string = places.index): number {
  const bytes = repository.bytes(path);
  const region = bytes ? findRegion(bytes) : undefined;
  return region?.ok && region.value ? region.value.end - region.value.start : 0;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
