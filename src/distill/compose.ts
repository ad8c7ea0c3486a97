import type { Distilled } from '../model/distilled.ts';
import type { ObservedDanger } from '../model/observations.ts';
import type { Parameter } from '../model/process.ts';
import type { Recording } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { DroppedAction } from '../model/step.ts';
import { type Atom, atomsOf } from './atoms.ts';
import { withMarks } from './certainty.ts';
import { type Claim, mergeClaims, type NoteContext, toNote } from './claim.ts';
import { conventionClaims } from './conventions.ts';
import { dangersOf, withDangers } from './dangers.ts';
import { decisionClaims } from './decisions.ts';
import type { Documents } from './documents.ts';
import { conditionReader, firstSeen } from './firstSeen.ts';
import { isGeneral } from './generality.ts';
import { contradictionClaims, isInferable } from './inferable.ts';
import { apartByForm } from './jobForms.ts';
import { type LessonClaim, lessonsOf } from './lessons.ts';
import { alikeOverDetails, alikeOverNames, withAlternatives, withoutSurplus } from './likeLessons.ts';
import { procedureOf, verificationClaims } from './notes.ts';
import { observe } from './observe.ts';
import { ofOneCure } from './oneCure.ts';
import { copyClaims, orderClaims } from './orderNotes.ts';
import { collect, type GoOn, type Pace } from './pace.ts';
import { isPrinted, parameterClaims } from './parameterNotes.ts';
import type { FoundParameter } from './parameters.ts';
import { prerequisiteClaims } from './prerequisites.ts';
import { merge } from './process.ts';
import { readLessons } from './readLessons.ts';
import type { ReadRun } from './run.ts';
import { signClaims } from './signs.ts';
import { underKnownIds, withStandings } from './standing.ts';
import type { Unified } from './unify.ts';
import type { WorkflowView } from './view.ts';

/** Lays the runs together and writes the notes; undefined if told to stop. */
export async function compose(
  workflow: string,
  runs: readonly ReadRun[],
  unified: Unified,
  documents: Documents,
  repository: RepositoryView,
  goOn: GoOn,
  pace: Pace,
): Promise<Distilled | undefined> {
  const own = new Map<string, readonly Atom[]>();
  for (const run of runs) {
    if (!(await goOn())) return undefined;
    own.set(run.id, await atomsOf(run, pace));
  }
  const atoms = await apartByForm(own, pace);
  const parameters = parametersOf(runs, unified);
  const merged = await merge(runs, atoms, parameters, pace);
  const view: WorkflowView = {
    workflow,
    runs,
    atoms,
    merged,
    parameters,
    firstSeen: firstSeen(atoms),
    conditionOf: await conditionReader(runs, atoms, pace),
  };
  const lessons: LessonClaim[] = [];
  for (const run of runs) {
    if (!(await goOn())) return undefined;
    lessons.push(...(await lessonsOf(run, pace)));
  }
  const writers: readonly (() => readonly Claim[] | Promise<readonly Claim[]>)[] = [
    () => procedureOf(view, lessons, pace),
    () => parameterClaims(view, pace),
    () => prerequisiteClaims(view, pace),
    () => signClaims(view),
    () => readLessons(runs, pace),
    () => verificationClaims(view, pace),
    () => conventionClaims(view, repository.files, pace),
    () => orderClaims(view, lessons),
    () => copyClaims(view),
    () => decisionClaims(view, pace),
    () => contradictionClaims(view, documents, pace),
  ];
  const claims: Claim[] = withAlternatives(withoutSurplus(ofOneCure(alikeOverDetails(alikeOverNames(lessons)))));
  for (const write of writers) {
    if (!(await goOn())) return undefined;
    claims.push(...(await write()));
  }
  if (!(await goOn())) return undefined;
  const distinct = await mergeClaims(claims, pace);
  const news = await collect(distinct, pace, 4, (claim) => (isInferable(claim, documents) ? [] : [claim]));
  const kept = await withMarks(ranked(news, runs.length), runs, pace);
  const context: NoteContext = {
    workflow,
    of: runs.length,
    parameters: new Set(parameters.map((parameter) => parameter.name)),
    layerOf: (claim) => (isGeneral(claim, repository) ? 'organization' : 'project'),
  };
  const decided = underKnownIds(kept, repository);
  const dangers: ObservedDanger[] = [];
  for (const run of runs) {
    if (!(await goOn())) return undefined;
    for (const one of await dangersOf(run, repository, pace)) dangers.push(one);
  }
  const proposed = decided.map((claim) => toNote(claim, context));
  const notes = withStandings(withDangers(proposed, dangers), repository);
  const noteOf = new Map(
    decided.flatMap(({ id }, index) =>
      [kept[index]?.id ?? id, ...(kept[index]?.aliases ?? [])].map((own) => [own, id]),
    ),
  );
  const dropped: DroppedAction[] = [];
  for (const run of runs) {
    if (!(await goOn())) return undefined;
    for (const one of droppedOf(run)) dropped.push(one);
  }
  if (!(await goOn())) return undefined;
  return {
    workflow,
    recordings: runs.map((run) => summaryOf(run.timeline.recording)),
    walkthroughs: runs.map((run) => ({ recording: run.id, steps: run.segments.map((part) => part.step) })),
    process: merged.process,
    notes,
    droppedActions: dropped,
    observations: await observe(view, lessons, noteOf, notes, repository, dangers, pace),
  };
}

