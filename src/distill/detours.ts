import { type Action, type CommandAction, directoryOf, isCommand } from './action.ts';
import { failed } from './outcome.ts';
import type { Pace } from './pace.ts';
import { basename, dirname, isInside, joinPath, looksLikePath } from './paths.ts';
import { resourcesOf } from './resources.ts';
import { takesCopy } from './safeguards.ts';
import { isKnownProgram, outcomeRoles, type Role } from './shell/knowledge.ts';

/** What the slice needs to know of the repository. */
export interface NoiseContext {
  readonly isKnownFile: (path: string) => boolean;
  /** A name that the repository's documents speak of. */
  readonly isKnownWord: (word: string) => boolean;
  /** Jobs that other recordings of the workflow do too: a repeated detour is a step. */
  readonly isShared: (action: Action) => boolean;
}

/** Roles that read or publish a whole directory: what was edited in it before is connected. */
const wholesale: ReadonlySet<Role> = new Set<Role>([
  'verify',
  'build',
  'commit',
  'release',
  'deploy',
  'push',
  'serve',
  'run',
  'migrate',
  'install',
]);

/** From the end: what nothing later touches, and is no outcome itself, is a detour. */
export async function slice(
  actions: readonly Action[],
  verdicts: (string | undefined)[],
  causes: ReadonlySet<number>,
  context: NoiseContext,
  pace: Pace,
): Promise<void> {
  const own = ownPlaces(actions);
  const live = new Set<string>();
  const added = new Set<string>();
  let explicitOnly = false;
  let readers = 0;
  let last = true;
  for (let index = actions.length - 1; index >= 0; index--) {
    const turn = pace(2);
    if (turn) await turn;
    const action = actions[index];
    if (!action || verdicts[index] !== undefined || action.kind === 'note') continue;
    const words = resourcesOf(action);
    const narrated = actions[index - 1]?.kind === 'note';
    const keep =
      last ||
      narrated ||
      causes.has(index) ||
      context.isShared(action) ||
      isOutcome(action, own) ||
      (isCommand(action) && action.reading.parts.some(takesCopy)) ||
      words.some((word) => live.has(word)) ||
      isAmbient(action, context, readers, explicitOnly, added, own);
    if (!keep) {
      verdicts[index] = 'detour: nothing it touches is used later';
      continue;
    }
    last = false;
    for (const word of words) live.add(word);
    if (!isCommand(action)) continue;
    live.add(action.reading.main.program);
    for (const part of action.reading.parts) {
      if (wholesale.has(part.role)) readers++;
      if (part.name === 'git commit' && !part.flags.some((flag) => /^-[a-z]*a|--all/.test(flag.name)))
        explicitOnly = true;
      if (part.name === 'git add') {
        if (
          part.operands.some((operand) => ['.', '*', ':/'].includes(operand)) ||
          part.flags.some((f) => /^-[a-z]*[Au]|--all|--update/.test(f.name))
        )
          explicitOnly = false;
        else for (const operand of part.operands) added.add(joinPath(part.dir, operand));
      }
    }
  }
}

/** Makes a directory of its own, also beside the repository: what is done there is part of the work. */
const making =
  /^(?:git clone|git worktree add|git worktree|git subtree split|mkdir|cp|rsync|gh repo clone|gh repo create)$/;

/** The names of directories that were made in the recording. */
function ownPlaces(actions: readonly Action[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const action of actions) {
    if (!isCommand(action) || (action.exitCode ?? 0) !== 0) continue;
    for (const { name, operands } of action.reading.parts) {
      // What a worktree is made from may stand behind its place.
      const isTree = name.startsWith('git worktree');
      const places = isTree ? operands.filter((operand) => operand.includes('/')) : operands.slice(-1);
      for (const last of making.test(name) ? places : [])
        names.add(basename(last.replace(/\/+$/, '')).replace(/\.git$/, ''));
    }
  }
  return names;
}

function isOwn(dir: string, own: ReadonlySet<string>): boolean {
  return isInside(dir) || dir.split('/').some((part) => own.has(part));
}

function isOutcome(action: Action, own: ReadonlySet<string>): boolean {
  if (action.kind === 'git') return action.mark.op !== 'checkout' && action.mark.op !== 'other';
  if (!isCommand(action)) return false;
  return (
    action.reading.parts.some(
      (part) => outcomeRoles.has(part.role) || part.role === 'verify' || part.role === 'probe' || part.role === 'stage',
    ) && isOwn(action.reading.dir, own)
  );
}

/** Nothing names it later, but something later reads the place it is in. */
function isAmbient(
  action: Action,
  context: NoiseContext,
  readers: number,
  explicitOnly: boolean,
  added: ReadonlySet<string>,
  own: ReadonlySet<string>,
): boolean {
  const dir = directoryOf(action);
  if (!isOwn(dir, own)) return false;
  if (action.kind === 'edit' || action.kind === 'file') {
    if (isProse(action.file) && scratch.test(action.file) && !added.has(action.file)) return false;
    const inAdded = isUnder(action.file, added);
    if (explicitOnly && added.size > 0 && !inAdded)
      return !isProse(action.file) && !scratch.test(action.file) && readers > 0;
    return readers > 0;
  }
  if (!isCommand(action)) return true;
  const wrote = action.reading.parts.flatMap(({ dir: at, writesTo }) => writesTo.map((file) => joinPath(at, file)));
  const files = [...wrote, ...action.made].filter((file) => isInside(file) && !scratch.test(file));
  // What a command leaves among the sources is committed with them.
  if (
    files.some((file) => (added.size > 0 ? isUnder(file, added) : !explicitOnly && readers > 0 && wrote.includes(file)))
  )
    return true;
  return commandIsAmbient(action, context);
}

/** Names people give to what is nobody's business. */
const scratch = /(?:^|[/._-])(?:scratch|playground|sandbox|todo|ideas|tmp|temp)(?:[/._-]|$)/i;

/** The file, or a folder it is in, is among the paths. */
function isUnder(file: string, paths: ReadonlySet<string>): boolean {
  for (let path = file; ; path = dirname(path)) {
    if (paths.has(path)) return true;
    if (path === '.' || path === '/' || path === '') return false;
  }
}

function isProse(file: string): boolean {
  return /\.(?:md|mdx|txt|rst|adoc|org)$/i.test(file);
}

function commandIsAmbient(action: CommandAction, context: NoiseContext): boolean {
  const { main } = action.reading;
  if (failed(action)) return true;
  switch (main.role) {
    case 'files':
      return (
        main.program === 'git' || main.operands.some((operand) => context.isKnownFile(joinPath(main.dir, operand)))
      );
    case 'run': {
      const script = main.name.split(' ').find((word) => looksLikePath(word));
      const once = main.wrappers.some((wrapper) => /^(?:npx|pnpm|yarn|bunx|pnpx|uvx)$/.test(wrapper));
      return (
        once ||
        main.operands.some((operand) => looksLikePath(operand) && context.isKnownFile(joinPath(main.dir, operand))) ||
        main.program === 'task' ||
        main.program === 'debug' ||
        main.program.includes('/') ||
        script !== undefined ||
        isKnownProgram(main.program) ||
        context.isKnownWord(main.program)
      );
    }
    case 'install':
      return !main.flags.some((flag) => flag.name === '-g' || flag.name === '--global') && main.program !== 'brew';
    default:
      return true;
  }
}
