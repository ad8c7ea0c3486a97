import type { ReadingChoices } from '../model/choices.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Recording } from '../model/recording.ts';
import { once, remember } from '../model/remember.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { ParseShell } from '../model/shell.ts';
import { isCommand } from './action.ts';
import { withCertainty } from './certainty.ts';
import { chosenVerdicts, cuttingBy } from './choices.ts';
import { compose } from './compose.ts';
import type { NoiseContext } from './detours.ts';
import { lookReader, type ReadLook } from './diagnosis.ts';
import { type Documents, readDocuments } from './documents.ts';
import { findFailures } from './failures.ts';
import { fixedValues } from './fixedValues.ts';
import { generalizer, type NamedValue } from './generalize.ts';
import { type Hear, listener } from './heard.ts';
import { lineScorer } from './lineScore.ts';
import { livingIn } from './livesIn.ts';
import { judge } from './noise.ts';
import { numbersPutIn } from './numbersPutIn.ts';
import { collect, type GoOn, type Pace, pacer } from './pace.ts';
import { findParameters } from './parameters.ts';
import { namePlaceholders } from './placeholderNames.ts';
import { lineReader, type Reading, type ReadLine } from './reading.ts';
import { daysOf, type ReadRun, type Run } from './run.ts';
import { withSameNames } from './sameNames.ts';
import { segment } from './segment.ts';
import { sitesOf } from './sites.ts';
import { tellingOf } from './telling.ts';
import { readTimeline } from './timeline.ts';
import { type Unified, unify } from './unify.ts';
import { writtenIn } from './written.ts';

export interface DistillDependencies {
  readonly parseShell: ParseShell;
  readonly repository: RepositoryView;
  /** The workflow to distill; without it, the one most recordings are of. */
  readonly workflow?: string;
  /** How a person wants the recording of this id read. */
  readonly choices?: (recording: string) => ReadingChoices | undefined;
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
  const pace = pacer(deps.pause);
  const { workflow, chosen } = choose(recordings, deps.workflow);
  const documents = readDocuments(deps.repository);
  const score = lineScorer();
  const readers: Readers = {
    readLine: lineReader(deps.parseShell, documents.scripts),
    hear: listener(score),
    readLook: lookReader(score),
  };
  const isWritten = writtenIn(deps.repository);
  const livesIn = livingIn(deps.repository);
  const total = chosen.length * 2 + 1;
  const alone: Run[] = [];
  for (const recording of chosen) {
    const run = await readRun(recording, deps.repository, isWritten, livesIn, readers, goOn, pace);
    if (!run) return undefined;
    alone.push(run);
    deps.onProgress?.(alone.length, total);
  }
  const runs = await withSameNames(await withCertainty(alone, documents, pace), pace);
  const fixed = await fixedValues(runs, pace);
  const known = new Map(
    runs.map((run) => {
      // What was called after the day it was done on is called otherwise the next time.
      const days = daysOf(run);
      const isDay = new Set(days.map(({ value }) => value));
      const named = namedValues(run).filter(({ value }) => !fixed.has(value) && !isDay.has(value));
      return [run.id, [...days, ...named]];
    }),
  );
  const unified = await unify(runs, known, pace);
  const jobOf = remember(jobOfLine);
  const shared = await sharedJobs(runs, jobOf, pace);
  const isShared: NoiseContext['isShared'] = (action) =>
    shared.has(isCommand(action) ? jobOf(action.reading) : action.kind === 'edit' ? `edit ${action.file}` : '');
  const read: ReadRun[] = [];
  for (const run of runs) {
    if (!(await goOn())) return undefined;
    const whole = await readTogether(run, known.get(run.id) ?? [], unified, isShared, deps, documents, pace);
    read.push(whole);
    deps.onProgress?.(chosen.length + read.length, total);
  }
  const result = await compose(workflow, read, unified, documents, deps.repository, goOn, pace);
  if (result) deps.onProgress?.(total, total);
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

/** What is read once for all recordings: people repeat themselves and each other. */
interface Readers {
  readonly readLine: ReadLine;
  readonly hear: Hear;
  readonly readLook: ReadLook;
}

async function readRun(
  recording: Recording,
  repository: RepositoryView,
  isWritten: (value: string) => boolean,
  livesIn: (version: string) => string | undefined,
  { readLine, hear, readLook }: Readers,
  goOn: GoOn,
  pace: Pace,
): Promise<Run | undefined> {
  const timeline = await readTimeline(recording, readLine, hear, pace);
  if (!(await goOn())) return undefined;
  const failures = await findFailures(timeline.actions, pace);
  if (!(await goOn())) return undefined;
  const sites = await sitesOf(timeline.actions, pace);
  if (!(await goOn())) return undefined;
  const parameters = await findParameters(sites, repository, isWritten, livesIn, pace);
  const { actions } = timeline;
  return {
    id: recording.header.id,
    timeline,
    actions,
    failures,
    parameters,
    namePlaceholders: await namePlaceholders(actions, pace),
    readLook,
    numbersPutIn: once(() => numbersPutIn(actions)),
  };
}

function namedValues(run: Run): NamedValue[] {
  return run.parameters.map(({ name, value }) => ({ name, value }));
}

/** Lines that more than one recording runs: what people repeat is no detour. */
async function sharedJobs(
  runs: readonly Run[],
  jobOf: (reading: Reading) => string,
  pace: Pace,
): Promise<ReadonlySet<string>> {
  const counts = new Map<string, number>();
  if (runs.length < 2) return new Set();
  for (const run of runs) {
    const jobs = new Set(
      await collect(run.actions, pace, 0.5, (action) =>
        isCommand(action) ? [jobOf(action.reading)] : action.kind === 'edit' ? [`edit ${action.file}`] : [],
      ),
    );
    for (const job of jobs) counts.set(job, (counts.get(job) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([job]) => job));
}

/** Another number makes no other line, nor does the way to where it runs. */
function jobOfLine({ line, parts }: Reading): string {
  const own = parts.length < 2 ? [] : parts.filter(({ role }) => role !== 'move');
  const text = own.length === 1 && own.length < parts.length ? (own[0]?.text ?? line) : line;
  return text.trim().replace(/\d+(?:\.\d+)*/g, '#');
}

async function readTogether(
  run: Run,
  own: readonly NamedValue[],
  unified: Unified,
  isShared: NoiseContext['isShared'],
  { repository, choices }: DistillDependencies,
  documents: Documents,
  pace: Pace,
): Promise<ReadRun> {
  const values = [...own, ...(unified.byRun.get(run.id) ?? [])];
  const generalize = generalizer(values, run.namePlaceholders);
  const telling = tellingOf(generalize);
  const context: NoiseContext = {
    isKnownFile: (path) => repository.has(path),
    isKnownWord: (word) => word.length > 2 && documents.prose.some((document) => document.text.includes(word)),
    isShared,
  };
  const chosen = choices?.(run.id);
  const verdicts = chosenVerdicts(run.actions, await judge(run.actions, run.failures, context, pace), chosen);
  const repairs = new Set(run.failures.flatMap((failure) => failure.causes));
  return {
    ...run,
    parameters: run.parameters.filter(({ name, value }) => own.some((one) => one.name === name && one.value === value)),
    values,
    generalize,
    telling,
    // As this recording alone shows it: ids stay when others join.
    generalizeAlone: generalizer(run.namedAlone ?? namedValues(run), run.namePlaceholders),
    verdicts,
    repairs,
    segments: await segment(run.actions, verdicts, repairs, telling, cuttingBy(chosen), pace),
  };
}
