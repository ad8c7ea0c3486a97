import type { AgentLoads } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { limits } from './limits.ts';
import type { LoadQuestion } from './loadList.ts';
import { addSkills, foldersTo, inFolder, loadList } from './loadList.ts';

/** What a repository's `.codex/config.toml` may change about its instructions. */
interface CodexSettings {
  readonly maxBytes: number;
  readonly fallbacks: readonly string[];
}

/**
 * Codex started in the folder of the path: a file a folder, from the Git root down, the first of AGENTS.override.md,
 * AGENTS.md and the configured fallbacks; all together up to 32 KiB, the rest is cut from the deepest.
 * Source: openai/codex, `project_doc.rs`, and its documentation of AGENTS.md.
 */
export function codexLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  const settings = codexSettings(repository);
  const chain = foldersTo(path).flatMap((folder) => {
    const present = candidates(settings)
      .map((name) => inFolder(folder, name))
      .filter((file) => repository.has(file));
    for (const file of present.slice(1)) list.skip(file, `${present[0]} stands beside it and wins`);
    return present.slice(0, 1);
  });
  let left = settings.maxBytes;
  for (const file of chain) {
    const bytes = repository.bytes(file);
    if (!bytes || new TextDecoder().decode(bytes).trim() === '') list.skip(file, 'it is empty or cannot be read');
    else if (left === 0) list.skip(file, `the ${settings.maxBytes} bytes for instructions are used up before it`);
    else {
      const cutBytes = Math.max(0, bytes.length - left);
      list.add(file, 'always', { cutBytes });
      left -= bytes.length - cutBytes;
    }
  }
  skipOtherFolders(list, repository, path);
  addSkills(
    list,
    repository,
    foldersTo(path).map((folder) => inFolder(folder, '.agents/skills')),
    'Codex reads .agents/skills from the working directory up',
  );
  return list.done('codex', settings.maxBytes);
}

/** The instruction files Codex would read for a folder, root first, before any cut. */
export function codexChain(repository: RepositoryView, folder: string): string[] {
  const settings = codexSettings(repository);
  return foldersTo(inFolder(folder, 'x')).flatMap((one) => {
    const file = candidates(settings)
      .map((name) => inFolder(one, name))
      .find((name) => repository.has(name));
    return file === undefined ? [] : [file];
  });
}

function candidates(settings: CodexSettings): string[] {
  return [...new Set(['AGENTS.override.md', 'AGENTS.md', ...settings.fallbacks])];
}

function codexSettings(repository: RepositoryView): CodexSettings {
  const toml = (repository.text('.codex/config.toml') ?? '').split(/^\[/m)[0] ?? '';
  const bytes = /^[ \t]*project_doc_max_bytes[ \t]*=[ \t]*([\d_]+)/m.exec(toml)?.[1]?.replaceAll('_', '');
  const names = /^[ \t]*project_doc_fallback_filenames[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(toml)?.[1] ?? '';
  return {
    maxBytes: bytes === undefined ? limits.codexBytes.value : Number(bytes),
    fallbacks: [...names.matchAll(/["']([^"']+)["']/g)].map((match) => match[1] ?? ''),
  };
}

function skipOtherFolders(list: ReturnType<typeof loadList>, repository: RepositoryView, path: string): void {
  const folders = new Set(foldersTo(path));
  for (const file of repository.files) {
    const match = /^(?:(.*)\/)?AGENTS(?:\.override)?\.md$/.exec(file);
    if (match && !folders.has(match[1] ?? '')) list.skip(file, 'its folder is not on the way to the path');
    else if (/(?:^|\/)(?:CLAUDE|GEMINI)\.md$/.test(file))
      list.skip(file, 'Codex reads it only as a configured fallback');
  }
}
