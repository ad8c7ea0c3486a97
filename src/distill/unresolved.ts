import { type Action, type CommandAction, isCommand } from './action.ts';
import { causesOf } from './causes.ts';
import { commandDifference, flagsNamedBy, isIncidental } from './commandDifference.ts';
import type { Course } from './course.ts';
import type { Failure } from './failure.ts';
import { isToldMistype } from './mistype.ts';
import { narrationsBetween } from './narrations.ts';
import { isNarrower } from './narrowing.ts';
import { basename, looksLikePath } from './paths.ts';
import { isSameJob, longestWindow } from './sameJob.ts';
import { outcomeRoles } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Actions after a failure among which another way is looked for. */
const longestDetour = 8;

/** A command that never came to work, in its attempts: what got it further, and what was done instead of it. */
export function unresolvedOf(course: Course, attempts: readonly number[]): Failure[] {
  return attempts.map((index, order) => {
    const next = attempts[order + 1];
    return (
      (next === undefined ? undefined : gotFurther(course, index, next)) ??
      (next === undefined ? anotherWay(course, index) : undefined) ??
      plain(course, index)
    );
  });
}

function plain(course: Course, index: number): Failure {
  const { actions } = course;
  const action = commandAt(actions, index);
  return {
    index,
    action,
    ...signed(action),
    // Nothing came of a slip of the finger that nobody repeated.
    ...(isToldMistype(action) ? { resolution: 'retyped' as const } : {}),
    causes: [],
    narrations: narrationsBetween(course, index, Math.min(index + 4, actions.length)),
  };
}

/** The next attempt fails with another symptom, and what was done in between speaks for that. */
function gotFurther(course: Course, index: number, next: number): Failure | undefined {
  const { actions } = course;
  const action = commandAt(actions, index);
  const following = commandAt(actions, next);
  const [before, after] = [action.heard?.signature, following.heard?.signature];
  if (!before || !after || before.key === after.key) return undefined;
  if (!isSameJob(actions, index, next, following.reading.main)) return undefined;
  const differing = commandDifference(action, following);
  const causes = causesOf(course, Math.max(index, next - longestWindow), next, differing);
  const difference = causes.length > 0 && isIncidental(action, differing) ? undefined : differing;
  if (causes.length === 0 && !difference) return undefined;
  return {
    index,
    action,
    signature: before,
    success: next,
    further: true,
    resolution: 'change',
    causes,
    ...(difference ? { difference } : {}),
    narrations: narrationsBetween(course, index, next),
  };
}

/**
 * What it should have done another command did: it ends in the same way (both publish, both deploy, or both are of one
 * kind), and it is told something that the failure speaks of: a file, a value, a flag.
 */
function anotherWay(course: Course, index: number): Failure | undefined {
  const { actions } = course;
  const action = commandAt(actions, index);
  const said = action.output ?? '';
  if (!action.heard?.signature) return undefined;
  for (let later = index + 1; later < Math.min(actions.length, index + longestDetour); later++) {
    const other = actions[later];
    if (!other || !isCommand(other)) continue;
    if (other.exitCode !== 0 && other.seems !== 'worked') continue;
    const { main } = other.reading;
    const alike = main.role === action.reading.main.role || outcomeRoles.has(main.role);
    const isAsked = isAskedFor(action, main);
    if (!isAsked && (!alike || main.role === 'commit')) continue;
    if (main.role === 'look' || main.role === 'probe' || isNarrower(action, main)) continue;
    const flags = main.flags.map(({ name }) => name.replace(/^-+/, '')).filter((name) => name.length > 2);
    const things = [...main.operands, ...main.flags.flatMap(({ value }) => value ?? [])].filter(
      (thing) => thing.length > 3 && !action.reading.line.includes(thing),
    );
    const isSpokenOf =
      isAsked ||
      flags.some((flag) => new RegExp(`\\b${flag}\\b`, 'i').test(action.heard?.signature?.text ?? '')) ||
      things.some((thing) => said.includes(looksLikePath(thing) ? basename(thing) : thing));
    if (!isSpokenOf) continue;
    return {
      index,
      action,
      ...signed(action),
      success: later,
      resolution: 'change',
      causes: [],
      difference: { assignments: [], line: other.reading.line },
      narrations: narrationsBetween(course, index, later),
    };
  }
  return undefined;
}

/** The same program, given a flag that the output asks for: `git commit -s` after `git cherry-pick --continue`. */
function isAskedFor({ output, reading }: CommandAction, main: SimpleCommand): boolean {
  return main.program === reading.main.program && flagsNamedBy(output, reading.main, main).length > 0;
}

function commandAt(actions: readonly Action[], index: number): CommandAction {
  return actions[index] as CommandAction;
}

/** The signature of a failure, ready to be spread. */
export function signed(action: CommandAction): Pick<Failure, 'signature'> {
  const signature = action.heard?.signature;
  return signature ? { signature } : {};
}
