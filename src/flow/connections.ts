import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  agentConfigurations,
  type ConfigurationFailure,
  withGeminiContext,
  withServer,
} from '../ask/agentConfiguration.ts';
import { simulateLoads } from '../context/loaders/simulate.ts';
import { planClaudeImport } from '../context/plan.ts';
import type { AgentName, FileChange } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { ok, type Result } from '../model/result.ts';
import type { MirrorPorts } from './ports.ts';

export const agentTitles: Readonly<Record<AgentName, string>> = {
  claude: 'Claude Code',
  codex: 'Codex',
  copilot: 'GitHub Copilot in VS Code',
  cursor: 'Cursor',
  gemini: 'Gemini CLI',
};

/** What connecting agents would write, and what a person has to do. */
export interface Connections {
  readonly changes: readonly FileChange[];
  /** The same below the person's home folder. */
  readonly homeChanges: readonly FileChange[];
  readonly hints: readonly string[];
  /** Something names a place on this machine. */
  readonly machine: boolean;
}

/** Whether the agent loads AGENTS.md. */
export function reaches(repository: RepositoryView, name: AgentName): boolean {
  const { agents } = simulateLoads(repository, '.', [name]);
  return agents[0]?.loads.some(({ file }) => file === 'AGENTS.md') ?? false;
}

/** Plans what each agent needs to load AGENTS.md and to ask the server. Nothing is written. */
export async function planConnections(
  { agents, words: { t } }: MirrorPorts,
  repository: RepositoryView,
  chosen: readonly AgentName[],
): Promise<Connections> {
  const changes: FileChange[] = [];
  const homeChanges: FileChange[] = [];
  const hints: string[] = [];
  const server = await agents.server();
  for (const name of chosen) {
    const seen = reaches(repository, name);
    const claudeImport = name === 'claude' && !seen ? planClaudeImport(repository) : undefined;
    if (claudeImport) changes.push(claudeImport);
    else if (!seen && name !== 'gemini' && repository.has('AGENTS.md')) hints.push(hint(name, t));

    const configuration = agentConfigurations[name];
    const { path, place } = configuration;
    const before = place === 'home' ? await readHome(agents.home, path) : repository.bytes(path);
    const text = before && new TextDecoder('utf-8', { ignoreBOM: true }).decode(before);
    const edited = withAll(text, [
      (each) => withServer(configuration, each, server),
      ...(name === 'gemini' && !seen ? [withGeminiContext] : []),
    ]);
    if (!edited.ok) {
      hints.push(
        t(
          '{0} was left as it is ({1}): add the server "mirror" with the command {2}.',
          path,
          edited.error.message,
          [server.command, ...server.args].join(' '),
        ),
      );
      continue;
    }
    if (edited.value === text) continue;
    const after = new TextEncoder().encode(edited.value);
    const change = { path, ...(before ? { before } : {}), after, reason: t('{0} asks Mirror', agentTitles[name]) };
    (place === 'home' ? homeChanges : changes).push(change);
  }
  return {
    changes,
    homeChanges,
    hints,
    machine: server.command !== 'mirror' && changes.some(({ path }) => path !== 'CLAUDE.md'),
  };
}

function withAll(
  text: string | undefined,
  edits: readonly ((text: string | undefined) => Result<string, ConfigurationFailure>)[],
): Result<string | undefined, ConfigurationFailure> {
  let edited = text;
  for (const edit of edits) {
    const result = edit(edited);
    if (!result.ok) return result;
    edited = result.value;
  }
  return ok(edited);
}

async function readHome(home: string, path: string): Promise<Uint8Array | undefined> {
  return readFile(join(home, path)).catch(() => undefined);
}

function hint(name: AgentName, t: MirrorPorts['words']['t']): string {
  switch (name) {
    case 'claude':
      return t('Claude Code does not see AGENTS.md: add a line "@AGENTS.md" to CLAUDE.md.');
    case 'copilot':
      return t('GitHub Copilot does not see AGENTS.md: switch on the setting chat.useAgentsMdFile.');
    default:
      return t('{0} does not see AGENTS.md: apply accepted notes first.', agentTitles[name]);
  }
}
