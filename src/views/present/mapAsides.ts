import type { Distilled } from '../../model/distilled.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ObservedAway, ObservedFailure } from '../../model/observations.ts';
import type { Parameter } from '../../model/process.ts';
import type { Walkthrough } from '../../model/step.ts';
import { type Crowd, supportLabel } from './mapCrowd.ts';
import { type MappedStep, type Sketch, withoutMarks } from './mapSketch.ts';
import { clock, oneLine } from './text.ts';
import type { Words } from './words.ts';

/** What is drawn beside each step, by position: its parameters, what failed in it, and stretches off screen after it. */
export function asidesOf(
  distilled: Distilled,
  offScreenMs: number,
  steps: readonly MappedStep[],
  crowd: Crowd,
  words: Words,
): Sketch[][] {
  const { observations } = distilled;
  const positionOf = positions(steps);
  const failures = grouped(
    (observations?.failures ?? []).filter(({ resolution }) => resolution !== 'retyped'),
    ({ recording, resolvedBySeq, seq }) => positionOf(recording, resolvedBySeq ?? seq),
  );
  const away = grouped(
    (observations?.away ?? []).filter(({ durationMs }) => durationMs >= offScreenMs),
    ({ recording, beforeSeq, fromSeq }) => positionOf(recording, beforeSeq ?? fromSeq),
  );
  const parameters = grouped(distilled.process.parameters, ({ name, source }) => {
    const [file = '', key = ''] = source.split('#');
    const home = steps.findIndex(({ place }) => key !== '' && place.title.includes(file) && place.title.includes(key));
    if (home >= 0) return home;
    const named = steps.findIndex(({ place }) => place.title.includes(`<${name}>`));
    const first = observations?.inputs.find((input) => input.name === name);
    return named < 0 && first ? positionOf(first.recording, first.seq) : Math.max(0, named);
  });
  const doneIn = summaries(distilled);
  return steps.map((step, position) => [
    ...(parameters.get(position) ?? []).map((parameter, index) =>
      parameterSketch(step, index, parameter, distilled, crowd, words),
    ),
    ...[...grouped(failures.get(position) ?? [], ({ signature, line }) => signature ?? line).values()].map(
      (group, index) => failureSketch(step, index, group, distilled, doneIn, crowd, words),
    ),
    ...[...grouped(away.get(position) ?? [], () => '').values()].map((group) => awaySketch(step, group, crowd, words)),
  ]);
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** The step at a moment of a recording: the last one that began by then, else the first that came after. */
function positions(steps: readonly MappedStep[]): (recording: string, seq: number) => number {
  const moments = steps.flatMap(({ place }, position) => place.seen.map((seen) => ({ ...seen, position })));
  const byRecording = grouped(
    moments.toSorted((a, b) => a.seq - b.seq),
    ({ recording }) => recording,
  );
  return (recording, seq) => {
    const own = byRecording.get(recording) ?? [];
    return (own.findLast((moment) => moment.seq <= seq) ?? own[0])?.position ?? 0;
  };
}

function parameterSource(source: string, { t }: Words): string {
  if (source === 'typed') return t('typed; nothing recorded says where from');
  if (source === 'computed') return t('from what an earlier step printed');
  return t('from {0}', oneLine(source, 120));
}

function parameterSketch(
  step: MappedStep,
  index: number,
  { name, source, examples }: Parameter,
  { observations }: Distilled,
  crowd: Crowd,
  words: Words,
): Sketch {
  const { t } = words;
  const title = `<${oneLine(name, 60)}>`;
  const origin = parameterSource(source, words);
  const inputs = (observations?.inputs ?? []).filter((input) => input.name === name);
  const facts = [
    ...(examples.length > 0 ? [t('Seen: {0}', examples.map((example) => oneLine(example, 60)).join(', '))] : []),
    ...(inputs.length > 0
      ? [
          supportLabel(
            inputs.map(({ recording }) => recording),
            crowd,
            words,
          ),
        ]
      : []),
  ];
  return {
    id: `${step.id}-parameter-${index}`,
    kind: 'parameter',
    beside: step.id,
    title,
    remark: origin,
    common: false,
    label: [t('Parameter {0}, {1}', title, origin), ...facts].join('. '),
    facts: [origin, ...facts],
    evidence: newestFirst(
      inputs.map(({ recording, seq, value }) => ({ recording, from: seq, to: seq, excerpt: `${title} = ${value}` })),
    ),
  };
}

function failureSketch(
  step: MappedStep,
  index: number,
  failures: readonly ObservedFailure[],
  distilled: Distilled,
  doneIn: Summaries,
  crowd: Crowd,
  words: Words,
): Sketch {
  const { t } = words;
  const [first] = failures;
  const said = oneLine(withoutMarks(first?.signature ?? first?.line ?? ''), 300);
  const counted = supportLabel(
    failures.map(({ recording }) => recording),
    crowd,
    words,
  );
  const fix = fixOf(failures, distilled, doneIn, words);
  const why = failures.some(({ explainedByNarration, noteId }) => explainedByNarration || noteId !== undefined)
    ? []
    : [t('Nothing recorded says why')];
  const facts = [
    ...(first?.signature === undefined ? [] : [t('Command: {0}', oneLine(first.line, 200))]),
    fix,
    ...why,
    counted,
  ];
  return {
    id: `${step.id}-failure-${index}`,
    kind: 'failure',
    beside: step.id,
    title: t('Fails: {0}', said),
    remark: fix,
    common: false,
    label: [t('Fails: {0}', said), ...facts].join('. '),
    facts,
    evidence: newestFirst(
      failures.map(({ recording, seq, resolvedBySeq, command }) => ({
        recording,
        from: seq,
        to: Math.max(seq, resolvedBySeq ?? seq),
        excerpt: command,
      })),
    ),
  };
}

/** What was done at some moments of a recording, in words, in the order of its steps. */
type Summaries = (recording: string, seqs: readonly number[]) => readonly string[];

/** Goes through a recording once, however many failures ask. */
function summaries({ walkthroughs }: Distilled): Summaries {
  const known = new Map<string, ReadonlyMap<number, string>>();
  return (recording, seqs) => {
    const bySeq = known.get(recording) ?? summariesOf(walkthroughs.find((one) => one.recording === recording));
    known.set(recording, bySeq);
    return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
  };
}

function summariesOf(walkthrough: Walkthrough | undefined): ReadonlyMap<number, string> {
  const actions = (walkthrough?.steps ?? []).flatMap((step) => step.actions);
  return new Map(actions.map(({ seq, summary }) => [seq, summary]));
}

/** What made it work: the lesson if there is one, else what was done in between. */
function fixOf(failures: readonly ObservedFailure[], { notes }: Distilled, doneIn: Summaries, { t }: Words): string {
  const solved = failures.find(({ causeSeqs }) => causeSeqs.length > 0) ?? failures.find((one) => one.resolution);
  if (!solved) return t('Never worked while it was recorded');
  const lesson = notes.find(({ id }) => failures.some(({ noteId }) => noteId === id));
  if (lesson) return t('Fix: {0}', oneLine(withoutMarks(lesson.action), 200));
  const done = doneIn(solved.recording, solved.causeSeqs);
  if (done.length > 0) {
    return t(
      'Fix: {0}',
      done
        .slice(0, 3)
        .map((summary) => oneLine(withoutMarks(summary), 100))
        .join('; '),
    );
  }
  return solved.resolution === 'flaky' ? t('Worked when it was tried again') : t('Worked later');
}

function awaySketch(step: MappedStep, away: readonly ObservedAway[], crowd: Crowd, words: Words): Sketch {
  const { t } = words;
  const longest = clock(Math.max(...away.map(({ durationMs }) => durationMs)));
  const counted = supportLabel(
    away.map(({ recording }) => recording),
    crowd,
    words,
  );
  const facts = [
    t('The window was left after this step'),
    counted,
    ...(away.some(({ dependent }) => dependent) ? [t('What came after depends on what was done there')] : []),
  ];
  return {
    id: `${step.id}-away`,
    kind: 'away',
    beside: step.id,
    title: t('Off screen for {0}', longest),
    remark: counted,
    common: false,
    label: [t('Off screen for {0}', longest), ...facts].join('. '),
    facts,
    evidence: newestFirst(
      away.map(({ recording, fromSeq, toSeq }) => ({
        recording,
        from: fromSeq,
        to: Math.max(fromSeq, toSeq),
        excerpt: t('The window was left'),
      })),
    ),
  };
}

/** Observations come with the oldest recording first. */
function newestFirst(evidence: readonly Evidence[]): Evidence[] {
  return evidence.toReversed();
}
