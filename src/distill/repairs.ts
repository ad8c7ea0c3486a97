import type { Hunk } from '../model/event.ts';
import { type Action, isCommand } from './action.ts';
import { type Change, changeOf, longestChange } from './changedLine.ts';
import { listed } from './claim.ts';
import type { Failure } from './failure.ts';
import type { Generalize } from './generalize.ts';
import { maskValues } from './ids.ts';
import { type Move, movesIn } from './moves.ts';
import { rootedName, rootedWord } from './rooted.ts';
import type { Flag } from './shell/flag.ts';
import type { SimpleCommand } from './shell/read.ts';
import { keyValue } from './sites.ts';
import { assignmentText, code, commitLine, essentialLine, inDirectory } from './titles.ts';

/** One thing that was done to make a command work. */
export interface Repair {
  /** The same for two people who did the same. */
  readonly key: string;
  /** The same over parameters, where that is another: two people who did it to files of their own. */
  readonly shared?: string;
  /** Imperative, without a full stop: "run `npm run build` first". */
  readonly phrase: string;
}

/** How an edit is told: from what to what, or, where recordings began with different values, what it came to. */
export type Telling = 'change' | 'result';

/** Everything that explains how a failure was resolved, in order. */
export function repairsOf(
  failure: Failure,
  actions: readonly Action[],
  generalize: Generalize,
  telling: Telling = 'change',
): Repair[] {
  const repairs = failure.causes.flatMap((index) => {
    const action = actions[index];
    return action ? repairBy(action, failure, actions, generalize, telling) : [];
  });
  const unique = [...repairs, ...differenceRepairs(failure, actions, generalize, telling)];
  return unique.filter((repair, index) => unique.findIndex((other) => other.phrase === repair.phrase) === index);
}

function repairBy(
  action: Action,
  failure: Failure,
  actions: readonly Action[],
  generalize: Generalize,
  telling: Telling,
): Repair[] {
  switch (action.kind) {
    case 'edit':
      return [
        {
          key: `edit:${maskValues(action.file)}`,
          shared: `edit:${maskValues(generalize(action.file))}`,
          phrase: editPhrase(action, failure, generalize, telling),
        },
      ];
    case 'file': {
      const file = code(generalize(action.file));
      const phrase =
        action.op === 'rename' ? `rename ${file} to ${code(generalize(action.to ?? '?'))}` : `${action.op} ${file}`;
      return [{ key: `${action.op}:${maskValues(action.file)}`, phrase }];
    }
    case 'git':
      return [{ key: `git:${action.mark.op}`, phrase: `${action.mark.op} with Git first` }];
    case 'command':
      return commandRepairs(action, failure, actions, generalize, telling);
    case 'note':
      return [];
  }
}

function commandRepairs(
  action: Extract<Action, { kind: 'command' }>,
  failure: Failure,
  actions: readonly Action[],
  generalize: Generalize,
  telling: Telling,
): Repair[] {
  const parts = action.reading.parts.filter((part) => part.depth === 0 && part.role !== 'look' && part.role !== 'move');
  if (parts.length === 1 && parts[0]?.role === 'environment')
    return environmentRepairs(parts[0], action.reading.line, generalize, telling);
  // `npm install --prefix assets` says itself where.
  const saysWhere = parts.some((part) =>
    part.flags.some(({ name }) => /^(?:-C|--prefix|--dir|--cwd|--directory)$/.test(name)),
  );
  const isThere = saysWhere || action.reading.dir === failure.action.reading.dir;
  const where = isThere ? '' : inDirectory(generalize(action.reading.dir));
  const found = processFoundBy(action, failure, actions);
  const line = essentialLine(action);
  const [only] = parts;
  const told =
    parts.length === 1 && only?.name === 'git commit' ? commitLine(only, line, generalize) : generalize(line);
  const from = found === undefined ? '' : ` (the process that ${code(generalize(essentialLine(found)))} shows)`;
  return [
    {
      key: parts.map((part) => commandKey(part)).join('+'),
      shared: parts.map((part) => commandKey(part, generalize)).join('+'),
      phrase: `run ${code(told)}${where}${from} first`,
    },
  ];
}

/** What printed the number of the process that is ended. */
function processFoundBy(
  action: Extract<Action, { kind: 'command' }>,
  failure: Failure,
  actions: readonly Action[],
): Extract<Action, { kind: 'command' }> | undefined {
  const ended = action.reading.parts.find((part) => part.program === 'kill');
  const pid = ended?.operands.find((operand) => /^\d{2,}$/.test(operand));
  if (pid === undefined) return undefined;
  const between = actions.slice(failure.index + 1, actions.indexOf(action)).filter(isCommand);
  return between.findLast((other) => new RegExp(`\\b${pid}\\b`).test(other.output ?? ''));
}

