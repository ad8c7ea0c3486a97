import type { Action, CommandAction } from './action.ts';
import { predicates } from './shell/knowledge.ts';

/** Interrupted on purpose: Ctrl-C, a closed pipe, a terminated server. */
const interrupted = new Set([130, 141, 143]);

/** Exit 0, unless the line sees to that and what it printed is a failure; or a service that ran until the person stopped it; or, its end untold, nothing it said was wrong. */
export function worked(action: CommandAction): boolean {
  if (action.exitCode === 0 ? action.seems !== 'failed' : action.exitCode === undefined && action.seems === 'worked')
    return true;
  if (restarts(action)) return true;
  if (action.reading.main.role !== 'serve' || action.seems === 'failed') return false;
  return action.exitCode === 130 || action.exitCode === 143;
}

/** It ended well, or was ended by hand, and what it printed says that something was wrong. */
export function complained(action: CommandAction): boolean {
  if (action.seems !== 'failed' || action.exitCode === undefined) return false;
  return action.exitCode === 0 || action.reading.main.role === 'serve';
}

/** It ended badly, or, its end untold, reads as if; not what was interrupted on purpose, nor a look or a question answered. */
export function failed(action: Action): action is CommandAction {
  if (action.kind !== 'command' || action.exitCode === 0) return false;
  if (action.exitCode === undefined ? action.seems !== 'failed' : interrupted.has(action.exitCode)) return false;
  const { main } = action.reading;
  // What was restarted takes the connection with it.
  if (restarts(action)) return false;
  // That there are changes is an answer.
  if (action.exitCode === 2 && main.flags.some(({ name }) => name === '-detailed-exitcode')) return false;
  if (main.role === 'look' || main.role === 'move' || main.role === 'editor') return false;
  // The exit code of a pipeline is that of its last command.
  const last = action.reading.parts.findLast((part) => part.depth === 0);
  const asked = last?.piped ? last : main;
  return !(action.exitCode === 1 && (predicates.has(asked.name) || predicates.has(asked.program)));
}

const restarting = /^(?:reboot|shutdown|poweroff|halt|init)$|^systemctl (?:reboot|poweroff|halt)$/;

/** A machine that was told to restart ends the connection that it was told through. */
function restarts({ exitCode, reading: { main } }: CommandAction): boolean {
  return exitCode === 255 && main.wrappers.includes('ssh') && restarting.test(main.name);
}
