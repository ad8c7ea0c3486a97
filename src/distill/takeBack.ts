import { joinPath } from './paths.ts';
import type { SimpleCommand } from './shell/read.ts';

/** It puts files back as Git has them: `git checkout FILE`, `git restore FILE`, `git reset --hard`, `git stash`. */
export function takesBack(part: SimpleCommand): boolean {
  return filesOf(part).length > 0;
}

/** It puts this very file back, or the directory it lies in. */
export function putsBack(part: SimpleCommand, file: string): boolean {
  return filesOf(part).some((path) => path === '.' || path === file || file.startsWith(`${path}/`));
}

/** The files and directories that are put back; `.` for all. */
function filesOf(part: SimpleCommand): string[] {
  const { name, role, flags, operands, dir } = part;
  const has = (flag: RegExp) => flags.some((one) => flag.test(one.name));
  if (name === 'git reset') return has(/^--hard$/) ? ['.'] : [];
  if (/^git stash(?: (?:push|save))?$/.test(name)) return has(/^(?:--keep-index|-k)$/) ? [] : ['.'];
  if (name !== 'git checkout' && name !== 'git restore') return [];
  if (role !== 'rollback' || (name === 'git restore' && has(/^(?:--staged|-S)$/) && !has(/^(?:--worktree|-W)$/)))
    return [];
  return operands.filter((operand) => operand !== '--').map((operand) => joinPath(dir, operand));
}
