import { type Command, Option } from 'commander';
import { listContext } from '../../context/contextFiles.ts';
import { staleFindings } from '../../context/freshness.ts';
import { layerConflicts } from '../../context/layerConflicts.ts';
import { readNotes } from '../../context/noteStore.ts';
import { gapsOfOtherReports, withoutAnsweredReports } from '../../gaps/agentReports.ts';
import { findGaps } from '../../gaps/findGaps.ts';
import { gapsOfLayers } from '../../gaps/layerGaps.ts';
import { openAgentReports } from '../../host/agentReports.ts';
import type { AgentReport } from '../../model/agentReport.ts';
import type { Gap, GapReport, Severity } from '../../model/gap.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { ok } from '../../model/result.ts';
import { gapsText } from '../gapsText.ts';
import type { Run, Streams } from '../outcome.ts';
import { openRoot, type Study, studyAll } from '../study.ts';

interface Options {
  readonly recording: string[];
  readonly root?: string;
  readonly workflow?: string;
  readonly failOn?: Severity;
}

const severities: readonly Severity[] = ['high', 'medium', 'low'];

export function addGaps(program: Command, run: Run, streams: Streams): void {
  program
    .command('gaps')
    .description('ask about what was observed and no loaded context explains')
    .requiredOption('--recording <file...>', 'a recording; repeat it, or name several')
    .option('--root <dir>', 'the repository (default: the current folder)')
    .option('--workflow <name>', 'only this workflow')
    .addOption(new Option('--fail-on <severity>', 'exit 1 for a gap this severe or worse').choices(severities))
    .option('--json', 'print one JSON document')
    .action(({ recording, root, workflow, failOn }: Options) =>
      run(async () => {
        const repository = await openRoot(root);
        if (!repository.ok) return repository;
        const studies = await studyAll({ files: recording, repository: repository.value, workflow }, streams);
        if (!studies.ok) return studies;
        const reported = await openAgentReports(repository.value.root).read();
        const report = reportOf(studies.value, repository.value, reported, workflow === undefined);
        const found = failOn !== undefined && report.gaps.some((gap) => isAtLeast(gap, failOn));
        return ok({ document: report, text: () => gapsText(report), exitCode: found ? 1 : 0 });
      }),
    );
}

/**
 * The gaps of all workflows, most severe first, and the coverage over all their steps. `others`: with what agents
 * reported outside of these workflows.
 */
function reportOf(
  studies: readonly Study[],
  repository: RepositoryView,
  agentReports: readonly AgentReport[],
  others: boolean,
): GapReport {
  const context = listContext(repository);
  const stored = readNotes(repository).notes.filter(({ note }) => note.status === 'accepted');
  const findings = staleFindings(repository, stored);
  const reports = studies.map(({ recordings, distilled }) =>
    findGaps({ recordings, distilled, context, repository, now: Date.now(), findings, agentReports }),
  );
  const names = studies.map(({ distilled }) => distilled.workflow);
  const found = [
    ...reports.flatMap((report) => report.gaps),
    ...(others ? gapsOfOtherReports(agentReports, names) : []),
    ...(others ? gapsOfLayers(layerConflicts(stored.map(({ note }) => note))) : []),
  ];
  const open = withoutAnsweredReports(found, new Set(stored.map(({ note }) => note.id)));
  const gaps = severities.flatMap((severity) => open.filter((gap) => gap.severity === severity));
  const explained = reports.reduce((sum, { coverage }) => sum + coverage.explained, 0);
  const observed = reports.reduce((sum, { coverage }) => sum + coverage.observed, 0);
  const percent = observed === 0 ? 100 : Math.floor((100 * explained) / observed);
  return { gaps, coverage: { explained, observed, percent } };
}

function isAtLeast(gap: Gap, wanted: Severity): boolean {
  return severities.indexOf(gap.severity) <= severities.indexOf(wanted);
}
