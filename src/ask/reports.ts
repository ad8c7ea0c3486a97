import type { AgentReport, KeptReport } from '../model/agentReport.ts';

/** How much agents may report: what is over is refused, so that no agent in a loop buries what people have to read. */
export const reportLimits = {
  /** In any ten minutes. */
  inWindow: 10,
  windowMs: 10 * 60_000,
  /** Altogether, different ones. */
  kept: 200,
  /** The same lack told again after this long counts as evidence. */
  againMs: 24 * 60 * 60_000,
} as const;

export type Admission = 'new' | 'again' | 'known' | 'too-fast' | 'too-many';

/** Whether a report is to be kept beside those that are there. `now`: milliseconds since 1970. */
export function admit(kept: readonly KeptReport[], report: AgentReport, now: number): Admission {
  const since = (each: KeptReport) => now - Date.parse(each.at);
  const same = kept.filter((each) => reportKey(each) === reportKey(report));
  if (same.some((each) => since(each) < reportLimits.againMs)) return 'known';
  if (kept.filter((each) => since(each) < reportLimits.windowMs).length >= reportLimits.inWindow) return 'too-fast';
  if (same.length > 0) return same.length < mostOfOne ? 'again' : 'known';
  return new Set(kept.map(reportKey)).size >= reportLimits.kept ? 'too-many' : 'new';
}

/** More reports of one lack say nothing more. */
const mostOfOne = 5;

/** The same lack, whatever its spacing, case and punctuation. */
export function reportKey({ workflow, where = '', missing }: AgentReport): string {
  return [workflow, where, missing]
    .map((part) =>
      part
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .join('\n');
}

/** What the agent that reported is told. */
export function admissionText(admission: Admission): { readonly text: string; readonly failed?: boolean } {
  switch (admission) {
    case 'new':
    case 'again':
      return { text: 'Noted: the maintainers see it as a question. Nobody answers now; go on with what you know.' };
    case 'known':
      return { text: 'That is known already and waits for the maintainers. Go on with what you know.' };
    case 'too-fast':
      return {
        text: `Not noted: ${reportLimits.inWindow} gaps were reported in the last ten minutes. Report what matters most, later.`,
        failed: true,
      };
    case 'too-many':
      return { text: `Not noted: ${reportLimits.kept} reported gaps wait for the maintainers already.`, failed: true };
  }
}