/** Few notes are obeyed, many are not: the procedure and a handful for one recording, a few more for several. */
function ranked(claims: readonly Claim[], recordings: number): Claim[] {
  const score = (claim: Claim) => claim.weight + Math.min(3, claim.runs.length - 1);
  return claims
    .toSorted((a, b) => score(b) - score(a) || (a.id < b.id ? -1 : 1))
    .slice(0, 7 + Math.min(5, recordings - 1));
}

function summaryOf(recording: Recording) {
  const { id, workflow, recorder, startedAt } = recording.header;
  return {
    id,
    workflow,
    recorder,
    startedAt,
    events: recording.events.length + recording.unknown.length,
    complete: recording.complete,
  };
}

function droppedOf(run: ReadRun): DroppedAction[] {
  const judged = run.actions.flatMap((action, index): DroppedAction[] => {
    const reason = run.verdicts[index];
    return reason === undefined ? [] : [{ recording: run.id, seq: action.seq, reason }];
  });
  return [...judged, ...run.timeline.dropped].sort((a, b) => a.seq - b.seq);
}

/** The file it lives in may itself be named by another parameter. */
function generalSource(run: ReadRun, { source, value }: FoundParameter): string {
  const file = source.replace(/#.*$/, '');
  return file === source || file.includes(value) ? source : run.generalize(file) + source.slice(file.length);
}

/** Parameters of all runs by name: the source that most show, of equals that of the earliest; examples of all. */
function parametersOf(runs: readonly ReadRun[], unified: Unified): Parameter[] {
  const found = new Map<string, { readonly sources: string[]; readonly examples: Set<string> }>();
  const add = (name: string, source: string, value: string) => {
    const known = found.get(name) ?? { sources: [], examples: new Set() };
    found.set(name, known);
    known.sources.push(source);
    known.examples.add(value);
  };
  for (const run of runs) {
    for (const parameter of run.parameters)
      if (!parameter.name.startsWith('previous-')) add(parameter.name, generalSource(run, parameter), parameter.value);
  }
  for (const slot of unified.slots) for (const value of slot.values.values()) add(slot.name, slot.source, value);
  return [...found]
    .map(([name, { sources, examples }]) => ({
      name,
      source: sourceOf(sources),
      examples: [...examples].sort().slice(0, 5),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What printed a value is its source where most recordings show it; one that typed it has it from elsewhere. */
function sourceOf(sources: readonly string[]): string {
  const printed = sources.filter(isPrinted);
  const other = sources.find((source) => !isPrinted(source) && source !== 'typed');
  return printed.length * 2 > sources.length ? (printed[0] ?? 'typed') : (other ?? 'typed');
}
