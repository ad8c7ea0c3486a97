import type { ObservedDanger } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';

/** What a person says who meant it: why it may be so, where, until when, or what is done instead. */
const meant =
  /\b(?:because|since|only|until|unless|instead|safe(?:ly)?|allowed|approved|accepted|intended|on purpose|trusted|temporar\w+|self-signed|internal|restor\w+|undo\w*|re-?enabl\w+|put back|never|do not|don't)\b/i;

/** Protections taken away, checks passed by and code of others, with nothing that says that it may be so. */
export function openDangers(sight: Sight): Found[] {
  const { observations, explained } = sight;
  const asked = new Set(observations.risks.map(({ recording, seq }) => `${seq} ${recording}`));
  const open = observations.dangers.filter(
    ({ kind, recording, seq, subject }) =>
      // How a loss is undone is asked of the command already.
      !(kind === 'data' && asked.has(`${seq} ${recording}`)) &&
      !explained.answered('after', subject) &&
      !explained.remark(subject, meant),
  );
  return groupBy(open, keyOf(sight)).flatMap((group) => {
    const [danger] = group;
    if (!danger) return [];
    const { label, said, subject, stays, written } = danger;
    const seen = group.map((one) => sight.evidence(one.recording, one.seq));
    const what = written || !stays ? quote(subject) : `${quote(said)} in ${quote(subject)}`;
    return [
      {
        code: 'unverified' as const,
        key: keyOf(sight)(danger),
        severity: severity(stays ? 2 : 1, countRecordings(seen)),
        subject,
        question: `${capital(label)} (${what}): is that meant to be, and what makes it safe or takes it back?`,
        why: `⚠ ${what} is a risk: ${label}. Nothing written down says that it may be so, or until when.`,
        evidence: seen,
      },
    ];
  });
}

function keyOf(sight: Sight): (danger: ObservedDanger) => string {
  return ({ recording, seq, label, said, subject }) =>
    `danger ${label} ${sight.event(recording, seq)?.kind === 'command' ? sight.key(subject) : `${subject} ${said}`}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
