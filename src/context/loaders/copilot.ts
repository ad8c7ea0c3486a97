import type { AgentLoads } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { limits } from './limits.ts';
import type { LoadList, LoadQuestion } from './loadList.ts';
import { addSkills, globsOf, headOf, loadList, matchesGlobs, withQuoted } from './loadList.ts';
import { workspaceSetting, workspaceValue } from './workspaceSettings.ts';

/**
 * GitHub Copilot in VS Code: the repository's instructions always, instruction files by their `applyTo` (those of
 * `.claude/rules` by `paths`), AGENTS.md of the root (nested ones only with a setting), CLAUDE.md, skills of three
 * folders. Workspace settings are honoured, user settings cannot be seen. Source: VS Code documentation, "custom
 * instructions" and "agent skills"; matching: microsoft/vscode, `computeAutomaticInstructions.ts`.
 */
export function copilotLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  addAlways(list, repository);
  for (const folder of instructionFolders(repository)) addInstructions(list, repository, folder, path);
  addAgentsFiles(list, repository, path);
  const claude = workspaceSetting(repository, 'chat.useClaudeMdFile', true);
  for (const file of ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'].filter((one) => repository.has(one))) {
    if (claude) list.add(file, 'always');
    else list.skip(file, 'chat.useClaudeMdFile is off in the workspace');
  }
  addSkills(
    list,
    repository,
    ['.github/skills', '.agents/skills', '.claude/skills'],
    'VS Code reads .github/skills, .agents/skills and .claude/skills of the root',
  );
  return list.done('copilot');
}

function addAlways(list: LoadList, repository: RepositoryView): void {
  const file = '.github/copilot-instructions.md';
  const setting = 'github.copilot.chat.codeGeneration.useInstructionFiles';
  if (!repository.has(file)) return;
  if (!workspaceSetting(repository, setting, true)) {
    list.skip(file, `${setting} is off in the workspace`);
    return;
  }
  list.add(file, 'always');
  const length = repository.text(file)?.length ?? 0;
  if (length > limits.copilotCharacters.value)
    list.advise(`${file} has ${length} characters; keep it under ${limits.copilotCharacters.value}`);
}

function addAgentsFiles(list: LoadList, repository: RepositoryView, path: string): void {
  const nested = workspaceSetting(repository, 'chat.useNestedAgentsMdFiles', false);
  const root = workspaceSetting(repository, 'chat.useAgentsMdFile', true);
  for (const file of repository.files.filter((one) => /(?:^|\/)AGENTS\.md$/.test(one))) {
    if (file === 'AGENTS.md' && root) list.add(file, 'always');
    else if (file === 'AGENTS.md') list.skip(file, 'chat.useAgentsMdFile is off in the workspace');
    else if (!nested) list.skip(file, 'chat.useNestedAgentsMdFiles is off (its default)');
    else if (path.startsWith(file.slice(0, -'AGENTS.md'.length))) list.add(file, 'path');
    else list.skip(file, 'its folder is not on the way to the path');
  }
}

/** Where instruction files are looked for: the defaults, and what the workspace adds or takes away. */
function instructionFolders(repository: RepositoryView): string[] {
  const folders = new Set(['.github/instructions', '.claude/rules']);
  const set = workspaceValue(repository, 'chat.instructionsFilesLocations');
  if (typeof set !== 'object' || set === null) return [...folders];
  for (const [folder, on] of Object.entries(set)) {
    const plain = folder.replace(/^\.\/|\/+$/g, '');
    if (on === true && !/^[~/]|\.\./.test(plain)) folders.add(plain);
    else if (on === false) folders.delete(plain);
  }
  return [...folders];
}

function addInstructions(list: LoadList, repository: RepositoryView, folder: string, path: string): void {
  const rules = folder === '.claude/rules';
  const ending = rules ? '.md' : '.instructions.md';
  const applies = workspaceSetting(repository, 'chat.includeApplyingInstructions', true);
  for (const file of repository.files.filter((one) => one.startsWith(`${folder}/`) && one.endsWith(ending))) {
    const head = headOf(withQuoted(rules ? 'paths' : 'applyTo', repository.text(file) ?? ''));
    const globs = globsOf(rules ? (head.data.paths ?? '**') : head.data.applyTo);
    const { description } = head.data;
    if (head.broken) list.skip(file, 'its front matter is no YAML');
    else if (globs.length === 0) {
      if (typeof description === 'string' && description.trim() !== '') list.add(file, 'demand');
      else list.skip(file, 'it has no applyTo, so no path brings it in');
    } else if (!applies) list.skip(file, 'chat.includeApplyingInstructions is off in the workspace');
    else if (globs.some((glob) => ['**', '**/*', '*'].includes(glob))) list.add(file, 'always');
    else if (matchesGlobs(path, globs, true)) list.add(file, 'path');
    else list.skip(file, `its ${rules ? 'paths do' : 'applyTo does'} not match: ${globs.join(', ')}`);
  }
}
