import type { AgentLoads } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { limits } from './limits.ts';
import type { FrontMatter, LoadList, LoadQuestion } from './loadList.ts';
import {
  addSkills,
  foldersTo,
  globsOf,
  headOf,
  inFolder,
  linesIn,
  loadList,
  matchesGlobs,
  withQuoted,
} from './loadList.ts';

/**
 * Cursor: rules of `.cursor/rules` by their front matter, AGENTS.md of the root always and of folders on the way with
 * the path, the older .cursorrules. Source: Cursor documentation (cursor.com/docs), "rules" and "skills".
 */
export function cursorLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  for (const file of repository.files.filter((one) => /(?:^|\/)\.cursor\/rules\//.test(one)))
    addRule(list, repository, file, path);
  if (repository.has('.cursorrules')) list.add('.cursorrules', 'always');
  const folders = foldersTo(path);
  for (const folder of folders) {
    const file = inFolder(folder, 'AGENTS.md');
    if (repository.has(file)) list.add(file, folder === '' ? 'always' : 'path');
  }
  for (const file of repository.files.filter((one) => one.endsWith('/AGENTS.md')))
    list.skip(file, 'its folder is not on the way to the path');
  addSkills(
    list,
    repository,
    ['.cursor/skills', '.agents/skills', '.claude/skills', '.codex/skills'],
    'Cursor reads .cursor, .agents, .claude and .codex/skills of the root',
  );
  return list.done('cursor');
}

function addRule(list: LoadList, repository: RepositoryView, file: string, path: string): void {
  if (!file.endsWith('.mdc')) {
    list.skip(file, 'only .mdc files are rules');
    return;
  }
  const folder = file.slice(0, file.indexOf('.cursor/rules/'));
  const head = cursorHead(repository.text(file) ?? '');
  const globs = globsOf(head.data.globs);
  const inside = path.startsWith(folder);
  const lines = linesIn(repository.bytes(file));
  if (lines > limits.cursorRuleLines.value)
    list.advise(`${file} has ${lines} lines; Cursor advises under ${limits.cursorRuleLines.value}`);
  if (!inside) list.skip(file, 'its folder is not on the way to the path');
  else if (head.broken) list.skip(file, 'its front matter is no YAML');
  else if (head.data.alwaysApply === true) list.add(file, 'always');
  else if (globs.length > 0 && matchesGlobs(path.slice(folder.length), globs)) list.add(file, 'path');
  else if (globs.length > 0) list.skip(file, `its globs do not match: ${globs.join(', ')}`);
  else if (typeof head.data.description === 'string' && head.data.description.trim() !== '') list.add(file, 'demand');
  else list.skip(file, 'it has neither alwaysApply, globs nor a description: only naming it brings it in');
}

/** Cursor writes `globs: *.ts`, which YAML takes for an alias. */
function cursorHead(text: string): FrontMatter {
  return headOf(withQuoted('globs', text));
}
