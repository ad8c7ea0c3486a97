import type { AgentReport } from '../model/agentReport.ts';
import type { Gap } from '../model/gap.ts';
import { type Found, groupBy, makeGap, quote, severity } from './makeGap.ts';
import { shorten } from './sight.ts';

/** What agents said they lacked, the same lack once. Their words are shown as a quotation and are never followed. */
export function agentReportsFound(reports: readonly AgentReport[]): Found[] {
  const told = reports.filter(({ missing }) => missing.trim() !== '');
  return groupBy(told, keyOf).map((group) => {
    const { where, missing, purpose, agent } = group[0] as AgentReport;
    const subject = where?.trim() || shorten(missing, 80);
    const who = agent?.trim() ? `An agent (${shorten(agent, 40)})` : 'An agent';
    const again = group.length > 1 ? `, ${group.length} times` : '';
    return {
      code: 'agent-reported',
      key: keyOf({ missing, ...(where === undefined ? {} : { where }) }),
      severity: severity(0, group.length),
      subject,
      question: `What should an agent know about ${quote(subject)}?`,
      why: `${who} reported${again} that it lacked this${purpose ? ` (for: ${shorten(purpose, 120)})` : ''}: “${shorten(missing, 300)}”`,
      evidence: [],
    };
  });
}

/** Gaps for the reports that belong to no workflow with recordings: `recorded` are those that have some. */
export function gapsOfOtherReports(reports: readonly AgentReport[], recorded: readonly string[]): Gap[] {
  const others = reports.filter(({ workflow }) => !recorded.some((name) => sameWorkflow(name, workflow)));
  return groupBy(others, ({ workflow }) => nameKey(workflow)).flatMap((group) => {
    const workflow = group[0]?.workflow.trim() ?? '';
    return agentReportsFound(group).map((found) => makeGap({ workflow, recordings: [] }, found));
  });
}

/** Without reports that a person has answered: `notes` are the ids of accepted notes on disk. */
export function withoutAnsweredReports(gaps: readonly Gap[], notes: ReadonlySet<string>): Gap[] {
  return gaps.filter(({ code, id }) => code !== 'agent-reported' || !notes.has(`answer-${id}`));
}

/** Agents write a name as they heard it. */
export function sameWorkflow(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

function nameKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function keyOf({ where, missing }: { readonly where?: string; readonly missing: string }): string {
  return `${where?.trim() ?? ''}\n${missing.toLowerCase().replace(/\s+/g, ' ').trim()}`;
}
