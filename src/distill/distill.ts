import type { Distilled } from '../model/distilled.ts';
import type { Parameter } from '../model/process.ts';
import type { Recording } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { ParseShell } from '../model/shell.ts';
import type { DroppedAction } from '../model/step.ts';
import { isCommand } from './action.ts';
import { type Atom, atomsOf } from './atoms.ts';
import { type Claim, mergeClaims, toNote } from './claim.ts';
import { conventionClaims } from './conventions.ts';
import { type Documents, readDocuments } from './documents.ts';
import { findFailures } from './failures.ts';
import { generalizer, type NamedValue } from './generalize.ts';
import { contradictionClaims, isInferable } from './inferable.ts';
import { lessonsOf } from './lessons.ts';
import { judge, type NoiseContext } from './noise.ts';
import {
  decisionClaims,
  orderClaims,
  parameterClaims,
  prerequisiteClaims,
  procedureOf,
  verificationClaims,
  type WorkflowView,
} from './notes.ts';
import { observe } from './observe.ts';
import { findParameters } from './parameters.ts';
import { merge } from './process.ts';
import type { ReadRun, Run } from './run.ts';
import { segment } from './segment.ts';
import { sitesOf } from './sites.ts';
import { withStandings } from './standing.ts';
import { type GoOn, readTimeline } from './timeline.ts';
import { type Unified, unify } from './unify.ts';

