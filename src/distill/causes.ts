import { type Action, type CommandAction, isCommand } from './action.ts';
import { isChange } from './changes.ts';
import { isInverse } from './hunks.ts';
import { relevance, type Subject, subjectOf, wordRelevance } from './relevance.ts';
import { afterHunt, doesAsAdvised, scratchWork } from './scratch.ts';
import { type Flag, isMessage } from './shell/flag.ts';
import type { Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

/** What a command that worked does differently from the same one that failed. */
export interface CommandDifference {
  /** Where it ran, if elsewhere. */
  readonly directory?: string;
  readonly assignments: readonly Flag[];
  /** It is not the same line: other flags, operands, wrapper or program. */
  readonly line?: string;
}

/** Flags that only make a command talk more. */
const talkative =
  /^(?:-v+|--verbose|--debug|--trace|-x|--stack-trace|--stacktrace|--show-trace|--reporter|--color|--no-color|-s|--silent|--quiet|-q)$/;

export function commandDifference(failed: CommandAction, worked: CommandAction): CommandDifference | undefined {
  const before = failed.reading.main;
  const after = worked.reading.parts.find((part) => part.name === before.name) ?? worked.reading.main;
  const assignments = after.assignments.filter(
    (flag) => !before.assignments.some((known) => known.name === flag.name && known.value === flag.value),
  );
  const elsewhere = after.dir !== before.dir;
  const other = commandText(before) !== commandText(after);
  // Going on with what had stopped is no other way of doing it.
  if (after.flags.some((flag) => flag.name === '--continue')) return undefined;
  if (!elsewhere && !other && assignments.length === 0) return undefined;
  return {
    assignments,
    ...(elsewhere ? { directory: after.dir } : {}),
    ...(other ? { line: worked.reading.line } : {}),
  };
}

/** The message of a commit is another one, and what was said against the first speaks of messages. */
export function messageDifference(failed: CommandAction, worked: CommandAction): CommandDifference | undefined {
  const messageOf = ({ name, flags }: SimpleCommand) => flags.find((flag) => isMessage(name, flag))?.value;
  const before = failed.reading.main;
  const after = worked.reading.parts.find((part) => part.name === before.name);
  const spokenOf = /\b(?:message|subject|header|type|scope|prefix|ticket|issue|reference|conventional|format|sign)/i;
  if (!after || messageOf(before) === messageOf(after) || !spokenOf.test(failed.output ?? '')) return undefined;
  return { assignments: [], line: worked.reading.line };
}

/** Words that matter for the outcome, order of flags and talk aside; a commit message is free text. */
function commandText(part: SimpleCommand): string {
  const flags = part.flags
    .filter((flag) => !talkative.test(flag.name) && !isMessage(part.name, flag))
    .map((flag) => `${flag.name}=${flag.value ?? ''}`)
    .sort();
  const wrappers = part.wrappers.filter(
    (wrapper) => !['time', 'command', 'nice', 'nohup', 'env', 'cross-env', 'xargs', 'watch'].includes(wrapper),
  );
  return [part.name, ...flags, ...part.operands.map((o) => o.replace(/^\.\//, '')), '|', ...wrappers].join(' ');
}

/** At most this many actions explain one success. */
const mostCauses = 3;

/**
 * The actions after `from` and before `end` that explain why the command at `end` works:
 * those its symptom speaks of; else those that touch what it uses; else what changed at all.
 */
export function causesOf(
  actions: readonly Action[],
  from: number,
  end: number,
  difference: CommandDifference | undefined,
): number[] {
  const failure = actions[from];
  if (!failure || !isCommand(failure)) return [];
  const subject = subjectOf(failure);
  if (!subject) return [];
  const hunt = afterHunt(actions, from, end);
  if (hunt.skipped !== undefined) return [hunt.skipped];
  const consumed = innerRepairs(actions, from, end);
  const scored: { index: number; score: number }[] = [];
  for (let index = hunt.from + 1; index < end; index++) {
    const action = actions[index];
    if (
      !action ||
      isSameAgain(action, failure) ||
      !(isChange(action) || writesFile(action)) ||
      isUndone(actions, index, end)
    )
      continue;
    const named = relevance(action, subject);
    // Put out once more, as before it failed: what made the difference is something else.
    const own = named >= 5 && isPutOutAgain(actions, index, from) ? 4 : named;
    // What mended another failure in between mended this one only if this one speaks of it.
    if (consumed.has(index) && wordRelevance(action, subject) < 4) continue;
    const safeguard = own < 5 && isSafeguard(action);
    const score = own > 0 && !safeguard && isAnnounced(actions, index, from) ? Math.max(6, own) : own;
    if (safeguard && isCopyAside(action)) continue;
    if (score > 0) scored.push({ index, score });
  }
  const scratch = new Set(scratchWork(actions, from, end));
  const lasting = scored.filter(({ index }) => !scratch.has(index));
  const kept = lasting.some(({ index }) => actions[index]?.kind === 'edit') ? lasting : scored;
  const advised = scored.filter(({ index }) => scratch.has(index) && doesAsAdvised(actions[index], failure));
  return chosenOf(actions, from, failure, subject, advised.length > 0 ? advised : kept, difference);
}

/** Of what changed in between the actions that explain it best. */
function chosenOf(
  actions: readonly Action[],
  from: number,
  failure: CommandAction,
  subject: Subject,
  scored: readonly { index: number; score: number }[],
  difference: CommandDifference | undefined,
): number[] {
  const clear = scored.filter((candidate) => candidate.score >= 5);
  const related = scored.filter((candidate) => candidate.score >= 3);
  // A difference in the command itself explains more than what merely happened in between.
  const edits = scored.filter((candidate) => candidate.score >= 2 && actions[candidate.index]?.kind === 'edit');
  // What was run in between and changes something goes before a flag that nothing speaks of.
  const runs = scored.filter((candidate) => actions[candidate.index]?.kind === 'command');
  const weak = isIncidental(failure, difference) ? (edits.length > 0 ? edits : runs) : [];
  const chosen = clear.length > 0 ? clear : related.length > 0 ? related : difference ? weak : scored;
  return withHelpers(actions, [...chosen, ...remadeFrom(actions, chosen, from, failure, subject)], scored)
    .sort((a, b) => b.score - a.score || b.index - a.index)
    .slice(0, mostCauses)
    .map((candidate) => candidate.index)
    .sort((a, b) => a - b);
}

/** A command with a look's name that puts what it prints into a file: `diff -u a b > fix.patch`. */
function writesFile(action: Action): boolean {
  return (
    isCommand(action) && (action.exitCode ?? 0) <= 1 && action.reading.parts.some(({ writesTo }) => writesTo.length > 0)
  );
}

/** Edits that a second attempt came too early for: so far back the ones are looked for that a thing is made anew from. */
const farthestBack = 40;

/**
 * Made anew by a line that had worked before the failure too: that alone mended nothing then. What was edited since is
 * what mended it, even where it was tried in between and had no effect yet.
 */
function remadeFrom(
  actions: readonly Action[],
  chosen: readonly { index: number; score: number }[],
  from: number,
  failure: CommandAction,
  subject: Subject,
): { index: number; score: number }[] {
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
      if (edit.kind !== 'edit' || !isChange(edit) || isUndone(actions, at, index)) return [];
      return relevance(edit, subject) > 0 ? [{ index: at, score }] : [];
    });
  });
}

