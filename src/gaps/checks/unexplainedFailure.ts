import type { ObservedFailure } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupInTurns, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';
import { collectInTurns, type Turns } from '../turns.ts';

/** Failures about which neither the recording nor anything written says why. Stopping a program (130) is none. */
export function* unexplainedFailures(sight: Sight): Turns<Found[]> {
  const perFailure = yield* collectInTurns(sight.observations.failures, 2, (failure) =>
    failure.exitCode !== 130 &&
    failure.resolution !== 'retyped' &&
    !failure.explainedByNarration &&
    !failure.selfTold &&
    !sight.explained.failure(failure.command, failure.signature)
      ? [failure]
      : [],
  );
  const open = perFailure.flat();
  const last = yield* lastOfEachTry(open);
  const groups = yield* groupInTurns(last, (failure) => keyOf(sight, failure));
  return yield* collectInTurns(groups, 5, (group): Found => {
    const failure = group[0] as ObservedFailure;
    const seen = group.map((one) => sight.evidence(one.recording, one.seq, one.resolvedBySeq ?? one.seq, told(one)));
    return {
      code: 'unexplained-failure',
      key: keyOf(sight, failure),
      severity: severity(
        group.reduce((most, one) => Math.max(most, stakeOf(sight, one)), 0),
        countRecordings(seen),
      ),
      subject: failure.command,
      question: question(failure),
      why: why(sight, failure, group),
      evidence: seen,
    };
  });
}

/** Tries of one command in a row, up to the one that worked, are one failure. */
function* lastOfEachTry(failures: readonly ObservedFailure[]): Turns<ObservedFailure[]> {
  const tries = yield* groupInTurns(
    failures,
    (one) => `${one.recording} ${one.resolvedBySeq ?? 'never'} ${one.line} ${one.signature ?? ''}`,
  );
  return tries.flatMap((all) => all.slice(0, 1));
}

function told(failure: ObservedFailure): string {
  return failure.signature === undefined ? failure.command : `${failure.command}: ${failure.signature}`;
}

function question(failure: ObservedFailure): string {
  const command = quote(failure.command);
  const how = failure.signature === undefined ? '' : ` with ${quote(failure.signature)}`;
  if (failure.resolvedBySeq === undefined) return `Why does ${command} fail${how}, and what gets it to work?`;
  if (failure.resolution === 'change') return `Why did ${command} fail before the change that made it work?`;
  return `Why did ${command} fail first and work later?`;
}

/** A command that fails in several ways and is mended each time is asked about once. */
function keyOf(sight: Sight, { line, resolution, signature }: ObservedFailure): string {
  return `${sight.key(line)}\n${resolution === 'change' ? '' : (signature ?? '').replace(/\d+/g, '#')}`;
}

function why(sight: Sight, failure: ObservedFailure, group: readonly ObservedFailure[]): string {
  const symptoms = [...new Set(group.flatMap(({ signature }) => (signature === undefined ? [] : [quote(signature)])))];
  const symptom = symptoms.length === 0 ? '' : ` with ${symptoms.slice(0, 3).join(', and with ')}`;
  const failed = `${quote(failure.command)} failed${symptom}`;
  if (failure.resolvedBySeq === undefined)
    return `${failed} and was not seen to work in this recording; the next person meets it unprepared.`;
  const causes = failure.causeSeqs
    .slice(0, 2)
    .map((seq) => quote(sight.evidence(failure.recording, seq).excerpt))
    .join(', ');
  const between =
    causes === '' ? 'nothing recorded in between says why' : `it worked after ${causes}, but nothing recorded says why`;
  return `${failed}; ${between}.`;
}

/** A change that made it work is at least a trace; a failure that stays, or goes by itself, costs the next person time. */
function stakeOf(sight: Sight, failure: ObservedFailure): number {
  if (sight.isRisky(failure.recording, failure.seq)) return 2;
  return failure.resolution === 'change' ? 0 : 1;
}
