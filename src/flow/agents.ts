import { simulateLoads } from '../context/loaders/simulate.ts';
import { writeChanges } from '../host/writeFiles.ts';
import { type AgentLoads, type AgentName, agentNames } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { sentence } from './apply.ts';
import { agentTitles, planConnections, reaches } from './connections.ts';
import type { Folder, MirrorPorts } from './ports.ts';

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
    const lines = file.lines === 1 ? t('1 line') : t('{0} lines', file.lines);
    const by = file.via === undefined ? '' : `, ${t('named by {0}', file.via)}`;
    return `  ${file.file}  (${when[file.when]}, ${lines}, ${t('about {0} tokens', file.tokens)}${by}${cut})`;
  });
  const left = agent.notLoaded.map(({ file, reason }) => `  ${t('not loaded')}: ${file} (${reason})`);
  const none = loads.length === 0 ? [`  ${t('nothing')}`] : [];
  return [
    `${agentTitles[agent.agent]}: ${used}`,
    ...none,
    ...loads,
    ...left,
    ...agent.advice.map((line) => `  ! ${line}`),
  ];
}

/**
 * Connects each chosen agent in two ways: it loads AGENTS.md, and it can ask the MCP server. What has to be written for
 * that is shown as a diff, merged with what is there, and written if the person agrees. Gives whether they are connected.
 */
export async function connectAgents(ports: MirrorPorts, folder: Folder, repository: RepositoryView): Promise<boolean> {
  const { prompts, stage, words } = ports;
  const chosen = await prompts.chooseSeveral(
    words.t('Which agents does your team use?'),
    agentNames.map((name) => ({
      value: name,
      label: agentTitles[name],
      description: reachDescription(repository, name, words.t),
    })),
  );
  if (!chosen || chosen.length === 0) return false;
  const planned = await planConnections(ports, repository, chosen);
  for (const sentenceOf of planned.hints) void prompts.warn(sentenceOf);
  const { changes, homeChanges } = planned;
  if (changes.length + homeChanges.length === 0) {
    if (planned.hints.length === 0)
      void prompts.offer(words.t('Every agent you chose loads AGENTS.md and can ask Mirror. Nothing to change.'));
    return planned.hints.length === 0;
  }
  const shown = [...changes, ...homeChanges.map((change) => ({ ...change, path: `~/${change.path}` }))];
  await stage.showChanges(words.t('Connect Agents'), shown);
  const write = words.t('Write');
  const question =
    shown.length === 1 ? words.t('Write {0}?', shown[0]?.path ?? '') : words.t('Write these {0} files?', shown.length);
  const place = planned.machine ? ` ${words.t('They name the place of Mirror on this machine.')}` : '';
  if ((await prompts.offer(question + place, write)) !== write) return false;
  for (const [root, own] of [
    [folder.path, changes],
    [ports.agents.home, homeChanges],
  ] as const) {
    const written = await writeChanges(root, own);
    if (!written.ok) {
      prompts.fail(sentence(written.error.message));
      return false;
    }
  }
  void prompts.offer(words.t('Written. Agents see it when they start the next time.'));
  return true;
}

function reachDescription(repository: RepositoryView, name: AgentName, t: Translate): string {
  if (!repository.has('AGENTS.md')) return t('AGENTS.md is not written yet');
  return reaches(repository, name) ? t('loads AGENTS.md') : t('does not see AGENTS.md');
}