export interface DistillDependencies {
  readonly parseShell: ParseShell;
  readonly repository: RepositoryView;
  /** The workflow to distill; without it, the one most recordings are of. */
  readonly workflow?: string;
  /** Called with steps of work done and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Awaited every few milliseconds of work, so that an editor stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly cancelled?: () => boolean;
}

/**
 * Turns recordings of one workflow into walkthroughs, their merge, and notes.
 * Deterministic; the order of the recordings does not matter; recordings of
 * other workflows are left out. Undefined if `cancelled` said so.
 */
export async function distill(
  recordings: readonly Recording[],
  deps: DistillDependencies,
): Promise<Distilled | undefined> {
  const goOn: GoOn = async () => {
    await deps.pause?.();
    return deps.cancelled?.() !== true;
  };
  const { workflow, chosen } = choose(recordings, deps.workflow);
  const documents = readDocuments(deps.repository);
  const total = chosen.length * 2 + 1;
  const runs: Run[] = [];
  for (const recording of chosen) {
    const run = await readRun(recording, deps, documents, goOn);
    if (!run) return undefined;
    runs.push(run);
    deps.onProgress?.(runs.length, total);
  }
  const known = new Map(runs.map((run) => [run.id, namedValues(run)]));
  const unified = unify(runs, known);
  const shared = sharedJobs(runs);
  const read: ReadRun[] = [];
  for (const run of runs) {
    if (!(await goOn())) return undefined;
    read.push(readTogether(run, known.get(run.id) ?? [], unified, shared, deps.repository, documents));
    deps.onProgress?.(chosen.length + read.length, total);
  }
  if (!(await goOn())) return undefined;
  const result = compose(workflow, read, unified, documents, deps.repository);
  deps.onProgress?.(total, total);
  return result;
}

/** The recordings of the workflow asked for, or of the most frequent one, earliest first, each id once. */
function choose(
  recordings: readonly Recording[],
  asked: string | undefined,
): { workflow: string; chosen: Recording[] } {
  const unique = new Map<string, Recording>();
  for (const recording of recordings) {
    const known = unique.get(recording.header.id);
    if (!known || known.events.length < recording.events.length) unique.set(recording.header.id, recording);
  }
  const all = [...unique.values()].sort(
    (a, b) => order(a.header.startedAt, b.header.startedAt) || order(a.header.id, b.header.id),
  );
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  if (asked !== undefined) {
    const matching = all.filter((recording) => same(recording.header.workflow, asked));
    return { workflow: matching[0]?.header.workflow ?? asked, chosen: matching.length > 0 ? matching : all };
  }
  const counted = all.map((recording) => ({
    name: recording.header.workflow,
    count: all.filter((other) => same(other.header.workflow, recording.header.workflow)).length,
  }));
  const [first] = counted.toSorted((a, b) => b.count - a.count);
  const workflow = first?.name ?? '';
  return { workflow, chosen: all.filter((recording) => same(recording.header.workflow, workflow)) };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function readRun(
  recording: Recording,
  deps: DistillDependencies,
  documents: Documents,
  goOn: GoOn,
): Promise<Run | undefined> {
  const timeline = await readTimeline(recording, deps.parseShell, documents.scripts, goOn);
  if (!timeline || !(await goOn())) return undefined;
  const failures = findFailures(timeline.actions);
  if (!(await goOn())) return undefined;
  const parameters = findParameters(sitesOf(timeline.actions), deps.repository);
  return { id: recording.header.id, timeline, actions: timeline.actions, failures, parameters };
}

function namedValues(run: Run): NamedValue[] {
  return run.parameters.map(({ name, value }) => ({ name, value }));
}

/** Lines that more than one recording runs: what people repeat is no detour. */
function sharedJobs(runs: readonly Run[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const jobs = new Set(
      run.actions.flatMap((action) =>
        isCommand(action) ? [action.reading.line.trim()] : action.kind === 'edit' ? [`edit ${action.file}`] : [],
      ),
    );
    for (const job of jobs) counts.set(job, (counts.get(job) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([job]) => job));
}

function readTogether(
  run: Run,
  own: readonly NamedValue[],
  unified: Unified,
  shared: ReadonlySet<string>,
  repository: RepositoryView,
  documents: Documents,
): ReadRun {
  const values = [...own, ...(unified.byRun.get(run.id) ?? [])];
  const generalize = generalizer(values);
  const context: NoiseContext = {
    isKnownFile: (path) => repository.has(path),
    isKnownWord: (word) => word.length > 2 && documents.prose.some((document) => document.text.includes(word)),
    isShared: (action) =>
      shared.has(isCommand(action) ? action.reading.line.trim() : action.kind === 'edit' ? `edit ${action.file}` : ''),
  };
  const verdicts = judge(run.actions, run.failures, context);
  const repairs = new Set(run.failures.flatMap((failure) => failure.causes));
  return {
    ...run,
    values,
    generalize,
    verdicts,
    repairs,
    segments: segment(run.actions, verdicts, repairs, generalize),
  };
}

function compose(
  workflow: string,
  runs: readonly ReadRun[],
  unified: Unified,
  documents: Documents,
  repository: RepositoryView,
): Distilled {
  const atoms = new Map<string, readonly Atom[]>(runs.map((run) => [run.id, atomsOf(run)]));
  const parameters = parametersOf(runs, unified);
  const merged = merge(runs, atoms, parameters);
  const view: WorkflowView = { workflow, runs, atoms, merged, parameters };
  const lessons = runs.flatMap(lessonsOf);
  const claims = mergeClaims([
    ...lessons,
    ...procedureOf(view),
    ...parameterClaims(view),
    ...prerequisiteClaims(view),
    ...verificationClaims(view),
    ...conventionClaims(view),
    ...orderClaims(view),
    ...decisionClaims(view),
    ...contradictionClaims(view, documents),
  ]);
  const kept = ranked(
    claims.filter((claim) => !isInferable(claim, documents)),
    runs.length,
  );
  const notes = withStandings(
    kept.map((claim) => toNote(claim, workflow, runs.length)),
    repository,
  );
  return {
    workflow,
    recordings: runs.map((run) => summaryOf(run.timeline.recording)),
    walkthroughs: runs.map((run) => ({ recording: run.id, steps: run.segments.map((part) => part.step) })),
    process: merged.process,
    notes,
    droppedActions: runs.flatMap(droppedOf),
    observations: observe(view, lessons, notes),
  };
}

/** Few notes are obeyed, many are not: a handful for the first recording, a few more for each further one. */
function ranked(claims: readonly Claim[], recordings: number): Claim[] {
  const score = (claim: Claim) => claim.weight + Math.min(3, claim.runs.length - 1);
  return claims
    .toSorted((a, b) => score(b) - score(a) || order(a.id, b.id))
    .slice(0, 8 + Math.min(12, (recordings - 1) * 3));
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

/** Parameters of all runs by name: source of the earliest, examples of all. */
function parametersOf(runs: readonly ReadRun[], unified: Unified): Parameter[] {
  const found = new Map<string, { source: string; examples: Set<string> }>();
  const add = (name: string, source: string, value: string) => {
    const known = found.get(name);
    if (known) known.examples.add(value);
    else found.set(name, { source, examples: new Set([value]) });
  };
  for (const run of runs) {
    for (const parameter of run.parameters)
      if (!parameter.name.startsWith('previous-')) add(parameter.name, parameter.source, parameter.value);
  }
  for (const slot of unified.slots) for (const value of slot.values.values()) add(slot.name, slot.source, value);
  return [...found]
    .map(([name, { source, examples }]) => ({ name, source, examples: [...examples].sort().slice(0, 5) }))
    .sort((a, b) => order(a.name, b.name));
}