/** `git tag -d 1.2.0`, `git push --delete origin x`: the other way round. */
function takesAway({ flags }: SimpleCommand): boolean {
  return flags.some(({ name }) => /^(?:-d|-D|--delete|--rm)$/.test(name));
}

const puttingOut: ReadonlySet<Role> = new Set<Role>(['release', 'push']);

/** `git tag v2.0.0`, `git push origin v2.0.0` after the same had gone well before the failure; not what takes something away. */
function isPutOutAgain(actions: readonly Action[], index: number, from: number): boolean {
  const action = actions[index];
  if (!action || !isCommand(action)) return false;
  const { main } = action.reading;
  if (!puttingOut.has(main.role) || takesAway(main)) return false;
  return actions
    .slice(Math.max(0, from - farthestBack), from)
    .some((one) => isCommand(one) && one.exitCode === 0 && one.reading.main.name === main.name);
}

/** The same line once more: whatever came of it, it is no remedy. */
function isSameAgain(action: Action, failure: CommandAction): boolean {
  return (
    isCommand(action) && action.reading.line === failure.reading.line && action.reading.dir === failure.reading.dir
  );
}

/** Copied aside, or cleared away: care that is taken, and told of, whatever failed. The remedy is what comes after it. */
function isSafeguard(action: Action): boolean {
  return (
    isCopyAside(action) ||
    (isCommand(action) && action.reading.parts.every(({ program }) => /^(?:rm|del)$/.test(program)))
  );
}

