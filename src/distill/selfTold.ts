import { type Action, isCommand } from './action.ts';
import type { Failure } from './failure.ts';

/**
 * The output of the failure itself says what then helped: the very command to run, the flag to give, the variable to
 * set. Nobody has to be asked why.
 */
export function isSelfTold({ action, causes, success }: Failure, actions: readonly Action[]): boolean {
  const output = action.output ?? '';
  if (output === '') return false;
  const winner = success === undefined ? undefined : actions[success];
  if (winner && isCommand(winner) && isAsked(winner.reading.essential, action.reading.essential, output)) return true;
  return causes.some((index) => {
    const cause = actions[index];
    if (!cause || !isCommand(cause)) return false;
    const { essential, parts } = cause.reading;
    return (
      (essential.includes(' ') && output.includes(essential)) ||
      parts.some(
        ({ role, assignments }) => role === 'environment' && assignments.some(({ name }) => output.includes(name)),
      )
    );
  });
}

/** What the line that worked has more than the one that failed stands in the output. */
function isAsked(worked: string, failed: string, output: string): boolean {
  const before = new Set(failed.split(/\s+/));
  const more = worked.split(/\s+/).filter((word) => /^--?[A-Za-z]/.test(word) && !before.has(word));
  if (more.length > 0) return more.every((word) => says(output, word.replace(/=.*$/s, '')));
  return worked !== failed && worked.includes(' ') && output.includes(worked);
}

function says(output: string, flag: string): boolean {
  const at = output.indexOf(flag);
  return at >= 0 && !/[\w-]/.test(output.charAt(at + flag.length)) && !/[\w-]/.test(output.charAt(at - 1));
}
