import { contextChart } from '../context/chart.ts';
import { simulateLoads } from '../context/loaders/simulate.ts';
import type { ChartRow, ContextFindingCode } from '../model/context.ts';
import type { AgentBudgetView, ContextFileStatus, ContextFileView } from '../views/state.ts';
import { agentTitles } from './connections.ts';
import type { Knowledge } from './knowledge.ts';
import { acceptedNotes } from './reviewedNotes.ts';

/** What of a file that is there: a conflict is shown as a hand edit, since a person's hand is what it needs. */
const statusOf: Readonly<Record<ContextFindingCode, ContextFileStatus>> = {
  stale: 'stale',
  'over-budget': 'over-budget',
  'hand-edited': 'hand-edited',
  conflict: 'hand-edited',
  // It lacks what the accepted notes say.
  missing: 'stale',
};

/** The files of the context chart, each with what one can learn from it, who owns it and when it was last seen to hold. */
export function contextFiles(knowledge: Knowledge): readonly ContextFileView[] {
  const { repository, context, findings, managed, stored, decisions } = knowledge;
  const rows = new Map<string, ChartRow[]>();
  const chart = contextChart({ repository, context, findings, notes: acceptedNotes(stored, decisions) });
  for (const row of chart.rows) {
    const own = rows.get(row.file);
    if (own) own.push(row);
    else rows.set(row.file, [row]);
  }
  const files = context.files.map(({ path, layer, when }): ContextFileView => {
    const own = findings.filter((each) => each.file === path);
    const [finding] = own;
    const sound = managed.has(path) ? 'fresh' : 'unmanaged';
    return {
      path,
      layer,
      load: when,
      bytes: repository.bytes(path)?.length ?? 0,
      status: finding ? statusOf[finding.code] : sound,
      ...(finding ? { problems: own.map(({ message }) => message) } : {}),
      ...charted(rows.get(path) ?? []),
    };
  });
  const missing = findings
    .filter(({ code, file }) => code === 'missing' && !files.some(({ path }) => path === file))
    .map(
      ({ file, message }): ContextFileView => ({
        path: file,
        layer: 'project',
        load: 'demand',
        bytes: 0,
        status: 'missing',
        problems: [message],
      }),
    );
  return [...files, ...missing];
}

/** What the rows of one file say of it as a whole: its owner, and the day its newest line was seen. */
function charted(rows: readonly ChartRow[]): Pick<ContextFileView, 'owner' | 'verifiedOn' | 'needs' | 'agents'> {
  const owner = rows.find(({ ownerFrom }) => ownerFrom === 'codeowners')?.owner;
  const days = rows.flatMap(({ lastVerified }) => lastVerified?.recordedOn ?? []).sort();
  const verifiedOn = days.at(-1);
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(verifiedOn === undefined ? {} : { verifiedOn }),
    ...(rows[0] ? { agents: rows[0].agents } : {}),
    needs: rows.filter(({ kind }) => kind !== 'file'),
  };
}

/** How much each agent that loads anything holds at the root, against its limit where it has one. */
export function agentBudgets({ repository }: Knowledge): readonly AgentBudgetView[] {
  return simulateLoads(repository, '.')
    .agents.filter(({ loads }) => loads.length > 0)
    .map(({ agent, loads, usedBytes, limitBytes, advice }) => ({
      title: agentTitles[agent],
      usedBytes,
      ...(limitBytes === undefined ? {} : { limitBytes }),
      files: loads.map(({ file, when, bytes, cutBytes }) => ({ path: file, load: when, bytes, cutBytes })),
      advice,
    }));
}
