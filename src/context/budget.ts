import type { RepositoryView } from '../model/repository.ts';
import type { IndexRoom } from './alwaysOnIndex.ts';
import { indexLimit } from './alwaysOnIndex.ts';
import { codexChain } from './loaders/codex.ts';
import { limits } from './loaders/limits.ts';
import { findRegion } from './managedRegion.ts';
import { places } from './places.ts';

/**
 * The room for our part of AGENTS.md: our own limit, and less where hand-written instructions leave less of Codex's
 * budget, since what is over is cut from the deepest file without a word.
 */
export function indexRoom(repository: RepositoryView): IndexRoom {
  const own = ownBytes(repository);
  const folders = new Set(
    repository.files.filter((path) => /(?:^|\/)AGENTS(?:\.override)?\.md$/.test(path)).map(folderOf),
  );
  const chains = ['', ...folders].map((folder) =>
    codexChain(repository, folder).reduce((sum, path) => sum + (repository.bytes(path)?.length ?? 0) + 2, 0),
  );
  const left = limits.codexBytes.value - (Math.max(...chains) - own);
  return { lines: indexLimit.lines, bytes: Math.min(indexLimit.bytes, Math.max(0, left)) };
}

function ownBytes(repository: RepositoryView): number {
  const bytes = repository.bytes(places.index);
  const region = bytes ? findRegion(bytes) : undefined;
  return region?.ok && region.value ? region.value.end - region.value.start : 0;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
