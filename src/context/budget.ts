import type { RepositoryView } from '../model/repository.ts';
import type { IndexRoom } from './alwaysOnIndex.ts';
import { indexLimit } from './alwaysOnIndex.ts';
import { codexChain } from './loaders/codex.ts';
import { limits } from './loaders/limits.ts';
import { findRegion } from './managedRegion.ts';
import { places } from './places.ts';

/** The empty lines around a region, at most. */
const separation = 8;
/** Our markers with their digest and attributes. */
const markerBytes = 128;

/**
 * The room for our part of AGENTS.md: our own limit, and less where hand-written instructions leave less of Codex's
 * budget, since what is over is cut from the deepest file without a word. Folders whose instructions are too long even
 * without ours are no reason to say less.
 */
export function indexRoom(repository: RepositoryView): IndexRoom {
  const instructions = repository.files.filter((path) => /(?:^|\/)AGENTS(?:\.override)?\.md$/.test(path));
  const left = ['', ...new Set(instructions.map(folderOf))]
    .map((folder) => leftOf(repository, folder, [places.index]))
    .filter((room) => room >= 0);
  return { lines: indexLimit.lines, bytes: Math.min(indexLimit.bytes, ...left) };
}

/**
 * The bytes that Codex's budget leaves for our part of a folder's AGENTS.md, the root's index taken as long as it may
 * become.
 */
export function chainRoom(repository: RepositoryView, path: string): number {
  return leftOf(repository, folderOf(path), [places.index, path]) - indexLimit.bytes - separation - markerBytes;
}

/** What Codex's budget leaves in a folder when all is counted but our part of `ours`. */
function leftOf(repository: RepositoryView, folder: string, ours: readonly string[]): number {
  const chain = codexChain(repository, folder);
  const others = chain.reduce((sum, path) => {
    const bytes = repository.bytes(path);
    return sum + (bytes === undefined ? 0 : ours.includes(path) ? withoutRegion(bytes) : bytes.length);
  }, 0);
  return limits.codexBytes.value - others - separation;
}

/**
 * Bytes outside our region, up to two line ends at its sides left out: the same before a first insertion, which may add
 * these, and after it.
 */
function withoutRegion(bytes: Uint8Array): number {
  const found = findRegion(bytes);
  const region = found.ok ? found.value : undefined;
  if (!region) return bytes.length - lineEndsBefore(bytes, bytes.length);
  const behind = bytes.length - region.end - lineEndsBehind(bytes, region.end);
  return region.start - lineEndsBefore(bytes, region.start) + behind;
}

/** How many line-end bytes stand before an offset, up to two line ends. */
function lineEndsBefore(bytes: Uint8Array, offset: number): number {
  let count = 0;
  while (count < 4 && isLineEnd(bytes[offset - count - 1])) count++;
  return count;
}

/** How many stand behind it, up to one line end. */
function lineEndsBehind(bytes: Uint8Array, offset: number): number {
  let count = 0;
  while (count < 2 && isLineEnd(bytes[offset + count])) count++;
  return count;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 10 || byte === 13;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
