import type { ObservedCredential } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import { neededCredentials } from '../neededCredentials.ts';
import type { Sight } from '../sight.ts';
import type { Turns } from '../turns.ts';

/** Credentials that a step needed, by name, and that nothing written says how to get. */
export function* missingCredentials(sight: Sight): Turns<Found[]> {
  const open = (yield* neededCredentials(sight)).filter(({ name }) => name !== '' && !sight.explained.origin(name));
  const lastRisk = new Map(sight.observations.risks.map(({ recording, seq }) => [recording, seq]));
  const isRisky = ({ recording, seq }: ObservedCredential) => (lastRisk.get(recording) ?? -1) >= seq;
  return groupBy(open, ({ name }) => name).map((group) => {
    const { name, where } = group[0] as ObservedCredential;
    const seen = group.map((one) => sight.evidence(one.recording, one.seq, one.seq, one.where));
    return {
      code: 'credential',
      key: name,
      severity: severity(group.some((one) => isRisky(one)) ? 2 : 1, countRecordings(seen)),
      subject: name,
      question: `How does one get ${quote(name)}, and where does it go?`,
      why: `${quote(where)} needs the credential ${quote(name)}. No context says how to get it, so whoever does “${sight.workflow}” next is stuck here.`,
      evidence: seen,
    };
  });
}
