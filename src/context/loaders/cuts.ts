import type { LoaderCut } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { contextOnly } from '../contextOnly.ts';
import { codexLoads } from './codex.ts';
import { limits } from './limits.ts';

/** Every place where a loader drops text without telling anyone, the worst case a file, sorted by file. */
export function loaderCuts(repository: RepositoryView): LoaderCut[] {
  const slim = contextOnly(repository);
  return [...codexCuts(slim), ...claudeCuts(slim)].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function codexCuts(repository: RepositoryView): LoaderCut[] {
  const worst = new Map<string, LoaderCut>();
  const folders = new Set(
    repository.files
      .filter((path) => /(?:^|\/)AGENTS(?:\.override)?\.md$/.test(path))
      .map((path) => path.slice(0, path.lastIndexOf('/') + 1)),
  );
  for (const folder of folders) {
    const { loads, notLoaded, limitBytes = limits.codexBytes.value } = codexLoads({ repository, path: `${folder}x` });
    const cut = loads.filter((one) => one.cutBytes > 0).map((one) => ({ file: one.file, cutBytes: one.cutBytes }));
    const dropped = notLoaded
      .filter((one) => one.reason.includes('used up'))
      .map(({ file }) => ({ file, cutBytes: repository.bytes(file)?.length ?? 0 }));
    for (const { file, cutBytes } of [...cut, ...dropped]) {
      if (cutBytes <= (worst.get(file)?.cutBytes ?? 0)) continue;
      const bytes = repository.bytes(file) ?? new Uint8Array();
      const fromLine = lineAt(bytes, bytes.length - cutBytes);
      worst.set(file, { agent: 'codex', file, bytes: bytes.length, cutBytes, limitBytes, fromLine });
    }
  }
  return [...worst.values()];
}

function claudeCuts(repository: RepositoryView): LoaderCut[] {
  return repository.files
    .filter((path) => /(?:^|\/)(?:CLAUDE|CLAUDE\.local|AGENTS)\.md$/.test(path))
    .flatMap((file): LoaderCut[] => {
      const bytes = repository.bytes(file)?.length ?? 0;
      const limitBytes = limits.claudeFileBytes.value;
      return bytes > limitBytes ? [{ agent: 'claude', file, bytes, cutBytes: bytes, limitBytes, fromLine: 1 }] : [];
    });
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}
