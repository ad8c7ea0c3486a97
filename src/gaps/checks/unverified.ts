import type { ObservedRisk } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';
import { commandKey } from '../stepReading.ts';

const checking =
  /\b(?:check|verif(?:y|ies)|confirm|make sure|look at|watch|health|smoke|after(?:wards)?|roll ?back|revert|undo|restore)\b/i;
const wayBack = /\b(?:roll ?back|revert|undo|restore|back ?up|snapshot|down migration)\b/i;
const precaution = /backup|back-up|dump|snapshot|\bexport-|--dry-run|\bgit (?:tag|branch|stash)\b|\.bak\b/i;

/** Kinds after which the old state is gone. */
const irreversible: ReadonlySet<ObservedRisk['kind']> = new Set<ObservedRisk['kind']>(['delete', 'migrate', 'force']);

/** Risky actions with no check after them, or no way back. */
export function unverifiedRisks(sight: Sight): Found[] {
  const unchecked = (risk: ObservedRisk): boolean => risk.verifiedBySeq === undefined;
  const open = sight.observations.risks.filter(
    (risk) => (unchecked(risk) || !hasWayBack(sight, risk)) && !sight.explained.remark(risk.command, checking),
  );
  return groupBy(open, (risk) => `${risk.kind} ${commandKey(risk.line)}`).map((group) => {
    const risk = group.find(unchecked) ?? (group[0] as ObservedRisk);
    const missing = unchecked(risk);
    const seen = group.map((one) => sight.evidence(one.recording, one.seq));
    return {
      code: 'unverified',
      key: `${risk.kind} ${commandKey(risk.line)}`,
      severity: severity(missing ? 2 : 0, countRecordings(seen)),
      subject: group[0]?.command ?? risk.command,
      question: missing
        ? `How does one see that ${quote(risk.command)} went well, and how is it undone?`
        : `How is ${quote(risk.command)} undone if it goes wrong?`,
      why: missing
        ? `${quote(risk.command)} can do damage (${risk.kind}), and nothing after it looks at the outcome.`
        : `${quote(risk.command)} cannot be taken back by itself (${risk.kind}), and no way back was seen or written down.`,
      evidence: seen,
    };
  });
}

function hasWayBack(sight: Sight, risk: ObservedRisk): boolean {
  if (!irreversible.has(risk.kind)) return true;
  const prepared = sight.observations.steps
    .filter(({ recording }) => recording === risk.recording)
    .flatMap(({ commands }) => commands)
    .some(({ seq, raw }) => seq < risk.seq && precaution.test(raw));
  return prepared || /--dry-run/.test(risk.command) || sight.explained.remark(risk.command, wayBack);
}
