import { type Action, isCommand } from './action.ts';
import { between, type Course } from './course.ts';
import type { Failure } from './failure.ts';
import { complained } from './outcome.ts';
import { soundsWrong } from './seeming.ts';
import type { Role } from './shell/knowledge.ts';

/** What only seems to have failed is a failure if something was done about it, and then it went well. */
export function isSure(course: Course, failure: Failure): boolean {
  const { actions } = course;
  if (complained(failure.action)) return isMendedComplaint(course, failure);
  if (failure.action.exitCode !== undefined) return true;
  if (failure.resolution === 'retyped') return true;
  return (
    failure.resolution === 'change' && failure.success !== undefined && isCommand(actions[failure.success] as Action)
  );
}

/** What only printed that something was wrong says so no more, after something was done, not only asked otherwise. */
function isMendedComplaint(course: Course, failure: Failure): boolean {
  const { actions } = course;
  const { index, success, action, resolution, causes, difference } = failure;
  if (resolution !== 'change' || causes.length === 0) return false;
  const { role } = action.reading.main;
  // What the line itself says of each round of a loop is no symptom.
  if (rounds.test(action.reading.line) && !soundsWrong(action.heard?.signature?.text ?? '')) return false;
  if (role !== 'probe' && role !== 'serve') return true;
  if (difference?.line !== undefined) return false;
  // That it answers anew once it is put out is what the work was for.
  if (role === 'probe' && between(course.commands, index, success ?? index).some((at) => putsOut(actions[at])))
    return false;
  return true;
}

const rounds = /\b(?:for|while)\b.*\bdone\b|\|\|\s*(?:echo|printf)\b/s;

const outward: ReadonlySet<Role> = new Set<Role>(['deploy', 'rollback', 'release']);

function putsOut(action: Action | undefined): boolean {
  return action !== undefined && isCommand(action) && action.reading.parts.some((part) => outward.has(part.role));
}
