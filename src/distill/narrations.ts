import { type Action, type CommandAction, isCommand, type NarrationAction } from './action.ts';
import { between, type Course } from './course.ts';
import { failed } from './outcome.ts';

/** What the person said between two actions. */
export function narrationsBetween({ actions, remarks }: Course, from: number, to: number): string[] {
  return between(remarks, from, to).map((index) => (actions[index] as NarrationAction).text);
}

/**
 * What was said between a failure and its success about either: right after an attempt, right before the next, or
 * beside what explains it. What was said of other work in between belongs there.
 */
export function remarksOn(
  course: Course,
  failure: CommandAction,
  causes: readonly number[],
  first: number,
  end: number,
): string[] {
  const { actions, changes, remarks } = course;
  const explaining = new Set(causes);
  const isAside = (index: number) => {
    const action = actions[index] as Action;
    return action.kind === 'note' || (isCommand(action) && !changes[index] && !failed(action));
  };
  return between(remarks, first, end).flatMap((index) => {
    let before = index - 1;
    while (before > first && isAside(before)) before--;
    let after = index + 1;
    while (after < end && isAside(after)) after++;
    const isNear = before <= first || after >= end || explaining.has(before) || explaining.has(after);
    if (!isNear && !isSameAttempt(actions[before] as Action, failure)) return [];
    return [(actions[index] as NarrationAction).text];
  });
}

function isSameAttempt(action: Action, { reading }: CommandAction): boolean {
  return isCommand(action) && failed(action) && action.reading.main.name === reading.main.name;
}
