import { isCommand } from './action.ts';
import { between, type Course } from './course.ts';
import { putsBack } from './takeBack.ts';

/** What was edited at `index` is gone after the command at `later`: it was not committed, and is not fetched back. */
export function isTakenBack({ actions, takebacks, commands }: Course, index: number, later: number): boolean {
  const [edit, command] = [actions[index], actions[later]];
  if (edit?.kind !== 'edit' || !command || !isCommand(command)) return false;
  if (!command.reading.parts.some((part) => putsBack(part, edit.file))) return false;
  const keeps = between(commands, index, later).some((at) => {
    const action = actions[at];
    return action && isCommand(action) && action.reading.parts.some(({ name }) => name === 'git commit');
  });
  if (keeps) return false;
  if (!command.reading.parts.some(({ name }) => name.startsWith('git stash'))) return true;
  const next = takebacks.find((at) => at > later) ?? actions.length;
  return !between(commands, later, Math.min(next, later + farthestPop)).some((at) => {
    const action = actions[at];
    return action && isCommand(action) && /^git stash (?:pop|apply)$/.test(action.reading.main.name);
  });
}

/** What was put on the stash is looked for this far on, in actions. */
const farthestPop = 60;

/** The command at `index` does nothing but take back what was tried since the failure. */
export function onlyTakesBack(course: Course, from: number, index: number): boolean {
  const { actions, takebacks, remedies } = course;
  if (!between(takebacks, index - 1, index + 1).includes(index)) return false;
  const command = actions[index];
  if (!command || !isCommand(command) || command.reading.parts.length !== 1) return false;
  return between(remedies, from, index).some((edit) => isTakenBack(course, edit, index));
}
