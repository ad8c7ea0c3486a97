import { type Action, type CommandAction, isCommand } from './action.ts';
import { isNarrower } from './narrowing.ts';
import { basename } from './paths.ts';
import { rootedName, rootedWord } from './rooted.ts';
import { scopeOf } from './scope.ts';
import { givesUp } from './shell/flag.ts';
import type { SimpleCommand } from './shell/read.ts';
import { onlyChecks, rewrites } from './shell/rewriting.ts';
import { saysLost, saysMissing } from './symptoms.ts';

/** Actions looked at before the command that worked. */
export const longestWindow = 300;

const managers = new Set(['npm', 'pnpm', 'yarn', 'bun']);

/** One key for spellings of the same job: another package manager, `python3 -m pytest` and `pytest`. */
export function equivalence(part: SimpleCommand): string {
  const name = rootedName(part).replace(/^python3 -m /, '');
  const [program = '', ...rest] = name.split(' ');
  if (!managers.has(program)) return name.replace(/^\.\//, '');
  return ['npm', ...rest.filter((word) => word !== 'run')].join(' ').replace(/^npm ci$/, 'npm install');
}

/** Same operands, or sharing one, or one side has none; in another directory only if the first was the wrong one. */
export function isSameJob(actions: readonly Action[], failure: number, success: number, part: SimpleCommand): boolean {
  const action = actions[failure] as CommandAction;
  const main = action.reading.main;
  const ours = main.operands.map((operand) => operandKey(rootedWord(main, operand)));
  const theirs = part.operands.map((operand) => operandKey(rootedWord(part, operand)));
  const shared = ours.filter((operand) => theirs.includes(operand)).length;
  if (ours.length > 0 && theirs.length > 0 && shared === 0 && main.name !== 'git bisect run') return false;
  if (!isFedTheSame(action, part)) return false;
  if (shared === 0 && isToldOtherwise(main, part)) return false;
  if (isRehearsal(part) && !isRehearsal(main)) return false;
  if (isNarrower(action, part)) return false;
  // Giving up is not doing it.
  if (givesUp(part.flags)) return false;
  // Looking at the state of something does not do what failed: `psql -c 'select …'` after `psql -f x.sql`.
  if ((part.role === 'probe' || part.role === 'look') && main.role !== part.role) return false;
  // `jest -u` mends what `jest` finds, if that is run again.
  if (
    rewrites(part.program, part.flags) &&
    !rewrites(main.program, main.flags) &&
    isTriedAgain(actions, failure, success)
  )
    return false;
  // With other flags it showed where to look; then something was changed, and the very line works.
  if (main.name === part.name && isOtherLine(action, actions[success]) && isMendedLater(actions, failure, success))
    return false;
  // A database that was told something else between did not do what failed, if that is told again.
  if (
    main.name === part.name &&
    shared < Math.min(ours.length, theirs.length) &&
    isTriedAgain(actions, failure, success)
  )
    return false;
  // Of two spellings of a job the one that failed is tried again: the other was what helped.
  if (main.name !== part.name && isTriedAgain(actions, failure, success)) return false;
  // `fmt` mends what `fmt --check` finds; that it ran proves nothing.
  if (hasCheck(main) && !hasCheck(part)) return false;
  if (scopeOf(main) !== scopeOf(part) && scopeOf(main) !== '' && scopeOf(part) !== '') return false;
  if (main.name === main.program && ours.length > 0 && shared * 2 < Math.max(ours.length, theirs.length)) return false;
  if (main.dir === part.dir) return true;
  return !retriedInPlace(actions, failure, success, main) || looksLost(action);
}

/** A program that is told by switches what to do, as others are by subcommands: `--reset-offsets` is not `--describe`. */
function isToldOtherwise(one: SimpleCommand, other: SimpleCommand): boolean {
  if (one.name !== one.program || other.name !== other.program) return false;
  const switches = ({ flags }: SimpleCommand) =>
    flags.flatMap(({ name, value }) => (value === undefined && /^--\w{3}/.test(name) ? [name] : []));
  const [ours, theirs] = [switches(one), switches(other)];
  return ours.length > 0 && theirs.length > 0 && !ours.some((name) => theirs.includes(name));
}

/** Both are fed the same script or manifest, or the first was fed one that is not there. */
function isFedTheSame({ output, reading }: CommandAction, part: SimpleCommand): boolean {
  const ours = fedTo(reading.main);
  const theirs = fedTo(part);
  // A database that is told something in a word does not do what was in the script.
  if (
    ours.length > 0 &&
    theirs.length === 0 &&
    part.flags.some(({ name }) => /^(?:-c|-e|--command|--execute)$/.test(name))
  )
    return false;
  if (ours.length === 0 || theirs.length === 0) return true;
  if (ours.some((file) => theirs.includes(file))) return true;
  return saysMissing(output ?? '') && ours.some((file) => (output ?? '').includes(file));
}

/** Names of the files that a command is fed: `< fill.sql`, `-f fill.sql`. */
function fedTo(part: SimpleCommand): string[] {
  const flagged = part.flags.filter(({ name }) => name === '-f' || name === '--file').map(({ value }) => value ?? '');
  return [...part.readsFrom, ...flagged].filter((file) => file !== '').map((file) => basename(file));
}

function isRehearsal(part: SimpleCommand): boolean {
  return part.flags.some((flag) => /^--(?:dry-run|check|plan|simulate|whatif|preview)$/.test(flag.name));
}

function isOtherLine({ reading }: CommandAction, other: Action | undefined): boolean {
  return other !== undefined && isCommand(other) && other.reading.line !== reading.line;
}

/** An edit, and after it the very line that failed works. */
function isMendedLater(actions: readonly Action[], failure: number, success: number): boolean {
  const edited = actions.slice(success + 1, success + 12).findIndex(({ kind }) => kind === 'edit');
  return edited >= 0 && isTriedAgain(actions, failure, success + 1 + edited);
}

/** The very line that failed works soon after. */
function isTriedAgain(actions: readonly Action[], failure: number, success: number): boolean {
  const { line, dir } = (actions[failure] as CommandAction).reading;
  return actions
    .slice(success + 1, success + 12)
    .some(
      (later) => isCommand(later) && later.exitCode === 0 && later.reading.line === line && later.reading.dir === dir,
    );
}

function hasCheck(part: SimpleCommand): boolean {
  return part.flags.some((flag) => flag.name === '-check') || onlyChecks(part.flags);
}

function operandKey(operand: string): string {
  return (
    operand
      .replace(/^([A-Za-z_][\w-]*)=.*$/s, '$1=')
      .replace(/^([\w:.]+)\(.*\)$/s, '$1')
      // `kelp-1.2.tar.gz` after `kelp-1.1.tar.gz`: the same thing, made anew.
      .replace(/(?<=[A-Za-z]{2,}[\w-]*[-_.])v?\d+(?:\.\d+)+(?=\.[a-z]|-[a-z])/g, '#')
      // The module of the next major version of Go is called `…/v2`.
      .replace(/\/v\d+(?=@|$)/, '')
      .replace(/^\.\//, '')
  );
}

function retriedInPlace(actions: readonly Action[], failure: number, success: number, main: SimpleCommand): boolean {
  const key = equivalence(main);
  const until = Math.min(actions.length, success + longestWindow);
  for (let index = failure + 1; index < until; index++) {
    const action = actions[index];
    if (!action || !isCommand(action)) continue;
    if (action.reading.dir === main.dir && action.reading.parts.some((part) => equivalence(part) === key)) return true;
  }
  return false;
}

/** The output reads as if the directory were the wrong one. */
function looksLost(action: CommandAction): boolean {
  return saysLost(action.output ?? '');
}
