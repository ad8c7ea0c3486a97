import { firstOf } from '../model/firstOf.ts';
import { type Action, isCommand } from './action.ts';
import { isChange } from './changes.ts';
import { collect, type Pace } from './pace.ts';
import { takesBack } from './takeBack.ts';

/** The actions of one recording, with what is asked of stretch after stretch of them worked out once. */
export interface Course {
  readonly actions: readonly Action[];
  /** By index: the action changed something. */
  readonly changes: readonly boolean[];
  /** Indices of what changed something, or put what it printed into a file: a success may be owed to them. */
  readonly remedies: readonly number[];
  /** Indices of other commands that failed and files changed while they ran, or that tell Git of what was changed. */
  readonly leavings: readonly number[];
  readonly commands: readonly number[];
  /** What the person said. */
  readonly remarks: readonly number[];
  readonly bisects: readonly number[];
  readonly removals: readonly number[];
  /** Indices of commands that put files back as Git has them. */
  readonly takebacks: readonly number[];
  /** Indices of the edits of a file. */
  readonly editsOf: ReadonlyMap<string, readonly number[]>;
}

export async function courseOf(actions: readonly Action[], pace: Pace): Promise<Course> {
  const changes = await collect(actions, pace, 0.2, (action) => [isChange(action)]);
  const remedies: number[] = [];
  const leavings: number[] = [];
  const commands: number[] = [];
  const remarks: number[] = [];
  const bisects: number[] = [];
  const removals: number[] = [];
  const takebacks: number[] = [];
  const editsOf = new Map<string, number[]>();
  for (const [index, action] of actions.entries()) {
    const turn = pace(0.1);
    if (turn) await turn;
    if (changes[index] || writesFile(action)) remedies.push(index);
    else if (isCommand(action) && (action.made.length > 0 || action.reading.main.role === 'stage'))
      leavings.push(index);
    if (action.kind === 'edit') {
      const known = editsOf.get(action.file);
      if (known) known.push(index);
      else editsOf.set(action.file, [index]);
    }
    if (action.kind === 'note') remarks.push(index);
    if (!isCommand(action)) continue;
    commands.push(index);
    if (/^(?:git|hg) bisect\b/.test(action.reading.main.name)) bisects.push(index);
    if (action.reading.main.program === 'rm') removals.push(index);
    if (action.exitCode === 0 && action.reading.parts.some(takesBack)) takebacks.push(index);
  }
  return { actions, changes, remedies, leavings, commands, remarks, bisects, removals, takebacks, editsOf };
}

/** Of rising indices those after `from` and before `end`. */
export function between(indices: readonly number[], from: number, end: number): readonly number[] {
  return indices.slice(
    firstOf(indices, (index) => index > from),
    firstOf(indices, (index) => index >= end),
  );
}

/** A command with a look's name that puts what it prints into a file: `diff -u a b > fix.patch`. */
function writesFile(action: Action): boolean {
  return (
    isCommand(action) && (action.exitCode ?? 0) <= 1 && action.reading.parts.some(({ writesTo }) => writesTo.length > 0)
  );
}