/** `cp dev.db dev.db.bak`: nothing that worked afterwards read the copy under that name. */
function isCopyAside(action: Action): boolean {
  if (!isCommand(action)) return false;
  return action.reading.parts.every(({ program, operands }) => {
    const [from, to] = operands;
    if (program !== 'cp' || from === undefined || to === undefined || operands.length !== 2) return false;
    return to.length > from.length && to.startsWith(from) && /^[.~_-](?!\/)[\w.~-]*$|^~$/.test(to.slice(from.length));
  });
}

/** What the person said right before it, after the failure, speaks for it. */
function isAnnounced(actions: readonly Action[], index: number, from: number): boolean {
  return index - 1 > from && actions[index - 1]?.kind === 'note';
}

/** Other flags or variables that nothing speaks of, beside changes that explain the success: they are by the way. */
export function isIncidental(failure: CommandAction, difference: CommandDifference | undefined): boolean {
  return (isOnlyFlags(difference) && !namesNewFlag(failure, difference)) || isOnlyVariables(failure, difference);
}

/** Nothing is different but variables, and the output asks for another one. */
function isOnlyVariables(failure: CommandAction, difference: CommandDifference | undefined): boolean {
  if (!difference || difference.directory !== undefined || difference.line !== undefined) return false;
  const asked = failure.output?.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g) ?? [];
  return asked.length > 0 && difference.assignments.every(({ name }) => !failure.output?.includes(name));
}

function isOnlyFlags(difference: CommandDifference | undefined): boolean {
  return difference?.line !== undefined && difference.directory === undefined && difference.assignments.length === 0;
}

/** The output of the failure speaks of a flag that the working line has. */
function namesNewFlag(failure: CommandAction, difference: CommandDifference | undefined): boolean {
  const flags = difference?.line?.match(/(?<=\s)--?[A-Za-z][\w-]*/g) ?? [];
  return flags.some((flag) => !failure.reading.line.includes(flag) && (failure.output ?? '').includes(flag));
}

/** What made a chosen cause possible: the copy before the edit of the copy. */
function withHelpers(
  actions: readonly Action[],
  chosen: readonly { index: number; score: number }[],
  all: readonly { index: number; score: number }[],
): { index: number; score: number }[] {
  const files = new Set(chosen.flatMap(({ index }) => touched(actions[index])));
  const first = Math.min(...chosen.map(({ index }) => index));
  const helpers = all.filter(
    (candidate) =>
      !chosen.includes(candidate) &&
      files.size > 0 &&
      (touched(actions[candidate.index]).some((file) => files.has(file)) ||
        (candidate.index > first && isGiven(actions[candidate.index], files)) ||
        (candidate.index > first && installsFrom(actions[candidate.index], files))),
  );
  const anew = all.filter(
    (candidate) =>
      !chosen.includes(candidate) && chosen.some(({ index }) => isMadeAnew(actions, index, candidate.index)),
  );
  return [...chosen, ...helpers, ...anew, ...sourcesOf(actions, chosen, all)];
}

/** What was taken away is of no use before it is there in another way: `git tag -d 1.2.0`, then `git tag v1.2.0`. */
function isMadeAnew(actions: readonly Action[], removal: number, later: number): boolean {
  const [gone, made] = [actions[removal], actions[later]];
  if (later <= removal || gone?.kind !== 'command' || made?.kind !== 'command') return false;
  return made.reading.main.name === gone.reading.main.name && takesAway(gone.reading.main);
}

