import { type Action, type CommandAction, isCommand } from './action.ts';
import { between, type Course } from './course.ts';
import { joinPath } from './paths.ts';

/**
 * A bisect in between went to other commits: what was done before it ended mended nothing, unless the commit that
 * failed was skipped.
 */
export function afterHunt(
  { actions, bisects }: Course,
  from: number,
  end: number,
): { readonly from: number; readonly skipped?: number } {
  let last = from;
  // The search itself could not go on: what was done about that is looked for.
  if ((actions[from] as CommandAction).reading.main.name.startsWith('git bisect')) return { from };
  for (const index of between(bisects, from, end)) {
    const { name } = (actions[index] as CommandAction).reading.main;
    if (name === 'git bisect skip' && last === from) return { from, skipped: index };
    // A run of a script stays what it is: the script may do as the output advised.
    if (name !== 'git bisect run') last = index;
  }
  const scripted = last > from && actions.slice(from + 1, last).some((one) => one.kind === 'edit' && one.created);
  return { from: scripted ? from : last };
}

/** The output says what to run, and that was put into a script. */
export function doesAsAdvised(action: Action | undefined, failure: CommandAction): boolean {
  if (action?.kind !== 'edit') return false;
  const advice = [...(failure.output ?? '').matchAll(/[`'"]([a-z][\w-]* [^`'"\n]{2,60})[`'"]/g)].flatMap(
    (match) => match[1] ?? [],
  );
  return action.hunks.some(({ after }) => after.some((line) => advice.some((one) => line.includes(one))));
}

/** Files that were made and removed again, and their removal: a script for the search of the cause is no remedy. */
export function scratchWork({ actions, removals }: Course, from: number, end: number): number[] {
  if (between(removals, from, end).length === 0) return [];
  const made = new Map<string, number[]>();
  const found: number[] = [];
  for (let index = from + 1; index < end; index++) {
    const action = actions[index];
    if (action?.kind === 'edit' || action?.kind === 'file') {
      const isMade = action.kind === 'edit' ? action.created : action.op === 'create';
      if (isMade || made.has(action.file)) made.set(action.file, [...(made.get(action.file) ?? []), index]);
    }
    if (!action || !isCommand(action)) continue;
    if (action.reading.main.program === 'chmod' && action.reading.touches.some((word) => made.has(word)))
      for (const word of action.reading.touches) made.get(word)?.push(index);
    if (action.reading.main.program !== 'rm') continue;
    const gone = action.reading.main.operands.map((operand) => joinPath(action.reading.dir, operand));
    if (!gone.some((file) => made.has(file))) continue;
    found.push(index, ...gone.flatMap((file) => made.get(file) ?? []));
  }
  return found;
}
