import { type Action, type CommandAction, isCommand } from './action.ts';
import { isBlankChange, isInverse } from './hunks.ts';
import { basename, looksLikePath, stem } from './paths.ts';
import type { Flag } from './shell/flag.ts';
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

const changing: ReadonlySet<Role> = new Set<Role>([
  'build',
  'install',
  'environment',
  'login',
  'files',
  'clean',
  'migrate',
  'rollback',
  'serve',
  'run',
  'branch',
  'deploy',
  'release',
  'push',
  'commit',
]);

/** The action changed something: files, environment, services. A command that failed changed nothing we know of. */
export function isChange(action: Action): boolean {
  if (action.kind === 'note') return false;
  if (action.kind === 'edit' && action.cancelled === true) return false;
  if (action.kind === 'edit') return !isBlankChange(action.hunks) || action.hunks.length === 0;
  if (action.kind !== 'command') return true;
  if (action.exitCode !== undefined && action.exitCode !== 0) return false;
  return action.reading.parts.some((part) => changing.has(part.role)) || action.made.length > 0;
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
  if (!elsewhere && !other && assignments.length === 0) return undefined;
  return {
    assignments,
    ...(elsewhere ? { directory: after.dir } : {}),
    ...(other ? { line: worked.reading.line } : {}),
  };
}

/** Words that matter for the outcome, order of flags and talk aside; a commit message is free text. */
function commandText(part: SimpleCommand): string {
  const flags = part.flags
    .filter((flag) => !talkative.test(flag.name) && !(part.program === 'git' && /m$|message/.test(flag.name)))
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
  const consumed = innerRepairs(actions, from, end);
  const scored: { index: number; score: number }[] = [];
  for (let index = from + 1; index < end; index++) {
    const action = actions[index];
    if (!action || !isChange(action) || consumed.has(index) || isUndone(actions, index, end)) continue;
    const score = isAnnounced(actions, index, from) ? 6 : relevance(action, subject);
    if (score > 0) scored.push({ index, score });
  }
  const clear = scored.filter((candidate) => candidate.score >= 5);
  const related = scored.filter((candidate) => candidate.score >= 3);
  // A difference in the command itself explains more than what merely happened in between.
  const edits = scored.filter((candidate) => candidate.score >= 2 && actions[candidate.index]?.kind === 'edit');
  const weak = isIncidental(failure, difference) ? edits : [];
  const chosen = clear.length > 0 ? clear : related.length > 0 ? related : difference ? weak : scored;
  return withHelpers(actions, chosen, scored)
    .sort((a, b) => b.score - a.score || b.index - a.index)
    .slice(0, mostCauses)
    .map((candidate) => candidate.index)
    .sort((a, b) => a - b);
}

/** What the person said right before it, after the failure, speaks for it. */
function isAnnounced(actions: readonly Action[], index: number, from: number): boolean {
  return index - 1 > from && actions[index - 1]?.kind === 'note';
}

/** Other flags that nothing speaks of, beside changes that explain the success: they are by the way. */
export function isIncidental(failure: CommandAction, difference: CommandDifference | undefined): boolean {
  return isOnlyFlags(difference) && !namesNewFlag(failure, difference);
}

function isOnlyFlags(difference: CommandDifference | undefined): boolean {
  return difference?.line !== undefined && difference.directory === undefined && difference.assignments.length === 0;
}

/** The output of the failure speaks of a flag that the working line has. */
function namesNewFlag(failure: CommandAction, difference: CommandDifference | undefined): boolean {
  const flags = difference?.line?.match(/(?<=\s)--?[A-Za-z][\w-]*/g) ?? [];
  return flags.some((flag) => !failure.reading.line.includes(flag) && (failure.output ?? '').includes(flag));
}

interface Subject {
  readonly text: string;
  readonly main: SimpleCommand;
  readonly words: ReadonlySet<string>;
  /** What the output puts between quotes. */
  readonly quoted: ReadonlySet<string>;
}

