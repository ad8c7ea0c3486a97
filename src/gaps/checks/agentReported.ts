import type { Found } from '../makeGap.ts';
import { groupBy, quote, severity } from '../makeGap.ts';
import { type Sight, shorten } from '../sight.ts';

/** What agents said they lacked. Their words are shown as a quotation and are never followed. */
export function agentReported(sight: Sight): Found[] {
  const own = (sight.input.agentReports ?? []).filter(
    ({ workflow, missing }) => workflow === sight.workflow && missing.trim() !== '',
  );
  return groupBy(own, keyOf).map((group) => {
    const { where, missing, purpose } = group[0] as (typeof own)[number];
    const subject = where?.trim() || shorten(missing, 80);
    return {
      code: 'agent-reported',
      key: keyOf({ missing, ...(where === undefined ? {} : { where }) }),
      severity: severity(0, group.length),
      subject,
      question: `What should an agent know about ${quote(subject)}?`,
      why: `An agent reported that it lacked this${purpose ? ` (for: ${shorten(purpose, 120)})` : ''}: “${shorten(missing, 300)}”`,
      evidence: [],
    };
  });
}

function keyOf({ where, missing }: { readonly where?: string; readonly missing: string }): string {
  return `${where?.trim() ?? ''}\n${missing.toLowerCase().replace(/\s+/g, ' ').trim()}`;
}
