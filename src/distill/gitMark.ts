import type { EventOf, GitOperation } from '../model/event.ts';
import type { GitMark } from './action.ts';
import type { SimpleCommand } from './shell/read.ts';

/** What a Git event says, without its stamp. */
export function markOf(event: EventOf<'git'>): GitMark {
  return {
    op: event.op,
    ...(typeof event.branch === 'string' ? { branch: event.branch } : {}),
    ...(typeof event.head === 'string' ? { head: event.head } : {}),
    ...(typeof event.message === 'string' ? { message: event.message } : {}),
  };
}

/** Which commands bring an operation about. */
const commandsOf: Readonly<Partial<Record<GitOperation, readonly string[]>>> = {
  commit: ['git commit', 'git merge', 'git revert', 'git cherry-pick', 'npm version', 'git pull'],
  checkout: ['git checkout', 'git bisect', 'git clone'],
  branch: ['git branch', 'git checkout', 'git push', 'git pull', 'git fetch'],
  merge: ['git merge', 'git pull', 'gh pr merge'],
  rebase: ['git rebase', 'git pull'],
  'cherry-pick': ['git cherry-pick'],
  reset: ['git reset'],
  tag: ['git tag', 'npm version', 'git fetch', 'git pull'],
};

/** The command brings the operation about. */
export function brings(part: SimpleCommand, op: GitOperation): boolean {
  return commandsOf[op]?.includes(part.name) ?? false;
}
