import type { FileChange } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { compare } from './noteStore.ts';

/** The repository as it would be with changes written. */
export function withChanges(repository: RepositoryView, changes: readonly FileChange[]): RepositoryView {
  const after = new Map(changes.map((change) => [change.path, change.after]));
  const bytes = (path: string) => (after.has(path) ? after.get(path) : repository.bytes(path));
  const kept = repository.files.filter((path) => !after.has(path));
  const written = changes.flatMap((change) => (change.after ? [change.path] : []));
  return {
    ...repository,
    files: [...kept, ...written].sort(compare),
    has: (path) => (after.has(path) ? after.get(path) !== undefined : repository.has(path)),
    bytes,
    text(path) {
      if (!after.has(path)) return repository.text(path);
      const content = after.get(path);
      return content && new TextDecoder().decode(content);
    },
  };
}
