import type { AgentLoads } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { limits } from './limits.ts';
import type { LoadList, LoadQuestion } from './loadList.ts';
import { addSkills, globsOf, headOf, loadList, matchesGlobs } from './loadList.ts';
import { workspaceSetting } from './workspaceSettings.ts';

/**
 * GitHub Copilot in VS Code: the repository's instructions always, instruction files by their `applyTo`, AGENTS.md of
 * the root (nested ones only with a setting), CLAUDE.md, skills of three folders. Workspace settings are honoured,
 * user settings cannot be seen. Source: VS Code documentation, "custom instructions" and "agent skills".
 */
export function copilotLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  addInstructions(list, repository, path);
  const nested = workspaceSetting(repository, 'chat.useNestedAgentsMdFiles', false);
  const root = workspaceSetting(repository, 'chat.useAgentsMdFile', true);
  for (const file of repository.files.filter((one) => /(?:^|\/)AGENTS\.md$/.test(one))) {
    if (file === 'AGENTS.md' && root) list.add(file, 'always');
    else if (file === 'AGENTS.md') list.skip(file, 'chat.useAgentsMdFile is off in the workspace');
    else if (!nested) list.skip(file, 'chat.useNestedAgentsMdFiles is off (its default)');
    else if (path.startsWith(file.slice(0, -'AGENTS.md'.length))) list.add(file, 'path');
    else list.skip(file, 'its folder is not on the way to the path');
  }
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
  if (repository.has('MEMORY.md'))
    list.skip('MEMORY.md', 'no agent loads it by itself, and nothing that is loaded here names it');
  return list.done('copilot');
}

function addInstructions(list: LoadList, repository: RepositoryView, path: string): void {
  const always = '.github/copilot-instructions.md';
  if (repository.has(always)) {
    list.add(always, 'always');
    const length = repository.text(always)?.length ?? 0;
    if (length > limits.copilotCharacters.value)
      list.advise(`${always} has ${length} characters; keep it under ${limits.copilotCharacters.value}`);
  }
  for (const file of repository.files.filter((one) => /^\.github\/instructions\/.*\.instructions\.md$/.test(one))) {
    const head = headOf(repository.text(file) ?? '');
    const globs = globsOf(head.data.applyTo);
    if (head.broken) list.skip(file, 'its front matter is no YAML');
    else if (globs.length === 0) list.skip(file, 'it has no applyTo, so no path brings it in');
    else if (globs.includes('**')) list.add(file, 'always');
    else if (matchesGlobs(path, globs)) list.add(file, 'path');
    else list.skip(file, `its applyTo does not match: ${globs.join(', ')}`);
  }
}
