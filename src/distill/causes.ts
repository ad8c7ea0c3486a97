import { once } from '../model/remember.ts';
import { type Action, type CommandAction, type EditAction, isCommand } from './action.ts';
import { type CommandDifference, isIncidental } from './commandDifference.ts';
import { between, type Course } from './course.ts';
import { isInverse } from './hunks.ts';
import { remaking, takesAway, withHelpers } from './madePossible.ts';
import { complained, worked } from './outcome.ts';
import { relevance, type Subject, subjectOf, wordRelevance } from './relevance.ts';
import { restoredBy } from './restores.ts';
import { backsUp, isOwnCopy, takesCopy } from './safeguards.ts';
import { scopeOf } from './scope.ts';
import { afterHunt, doesAsAdvised, scratchWork } from './scratch.ts';
import type { Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';
import { saysMissing } from './symptoms.ts';
import { isTakenBack, onlyTakesBack } from './takenBack.ts';

/** At most this many actions explain one success. */
const mostCauses = 3;

/**
 * The actions after `from` and before `end` that explain why the command at `end` works:
 * those its symptom speaks of; else those that touch what it uses; else what changed at all.
 */
export function causesOf(
  course: Course,
  from: number,
  end: number,
  difference: CommandDifference | undefined,
): number[] {
  const { actions } = course;
  const failure = actions[from];
  if (!failure || !isCommand(failure)) return [];
  const subject = subjectOf(failure);
  if (!subject) return [];
  const hunt = afterHunt(course, from, end);
  if (hunt.skipped !== undefined) return [hunt.skipped];
  const consumed = once(() => innerRepairs(course, from, end));
  // What a service answers is looked at from time to time, whatever is said of the work in between.
  const isAsked = failure.reading.main.role === 'probe' && complained(failure);
  const scored: { index: number; score: number }[] = [];
  const copies: { index: number; score: number }[] = [];
  const left = between(course.leavings, hunt.from, end).filter(
    (index) => hasMadeNamed(actions[index], subject) || resolves(actions[index], subject),
  );
  for (const index of [...between(course.remedies, hunt.from, end), ...left]) {
    const action = actions[index];
    if (!action || isSameAgain(action, failure)) continue;
    const named = relevance(action, subject);
    if (named <= 0 || isUndone(course, index, end) || onlyTakesBack(course, from, index)) continue;
    // Put out once more, as before it failed: what made the difference is something else.
    const own = named >= 5 && isPutOutAgain(actions, index, from) ? 4 : named;
    // What mended another failure in between mended this one only if this one speaks of it.
    if (consumed().some((gone) => gone.from <= index && index < gone.until) && wordRelevance(action, subject) < 4)
      continue;
    const safeguard = own < 5 && isSafeguard(action);
    const score = !safeguard && !isAsked && isAnnounced(actions, index, from) ? Math.max(6, own) : own;
    if (isCopyAside(action) && safeguard) continue;
    // A copy is taken of what the failure speaks of, whatever mended it.
    if (isCopyOnly(action) && !subject.says(ofCopies)) copies.push({ index, score });
    else scored.push({ index, score });
  }
  if (scored.length === 0) scored.push(...copies);
  const scratch = new Set(scratchWork(course, from, end));
  const credited = subject.tells(saysMissing) ? restoredBy(actions, scored) : scored;
  const lasting = credited.filter(({ index }) => !scratch.has(index));
  const kept = lasting.some(({ index }) => actions[index]?.kind === 'edit') ? lasting : credited;
  const advised = credited.filter(({ index }) => scratch.has(index) && doesAsAdvised(actions[index], failure));
  return chosenOf(course, from, failure, subject, advised.length > 0 ? advised : kept, difference);
}

/** Of what changed in between the actions that explain it best. */
function chosenOf(
  course: Course,
  from: number,
  failure: CommandAction,
  subject: Subject,
  scored: readonly { index: number; score: number }[],
  difference: CommandDifference | undefined,
): number[] {
  const { actions } = course;
  const clear = scored.filter((candidate) => candidate.score >= 5);
  const related = scored.filter((candidate) => candidate.score >= 3);
  // A difference in the command itself explains more than what merely happened in between.
  const edits = scored.filter((candidate) => candidate.score >= 2 && actions[candidate.index]?.kind === 'edit');
  // What was run in between and changes something goes before a flag that nothing speaks of.
  const runs = scored.filter((candidate) => actions[candidate.index]?.kind === 'command');
  const weak = isIncidental(failure, difference) ? (edits.length > 0 ? edits : runs) : [];
  const chosen = clear.length > 0 ? clear : related.length > 0 ? related : difference ? weak : scored;
  return withHelpers(actions, [...chosen, ...remadeFrom(course, chosen, from, failure, subject)], scored)
    .sort((a, b) => b.score - a.score || b.index - a.index)
    .slice(0, mostCauses)
    .map((candidate) => candidate.index)
    .sort((a, b) => a - b);
}

/** `git add` says that a conflict is resolved: Git does not go on before. */
function resolves(action: Action | undefined, subject: Subject): boolean {
  return (
    action?.kind === 'command' &&
    action.reading.main.role === 'stage' &&
    subject.main.program === 'git' &&
    relevance(action, subject) > 0
  );
}

/** It failed too, but not before it had written the file that the failure speaks of: a lock, an index. */
function hasMadeNamed(action: Action | undefined, subject: Subject): boolean {
  return (
    action?.kind === 'command' && action.made.some((file) => subject.names.ofFile(file).whole.some(subject.speaksOf))
  );
}

/** Edits that a second attempt came too early for: so far back the ones are looked for that a thing is made anew from. */
const farthestBack = 40;

/**
 * Made anew by a line that had worked before the failure too: that alone mended nothing then. What was edited since is
 * what mended it, even where it was tried in between and had no effect yet.
 */
function remadeFrom(
  course: Course,
  chosen: readonly { index: number; score: number }[],
  from: number,
  failure: CommandAction,
  subject: Subject,
): { index: number; score: number }[] {
  const { actions, changes } = course;
  if (chosen.some(({ index }) => actions[index]?.kind === 'edit')) return [];
  return chosen.flatMap(({ index, score }) => {
    const again = actions[index];
    if (
      !again ||
      !isCommand(again) ||
      (!remaking.has(again.reading.main.role) && again.reading.main.role !== 'install')
    )
      return [];
    const earliest = Math.max(0, from - farthestBack);
    const before = actions
      .slice(earliest, from)
      .findLastIndex((one) => isCommand(one) && one.exitCode === 0 && isSameAgain(one, again));
    if (before < 0) return [];
    // What was edited before it failed at all is why it failed, if anything.
    let first = earliest + before + 1;
    while (first < from && !isSameAgain(actions[first] as Action, failure)) first++;
    return actions.slice(first + 1, from).flatMap((edit, offset) => {
      const at = first + 1 + offset;
      if (edit.kind !== 'edit' || !changes[at] || isUndone(course, at, index)) return [];
      return relevance(edit, subject) > 0 ? [{ index: at, score }] : [];
    });
  });
}

const publishing: ReadonlySet<Role> = new Set<Role>(['release', 'push']);

/** `git tag v2.0.0`, `git push origin v2.0.0` after the same had gone well before the failure; not what takes something away. */
function isPutOutAgain(actions: readonly Action[], index: number, from: number): boolean {
  const action = actions[index];
  if (!action || !isCommand(action)) return false;
  const { main } = action.reading;
  if (!publishing.has(main.role) || takesAway(main)) return false;
  return actions
    .slice(Math.max(0, from - farthestBack), from)
    .some((one) => isCommand(one) && one.exitCode === 0 && one.reading.main.name === main.name);
}

/** The same line once more: whatever came of it, it is no remedy. Nor is it with its output cut, or before something else. */
function isSameAgain(action: Action, { reading }: CommandAction): boolean {
  if (!isCommand(action) || action.reading.dir !== reading.dir) return false;
  if (action.reading.line === reading.line) return true;
  if (action.reading.main.name !== reading.main.name && action.reading.parts.length === 1) return false;
  const { main } = reading;
  const words = ({ operands, flags, assignments }: SimpleCommand) => JSON.stringify([operands, flags, assignments]);
  return action.reading.parts.some(
    (part) => part.depth === 0 && part.name === main.name && words(part) === words(main),
  );
}

/** Copied aside, or cleared away: care that is taken, and told of, whatever failed. The remedy is what comes after it. */
function isSafeguard(action: Action): boolean {
  return (
    isCopyAside(action) ||
    (isCommand(action) && action.reading.parts.every((part) => takesCopy(part))) ||
    (isCommand(action) && action.reading.parts.every(({ program }) => /^(?:rm|del)$/.test(program)))
  );
}

const ofCopies = /\b(?:back-?ups?|backed|cop(?:y|ies)|snapshots?|dumps?)\b/i;

function isCopyOnly(action: Action): boolean {
  return isCommand(action) && action.reading.parts.every((part) => backsUp(part));
}

/** `cp dev.db dev.db.bak`: nothing that worked afterwards read the copy under that name. */
function isCopyAside(action: Action): boolean {
  return isCommand(action) && action.reading.parts.every(isOwnCopy);
}

/** What the person said right before it, after the failure, speaks for it. */
function isAnnounced(actions: readonly Action[], index: number, from: number): boolean {
  return index - 1 > from && actions[index - 1]?.kind === 'note';
}

/** Of a database's tool what it is told is the job. */
function jobOf(part: SimpleCommand): string {
  return `${part.name} ${scopeOf(part)} ${part.flags.find(({ name }) => name === '-f' || name === '--file')?.value ?? ''}`;
}

/** Indices from the first to the one before the last. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Causes of a failure that lies in between, of another command, that was repaired in between too. */
function innerRepairs({ actions, commands }: Course, from: number, end: number): Stretch[] {
  const consumed: Stretch[] = [];
  const openAt = new Map<string, number>();
  const outer = (actions[from] as CommandAction).reading.main.name;
  for (const index of between(commands, from, end)) {
    const action = actions[index] as CommandAction;
    if (action.exitCode === undefined) continue;
    const name = jobOf(action.reading.main);
    if (
      action.reading.main.name === outer ||
      action.reading.main.role === 'look' ||
      action.reading.main.role === 'move'
    )
      continue;
    if (action.exitCode !== 0) {
      if (!openAt.has(name)) openAt.set(name, index);
    } else if (worked(action)) {
      const start = openAt.get(name);
      if (start !== undefined) consumed.push({ from: start, until: index });
      openAt.delete(name);
    }
  }
  return consumed;
}

/** An edit that a later one before `end` takes back, or that itself takes back an earlier one: together they changed nothing. */
export function isUndone(course: Course, index: number, end: number): boolean {
  const { actions, editsOf, takebacks } = course;
  const action = actions[index];
  if (action?.kind !== 'edit') return false;
  const edits = editsOf.get(action.file) ?? [];
  const hunksAt = (at: number) => (actions[at] as EditAction).hunks;
  return (
    between(takebacks, index, end).some((later) => isTakenBack(course, index, later)) ||
    between(edits, index, end).some((later) => isInverse(action.hunks, hunksAt(later))) ||
    between(edits, index - farthestUndone, index).some((earlier) => isInverse(hunksAt(earlier), action.hunks))
  );
}

/** An edit that takes back an earlier one comes less than so many actions after it. */
const farthestUndone = 60;