const remaking: ReadonlySet<Role> = new Set<Role>(['build', 'migrate', 'run']);

/** An edit before something was made anew in the same part of the tree is what it was made from. */
function sourcesOf(
  actions: readonly Action[],
  chosen: readonly { index: number; score: number }[],
  all: readonly { index: number; score: number }[],
): { index: number; score: number }[] {
  if (chosen.some(({ index }) => actions[index]?.kind === 'edit')) return [];
  const remade = chosen.filter(({ index }) => {
    const action = actions[index];
    return action?.kind === 'command' && action.made.length > 0 && remaking.has(action.reading.main.role);
  });
  // An image, or what Git ignores: nothing was seen to be made, but it was made anew from what had been edited.
  const built = chosen.filter(({ index }) => {
    const action = actions[index];
    return action?.kind === 'command' && action.made.length === 0 && action.reading.main.role === 'build';
  });
  return all.filter(({ index }) => {
    const edit = actions[index];
    if (edit?.kind !== 'edit' || chosen.some((one) => one.index === index)) return false;
    const [part = ''] = edit.file.split('/');
    if (built.some((one) => one.index > index)) return true;
    return (
      edit.file.includes('/') &&
      remade.some((one) => one.index > index && touched(actions[one.index]).some((file) => file.startsWith(`${part}/`)))
    );
  });
}

const manifests =
  /(?:^|\/)(?:package\.json|requirements[\w.-]*\.txt|pyproject\.toml|setup\.(?:cfg|py)|Pipfile|Cargo\.toml|go\.mod|Gemfile|composer\.json|mix\.exs|pubspec\.yaml|Podfile|packages\.yml|environment\.ya?ml)$/;

/** What a manifest asks for is there once it was installed. */
function installsFrom(action: Action | undefined, files: ReadonlySet<string>): boolean {
  return (
    action?.kind === 'command' &&
    action.reading.main.role === 'install' &&
    [...files].some((file) => manifests.test(file))
  );
}

/** A command that is told of one of the files: what was written for it is of no use before it ran. */
function isGiven(action: Action | undefined, files: ReadonlySet<string>): boolean {
  return (
    action?.kind === 'command' &&
    action.reading.main.program !== 'git' &&
    action.reading.touches.some((word) => files.has(word))
  );
}

function touched(action: Action | undefined): string[] {
  if (!action) return [];
  if (action.kind === 'edit') return [action.file];
  if (action.kind === 'file') return action.to === undefined ? [action.file] : [action.file, action.to];
  return action.kind === 'command' ? [...action.made] : [];
}

/** Causes of a failure that lies in between, of another command, that was repaired in between too. */
function innerRepairs(actions: readonly Action[], from: number, end: number): Set<number> {
  const consumed = new Set<number>();
  const openAt = new Map<string, number>();
  const outer = (actions[from] as CommandAction).reading.main.name;
  for (let index = from + 1; index < end; index++) {
    const action = actions[index];
    if (!action || !isCommand(action) || action.exitCode === undefined) continue;
    const name = action.reading.main.name;
    if (name === outer || action.reading.main.role === 'look' || action.reading.main.role === 'move') continue;
    if (action.exitCode !== 0) {
      if (!openAt.has(name)) openAt.set(name, index);
    } else {
      const start = openAt.get(name);
      if (start !== undefined) for (let inner = start; inner < index; inner++) consumed.add(inner);
      openAt.delete(name);
    }
  }
  return consumed;
}

/** An edit that a later one before `end` takes back, or that itself takes back an earlier one: together they changed nothing. */
function isUndone(actions: readonly Action[], index: number, end: number): boolean {
  const action = actions[index];
  if (action?.kind !== 'edit') return false;
  for (let later = index + 1; later < end; later++) {
    const other = actions[later];
    if (other?.kind !== 'edit' || other.file !== action.file) continue;
    if (isInverse(action.hunks, other.hunks)) return true;
  }
  for (let earlier = index - 1; earlier >= 0 && earlier > index - 60; earlier--) {
    const other = actions[earlier];
    if (other?.kind === 'edit' && other.file === action.file && isInverse(other.hunks, action.hunks)) return true;
  }
  return false;
}
