import { type Action, type CommandAction, isCommand } from './action.ts';
import type { Failure } from './failure.ts';
import { fillsAgain } from './madePossible.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Actions between two failures that count as one try. */
export const longestTry = 12;

/** Made something that did not do, then, as the remedy, made again by the same command with more to it. */
export function doneOver(actions: readonly Action[], failures: readonly Failure[]): number[] {
  return failures.flatMap(({ index, causes }) =>
    causes.flatMap((cause) => {
      const again = actions[cause];
      if (!again || !isCommand(again)) return [];
      const isRemade = causes.some((one) => one < cause && clears(actions[one], again));
      const gone: number[] = [];
      const results = resultsOf(again);
      for (let before = index - 1; before >= 0 && before > index - longestTry; before--) {
        const first = actions[before];
        if (!first || !isCommand(first) || first.reading.main.name !== again.reading.main.name) continue;
        // What it had made was cleared away, and it made that anew.
        if (isRemade) {
          if (first.reading.line === again.reading.line) gone.push(before);
          continue;
        }
        const [one, other] = [first.reading.main, again.reading.main];
        const isSame = one.operands.length > 0 && other.operands.length === one.operands.length;
        return isLess(one, other) && (isSame || resultsOf(first).some((file) => results.includes(file)))
          ? [before]
          : [];
      }
      return gone;
    }),
  );
}

function clears(action: Action | undefined, again: CommandAction): boolean {
  return action !== undefined && isCommand(action) && fillsAgain(action, again);
}

/** All that the first was told the other is told too, if perhaps with another value: `-days 30`, then `-days 365`. */
function isLess(first: SimpleCommand, again: SimpleCommand): boolean {
  const told = new Map(again.flags.map(({ name, value }) => [name, value]));
  const same = first.operands.every((operand) => again.operands.includes(operand));
  const lacks =
    first.operands.length < again.operands.length ||
    first.flags.length < told.size ||
    first.flags.some(({ name, value }) => told.get(name) !== value);
  return same && lacks && first.flags.every(({ name }) => told.has(name));
}

/** Files a command is told to write. */
function resultsOf({ reading: { main } }: Extract<Action, { kind: 'command' }>): string[] {
  const told = main.flags.flatMap((flag) =>
    /^(?:-o|-out|--out(?:put)?(?:-file)?)$/.test(flag.name) ? (flag.value ?? []) : [],
  );
  return [...told, ...main.writesTo];
}
