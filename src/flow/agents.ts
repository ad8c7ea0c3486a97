import { simulateLoads } from '../context/loaders/simulate.ts';
import { planClaudeImport } from '../context/plan.ts';
import { writeChanges } from '../host/writeFiles.ts';
import { type AgentLoads, type AgentName, agentNames } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { sentence } from './apply.ts';
import type { Folder, MirrorPorts } from './ports.ts';

const titles: Readonly<Record<AgentName, string>> = {
  claude: 'Claude Code',
  codex: 'Codex',
  copilot: 'GitHub Copilot in VS Code',
  cursor: 'Cursor',
  gemini: 'Gemini CLI',
};

/** What each agent loads for the file in the editor (or the folder), as a text to read. */
export async function showWhatAgentsLoad(ports: MirrorPorts, repository: RepositoryView): Promise<void> {
  const { stage, words } = ports;
  const path = stage.activeFile() ?? '.';
  const { agents } = simulateLoads(repository, path);
  const lines = [
    path === '.' ? words.t('What agents load in this folder') : words.t('What agents load for {0}', path),
    '',
    ...agents.flatMap((agent) => [...agentLines(agent, words.t), '']),
  ];
  await stage.openText(words.t('What agents load'), lines.join('\n'));
}

type Translate = MirrorPorts['words']['t'];

function agentLines(agent: AgentLoads, t: Translate): string[] {
  const used =
    agent.limitBytes === undefined
      ? t('{0} bytes', agent.usedBytes)
      : t('{0} of {1} bytes', agent.usedBytes, agent.limitBytes);
  const when = { always: t('always'), path: t('for this path'), demand: t('when it asks') };
  const loads = agent.loads.map((file) => {
    const cut = file.cutBytes > 0 ? `, ${t('{0} bytes are cut', file.cutBytes)}` : '';
    return `  ${file.file}  (${when[file.when]}, ${t('{0} lines', file.lines)}, ${t('about {0} tokens', file.tokens)}${cut})`;
  });
  const left = agent.notLoaded.map(({ file, reason }) => `  ${t('not loaded')}: ${file} (${reason})`);
  const none = loads.length === 0 ? [`  ${t('nothing')}`] : [];
  return [`${titles[agent.agent]}: ${used}`, ...none, ...loads, ...left, ...agent.advice.map((line) => `  ! ${line}`)];
}

/** Looks at what stands between each chosen agent and AGENTS.md, shows the change that mends it, and writes it if wanted. */
export async function connectAgents(ports: MirrorPorts, folder: Folder, repository: RepositoryView): Promise<boolean> {
  const { prompts, stage, words } = ports;
  const chosen = await prompts.chooseSeveral(
    words.t('Which agents does your team use?'),
    agentNames.map((name) => ({
      value: name,
      label: titles[name],
      description: reachDescription(repository, name, words.t),
    })),
  );
  if (!chosen || chosen.length === 0) return false;
  const missing = chosen.filter((name) => !reaches(repository, name));
  if (missing.length === 0) {
    void prompts.offer(words.t('Every agent you chose loads AGENTS.md by itself. Nothing to change.'));
    return false;
  }
  const change = missing.includes('claude') ? planClaudeImport(repository) : undefined;
  const others = missing.filter((name) => name !== 'claude' || change === undefined);
  for (const name of others) void prompts.warn(hint(name, words.t));
  if (!change) return false;
  await stage.showChanges(words.t('Connect Claude Code'), [change]);
  const write = words.t('Write CLAUDE.md');
  if (
    (await prompts.offer(
      words.t('Claude Code reads AGENTS.md through a CLAUDE.md that imports it. Write it?'),
      write,
    )) !== write
  ) {
    return false;
  }
  const written = await writeChanges(folder.path, [change]);
  if (!written.ok) prompts.fail(sentence(written.error.message));
  return written.ok;
}

function reaches(repository: RepositoryView, name: AgentName): boolean {
  const { agents } = simulateLoads(repository, '.', [name]);
  return agents[0]?.loads.some(({ file }) => file === 'AGENTS.md') ?? false;
}

function reachDescription(repository: RepositoryView, name: AgentName, t: Translate): string {
  if (!repository.has('AGENTS.md')) return t('AGENTS.md is not written yet');
  return reaches(repository, name) ? t('loads AGENTS.md') : t('does not see AGENTS.md');
}

function hint(name: AgentName, t: Translate): string {
  switch (name) {
    case 'claude':
      return t('Claude Code does not see AGENTS.md: add a line "@AGENTS.md" to CLAUDE.md.');
    case 'gemini':
      return t('Gemini CLI does not see AGENTS.md: add it to "context.fileName" in .gemini/settings.json.');
    case 'copilot':
      return t('GitHub Copilot does not see AGENTS.md: switch on the setting chat.useAgentsMdFile.');
    default:
      return t('{0} does not see AGENTS.md: apply accepted notes first.', titles[name]);
  }
}
