import type { AgentName } from '../model/context.ts';
import { agentNames } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { workspaceValue } from './loaders/workspaceSettings.ts';
import { readRendered } from './renderedFile.ts';

/** Files that only people who use an agent have. */
const traces: Readonly<Record<AgentName, RegExp>> = {
  claude: /(?:^|\/)CLAUDE(?:\.local)?\.md$|^\.claude\//,
  codex: /(?:^|\/)AGENTS\.override\.md$|^\.codex\//,
  copilot: /^\.github\/(?:copilot-instructions\.md$|(?:instructions|prompts|chatmodes|agents|skills)\/)/,
  cursor: /^\.cursorrules$|(?:^|\/)\.cursor\//,
  gemini: /(?:^|\/)GEMINI\.md$|^\.gemini\//,
};

/**
 * The agents that the team of a repository uses, in the order of their names: those that `mirror.agents` of
 * `.vscode/settings.json` lists, else those that left a file of their own here. What Mirror rendered is no such file.
 */
export function teamAgents(repository: RepositoryView): readonly AgentName[] {
  const set = workspaceValue(repository, 'mirror.agents');
  if (Array.isArray(set) && set.length > 0) return agentNames.filter((name) => set.includes(name));
  return agentNames.filter((name) =>
    repository.files.some((path) => traces[name].test(path) && !isRendered(repository, path)),
  );
}

function isRendered(repository: RepositoryView, path: string): boolean {
  const bytes = /\/mirror-[^/]+$/.test(path) ? repository.bytes(path) : undefined;
  return bytes !== undefined && readRendered(bytes) !== undefined;
}
