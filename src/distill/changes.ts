import type { Action } from './action.ts';
import { isBlankChange } from './hunks.ts';
import type { Role } from './shell/knowledge.ts';

/** Roles of commands that change something. */
export const changing: ReadonlySet<Role> = new Set<Role>([
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
  if (action.exitCode !== undefined && (action.exitCode !== 0 || action.seems === 'failed')) return false;
  return action.reading.parts.some((part) => changing.has(part.role)) || action.made.length > 0;
}
