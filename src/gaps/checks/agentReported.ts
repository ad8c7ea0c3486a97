import { agentReportsFound, sameWorkflow } from '../agentReports.ts';
import type { Found } from '../makeGap.ts';
import type { Sight } from '../sight.ts';

/** What agents said they lacked in this workflow. */
export function agentReported({ input, workflow }: Sight): Found[] {
  return agentReportsFound((input.agentReports ?? []).filter((report) => sameWorkflow(report.workflow, workflow)));
}
