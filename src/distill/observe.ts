import type { Note } from '../model/note.ts';
import type {
  Observations,
  ObservedAway,
  ObservedCredential,
  ObservedDifference,
  ObservedFailure,
  ObservedInput,
  ObservedLoss,
  ObservedStep,
} from '../model/observations.ts';
import { placeholderPattern } from '../model/placeholder.ts';
import { type Action, isCommand } from './action.ts';
import type { LessonClaim } from './lessons.ts';
import { resourcesOf } from './resources.ts';
import { riskOf, risksOf } from './risks.ts';
import type { ReadRun } from './run.ts';
import { essentialLine } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** Milliseconds without focus from which on the person was away. */
const shortestAway = 60_000;

/** What the gap checks work on, from the same reading that the notes come from. */
export function observe(view: WorkflowView, lessons: readonly LessonClaim[], notes: readonly Note[]): Observations {
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
    away: view.runs.flatMap(awayOf),
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
  const found = new Map<string, ObservedCredential>();
  for (const action of run.actions) {
    const texts = isCommand(action)
      ? [action.reading.line]
      : action.kind === 'edit'
        ? action.hunks.flatMap((hunk) => hunk.after)
        : [];
    for (const text of texts) {
      for (const match of text.matchAll(placeholderPattern())) {
        const kind = match[1] ?? '';
        if (/^(?:email|phone|card|person|host|ip|term|blob)$/.test(kind)) continue;
        const name = kind.startsWith('env:') ? kind.slice(4) : (nameBefore(text, match.index) ?? kind);
        if (!found.has(name))
          found.set(name, {
            recording: run.id,
            seq: action.seq,
            name,
            where: isCommand(action) ? action.reading.line : action.kind === 'edit' ? action.file : '',
          });
      }
    }
  }
  return [...found.values()];
}

/** `NPM_TOKEN=[redacted:token#1]` names the credential, `--password [redacted…]` does too. */
function nameBefore(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - 80), at);
  return (
    /([A-Za-z_][A-Za-z0-9_]*)["']?\s*[:=]\s*["']?$/.exec(before)?.[1] ?? /--?([a-z][\w-]+)[ =]["']?$/.exec(before)?.[1]
  );
}

function awayOf(run: ReadRun): ObservedAway[] {
  const found: ObservedAway[] = [];
  let left: { seq: number; at: number } | undefined;
  for (const event of run.timeline.events) {
    if (event.kind !== 'focus') continue;
    if (!event.focused) left ??= { seq: event.seq, at: event.at };
    else if (left) {
      if (event.at - left.at >= shortestAway) found.push(away(run, left, event));
      left = undefined;
    }
  }
  return found;
}

function away(run: ReadRun, from: { seq: number; at: number }, to: { seq: number; at: number }): ObservedAway {
  const kept = run.actions.filter((action, index) => run.verdicts[index] === undefined && action.kind !== 'note');
  const before = kept.filter((action) => action.at <= from.at);
  const after = kept.filter((action) => action.at >= to.at);
  const last = before.at(-1);
  const next = after[0];
  return {
    recording: run.id,
    fromSeq: from.seq,
    toSeq: to.seq,
    durationMs: to.at - from.at,
    ...(last ? { beforeSeq: last.seq } : {}),
    ...(next ? { afterSeq: next.seq } : {}),
    dependent: last !== undefined && next !== undefined && depends(before.slice(-12), after.slice(0, 12)),
  };
}

/** They share a file, a directory, a value or a program; a repaired failure across the gap shares all of them. */
function depends(before: readonly Action[], after: readonly Action[]): boolean {
  const known = new Set(before.flatMap((action) => [...resourcesOf(action), ...programsOf(action)]));
  return after.some((action) => [...resourcesOf(action), ...programsOf(action)].some((word) => known.has(word)));
}

function programsOf(action: Action): string[] {
  return isCommand(action) ? action.reading.parts.map((part) => part.program) : [];
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
        conditionNarrated: view.runs.some((run) => narratesCondition(run, steps, view)),
        ...(note ? { noteId: note.id } : {}),
      },
    ];
  });
}

/** A note right before one of the differing steps that gives a condition. */
function narratesCondition(run: ReadRun, steps: ReadonlySet<string>, view: WorkflowView): boolean {
  return (view.atoms.get(run.id) ?? []).some((atom) => {
    const before = run.actions[atom.index - 1];
    return (
      steps.has(atom.title) &&
      before?.kind === 'note' &&
      /\b(?:if|when|unless|because|since|only|for|as)\b/i.test(before.text)
    );
  });
}
