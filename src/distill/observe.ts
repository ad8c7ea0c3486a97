import type { Note } from '../model/note.ts';
import type {
  Observations,
  ObservedCredential,
  ObservedDifference,
  ObservedFailure,
  ObservedInput,
  ObservedLoss,
  ObservedStep,
} from '../model/observations.ts';
import type { RepositoryView } from '../model/repository.ts';
import { isCommand } from './action.ts';
import { awayOf } from './away.ts';
import { conditionOf } from './decisions.ts';
import type { LessonClaim } from './lessons.ts';
import { credentialsIn } from './placeholderNames.ts';
import { riskOf, risksOf } from './risks.ts';
import type { ReadRun } from './run.ts';
import { essentialLine } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** What the gap checks work on, from the same reading that the notes come from. */
export function observe(
  view: WorkflowView,
  lessons: readonly LessonClaim[],
  notes: readonly Note[],
  repository: RepositoryView,
): Observations {
  const kept = new Set(notes.map((note) => note.id));
  return {
    steps: view.runs.flatMap(stepsOf),
    failures: view.runs.flatMap((run) =>
      failuresOf(
        run,
        lessons.filter((lesson) => kept.has(lesson.id)),
      ),
    ),
    inputs: view.runs.flatMap(inputsOf),
    credentials: view.runs.flatMap(credentialsOf),
    away: view.runs.flatMap((run) => awayOf(run, repository)),
    risks: view.runs.flatMap(risksOf),
    losses: view.runs.flatMap(lossesOf),
    differences: differencesOf(view, notes),
  };
}

function stepsOf(run: ReadRun): ObservedStep[] {
  const repaired = new Map<number, number>();
  for (const { success } of run.failures)
    if (success !== undefined) repaired.set(success, (repaired.get(success) ?? 0) + 1);
  return run.segments.map(({ step, indices, narration }) => {
    const members = indices.flatMap((index) => run.actions[index] ?? []);
    const failures = indices.reduce((sum, index) => sum + (repaired.get(index) ?? 0), 0);
    const outcome = members.some((action) => isCommand(action) && riskOf(action) !== undefined);
    return {
      recording: run.id,
      stepId: step.id,
      title: step.title,
      from: step.from,
      to: step.to,
      weight: 1 + (outcome ? 1 : 0) + Math.min(2, failures),
      commands: members.flatMap((action) =>
        isCommand(action)
          ? [
              {
                seq: action.seq,
                raw: action.reading.line,
                line: run.generalize(essentialLine(action)),
                program: action.reading.main.program,
                name: action.reading.main.name,
                names: action.reading.parts.filter((part) => part.name !== '').map((part) => part.name),
                cwd: action.reading.dir,
                ...(action.exitCode === undefined ? {} : { exitCode: action.exitCode }),
              },
            ]
          : [],
      ),
      files: [
        ...new Set(
          members.flatMap((action) =>
            action.kind === 'edit'
              ? [action.file]
              : action.kind === 'file'
                ? [action.file, ...(action.to === undefined ? [] : [action.to])]
                : [],
          ),
        ),
      ],
      narrated: narration !== undefined,
    };
  });
}

function failuresOf(run: ReadRun, lessons: readonly LessonClaim[]): ObservedFailure[] {
  return run.failures.map((failure) => {
    const success = failure.success === undefined ? undefined : run.actions[failure.success];
    const lesson = lessons.find((candidate) => candidate.failures.includes(failure));
    return {
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
      explainedByNarration: failure.narrations.length > 0,
      ...(lesson ? { noteId: lesson.id } : {}),
    };
  });
}

function inputsOf(run: ReadRun): ObservedInput[] {
  return run.parameters
    .filter((parameter) => !parameter.name.startsWith('previous-'))
    .map((parameter) => ({
      recording: run.id,
      seq: parameter.first.seq,
      name: parameter.name,
      value: parameter.value,
      usedIn: parameter.sites.slice(0, 20).map((site) => ({ seq: site.seq, where: run.generalize(site.where) })),
      source: parameter.typed ? 'typed' : parameter.first.kind === 'output' ? 'computed' : parameter.source,
    }));
}

function credentialsOf(run: ReadRun): ObservedCredential[] {
  return credentialsIn(run.actions).map(({ action, name, kind }) => ({
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

function differencesOf(view: WorkflowView, notes: readonly Note[]): ObservedDifference[] {
  return view.merged.process.variants.flatMap((variant) => {
    if (variant.options.length < 2) return [];
    const note = notes.find((candidate) => candidate.kind === 'decision' && candidate.trigger === variant.at);
    const steps = new Set(variant.options.flatMap((option) => option.steps));
    return [
      {
        subject: variant.at,
        options: variant.options.map((option) => ({
          label: option.steps.length === 0 ? '—' : option.steps.join('; '),
          recordings: option.recordings,
          at: option.recordings.flatMap((id) => {
            const atom = view.atoms.get(id)?.find((candidate) => option.steps.includes(candidate.title));
            return atom ? [{ recording: id, seq: atom.seq }] : [];
          }),
        })),
        conditionNarrated: conditionOf(view, steps) !== undefined,
        ...(note ? { noteId: note.id } : {}),
      },
    ];
  });
}
