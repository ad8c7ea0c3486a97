import { type Action, type CommandAction, isCommand } from './action.ts';
import { causesOf, isUndone } from './causes.ts';
import { type CommandDifference, commandDifference, isIncidental, messageDifference } from './commandDifference.ts';
import { between, type Course, courseOf } from './course.ts';
import type { Failure } from './failure.ts';
import { looksBack } from './looksBack.ts';
import { isMistype } from './mistype.ts';
import { narrationsBetween, remarksOn } from './narrations.ts';
import { onceALine } from './onceALine.ts';
import { complained, failed, worked } from './outcome.ts';
import type { Pace } from './pace.ts';
import { basename } from './paths.ts';
import { forSignIn, relevance, subjectOf } from './relevance.ts';
import { equivalence, isSameJob, longestWindow } from './sameJob.ts';
import type { SimpleCommand } from './shell/read.ts';
import type { Signature } from './signature.ts';
import { isSure } from './sureFailure.ts';
import { saysDenied, saysLost, saysMissing } from './symptoms.ts';
import { onlyTakesBack } from './takenBack.ts';
import { signed, unresolvedOf } from './unresolved.ts';

/** More failures of one command than this are never open at once. */
const mostOpen = 40;

/** Finds what failed and how it came to work. Linear but for the windows between failure and success. */
export async function findFailures(actions: readonly Action[], pace: Pace): Promise<Failure[]> {
  const found: Failure[] = [];
  const open = new Map<string, number[]>();
  const jobsOf = onceALine(jobs);
  const course = await courseOf(actions, pace);
  const { commands } = course;
  for (let order = 0; order < commands.length; order++) {
    const index = commands[order];
    if (index === undefined) continue;
    const turn = pace(5);
    if (turn) await turn;
    const action = actions[index];
    if (!action || !isCommand(action)) continue;
    const corrected = mistypeCorrection(course, order);
    if (corrected !== undefined) {
      found.push({
        index,
        action,
        ...signed(action),
        success: corrected,
        resolution: 'retyped',
        causes: [],
        narrations: [],
      });
      continue;
    }
    if (worked(action)) resolve(course, open, index, action, jobsOf, found);
    if ((failed(action) || complained(action)) && !isJudged(actions, commands, order)) {
      const key = equivalence(action.reading.main);
      const list = open.get(key) ?? [];
      open.set(key, [...list.slice(-mostOpen), index]);
    }
  }
  for (const indices of open.values()) found.push(...unresolvedOf(course, indices));
  return found.filter((failure) => isSure(course, failure)).sort((a, b) => a.index - b.index);
}

/** While the commit is looked for that broke something, a failure is the answer to whether this one is it; unless it is skipped for that. */
function isJudged(actions: readonly Action[], commands: readonly number[], order: number): boolean {
  for (const next of commands.slice(order + 1, order + 4)) {
    const action = actions[next];
    if (!action || !isCommand(action)) continue;
    const [part] = action.reading.parts;
    if (part && /^git bisect\b/.test(part.name))
      return /^git bisect (?:bad|good|new|old)\b/.test([part.name, ...part.operands].join(' '));
    if (action.reading.main.role !== 'look') return false;
  }
  return false;
}

/** The command right after is the same but for a slip of the finger, and nothing was done in between. */
function mistypeCorrection(course: Course, order: number): number | undefined {
  const { actions, commands } = course;
  const index = commands[order];
  const action = index === undefined ? undefined : actions[index];
  if (index === undefined || !action || !isCommand(action) || !failed(action)) return undefined;
  for (const next of commands.slice(order + 1, order + 4)) {
    const other = actions[next];
    if (!other || !isCommand(other)) continue;
    if (changesBetween(course, index, next)) return undefined;
    if (isMistype(action, other)) return next;
  }
  return undefined;
}

/** Something is otherwise at the end: what was tried and taken back is not. */
function changesBetween(course: Course, from: number, end: number): boolean {
  const { remedies, changes } = course;
  return between(remedies, from, end).some(
    (index) => changes[index] && !isUndone(course, index, end) && !onlyTakesBack(course, from, index),
  );
}

/** `… || echo failed`, `… || true`: it ends well whatever came of it. */
function forgives(line: string): boolean {
  return /\|\|\s*(?:echo|printf|true|:)(?:\s|;|$)/.test(line);
}

/** What a line does, each job with the first part of the line that does it. */
function jobs({ reading }: CommandAction): ReadonlyMap<string, SimpleCommand> {
  const found = new Map<string, SimpleCommand>();
  for (const part of reading.parts) {
    const key = equivalence(part);
    if (!found.has(key)) found.set(key, part);
  }
  return found;
}

