import type { AgentLoads, LoadWhen } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { importedFiles } from './imports.ts';
import { limits } from './limits.ts';
import type { LoadList, LoadQuestion } from './loadList.ts';
import { addSkills, foldersTo, globsOf, headOf, inFolder, linesIn, loadList, matchesGlobs } from './loadList.ts';

const ownNames = ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'] as const;

/**
 * Claude Code started at the root and working on the path: CLAUDE.md files of the root at launch, those of folders on
 * the way when a file there is read, imports with them; AGENTS.md only where no CLAUDE.md or CLAUDE.local.md stands at
 * or above; rules; skills of .claude. Source: Claude Code documentation, "memory" and "skills".
 */
export function claudeLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  let shadow: string | undefined;
  for (const folder of foldersTo(path)) {
    const when: LoadWhen = folder === '' ? 'always' : 'path';
    const own = ownNames.map((name) => inFolder(folder, name)).filter((file) => repository.has(file));
    for (const file of own) addWithImports(list, repository, file, when);
    shadow ??= own[0];
    const agents = inFolder(folder, 'AGENTS.md');
    if (repository.has(agents) && shadow === undefined) addWithImports(list, repository, agents, when);
    else if (repository.has(agents))
      list.skip(agents, `${shadow} stands at or above its folder and does not import it`);
  }
  addRules(list, repository, path);
  addSkills(
    list,
    repository,
    foldersTo(path).map((folder) => inFolder(folder, '.claude/skills')),
    'Claude Code reads .claude/skills only',
  );
  skipTheRest(list, repository, path);
  return list.done('claude');
}

function addWithImports(list: LoadList, repository: RepositoryView, file: string, when: LoadWhen): void {
  const bytes = repository.bytes(file);
  if (!bytes || bytes.length > limits.claudeFileBytes.value) {
    list.skip(file, 'it cannot be read, or is larger than 4 MiB');
    return;
  }
  list.add(file, when);
  const lines = linesIn(bytes);
  if (lines > limits.claudeLines.value)
    list.advise(`${file} has ${lines} lines; Claude Code advises under ${limits.claudeLines.value}`);
  for (const { file: imported, via } of importedFiles(repository, file, limits.claudeImportHops.value)) {
    list.add(imported, when, { via });
  }
}

function addRules(list: LoadList, repository: RepositoryView, path: string): void {
  for (const file of repository.files.filter((one) => /^\.claude\/rules\/.*\.md$/.test(one))) {
    const head = headOf(repository.text(file) ?? '');
    const paths = globsOf(head.data.paths);
    if (head.broken || paths.length === 0) list.add(file, 'always');
    else if (matchesGlobs(path, paths)) list.add(file, 'path');
    else list.skip(file, `its paths do not match: ${paths.join(', ')}`);
  }
}

function skipTheRest(list: LoadList, repository: RepositoryView, path: string): void {
  const folders = new Set(foldersTo(path));
  for (const file of repository.files) {
    const match = /^(?:(.*)\/)?(AGENTS|AGENTS\.override|CLAUDE|CLAUDE\.local)\.md$/.exec(file);
    if (match?.[2] === 'AGENTS.override') list.skip(file, 'Claude Code does not know AGENTS.override.md');
    else if (match && !folders.has(match[1] ?? '') && !match[1]?.endsWith('.claude'))
      list.skip(file, 'its folder is not on the way to the path');
  }
}
