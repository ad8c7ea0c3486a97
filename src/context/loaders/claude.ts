import type { AgentLoads, LoadWhen } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { importedFiles } from './imports.ts';
import { limits } from './limits.ts';
import type { LoadList, LoadQuestion } from './loadList.ts';
import { addSkills, foldersTo, globsOf, headOf, inFolder, linesIn, loadList, matchesGlobs } from './loadList.ts';

const ownNames = ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'] as const;

/**
 * Claude Code started at the root and working on the path. At launch: CLAUDE.md files of the root, rules without paths,
 * CLAUDE.local.md, imports with each; AGENTS.md only where no CLAUDE.md or CLAUDE.local.md stands at or above. When a
 * file is read: those of the folders on the way, and rules whose paths match. On demand: skills of .claude. Source:
 * Claude Code documentation, "memory" and "skills".
 */
export function claudeLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  const rules = rulesOf(repository);
  let shadow: string | undefined;
  for (const folder of foldersTo(path)) {
    const when: LoadWhen = folder === '' ? 'always' : 'path';
    const own = ownNames.map((name) => inFolder(folder, name)).filter((file) => repository.has(file));
    const local = own.filter((file) => file.endsWith('.local.md'));
    shadow ??= own[0];
    const agents = inFolder(folder, 'AGENTS.md');
    if (repository.has(agents) && shadow === undefined) addWithImports(list, repository, agents, when);
    for (const file of own.filter((one) => !local.includes(one))) addWithImports(list, repository, file, when);
    if (folder === '') for (const { file } of rules.filter(isUnscoped)) list.add(file, 'always');
    for (const file of local) addWithImports(list, repository, file, when);
    if (repository.has(agents) && shadow !== undefined)
      list.skip(agents, `${shadow} stands at or above its folder and does not import it`);
  }
  for (const { file, paths } of rules.filter((rule) => !isUnscoped(rule))) {
    if (matchesGlobs(path, paths)) list.add(file, 'path');
    else list.skip(file, `its paths do not match: ${paths.join(', ')}`);
  }
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
  const { found, tooDeep, outside } = importedFiles(repository, file, limits.claudeImportHops.value);
  for (const { file: imported, via } of found) list.add(imported, when, { via });
  for (const { file: imported, via } of tooDeep)
    list.skip(imported, `${via} imports it, more than ${limits.claudeImportHops.value} imports away from ${file}`);
  for (const { written, via } of outside)
    list.advise(`${via} imports ${written} from outside the repository: whoever has no such file does not load it`);
}

interface Rule {
  readonly file: string;
  /** None: it loads always, and so does one whose front matter is no YAML. */
  readonly paths: readonly string[];
}

function rulesOf(repository: RepositoryView): Rule[] {
  return repository.files
    .filter((one) => /^\.claude\/rules\/.*\.md$/.test(one))
    .map((file) => {
      const head = headOf(repository.text(file) ?? '');
      return { file, paths: head.broken ? [] : globsOf(head.data.paths) };
    });
}

function isUnscoped({ paths }: Rule): boolean {
  return paths.length === 0;
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
