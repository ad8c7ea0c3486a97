import type { CommandAction } from './action.ts';
import { type Flag, isMessage } from './shell/flag.ts';
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
  const isOther = commandText(before) !== commandText(after);
  const other = isOther || flagsNamedBy(failed.output, before, after).length > 0;
  // Going on with what had stopped is no other way of doing it.
  if (after.flags.some((flag) => flag.name === '--continue')) return undefined;
  if (!elsewhere && !other && assignments.length === 0) return undefined;
  return {
    assignments,
    ...(elsewhere ? { directory: after.dir } : {}),
    ...(other ? { line: worked.reading.line } : {}),
  };
}

/**
 * Flags that only the second has and that an output asks for as they are written: "commit with -s", "rerun with
 * --legacy-peer-deps". Of several letters behind one dash each is a flag. That a flag shows more mends nothing.
 */
export function flagsNamedBy(output: string | undefined, before: SimpleCommand, after: SimpleCommand): Flag[] {
  if (output === undefined || after.flags.length === 0 || !output.includes('-')) return [];
  const known = new Set(before.flags.flatMap(({ name }) => lettersOf(name)));
  const isNamed = (flag: string) => {
    const asking = known.has(flag)
      ? undefined
      : new RegExp(`^.*(?<![\\w-])${escaped(flag)}(?![\\w-]).*$`, 'm').exec(output);
    return asking !== null && asking !== undefined && !showsMore.test(asking[0]);
  };
  return after.flags.filter(({ name }) => lettersOf(name).some(isNamed));
}

const showsMore = /\b(?:more|verbose(?:ly)?|detail(?:s|ed)?|traces?|debug|logs?|output|information|diff|usage)\b/i;

/** `-sam` is `-s`, `-a` and `-m`; `-race` and `--sign` are one. */
function lettersOf(flag: string): string[] {
  const [, letters = ''] = /^-([A-Za-z]{2,4})$/.exec(flag) ?? [];
  return [flag, ...[...letters].map((letter) => `-${letter}`)];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
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
