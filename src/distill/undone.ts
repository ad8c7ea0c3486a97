import { type Action, isCommand } from './action.ts';
import { isInverse } from './hunks.ts';
import type { Pace } from './pace.ts';
import { joinPath } from './paths.ts';
import { outcomeRoles } from './shell/knowledge.ts';

/** Pairs of edits of which the second takes the first back, with nothing put out into the world in between. */
export async function undoneEdits(actions: readonly Action[], pace: Pace): Promise<Set<number>> {
  const undone = new Set<number>();
  const byFile = new Map<string, number[]>();
  let outcomes = 0;
  const outcomesBefore: number[] = [];
  for (const [index, action] of actions.entries()) {
    await pace(1);
    if (isCommand(action) && action.exitCode === 0 && action.reading.parts.some((part) => outcomeRoles.has(part.role)))
      outcomes++;
    if (action.kind === 'git') outcomes++;
    outcomesBefore[index] = outcomes;
    if (action.kind !== 'edit') continue;
    const known = byFile.get(action.file) ?? [];
    const partner = known.findLast((earlier) => {
      const other = actions[earlier];
      return (
        !undone.has(earlier) &&
        other?.kind === 'edit' &&
        outcomesBefore[earlier] === outcomes &&
        isInverse(other.hunks, action.hunks)
      );
    });
    if (partner !== undefined) {
      undone.add(partner);
      undone.add(index);
    }
    byFile.set(action.file, [...known.slice(-30), index]);
  }
  return undone;
}

/** Work that `git checkout -- file`, `git restore` or deleting an unmerged branch threw away. */
export function thrownAway(actions: readonly Action[]): Set<number> {
  const thrown = new Set<number>();
  const edits = new Map<string, number[]>();
  const branches = new Map<string, number>();
  for (const [index, action] of actions.entries()) {
    if (action.kind === 'edit') edits.set(action.file, [...(edits.get(action.file) ?? []).slice(-30), index]);
    if (!isCommand(action) || (action.exitCode ?? 0) !== 0) continue;
    for (const part of action.reading.parts) {
      if (part.name === 'git commit') edits.clear();
      if (part.role === 'rollback' && (part.name === 'git checkout' || part.name === 'git restore')) {
        const hit = part.operands.flatMap((operand) => edits.get(joinPath(part.dir, operand)) ?? []);
        for (const edit of hit) thrown.add(edit);
        if (hit.length > 0) thrown.add(index);
      }
      const made =
        part.flags.find((flag) => /^-[bBc]$/.test(flag.name))?.value ??
        (part.name === 'git switch' && part.flags.some((f) => f.name === '-c') ? part.operands[0] : undefined);
      if (made !== undefined) branches.set(made, index);
      if (part.name === 'git branch' && part.flags.some((flag) => flag.name === '-D')) {
        for (const name of part.operands) throwBranch(actions, branches.get(name), index, thrown);
      }
    }
  }
  return thrown;
}

/** Everything from creating the branch to leaving it, and its deletion. */
function throwBranch(actions: readonly Action[], from: number | undefined, deleted: number, thrown: Set<number>): void {
  if (from === undefined) return;
  thrown.add(deleted);
  for (let index = from; index < deleted; index++) {
    const action = actions[index];
    thrown.add(index);
    if (index > from && action && isCommand(action) && /^git (?:checkout|switch)$/.test(action.reading.main.name))
      return;
  }
}
