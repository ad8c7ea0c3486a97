import type { ObservedAway } from '../../model/observations.ts';
import { awayStretches } from '../awayStretches.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupInTurns, quote, severity } from '../makeGap.ts';
import { type Sight, shorten } from '../sight.ts';
import { collectInTurns, eachInTurns, type Turns } from '../turns.ts';

/** Stretches without focus between steps that hang together: something needed was done where nobody could see it. */
export function* offScreen(sight: Sight): Turns<Found[]> {
  const open = (yield* awayStretches(sight, sight.options.offScreenMs)).filter(
    (away) =>
      away.dependent &&
      away.beforeSeq !== undefined &&
      away.afterSeq !== undefined &&
      !sight.explained.answered('around', subjectOf(sight, away)),
  );
  if (open.length === 0) return [];
  const lineAt = yield* observedLines(sight, open);
  const groups = yield* groupInTurns(open, (away) => keyOf(sight, away, lineAt));
  return yield* collectInTurns(groups, 5, (group) => {
    const away = group[0] as ObservedAway;
    const subject = subjectOf(sight, away);
    const before = nameOf(sight, away.recording, away.beforeSeq);
    const seen = group.map((one) =>
      sight.evidence(one.recording, one.beforeSeq ?? one.fromSeq, one.afterSeq ?? one.toSeq, spanOf(sight, one)),
    );
    return {
      code: 'off-screen',
      key: keyOf(sight, away, lineAt),
      severity: severity(
        away.afterSeq !== undefined && sight.isRisky(away.recording, away.afterSeq) ? 2 : 1,
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

/** The generalised line of the command of a step at `seq`. */
type LineAt = (recording: string, seq: number) => string | undefined;

function* observedLines(sight: Sight, open: readonly ObservedAway[]): Turns<LineAt> {
  const asked = new Map<string, Map<number, string>>();
  for (const { recording } of open) asked.set(recording, new Map());
  yield* eachInTurns(sight.observations.steps, 0.05, ({ recording, commands }) => {
    const lines = asked.get(recording);
    if (lines) for (const { seq, line } of commands) lines.set(seq, line);
  });
  return (recording, seq) => asked.get(recording)?.get(seq);
}

function keyOf(sight: Sight, away: ObservedAway, lineAt: LineAt): string {
  const event = away.afterSeq === undefined ? undefined : sight.event(away.recording, away.afterSeq);
  if (event?.kind !== 'command') return subjectOf(sight, away);
  return sight.key(lineAt(away.recording, event.seq) ?? event.line);
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
