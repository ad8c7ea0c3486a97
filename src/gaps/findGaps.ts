import type { Gap, GapCode, GapReport, Severity } from '../model/gap.ts';
import { agentReported } from './checks/agentReported.ts';
import { contradictions } from './checks/contradiction.ts';
import { missingCredentials } from './checks/credential.ts';
import { openDangers } from './checks/dangers.ts';
import { openDecisions } from './checks/decision.ts';
import { withoutOwner } from './checks/noOwner.ts';
import { notCaptured } from './checks/notCaptured.ts';
import { offScreen } from './checks/offScreen.ts';
import { singleWitness } from './checks/singleWitness.ts';
import { staleContext } from './checks/stale.ts';
import { truncatedContext } from './checks/truncated.ts';
import { unexplainedFailures } from './checks/unexplainedFailure.ts';
import { unexplainedSteps } from './checks/unexplainedStep.ts';
import { unknownInputs } from './checks/unknownInput.ts';
import { unverifiedRisks } from './checks/unverified.ts';
import { coverageOf } from './coverage.ts';
import type { GapInput } from './input.ts';
import { type Found, makeGap } from './makeGap.ts';
import { withRaise } from './raise.ts';
import { compareText, lookAt, type Sight } from './sight.ts';
import { readSteps, type StepReading } from './stepReading.ts';
import { atOnce, collectInTurns, type Turns, withPauses } from './turns.ts';

type Check = (sight: Sight, readings: readonly StepReading[]) => readonly Found[] | Turns<Found[]>;

/** One check a code, in the order in which equally severe gaps are shown. */
const checks: readonly (readonly [GapCode, Check])[] = [
  ['credential', missingCredentials],
  ['unverified', unverifiedRisks],
  ['unverified', openDangers],
  ['unexplained-failure', unexplainedFailures],
  ['contradiction', contradictions],
  ['unknown-input', unknownInputs],
  ['unexplained-step', unexplainedSteps],
  ['decision', openDecisions],
  ['off-screen', offScreen],
  ['stale', staleContext],
  ['truncated', truncatedContext],
  ['not-captured', notCaptured],
  ['agent-reported', agentReported],
  ['no-owner', withoutOwner],
  ['single-witness', singleWitness],
];

const ranks: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/**
 * Everything observed or required in one workflow that no loaded context
 * explains, most severe first, with the share of steps that is explained.
 *
 * Computed from its input alone: the same input in any order gives the same
 * gaps with the same ids. Notes explain nothing until they stand in a context file.
 */
export function findGaps(input: GapInput): GapReport {
  return atOnce(gapsOf(input));
}

/** The same, with `pause` awaited every few milliseconds of work, so that an editor stays responsive. */
export function findGapsInTurns(input: GapInput, pause: () => Promise<void>): Promise<GapReport> {
  return withPauses(gapsOf(input), pause);
}

function* gapsOf(input: GapInput): Turns<GapReport> {
  const sight = yield* lookAt(input);
  yield undefined;
  const readings = yield* readSteps(sight);
  const found: { readonly index: number; readonly gap: Gap; readonly seen: string }[] = [];
  const position = new Map(sight.recordings.map(({ header }, index) => [header.id, index]));
  for (const [index, [, check]] of checks.entries()) {
    yield undefined;
    const result = check(sight, readings);
    const ones = Array.isArray(result) ? result : yield* result as Turns<Found[]>;
    yield undefined;
    for (const gap of yield* collectInTurns(ones, 3, (one: Found) => makeGap(sight, one)))
      found.push({ index, gap, seen: firstSeen(position, gap) });
  }
  yield undefined;
  const gaps = found
    .sort(
      (a, b) =>
        ranks[a.gap.severity] - ranks[b.gap.severity] ||
        a.index - b.index ||
        compareText(a.seen, b.seen) ||
        compareText(a.gap.id, b.gap.id),
    )
    .map(({ gap }) => gap);
  yield undefined;
  return {
    gaps: yield* withRaise(withoutRepeats(gaps), readings, sight.explained),
    coverage: coverageOf(readings),
  };
}

/** Orders gaps of one kind by where they were first seen. */
function firstSeen(position: ReadonlyMap<string, number>, gap: Gap): string {
  const [first] = gap.evidence;
  if (!first) return '';
  const recording = position.get(first.recording) ?? -1;
  return `${String(recording).padStart(6, '0')} ${String(first.from).padStart(12, '0')}`;
}

function withoutRepeats(gaps: readonly Gap[]): Gap[] {
  const seen = new Set<string>();
  return gaps.filter(({ id }) => !seen.has(id) && seen.add(id));
}