function environmentRepairs(part: SimpleCommand, line: string, generalize: Generalize, telling: Telling): Repair[] {
  const names = part.assignments.map((flag) => flag.name);
  if (names.length === 0) return [{ key: commandKey(part), phrase: `run ${code(generalize(line.trim()))} first` }];
  return [
    {
      key: names.map((name) => `env:${name}`).join('+'),
      phrase: `set ${settings(part.assignments, generalize, telling)} first`,
    },
  ];
}

function settings(assignments: readonly Flag[], generalize: Generalize, telling: Telling): string {
  const text = (flag: Flag) => (telling === 'result' ? flag.name : generalize(assignmentText(flag)));
  return listed(assignments.map((flag) => code(text(flag))));
}

/** What the command is called, with the files it is about where its name says nothing: `rm .cache`. */
export function commandKey(part: SimpleCommand, generalize: Generalize = (text) => text): string {
  const own =
    part.name === part.program || part.role === 'environment'
      ? part.operands
          .filter((operand) => !operand.includes('='))
          .map((operand) => rootedWord(part, operand).replace(/(?<=\w)\/$/, ''))
      : [];
  return `run:${maskValues(generalize([rootedName(part), ...own].join(' ').replaceAll('./', '')))}`;
}

function differenceRepairs(
  failure: Failure,
  actions: readonly Action[],
  generalize: Generalize,
  telling: Telling,
): Repair[] {
  const { difference, success } = failure;
  const winner = success === undefined ? undefined : actions[success];
  if (!difference || !winner || !isCommand(winner)) return [];
  const repairs: Repair[] = [];
  if (difference.directory !== undefined) {
    const wrong = failure.action.reading.dir;
    const from = wrong === '.' ? 'at the root' : `in ${code(generalize(wrong))}`;
    const to = difference.directory === '.' ? 'at the root' : `in ${code(generalize(difference.directory))}`;
    repairs.push({ key: `dir:${maskValues(difference.directory)}`, phrase: `run it ${to}, not ${from}` });
  }
  if (difference.assignments.length > 0) {
    const names = difference.assignments.map((flag) => flag.name);
    repairs.push({
      key: names.map((name) => `env:${name}`).join('+'),
      phrase: `set ${settings(difference.assignments, generalize, telling)} for it`,
    });
  } else if (difference.line !== undefined && isOwnLine(failure, winner)) {
    // It got further by another line, and then worked as it stands.
    const line = generalize(difference.line.trim());
    if (line !== generalize(essentialLine(failure.action)))
      repairs.push({ key: `run:${maskValues(line)}`, phrase: `run ${code(line)} first` });
  } else if (difference.line !== undefined) {
    repairs.push({
      key: `line:${lineKey(failure, winner)}`,
      phrase: `run ${code(generalize(essentialLine(winner)))} instead${telling === 'change' ? sayingValue(failure, winner, generalize) : ''}`,
    });
  }
  return repairs;
}

/** In the end the very line worked that had failed. */
function isOwnLine({ action }: Failure, winner: Extract<Action, { kind: 'command' }>): boolean {
  return winner.reading.line.trim() === action.reading.line.trim() && winner.reading.dir === action.reading.dir;
}

/** A code that is good once. */
const ofTheMoment = /otp|mfa|one-time|code|pin|token|password|secret/i;

/** What it was given in place of what failed, where the line shows a name for it. */
function sayingValue(failure: Failure, winner: Extract<Action, { kind: 'command' }>, generalize: Generalize): string {
  const known = new Set(failure.action.reading.main.flags.map((flag) => `${flag.name}=${flag.value}`));
  const [given] = winner.reading.main.flags.filter(
    ({ name, value }) =>
      value !== undefined &&
      !ofTheMoment.test(name) &&
      !value.includes('[redacted:') &&
      !known.has(`${name}=${value}`) &&
      /^<[\w-]+>$/.test(generalize(value)),
  );
  return given?.value === undefined ? '' : ` (such as ${code(given.value)})`;
}

function lineKey(failure: Failure, winner: Extract<Action, { kind: 'command' }>): string {
  const before = failure.action.reading.main;
  const after = winner.reading.main;
  const added = after.flags
    .filter((flag) => !before.flags.some(({ name, value }) => name === flag.name && value === flag.value))
    .map(({ name }) => name);
  const wrapped = after.wrappers.filter((wrapper) => !before.wrappers.includes(wrapper));
  return maskValues([...wrapped, after.name, ...added].join(' '));
}

