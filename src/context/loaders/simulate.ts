import type { AgentLoads, AgentName, LoadsDocument } from '../../model/context.ts';
import { agentNames } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { claudeLoads } from './claude.ts';
import { codexLoads } from './codex.ts';
import { copilotLoads } from './copilot.ts';
import { cursorLoads } from './cursor.ts';
import { geminiLoads } from './gemini.ts';
import type { LoadQuestion } from './loadList.ts';

const simulators: Readonly<Record<AgentName, (question: LoadQuestion) => AgentLoads>> = {
  claude: claudeLoads,
  codex: codexLoads,
  copilot: copilotLoads,
  cursor: cursorLoads,
  gemini: geminiLoads,
};

/**
 * What each agent loads when it works on `path` (relative to the root, `/`; `.` or empty for the root), started at the
 * root (Codex: in the folder of the path). The document of `mirror loads`. Files in a person's home are not seen.
 */
export function simulateLoads(
  repository: RepositoryView,
  path: string,
  agents: readonly AgentName[] = agentNames,
): LoadsDocument {
  const plain = path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/^\.$|\/+$/g, '');
  const isFolder = plain !== '' && repository.files.some((file) => file.startsWith(`${plain}/`));
  const question = { repository: withIgnored(repository), path: isFolder ? `${plain}/` : plain };
  return { for: plain === '' ? '.' : plain, agents: agents.map((agent) => simulators[agent](question)) };
}

function withIgnored(repository: RepositoryView): RepositoryView {
  const { files, ignoredForAgents: ignored = [] } = repository;
  return ignored.length === 0 ? repository : { ...repository, files: [...new Set([...files, ...ignored])].sort() };
}
