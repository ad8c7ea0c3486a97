import type { ObservedAway } from '../../model/observations.ts';
import { awayStretches } from '../awayStretches.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import { type Sight, shorten } from '../sight.ts';
import { commandKey } from '../stepReading.ts';

/** Stretches without focus between steps that hang together: something needed was done where nobody could see it. */
export function offScreen(sight: Sight): Found[] {
  const open = awayStretches(sight, sight.options.offScreenMs).filter(
    (away) =>
      away.dependent &&
      away.beforeSeq !== undefined &&
      away.afterSeq !== undefined &&
      !sight.explained.answered('around', subjectOf(sight, away)),
  );
  return groupBy(open, (away) => keyOf(sight, away)).map((group) => {
    const away = group[0] as ObservedAway;
    const subject = subjectOf(sight, away);
    const before = nameOf(sight, away.recording, away.beforeSeq);
    const seen = group.map((one) =>
      sight.evidence(one.recording, one.beforeSeq ?? one.fromSeq, one.afterSeq ?? one.toSeq, spanOf(sight, one)),
    );
    return {
      code: 'off-screen',
      key: keyOf(sight, away),
      severity: severity(
        sight.observations.risks.some((risk) => risk.recording === away.recording && risk.seq === away.afterSeq)
          ? 2
          : 1,
        countRecordings(seen),
      ),
      subject,
      question: `What was done outside the editor between ${quote(before)} and ${quote(subject)}?`,
      why: `The window was out of focus between ${quote(before)} and ${quote(subject)}, which hang together; what happened elsewhere is not in the recording.`,
      evidence: seen,
    };
  });
}

/** What was done on coming back: that is what needed the time away. */
function subjectOf(sight: Sight, away: ObservedAway): string {
  return nameOf(sight, away.recording, away.afterSeq);
}

function keyOf(sight: Sight, away: ObservedAway): string {
  const event = away.afterSeq === undefined ? undefined : sight.event(away.recording, away.afterSeq);
  if (event?.kind !== 'command') return subjectOf(sight, away);
  const observed = sight.observations.steps
    .filter(({ recording }) => recording === away.recording)
    .flatMap(({ commands }) => commands)
    .find(({ seq }) => seq === away.afterSeq);
  return commandKey(observed?.line ?? event.line);
}

function spanOf(sight: Sight, away: ObservedAway): string {
  return `${shorten(nameOf(sight, away.recording, away.beforeSeq), 70)} … ${shorten(subjectOf(sight, away), 70)}`;
}

function nameOf(sight: Sight, recording: string, seq: number | undefined): string {
  const event = seq === undefined ? undefined : sight.event(recording, seq);
  if (event?.kind === 'command') return event.line;
  if (event?.kind === 'edit' || event?.kind === 'file' || event?.kind === 'open') return event.file;
  if (event?.kind === 'task') return event.name;
  if (event?.kind === 'git') return event.message ?? `git ${event.op}`;
  return event?.kind ?? 'the start';
}