function resolve(
  course: Course,
  open: Map<string, number[]>,
  index: number,
  success: CommandAction,
  jobsOf: (action: CommandAction) => ReadonlyMap<string, SimpleCommand>,
  found: Failure[],
): void {
  if (open.size === 0) return;
  const { actions } = course;
  for (const [key, part] of jobsOf(success)) {
    const waiting = open.get(key);
    if (!waiting || waiting.length === 0 || forgives(success.reading.line)) continue;
    const matched = waiting.filter((failure) => isSameJob(actions, failure, index, part));
    if (matched.length === 0) continue;
    open.set(
      key,
      waiting.filter((failure) => !matched.includes(failure)),
    );
    found.push(...explain(course, matched, index));
  }
}

/**
 * One episode: attempts of one command, in order, and the success. A changed
 * symptom closes what came before it; the same symptom again means that what
 * was tried in between did not help.
 */
function explain(course: Course, attempts: readonly number[], success: number): Failure[] {
  const { actions } = course;
  const winner = actions[success] as CommandAction;
  const failures: Failure[] = [];
  const sorted = [...attempts].sort((a, b) => a - b);
  for (let order = 0; order < sorted.length; order++) {
    const index = sorted[order];
    if (index === undefined) continue;
    const action = actions[index] as CommandAction;
    const next = sorted[order + 1];
    const following = next === undefined ? undefined : (actions[next] as CommandAction);
    const nextSignature = following ? signed(following).signature : undefined;
    const own = mended(signed(action).signature, nextSignature);
    const bothSpoke = own.signature !== undefined && nextSignature !== undefined;
    // It said what was the matter; then it failed and said something else, whatever that means.
    const wentOn = own.signature !== undefined && following?.output !== undefined && !bothSpoke;
    // Tried again as it was, a test of chance says something else each time.
    const sameTry = next !== undefined && following !== undefined && isSameTry(course, index, next);
    const changed = !sameTry && (bothSpoke ? own.signature?.key !== nextSignature.key : wentOn);
    if (next !== undefined && !changed) {
      failures.push({ index, action, ...own, success, causes: [], narrations: [] });
      continue;
    }
    const end = next !== undefined && changed ? next : success;
    const target = next !== undefined && changed && following ? following : winner;
    failures.push(explained(course, index, end, success, target, own, firstOfEpisode(failures, index, own)));
  }
  return shareExplanation(failures);
}

/** Nothing was changed in between, and the line is the same but for the values of its variables. */
function isSameTry(course: Course, index: number, next: number): boolean {
  if (changesBetween(course, index, next)) return false;
  const { actions } = course;
  const [one, other] = [actions[index], actions[next]];
  if (!one || !other || !isCommand(one) || !isCommand(other) || one.reading.main.role !== 'verify') return false;
  const difference = commandDifference(one, other);
  return difference?.line === undefined && difference?.directory === undefined;
}

/** Of several things that were found at once those that are not found any more the next time, if that is not all the same. */
function mended(found: Signature | undefined, next: Signature | undefined): { signature?: Signature } {
  if (found === undefined) return {};
  if (found.others === undefined || next === undefined) return { signature: found };
  const left = new Set([next, ...(next.others ?? [])].map(({ key }) => key));
  const [first, ...others] = [found, ...found.others].filter(({ key }) => !left.has(key));
  if (first === undefined) return { signature: found };
  const { text, key } = first;
  return { signature: { text, key, ...(others.length > 0 ? { others } : {}) } };
}

/** Where the attempts with this same symptom began. */
function firstOfEpisode(failures: readonly Failure[], index: number, own: { signature?: Signature }): number {
  const before = failures.findLastIndex(
    ({ resolution, signature }) => resolution !== undefined || signature?.key !== own.signature?.key,
  );
  return failures[before + 1]?.index ?? index;
}