function editPhrase(
  edit: Extract<Action, { kind: 'edit' }>,
  failure: Failure,
  generalize: Generalize,
  telling: Telling,
): string {
  const file = code(generalize(edit.file));
  if (edit.withheld || edit.hunks.length === 0) {
    // What stands in such a file is not known, but which variable was asked for may be.
    const asked = /(?:^|\/)\.env/.test(edit.file) ? variableAskedFor(failure.action.output) : undefined;
    if (asked !== undefined) return `set ${code(asked)} in ${file}`;
    return `${edit.created ? 'create' : 'edit'} ${file}`;
  }
  const { moves, others } = movesIn(edit.hunks);
  const moved = movePhrase(moves, others, failure, file, generalize);
  if (moved !== undefined) return moved;
  const all = edit.hunks
    .map((hunk) => changeOf(hunk, failure))
    .filter((change) => change.before !== '' || change.after !== '');
  // What is imported follows from what is used.
  const used = all.filter(({ before, after, declares }) => declares || !isImport(after === '' ? before : after));
  const told = used.length > 0 ? used : all;
  const [best] = told.toSorted((a, b) => b.relevance - a.relevance);
  if (!best) return `edit ${file}`;
  const before = code(generalize(best.before));
  const after = code(generalize(best.after));
  if (edit.hunks.some((hunk) => hunk.before.some((line) => line.startsWith('<<<<<<<'))))
    return `resolve the conflict in ${file}${best.after === '' ? '' : ` to ${code(generalize(best.after))}`}`;
  const second = telling === 'change' && !edit.created ? secondOf(told, best) : undefined;
  const left = all.length - (second === undefined ? 1 : 2);
  const more = left > 0 || (best.more && second === undefined) ? ' (and what goes with it)' : '';
  if (second !== undefined && best.after !== '')
    return `in ${file}, ${changePhrase(best, generalize)} and ${changePhrase(second, generalize)}${more}`;
  // What two people put into a file of their own differs.
  if (edit.created && telling === 'result') return `create ${file}`;
  const whole = edit.created ? wholeOf(edit, generalize) : undefined;
  if (whole !== undefined) return `create ${file} with ${whole}`;
  if (edit.created) return `create ${file}${best.after === '' ? '' : ` with ${after}`}${more}`;
  if (best.before === '') return `add ${after} to ${file}${more}`;
  const now = keyValue(best.after);
  if (telling === 'result' && now && keyValue(best.before)?.key === now.key) return `set ${after} in ${file}${more}`;
  if (best.after === '') return `remove ${before} from ${file}${more}`;
  return `change ${before} to ${after} in ${file}${more}`;
}

/** Lines that stand elsewhere now, where nothing else was done, or where the failure speaks of them. */
function movePhrase(
  moves: readonly Move[],
  others: readonly Hunk[],
  { action }: Failure,
  file: string,
  generalize: Generalize,
): string | undefined {
  const isNamed = ({ lines }: Move) =>
    (lines[0]?.match(/[\p{L}\p{N}_-]{3,}/gu) ?? []).some((word) => action.heard?.outputHas(word));
  const best = moves.find(isNamed) ?? (others.length === 0 ? moves[0] : undefined);
  const [line] = best?.lines ?? [];
  if (!best || line === undefined) return undefined;
  const shown = line.trim().length > longestChange ? `${line.trim().slice(0, longestChange)}…` : line.trim();
  const more = moves.length > 1 || others.length > 0 ? ' (and what goes with it)' : '';
  return `move ${code(generalize(shown))} ${best.to} in ${file}${more}`;
}

/** A new file of two lines, the one that names its interpreter aside, is told whole. */
function wholeOf({ hunks }: Extract<Action, { kind: 'edit' }>, generalize: Generalize): string | undefined {
  const lines = hunks.flatMap(({ after }) => after).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.length === 2 && lines.every((line) => /\p{L}{2}/u.test(line) && line.length <= longestChange)
    ? listed(lines.map((line) => code(generalize(line.trim()))))
    : undefined;
}

/** A second change that the output speaks of as well. */
function secondOf(told: readonly Change[], best: Change): Change | undefined {
  return told
    .filter((change) => change !== best && change.after !== '' && change.spoken > 0)
    .toSorted((a, b) => b.relevance - a.relevance)[0];
}

function changePhrase({ before, after }: Change, generalize: Generalize): string {
  if (before === '') return `add ${code(generalize(after))}`;
  return `change ${code(generalize(before))} to ${code(generalize(after))}`;
}

function variableAskedFor(output: string | undefined): string | undefined {
  return /\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/.exec(output ?? '')?.[0];
}

function isImport(line: string): boolean {
  return /^(?:import|from\s+\S+\s+import|use|using|#include|require|const\s+.*=\s*require\()\b/.test(line);
}
