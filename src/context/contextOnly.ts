import type { RepositoryView } from '../model/repository.ts';
import { isNotePath } from './noteStore.ts';

/** The same repository with only the files that a loader may look at, so that asking often costs little. */
export function contextOnly(repository: RepositoryView): RepositoryView {
  const wanted = /\.mdc?$|(?:^|\/)\.(?:claude|cursor|github|codex|gemini|agents|mirror)\/|^\.cursorrules$/;
  return { ...repository, files: repository.files.filter((path) => wanted.test(path) && !isNotePath(path)) };
}
