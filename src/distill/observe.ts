import type { Note } from '../model/note.ts';
import type {
  Observations,
  ObservedCredential,
  ObservedDanger,
  ObservedDifference,
  ObservedFailure,
  ObservedLoss,
  ObservedPlace,
  ObservedStep,
} from '../model/observations.ts';
import type { RepositoryView } from '../model/repository.ts';
import { type CommandAction, isCommand } from './action.ts';
import { awayOf } from './away.ts';
import type { Failure } from './failure.ts';
import type { LessonClaim } from './lessons.ts';
import { inputsOf } from './observedInputs.ts';
import { onceALine } from './onceALine.ts';
import { collect, type Pace } from './pace.ts';
import { credentialsIn } from './placeholderNames.ts';
import type { Place } from './places.ts';
import { type RiskOf, riskReader, risksOf } from './risks.ts';
import type { ReadRun } from './run.ts';
import type { Segment } from './segment.ts';
import { isSelfTold } from './selfTold.ts';
import { essentialLine } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** What the gap checks work on, from the same reading that the notes come from. */
export async function observe(
  view: WorkflowView,
  lessons: readonly LessonClaim[],
  noteOf: ReadonlyMap<string, string>,
  notes: readonly Note[],
  repository: RepositoryView,
  dangers: readonly ObservedDanger[],
  pace: Pace,
): Promise<Observations> {
  const byFailure = new Map(
    lessons.flatMap((one) => {
      const note = noteOf.get(one.id);
      return note === undefined ? [] : one.failures.map((failure) => [failure, note] as const);
    }),
  );
  const contradicted = new Set(
    notes.flatMap(({ kind, evidence }) =>
      kind === 'contradiction' ? evidence.map(({ recording, from }) => `${recording} ${from}`) : [],
    ),
  );
  const each = async <T>(look: (run: ReadRun) => readonly T[] | Promise<readonly T[]>): Promise<T[]> => {
    const found: T[] = [];
    for (const run of view.runs) {
      for (const item of await look(run)) found.push(item);
      const turn = pace(100);
      if (turn) await turn;
    }
    return found;
  };
  const riskOf = riskReader();
  const steps: ObservedStep[] = [];
  const namesOf = onceALine(({ reading }) => reading.parts.flatMap(({ name }) => (name === '' ? [] : [name])));
  for (const run of view.runs) {
    const weigh = weightOf(run, riskOf);
    for (const part of run.segments) {
      const turn = pace(1 + part.indices.length);
      if (turn) await turn;
      steps.push(stepOf(run, part, weigh, namesOf));
    }
  }
  return {
    steps,
    failures: await each((run) => failuresOf(run, byFailure, contradicted, pace)),
    inputs: await each((run) => inputsOf(run, pace)),
    credentials: await each((run) => credentialsOf(run, pace)),
    away: await each((run) => awayOf(run, repository, pace)),
    risks: await each((run) => risksOf(run, riskOf, pace)),
    dangers,
    losses: await each(lossesOf),
    differences: await differencesOf(view, notes, pace),
    places: await collect(view.merged.places, pace, 1, (place) => [placeOf(place)]),
  };
}

/** How much a step counts: one that was hard to get right, or that changes the world, more than others. */
function weightOf(run: ReadRun, riskOf: RiskOf): (indices: readonly number[]) => number {
  const repaired = new Map<number, number>();
  for (const { success } of run.failures)
    if (success !== undefined) repaired.set(success, (repaired.get(success) ?? 0) + 1);
  return (indices) => {
    const failures = indices.reduce((sum, index) => sum + (repaired.get(index) ?? 0), 0);
    const outcome = indices.some((index) => {
      const action = run.actions[index];
      return action !== undefined && isCommand(action) && riskOf(action) !== undefined;
    });
    return 1 + (outcome ? 1 : 0) + Math.min(2, failures);
  };
}

function stepOf(
  run: ReadRun,
  { step, indices, narration }: Segment,
  weigh: (indices: readonly number[]) => number,
  namesOf: (action: CommandAction) => readonly string[],
): ObservedStep {
  const commands: ObservedStep['commands'][number][] = [];
  const files = new Set<string>();
  for (const index of indices) {
    const action = run.actions[index];
    if (action?.kind === 'edit') files.add(action.file);
    else if (action?.kind === 'file') {
      files.add(action.file);
      if (action.to !== undefined) files.add(action.to);
    } else if (action && isCommand(action))
      commands.push({
        seq: action.seq,
        raw: action.reading.line,
        line: run.generalize(essentialLine(action)),
        program: action.reading.main.program,
        name: action.reading.main.name,
        names: namesOf(action),
        cwd: action.reading.dir,
        ...(action.exitCode === undefined ? {} : { exitCode: action.exitCode }),
        ...(action.uncertain ? { uncertain: true as const } : {}),
      });
  }
  return {
    recording: run.id,
    stepId: step.id,
    title: step.title,
    from: step.from,
    to: step.to,
    weight: weigh(indices),
    commands,
    files: [...files],
    narrated: narration !== undefined,
  };
}