function subjectOf(failure: CommandAction): Subject {
  const text = `${failure.output ?? ''}\n${failure.reading.line}`;
  const quoted = (failure.output ?? '').matchAll(/[`'"‘“]([\p{L}_][\p{L}\p{N}_]{2,})[`'"’”]/gu);
  return {
    text,
    main: failure.reading.main,
    quoted: new Set([...quoted].flatMap((match) => match[1] ?? [])),
    words: new Set(text.match(/[\p{L}\p{N}_@$][\p{L}\p{N}_@$./:-]*[\p{L}\p{N}_]|[\p{L}\p{N}]/gu) ?? []),
  };
}

function mentions(subject: Subject, name: string): boolean {
  if (name.length < 3) return false;
  if (subject.words.has(name)) return true;
  const index = subject.text.indexOf(name);
  if (index < 0) return false;
  const around =
    subject.text.slice(Math.max(0, index - 1), index) +
    subject.text.slice(index + name.length, index + name.length + 1);
  return !/[\p{L}\p{N}_]/u.test(around);
}

function relevance(action: Action, subject: Subject): number {
  if (action.kind === 'command') return commandRelevance(action, subject);
  if (action.kind === 'git') return 1;
  const file = action.kind === 'edit' || action.kind === 'file' ? action.file : '';
  return fileRelevance(file, action, subject);
}

function fileRelevance(file: string, action: Action, subject: Subject): number {
  const target = action.kind === 'file' ? action.to : undefined;
  for (const path of target === undefined ? [file] : [file, target]) {
    if (mentions(subject, path) || mentions(subject, basename(path))) return 6;
    if (stem(path).length > 3 && mentions(subject, stem(path))) return 5;
  }
  if (
    action.kind === 'edit' &&
    action.hunks.some((hunk) => [...hunk.before, ...hunk.after].some((line) => sharesIdentifier(line, subject)))
  )
    return 4;
  if (/\.(?:md|mdx|txt|rst|adoc)$/i.test(file)) return 0;
  return 2;
}

/** An identifier of the changed line stands in the output: `retryLimit`, `DATABASE_URL`, `user_id`. */
function sharesIdentifier(line: string, subject: Subject): boolean {
  const identifiers = line.match(/[A-Za-z_$][\w$]*(?:[_][\w$]+|[a-z][A-Z][\w$]*)|[A-Z]{2,}[A-Z0-9_]{2,}/g) ?? [];
  return (
    identifiers.some((identifier) => identifier.length > 4 && subject.words.has(identifier)) ||
    (line.match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? []).some((word) => subject.quoted.has(word))
  );
}

function commandRelevance(action: CommandAction, subject: Subject): number {
  let best = 0;
  for (const part of action.reading.parts) best = Math.max(best, partRelevance(part, subject));
  if (action.made.some((file) => mentions(subject, file) || mentions(subject, basename(file))))
    best = Math.max(best, 6);
  return best;
}

function partRelevance(part: SimpleCommand, subject: Subject): number {
  if (part.name.startsWith('git bisect')) return 0;
  if (!changing.has(part.role) || part.role === 'commit') return gitRelevance(part, subject);
  const assigned = part.role === 'environment' ? part.assignments : [];
  if (assigned.some((flag) => mentions(subject, flag.name))) return 6;
  const things = [
    ...part.operands,
    ...part.flags.flatMap((flag) => (flag.value === undefined ? [] : [flag.value])),
    ...part.writesTo,
  ];
  const named = things.some((thing) => {
    const plain = thing
      .replace(/@[\d^~].*$|[=<>~].*$/, '')
      .replace(/^\.\//, '')
      .replace(/\/$/, '');
    return (
      mentions(subject, plain) ||
      (looksLikePath(plain) && (mentions(subject, basename(plain)) || mentions(subject, stem(plain))))
    );
  });
  if (named) return 5;
  // `npm run build:schema` and "schema.json is missing": the job is called after what is missing.
  const words = part.name
    .split(/[\s:/._-]+/)
    .slice(1)
    .filter((word) => word.length > 3 && !generic.has(word));
  if (words.some((word) => mentions(subject, word))) return 4;
  if (
    part.role === 'install' &&
    /cannot find (?:module|package)|no module named|modulenotfound|not found|unresolved import|could not resolve|missing/i.test(
      subject.text,
    )
  )
    return 4;
  if (part.role === 'login' && /auth|401|403|denied|credential|login|token|unauthorized|expired/i.test(subject.text))
    return 5;
  if (part.role === 'serve' && /refused|econn|connect|unreachable|daemon|timed? ?out|not running/i.test(subject.text))
    return 5;
  if (part.role === 'clean' && /in use|eaddrinuse|exists|stale|cache|lock/i.test(subject.text)) return 4;
  return part.role === 'run' || part.role === 'release' || part.role === 'push' || part.role === 'deploy' ? 1 : 2;
}

const generic = new Set([
  'build',
  'test',
  'tests',
  'install',
  'start',
  'check',
  'scripts',
  'script',
  'node',
  'python',
  'main',
  'index',
  'clean',
]);

/** Staging and committing repair only what is about the state of the checkout. */
function gitRelevance(part: SimpleCommand, subject: Subject): number {
  if (part.role !== 'commit' && part.role !== 'stage') return 0;
  const about = /working (?:tree|directory)|uncommitted|not clean|dirty|unstaged|staged|commit/i.test(subject.text);
  return about && (part.role === 'commit' || subject.main.role === 'commit') ? 5 : 0;
}

/** What made a chosen cause possible: the copy before the edit of the copy. */
function withHelpers(
  actions: readonly Action[],
  chosen: readonly { index: number; score: number }[],
  all: readonly { index: number; score: number }[],
): { index: number; score: number }[] {
  const files = new Set(chosen.flatMap(({ index }) => touched(actions[index])));
  const helpers = all.filter(
    (candidate) =>
      !chosen.includes(candidate) &&
      files.size > 0 &&
      touched(actions[candidate.index]).some((file) => files.has(file)),
  );
  return [...chosen, ...helpers];
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
