import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { indexLimit } from '../../src/context/alwaysOnIndex.ts';
import { checkContext } from '../../src/context/check.ts';
import { limits } from '../../src/context/loaders/limits.ts';
import { simulateLoads } from '../../src/context/loaders/simulate.ts';
import { findRegion } from '../../src/context/managedRegion.ts';
import { renderMemory } from '../../src/context/memory.ts';
import { planContext } from '../../src/context/plan.ts';
import { renderProcedure } from '../../src/context/procedure.ts';
import { skillNames, workflowKey } from '../../src/context/slug.ts';
import type { AgentName } from '../../src/model/context.ts';
import { agentNames } from '../../src/model/context.ts';
import type { Distilled } from '../../src/model/distilled.ts';
import type { Note } from '../../src/model/note.ts';
import { applied, type Files, repositoryOf } from '../unit/context/build.ts';
import { manyNotes, teamFiles } from '../unit/context/manyNotes.ts';

/** What one agent takes in for a task. Tokens are estimated at four bytes each. */
export interface Load {
  readonly agent: AgentName;
  /** Loaded before the task is known, or for its path. */
  readonly always: number;
  /** The same and the procedure of the task, read when the index or its description says so. */
  readonly withProcedure: number;
  /** The same with all of MEMORY.md, which the index says to read, or where it is long to search, when a command fails. */
  readonly withMemory: number;
  /** Every fact in one AGENTS.md. */
  readonly dumped: number;
  /** Of these, what the loader drops without a word. */
  readonly dropped: number;
}

/** The performed workflows of `test/recordings`, as distilled. */
export function performedWorkflows(): Distilled[] {
  const folder = fileURLToPath(new URL('../recordings', import.meta.url));
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}/expected.json`, 'utf8')) as Distilled);
}

/**
 * What each agent takes in for the task of one workflow, in a repository that knows all of them: with the files that
 * Mirror renders, and with the same facts in one AGENTS.md. In bytes.
 */
export function loadsForTask(workflows: readonly Distilled[], task: string, path: string): Load[] {
  const notes = workflows.flatMap((one) => one.notes.map((note): Note => ({ ...note, status: 'accepted' })));
  const start: Files = teamFiles;
  const planned = planContext({
    repository: repositoryOf(start),
    accepted: notes,
    processes: workflows,
    gate: () => [],
  });
  const ours = repositoryOf(applied(start, planned.changes));
  const procedures = workflows.map((one) => `# ${one.workflow}\n\n${renderProcedure(one)?.markdown ?? ''}\n`);
  const facts = renderMemory(notes, []).flatMap(({ text, part }) => (part === 'facts' ? [] : [text]));
  const hand = repositoryOf(start).text('AGENTS.md') ?? '';
  const dump = repositoryOf({ ...start, 'AGENTS.md': [hand, ...procedures, ...facts].join('\n') });
  const skill = `.agents/skills/${skillNames(workflows.map((one) => one.workflow)).get(workflowKey(task))}/SKILL.md`;
  const procedure = ours.bytes(skill)?.length ?? 0;
  return agentNames.flatMap((agent) => {
    const [withOurs] = simulateLoads(ours, path, [agent]).agents;
    const [withDump] = simulateLoads(dump, path, [agent]).agents;
    if (!withOurs || !withDump) return [];
    const dropped = withDump.loads.reduce((sum, one) => sum + one.cutBytes, 0);
    return [
      {
        agent,
        always: withOurs.usedBytes,
        withProcedure: withOurs.usedBytes + procedure,
        withMemory: withOurs.usedBytes + procedure + (ours.bytes('MEMORY.md')?.length ?? 0),
        dumped: withDump.usedBytes,
        dropped,
      },
    ];
  });
}

/** What rendering so many notes costs and gives. */
export interface Compiled {
  readonly notes: number;
  /** Processor time of planning all files from the notes, and of checking them when they are there. */
  readonly planMs: number;
  readonly checkMs: number;
  readonly indexLines: number;
  readonly indexBytes: number;
  readonly always: number;
  readonly byPath: number;
  readonly onDemand: number;
  /** The most that Codex reads anywhere of its 32 KiB. */
  readonly codexBytes: number;
}

export function compiled(count: number): Compiled {
  const notes = manyNotes(count);
  const { value: planned, ms: planMs } = timed(() =>
    planContext({ repository: repositoryOf(teamFiles), accepted: notes, gate: () => [] }),
  );
  const repository = repositoryOf(applied(teamFiles, planned.changes));
  const { ms: checkMs } = timed(() => checkContext({ repository }));
  const index = repository.bytes('AGENTS.md') ?? new Uint8Array();
  const region = findRegion(index);
  const part = region.ok && region.value ? index.subarray(region.value.start, region.value.end) : new Uint8Array();
  const inFile = (pattern: RegExp) => planned.placements.filter(({ file }) => pattern.test(file)).length;
  const used = repository.files
    .filter((path) => /AGENTS\.md$/.test(path))
    .map((path) => simulateLoads(repository, path, ['codex']).agents[0]?.usedBytes ?? 0);
  return {
    notes: count,
    planMs,
    checkMs,
    indexLines: new TextDecoder().decode(part).split('\n').length,
    indexBytes: part.length,
    always: inFile(/^AGENTS\.md$/),
    byPath: count - inFile(/^(?:AGENTS|MEMORY)\.md$/),
    onDemand: inFile(/^MEMORY\.md$/),
    codexBytes: Math.max(...used),
  };
}

/** Processor time in milliseconds: what other work on the machine does not change much. */
function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: (user + system) / 1000 };
}

export const goals = { lines: indexLimit.lines, bytes: indexLimit.bytes, codex: limits.codexBytes.value } as const;
