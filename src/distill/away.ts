import type { RecordedEvent } from '../model/event.ts';
import { firstOf } from '../model/firstOf.ts';
import type { ObservedAway } from '../model/observations.ts';
import { remember } from '../model/remember.ts';
import type { RepositoryView } from '../model/repository.ts';
import { type Action, type CommandAction, isCommand } from './action.ts';
import { collect, type Pace } from './pace.ts';
import { joinPath, looksLikePath } from './paths.ts';
import { resourcesOf } from './resources.ts';
import type { ReadRun } from './run.ts';
import { shaped } from './shapes.ts';
import type { Role } from './shell/knowledge.ts';

/** Actions looked at on each side of an absence. */
const nearest = 12;

/** Every stretch in which the window had no focus; how long is too long is for the reader to say. */
export async function awayOf(run: ReadRun, repository: RepositoryView, pace: Pace): Promise<ObservedAway[]> {
  const stretches = await collect(run.timeline.events, pace, 0.05, absences());
  if (stretches.length === 0) return [];
  const isRepairedAcross = repairsAcross(run);
  const firstSpokenOf = remember((word: string) => run.actions.findIndex((action) => speaksOf(action, word)));
  // A value that is new is looked for in all that was done before.
  return collect(stretches, pace, 20, ([from, to]) => [
    away(run, from, to, isRepairedAcross(from, to), (next) =>
      bringsSomethingNew(run, next, to, repository, firstSpokenOf),
    ),
  ]);
}

interface Moment {
  readonly seq: number;
  readonly at: number;
}

type Absence = readonly [from: Moment, to: Moment];

/** Tells of each event, in order, the absence that it ends. A pause that was asked for is none. */
function absences(): (event: RecordedEvent) => readonly Absence[] {
  let left: Moment | undefined;
  return (event) => {
    if (event.kind === 'pause' || event.kind === 'resume') left = undefined;
    if (event.kind !== 'focus') return [];
    if (!event.focused) {
      left ??= event;
      return [];
    }
    const from = left;
    left = undefined;
    return from ? [[from, event]] : [];
  };
}

function away(
  run: ReadRun,
  from: Moment,
  to: Moment,
  isRepaired: boolean,
  bringsNews: (next: Action) => boolean,
): ObservedAway {
  const counts = (action: Action, index: number) => run.verdicts[index] === undefined && action.kind !== 'note';
  const before: Action[] = [];
  const after: Action[] = [];
  for (let index = firstAfter(run.actions, from.at) - 1; index >= 0 && before.length < nearest; index--) {
    const action = run.actions[index];
    if (action && counts(action, index)) before.unshift(action);
  }
  for (let index = firstFrom(run.actions, to.at); index < run.actions.length && after.length < nearest; index++) {
    const action = run.actions[index];
    if (action && counts(action, index)) after.push(action);
  }
  const last = before.at(-1);
  const next = after[0];
  return {
    recording: run.id,
    fromSeq: from.seq,
    toSeq: to.seq,
    durationMs: to.at - from.at,
    ...(last ? { beforeSeq: last.seq } : {}),
    ...(next ? { afterSeq: next.seq } : {}),
    dependent:
      next !== undefined && (isRepaired || (last !== undefined && (hangTogether(before, after) || bringsNews(next)))),
  };
}

/** Index of the first action that began after a moment (ms since the start); actions are in that order. */
function firstAfter(actions: readonly Action[], at: number): number {
  return firstOf(actions, (action) => action.at > at);
}

function firstFrom(actions: readonly Action[], at: number): number {
  return firstOf(actions, (action) => action.at >= at);
}

/** Whether something failed before an absence, and the same worked after. */
function repairsAcross({ failures, actions }: ReadRun): (from: Moment, to: Moment) => boolean {
  const mended = failures
    .flatMap(({ action, success }) => {
      const worked = success === undefined ? undefined : actions[success];
      return worked === undefined ? [] : [{ failedAt: action.at, workedAt: worked.at }];
    })
    .sort((a, b) => a.failedAt - b.failedAt);
  let latest = 0;
  // Of all that failed until then the one that worked last.
  const latestOf = mended.map(({ workedAt }) => {
    latest = Math.max(latest, workedAt);
    return latest;
  });
  return (from, to) => {
    const until = firstOf(mended, ({ failedAt }) => failedAt > from.at);
    return until > 0 && (latestOf[until - 1] ?? 0) >= to.at;
  };
}

/** What they leave behind is in the shell, or in a service, for every command that follows. */
const lasting: ReadonlySet<Role> = new Set<Role>(['environment', 'login', 'serve', 'branch', 'install']);
/** They read or publish whatever was done to the checkout. */
const wholesale: ReadonlySet<Role> = new Set<Role>([
  'verify',
  'build',
  'commit',
  'stage',
  'push',
  'release',
  'deploy',
  'migrate',
  'serve',
]);
/** Programs that everything goes through: sharing one of them says nothing. */
const everywhere: ReadonlySet<string> = new Set(['', 'git', 'cd', 'bash', 'sh', 'node', 'python3', 'npm', 'sudo']);

function hangTogether(before: readonly Action[], after: readonly Action[]): boolean {
  const commands = after.filter(isCommand);
  if (before.some((action) => has(action, lasting)) && commands.length > 0) return true;
  const changed = before.some((action) => !isCommand(action) || has(action, wholesale));
  if (changed && commands.some((action) => has(action, wholesale))) return true;
  const known = new Set(before.flatMap((action) => [...resourcesOf(action), ...programsOf(action)]));
  return after.some((action) => [...resourcesOf(action), ...programsOf(action)].some((word) => known.has(word)));
}

function has(action: Action, roles: ReadonlySet<Role>): boolean {
  return isCommand(action) && action.reading.parts.some((part) => roles.has(part.role));
}

function programsOf(action: Action): string[] {
  if (!isCommand(action)) return [];
  return action.reading.parts.flatMap((part) => (everywhere.has(part.program) ? [] : [part.program]));
}

/** The first thing done on coming back uses a file or a value that stood nowhere before: it came from elsewhere. */
function bringsSomethingNew(
  run: ReadRun,
  next: Action,
  back: Moment,
  repository: RepositoryView,
  firstSpokenOf: (word: string) => number,
): boolean {
  const words = isCommand(next)
    ? newsIn(next, repository)
    : next.kind === 'edit'
      ? next.hunks.slice(0, 40).flatMap((hunk) => hunk.after.flatMap((line) => shaped(line)))
      : [];
  if (words.length === 0) return false;
  const until = firstFrom(run.actions, back.at);
  return words.some((word) => {
    const first = firstSpokenOf(word);
    return first < 0 || first >= until;
  });
}

function newsIn(next: CommandAction, repository: RepositoryView): string[] {
  return next.reading.parts.flatMap((part) => {
    const words = [...part.operands, ...part.readsFrom, ...part.flags.flatMap((flag) => flag.value ?? [])];
    return words.flatMap((word) => {
      if (looksLikePath(word)) return repository.has(joinPath(part.dir, word)) ? [] : [word];
      return part.program === 'git' ? [] : shaped(word);
    });
  });
}

function speaksOf(action: Action, word: string): boolean {
  if (isCommand(action))
    return (
      action.reading.line.includes(word) ||
      action.output?.includes(word) === true ||
      action.made.some((file) => file.includes(word))
    );
  if (action.kind === 'edit')
    return (
      action.file.includes(word) ||
      action.hunks.some((hunk) => [...hunk.before, ...hunk.after].some((line) => line.includes(word)))
    );
  return action.kind === 'note' ? action.text.includes(word) : action.kind === 'file' && action.file.includes(word);
}