function failuresOf(
  run: ReadRun,
  lessons: ReadonlyMap<Failure, string>,
  contradicted: ReadonlySet<string>,
  pace: Pace,
): Promise<ObservedFailure[]> {
  return collect(run.failures, pace, 3, (failure) => {
    const success = failure.success === undefined ? undefined : run.actions[failure.success];
    const lesson = lessons.get(failure);
    return [
      {
        recording: run.id,
        seq: failure.action.seq,
        command: failure.action.reading.line,
        line: run.generalize(essentialLine(failure.action)),
        cwd: failure.action.reading.dir,
        exitCode: failure.action.exitCode ?? 1,
        ...(failure.signature ? { signature: run.generalize(failure.signature.text) } : {}),
        ...(success ? { resolvedBySeq: success.seq } : {}),
        ...(failure.resolution ? { resolution: failure.resolution } : {}),
        causeSeqs: failure.causes.flatMap((index) => run.actions[index]?.seq ?? []),
        explainedByNarration: failure.narrations.some((told) => success !== undefined || !leavesIt.test(told)),
        // Which of the two holds is asked by itself.
        ...(contradicted.has(`${run.id} ${failure.action.seq}`) ||
        (failure.resolution === 'change' && isSelfTold(failure, run.actions))
          ? { selfTold: true as const }
          : {}),
        ...(lesson === undefined ? {} : { noteId: lesson }),
      },
    ];
  });
}

/** Who says that it is left as it is, or that they do not know, explains nothing to the next person. */
const leavesIt =
  /\b(?:leav(?:e|ing) (?:it|that|this)|left (?:it|as it)|skip(?:ping|ped)?|giv(?:e|ing) up|later|no idea|not sure|(?:do|does|did|can|could|have|has) ?n[o']t|cannot|never|whatever|for now|somebody|someone|unclear|strange|weird|why)\b|\?/i;

async function credentialsOf(run: ReadRun, pace: Pace): Promise<ObservedCredential[]> {
  const failed = new Set(run.failures.map((failure) => failure.index));
  const all = await credentialsIn(run.actions, pace);
  const used = all.filter(({ index }) => !failed.has(index));
  // One that did not do is not what is needed, if another one was.
  return (used.length > 0 ? used : all).map(({ action, name, kind }) => ({
    recording: run.id,
    seq: action.seq,
    name: name ?? kind,
    where: isCommand(action) ? action.reading.line : action.kind === 'edit' ? action.file : '',
  }));
}

function lossesOf(run: ReadRun): ObservedLoss[] {
  const found: ObservedLoss[] = [];
  const open = new Map<string, { seq: number; reason: string }>();
  for (const event of run.timeline.events) {
    if (event.kind !== 'capture') continue;
    const known = open.get(event.source);
    if (event.state === 'degraded') open.set(event.source, known ?? { seq: event.seq, reason: event.reason });
    else if (known) {
      found.push({
        recording: run.id,
        fromSeq: known.seq,
        toSeq: event.seq,
        source: event.source,
        reason: known.reason,
      });
      open.delete(event.source);
    }
  }
  for (const [source, { seq, reason }] of open) found.push({ recording: run.id, fromSeq: seq, source, reason });
  for (const problem of run.timeline.recording.problems) {
    if (problem.code !== 'sequence-gap') continue;
    found.push({
      recording: run.id,
      fromSeq: Math.max(1, problem.line - 1),
      source: 'journal',
      reason: problem.message,
    });
  }
  return found.sort((a, b) => a.fromSeq - b.fromSeq);
}

function placeOf({ title, runs, atoms }: Place): ObservedPlace {
  return {
    title,
    seen: atoms.map((atom, index) => ({ recording: runs[index] ?? '', seq: atom.seq, title: atom.title })),
  };
}

function differencesOf(view: WorkflowView, notes: readonly Note[], pace: Pace): Promise<ObservedDifference[]> {
  const { conditionOf, firstSeen: firstOf } = view;
  return collect(view.merged.process.variants, pace, 3, (variant): ObservedDifference[] => {
    if (variant.options.length < 2) return [];
    const note = notes.find((candidate) => candidate.kind === 'decision' && candidate.trigger === variant.at);
    return [
      {
        subject: variant.at,
        options: variant.options.map((option) => ({
          label: option.steps.length === 0 ? '—' : option.steps.join('; '),
          recordings: option.recordings,
          at: option.recordings.flatMap((id) => {
            const atom = firstOf(id, option.steps);
            return atom ? [{ recording: id, seq: atom.seq }] : [];
          }),
        })),
        conditionNarrated: conditionOf(variant.options.flatMap((option) => option.steps)) !== undefined,
        ...(note ? { noteId: note.id } : {}),
      },
    ];
  });
}