function explained(
  course: Course,
  index: number,
  end: number,
  success: number,
  target: CommandAction,
  own: { signature?: Signature },
  first: number,
): Failure {
  const { actions } = course;
  const action = actions[index] as CommandAction;
  const from = Math.max(index, end - longestWindow);
  const whole = commandDifference(action, target);
  // With these very variables it had failed as well: they are not what mended it.
  const isOnlySettings = whole !== undefined && whole.line === undefined && whole.directory === undefined;
  const differing = isOnlySettings && triedBefore(actions, index, end, target) ? undefined : whole;
  let causes = causesOf(course, from, end, differing).filter(
    (cause) => !isThereAllAlong(actions[cause], action, differing),
  );
  const isAside = isIncidental(action, differing) || (isOnlySettings && areAside(actions, causes, action, differing));
  let difference = causes.length > 0 && isAside ? undefined : wherever(action, differing);
  // What was tried before the last attempt counts only if nothing later explains it.
  if (causes.length === 0 && !difference && first < index)
    causes = causesOf(course, Math.max(first, end - longestWindow), end, difference);
  // It failed otherwise though nothing had been done about it: what was done about that may have been about this too.
  if (causes.length === 0 && !difference && end < success && success - index <= longestWindow)
    causes = causesOf(course, index, success, differing).filter((cause) => isNamedBy(actions, cause, action));
  // What is said after it fails anew is about that.
  const after = end === success ? narrationsBetween(course, end, Math.min(end + 2, actions.length)) : [];
  const said = remarksOn(course, action, causes, first, end);
  const narrations = [...said, ...after.filter(looksBack)];
  difference ??= causes.length === 0 ? messageDifference(action, target) : undefined;
  const explainedBy = causes.length > 0 || difference !== undefined;
  const unexplained = () =>
    wasAway(action, target) || otherCode(actions, from, end) || (narrations.length === 0 && edits(course, from, end));
  const resolution = explainedBy ? 'change' : unexplained() ? undefined : 'flaky';
  return {
    index,
    action,
    ...own,
    success,
    // It failed in another way then: that it works in the end is owed to what was done after that as well.
    ...(end < success && resolution === 'change' ? { further: true as const } : {}),
    ...(resolution ? { resolution } : {}),
    causes,
    ...(difference ? { difference } : {}),
    narrations,
  };
}

/** Variables of which nothing was said, beside a change of what was: they are by the way. */
function areAside(
  actions: readonly Action[],
  causes: readonly number[],
  action: CommandAction,
  difference: CommandDifference | undefined,
): boolean {
  if (!causes.some((cause) => isNamedBy(actions, cause, action))) return false;
  const isDenied = saysDenied(action.output ?? '');
  return (difference?.assignments ?? []).every(
    ({ name }) => !action.output?.includes(name) && !(isDenied && forSignIn.test(name)),
  );
}

/** What was missing was missing in the wrong place: what else is on the line there is by the way, unless it was asked for. */
function wherever(action: CommandAction, difference: CommandDifference | undefined): CommandDifference | undefined {
  if (difference?.directory === undefined || difference.line === undefined) return difference;
  const { line, ...rest } = difference;
  return saysLost(action.output ?? '') && isIncidental(action, { line, assignments: [] }) ? rest : difference;
}

/** It was not found where the command ran first, and it was there before it was edited: the place was wrong, not the file. */
function isThereAllAlong(
  cause: Action | undefined,
  { output }: CommandAction,
  difference: CommandDifference | undefined,
): boolean {
  if (cause?.kind !== 'edit' || cause.created || difference?.directory === undefined || output === undefined)
    return false;
  const isOld = cause.hunks.some(({ before }) => before.some((line) => line.trim() !== ''));
  return isOld && saysMissing(output) && output.includes(basename(cause.file));
}

/** The same line with the same variables failed before what mended it. */
function triedBefore(actions: readonly Action[], index: number, end: number, target: CommandAction): boolean {
  return actions
    .slice(Math.max(0, index - longestWindow), end)
    .some(
      (one) =>
        isCommand(one) && one.exitCode !== 0 && one.exitCode !== undefined && one.reading.line === target.reading.line,
    );
}

/** What the failed command said names what was done there. */
function isNamedBy(actions: readonly Action[], cause: number, failure: CommandAction): boolean {
  const [change, subject] = [actions[cause], subjectOf(failure)];
  return change !== undefined && subject !== undefined && relevance(change, subject) >= 4;
}

/** More than a few minutes between failure and success with nothing recorded: something happened off screen. */
function wasAway(failure: CommandAction, success: CommandAction): boolean {
  return success.at - failure.endAt > 180_000;
}

/** Something was written in between, if only a line of prose: who knows what it is read by. */
function edits({ actions, remedies, changes }: Course, from: number, end: number): boolean {
  return between(remedies, from, end).some((index) => changes[index] && actions[index]?.kind === 'edit');
}

/** Another revision was checked out in between. */
function otherCode(actions: readonly Action[], from: number, end: number): boolean {
  return actions
    .slice(from + 1, end)
    .some(
      (action) =>
        action.kind === 'git' || (isCommand(action) && action.reading.parts.some((part) => part.role === 'branch')),
    );
}

/** Earlier attempts with the same symptom are explained by what explains the last. */
function shareExplanation(failures: Failure[]): Failure[] {
  let later: Failure | undefined;
  return failures
    .toReversed()
    .map((failure) => {
      if (failure.resolution !== undefined || failure.causes.length > 0 || !later) {
        later = failure;
        return failure;
      }
      const { causes, resolution, narrations, difference } = later;
      return {
        ...failure,
        causes,
        narrations,
        ...(resolution ? { resolution } : {}),
        ...(difference ? { difference } : {}),
      };
    })
    .toReversed();
}
