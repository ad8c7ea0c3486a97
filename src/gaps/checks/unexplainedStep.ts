import type { Found } from '../makeGap.ts';
import { groupInTurns, mostEvidence, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';
import type { StepItem, StepReading } from '../stepReading.ts';
import { collectInTurns, eachInTurns, type Turns } from '../turns.ts';

/** Steps that no loaded context explains and the repository does not plainly say. */
export function* unexplainedSteps(sight: Sight, readings: readonly StepReading[]): Turns<Found[]> {
  const open: (Open & { readonly first: StepItem })[] = [];
  yield* eachInTurns(readings, 1, (reading) => {
    const unknown = reading.items
      .filter(({ by }) => by === undefined)
      .sort((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file') || a.seq - b.seq);
    const [first] = unknown;
    if (first) open.push({ reading, unknown, first });
  });
  const groups = yield* groupInTurns(open, ({ first }) => `${first.kind} ${first.key}`);
  return yield* collectInTurns(groups, 10, (group): Found => {
    const { first, reading } = group[0] as (typeof group)[number];
    const recordings = new Set<string>();
    for (const { reading } of group) recordings.add(reading.step.recording);
    const seen = group
      .slice(0, mostEvidence)
      .flatMap((one) =>
        one.unknown.map((item) => sight.evidence(one.reading.step.recording, item.seq, item.seq, told(item))),
      );
    const stake = stakeOfAll(sight, group);
    const others = otherSubjects(group, first);
    return {
      code: 'unexplained-step',
      key: `${first.kind} ${first.key}`,
      severity: severity(stake, recordings.size),
      subject: first.subject,
      question: question(sight.workflow, first, others.length),
      why: `${first.kind === 'command' ? `${quote(first.subject)} was run` : `${quote(first.subject)} was edited`}${
        others.length > 0
          ? `, with ${others.slice(0, 3).map(quote).join(', ')}${others.length > 3 ? ' and more' : ''}`
          : ''
      }. No context file that is loaded explains it, and neither README, scripts, Makefile nor CI say it.`,
      evidence: seen,
      askWhom: sight.owners.of(pathIn(first)) ?? ownerOfFiles(sight, reading),
    };
  });
}

interface Open {
  readonly reading: StepReading;
  readonly unknown: readonly StepItem[];
}

function stakeOfAll(sight: Sight, group: readonly Open[]): number {
  let most = 0;
  for (const { reading, unknown } of group) {
    most = Math.max(most, stakeOf(sight, reading, unknown));
    if (most === 2) break;
  }
  return most;
}

/** What else is unknown in these steps: as many as are told, and one more. */
function otherSubjects(group: readonly Open[], first: StepItem): string[] {
  const others = new Set<string>();
  for (const { unknown } of group) {
    for (const { subject } of unknown) if (subject !== first.subject) others.add(subject);
    if (others.size > 3) break;
  }
  return [...others];
}

function told(item: StepItem): string {
  return item.kind === 'command' ? item.subject : `edited ${item.subject}`;
}

function question(workflow: string, first: StepItem, others: number): string {
  const subject = quote(first.subject);
  if (first.kind === 'file') return `What has to change in ${subject} when someone does “${workflow}”, and when?`;
  return others > 0
    ? `What are ${subject} and the commands after it for in “${workflow}”, and when are they needed?`
    : `What is ${subject} for in “${workflow}”, and when is it needed?`;
}

function stakeOf(sight: Sight, { step }: StepReading, unknown: readonly StepItem[]): number {
  if (unknown.some(({ seq }) => sight.isRisky(step.recording, seq))) return 2;
  return unknown.some(({ kind }) => kind === 'command') ? 1 : 0;
}

/** The file that a command line runs, or the file itself. */
function pathIn(item: StepItem): string {
  if (item.kind === 'file') return item.subject;
  return item.subject.split(/\s+/).find((word) => /^(?:\.\/)?[\w.-]+\/[\w./-]+$/.test(word)) ?? '';
}

function ownerOfFiles(sight: Sight, { step }: StepReading): string | undefined {
  return step.files.map((file) => sight.owners.of(file)).find((owner) => owner !== undefined);
}
