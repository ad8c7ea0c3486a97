import { type Action, isCommand } from './action.ts';
import { isInverse } from './hunks.ts';
import type { Pace } from './pace.ts';
import { joinPath } from './paths.ts';
import { outcomeRoles, type Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Pairs of edits of which the second takes the first back, with nothing put out into the world in between. */
export async function undoneEdits(actions: readonly Action[], pace: Pace): Promise<Set<number>> {
  const undone = new Set<number>();
  const byFile = new Map<string, number[]>();
  let outcomes = 0;
  const outcomesBefore: number[] = [];
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    const turn = pace(1);
    if (turn) await turn;
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
    remember(byFile, known, action.file, index);
  }
  return undone;
}

/** Changes of one file that are looked at. */
const mostOfAFile = 31;

function remember(byFile: Map<string, number[]>, known: number[], file: string, index: number): void {
  if (known.length === 0) byFile.set(file, known);
  known.push(index);
  if (known.length > mostOfAFile) known.shift();
}

/** Work that `git checkout -- file`, `git restore` or deleting an unmerged branch or a tag threw away. */
export function thrownAway(actions: readonly Action[]): Set<number> {
  const thrown = new Set<number>();
  const edits = new Map<string, number[]>();
  const branches = new Map<string, number>();
  const tags = new Map<string, number>();
  const pushed = new Map<string, number>();
  const wrote = (file: string, index: number) => remember(edits, edits.get(file) ?? [], file, index);
  /** What was put out into the world with the edits in it: they were needed for that. */
  let outcome = -1;
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (action.kind === 'edit') wrote(action.file, index);
    if (!isCommand(action) || (action.exitCode ?? 0) !== 0) continue;
    for (const file of writtenAlone(action)) wrote(file, index);
    if (action.reading.parts.some(({ name, role }) => leavesTheHouse.has(role) && name !== 'git tag')) outcome = index;
    for (const part of action.reading.parts) {
      if (part.name === 'git commit') edits.clear();
      if (part.role === 'rollback' && (part.name === 'git checkout' || part.name === 'git restore')) {
        const hit = part.operands
          .flatMap((operand) => takenBack(edits, joinPath(part.dir, operand)))
          .filter((edit) => edit > outcome);
        for (const edit of hit) thrown.add(edit);
        if (hit.length > 0) thrown.add(index);
      }
      const made =
        part.name === 'git checkout' ? part.flags.find((flag) => /^-[bB]$/.test(flag.name))?.value : undefined;
      if (made !== undefined) branches.set(made, index);
      if (part.name === 'git tag') throwTags(part, index, tags, thrown);
      if (part.name === 'git push') throwPushes(part, index, pushed, thrown);
      if (part.name === 'git branch' && part.flags.some((flag) => flag.name === '-D')) {
        for (const name of part.operands) throwBranch(actions, branches.get(name), index, thrown);
      }
    }
  }
  return thrown;
}

const leavesTheHouse: ReadonlySet<Role> = new Set<Role>(['deploy', 'release', 'migrate']);

/** What was done to a file, or to all that lie in a directory; forgotten with it. */
function takenBack(edits: Map<string, number[]>, path: string): number[] {
  const own = edits.get(path);
  if (own) {
    edits.delete(path);
    return own;
  }
  const inside = [...edits.keys()].filter((file) => path === '.' || file.startsWith(`${path}/`));
  return inside.flatMap((file) => {
    const done = edits.get(file) ?? [];
    edits.delete(file);
    return done;
  });
}

/** A tag that was made and then deleted, and its deletion. */
function throwTags({ flags, operands }: SimpleCommand, index: number, tags: Map<string, number>, thrown: Set<number>) {
  const deletes = flags.find(({ name }) => name === '-d' || name === '--delete');
  for (const name of deletes?.value === undefined ? operands : [deletes.value, ...operands]) {
    const made = tags.get(name);
    if (deletes === undefined) tags.set(name, index);
    else if (made !== undefined) for (const one of [made, index]) thrown.add(one);
  }
}

/** A tag or branch that was pushed by its name and then deleted there, and its deletion. */
function throwPushes(
  { flags, operands }: SimpleCommand,
  index: number,
  pushed: Map<string, number>,
  thrown: Set<number>,
) {
  const deletes = flags.find(({ name }) => name === '-d' || name === '--delete');
  const [, ...names] = deletes?.value === undefined ? operands : [deletes.value, ...operands];
  const gone =
    deletes === undefined ? names.filter((name) => name.startsWith(':')).map((name) => name.slice(1)) : names;
  for (const name of gone) {
    const made = pushed.get(name);
    if (made !== undefined) for (const one of [made, index]) thrown.add(one);
  }
  const [only] = names;
  if (gone.length === 0 && only !== undefined && names.length === 1) pushed.set(only, index);
}

/** The file of a command that does nothing but put words into it: `echo "# try" >> app.pl`, `jq .x a.json > a.json`. */
function writtenAlone({ reading }: Extract<Action, { kind: 'command' }>): string[] {
  const [only, ...more] = reading.parts;
  if (!only || more.length > 0 || !writing.test(only.program) || only.writesTo.length !== 1) return [];
  return only.writesTo.map((file) => joinPath(only.dir, file));
}

const writing = /^(?:echo|printf|cat|jq|yq|sed|[gmn]?awk|sort|uniq|cut|tr|head|tail|grep|perl|envsubst|xmllint)$/;

/** Git operations that can be called off half-way. */
const abortable = /^git (?:merge|rebase|cherry-pick|revert|am)$/;

/** What was begun and called off: `git merge x` … `git merge --abort`; a bisect that was reset and started again. */
export function calledOff(actions: readonly Action[]): Set<number> {
  const off = new Set<number>();
  const begun = new Map<string, number>();
  let hunt: number[] = [];
  let finished: number[] = [];
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (!isCommand(action)) continue;
    for (const part of action.reading.parts) {
      if (part.program !== 'git') continue;
      if (abortable.test(part.name)) {
        const from = begun.get(part.name);
        if (!part.flags.some((flag) => flag.name === '--abort')) begun.set(part.name, index);
        else if (from !== undefined) {
          for (let between = from; between <= index; between++) off.add(between);
          begun.delete(part.name);
        }
      }
      if (!part.name.startsWith('git bisect')) continue;
      if (part.name === 'git bisect start') {
        for (const one of finished) off.add(one);
        finished = [];
      }
      hunt.push(index);
      if (part.name === 'git bisect reset') {
        finished = hunt;
        hunt = [];
      }
    }
    if (action.git.some((mark) => mark.op === 'commit')) begun.clear();
  }
  return off;
}

/** Everything from creating the branch to leaving it, and its deletion. */
function throwBranch(actions: readonly Action[], from: number | undefined, deleted: number, thrown: Set<number>): void {
  if (from === undefined) return;
  thrown.add(deleted);
  for (let index = from; index < deleted; index++) {
    const action = actions[index];
    thrown.add(index);
    if (index > from && action && isCommand(action) && action.reading.main.name === 'git checkout') return;
  }
}
