import type { ObservedRisk } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';

const checking =
  /\b(?:check|verif(?:y|ies)|confirm|make sure|look at|watch|health|smoke|after(?:wards)?|roll ?back|revert|undo|restore)\b/i;
const wayBack = /\b(?:roll ?back|revert|undo|restore|back ?up|snapshot|down migration)\b/i;
const precaution = /backup|back-up|dump|snapshot|\bexport-|--dry-run|\bgit (?:tag|branch|stash)\b|\.bak\b/i;

/** Kinds after which the old state is gone. */
const irreversible: ReadonlySet<ObservedRisk['kind']> = new Set<ObservedRisk['kind']>(['delete', 'migrate', 'force']);

/** Risky actions with no check after them, or no way back. */
export function unverifiedRisks(sight: Sight): Found[] {
  const unchecked = (risk: ObservedRisk): boolean => risk.verifiedBySeq === undefined;
  const isPrepared = precautions(sight);
  const open = sight.observations.risks.filter(
    (risk) =>
      (unchecked(risk) || !hasWayBack(sight, risk, isPrepared)) && !sight.explained.remark(risk.command, checking),
  );
  return groupBy(open, (risk) => `${risk.kind} ${sight.key(risk.line)}`).map((group) => {
    const risk = group.find(unchecked) ?? (group[0] as ObservedRisk);
    const missing = unchecked(risk);
    const seen = group.map((one) => sight.evidence(one.recording, one.seq));
    return {
      code: 'unverified',
      key: `${risk.kind} ${sight.key(risk.line)}`,
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

/** Tells whether something was done before a risk that helps to get back. */
type IsPrepared = (risk: ObservedRisk) => boolean;

function precautions(sight: Sight): IsPrepared {
  const first = new Map<string, number>();
  for (const { recording, commands } of sight.observations.steps) {
    for (const { seq, raw } of commands)
      if (seq < (first.get(recording) ?? Number.POSITIVE_INFINITY) && precaution.test(raw)) first.set(recording, seq);
  }
  return ({ recording, seq }) => (first.get(recording) ?? seq) < seq;
}

function hasWayBack(sight: Sight, risk: ObservedRisk, isPrepared: IsPrepared): boolean {
  if (!irreversible.has(risk.kind)) return true;
  return isPrepared(risk) || /--dry-run/.test(risk.command) || sight.explained.remark(risk.command, wayBack);
}
