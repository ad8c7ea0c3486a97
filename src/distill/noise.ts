import { type Action, type CommandAction, directoryOf, isCommand } from './action.ts';
import type { Failure } from './failures.ts';
import { failed } from './failures.ts';
import { isBlankChange } from './hunks.ts';
import type { Pace } from './pace.ts';
import { dirname, isInside, joinPath, looksLikePath } from './paths.ts';
import { resourcesOf } from './resources.ts';
import { isKnownProgram, outcomeRoles, type Role } from './shell/knowledge.ts';
import { thrownAway, undoneEdits } from './undone.ts';

/** Why an action is left out of the walkthrough; undefined: it stays. One entry an action. */
export type Verdicts = readonly (string | undefined)[];

const reasons = {
  look: 'looking around',
  move: 'only changed the directory',
  editor: 'only opened an editor',
  mistyped: 'mistyped, then corrected',
  retried: 'failed, then worked',
  abandoned: 'failed and was not tried again',
  again: 'ran again with nothing changed',
  undone: 'undone later',
  blank: 'formatting only',
  thrown: 'thrown away later',
  detour: 'detour: nothing it touches is used later',
} as const;

/** What the slice needs to know of the repository. */
export interface NoiseContext {
  readonly isKnownFile: (path: string) => boolean;
  /** A name that the repository's documents speak of. */
  readonly isKnownWord: (word: string) => boolean;
  /** Jobs that other recordings of the workflow do too: a repeated detour is a step. */
  readonly isShared: (action: Action) => boolean;
}

/** A pass over all actions that is quick in itself: worth a pause of its own where they are many. */
const whole = 1_000;

/** Judges every action of a recording. Linear but for edits of one file, which are compared with each other. */
export async function judge(
  actions: readonly Action[],
  failures: readonly Failure[],
  context: NoiseContext,
  pace: Pace,
): Promise<Verdicts> {
  const verdicts: (string | undefined)[] = actions.map(plainVerdict);
  for (const failure of failures) {
    verdicts[failure.index] =
      failure.resolution === 'retyped'
        ? reasons.mistyped
        : failure.success === undefined
          ? reasons.abandoned
          : reasons.retried;
  }
  await pace(whole);
  for (const index of undoneEdits(actions)) verdicts[index] ??= reasons.undone;
  await pace(whole);
  for (const index of thrownAway(actions)) verdicts[index] ??= reasons.thrown;
  await pace(whole);
  for (const index of repeated(actions, verdicts)) verdicts[index] ??= reasons.again;
  await pace(whole);
  const causes = new Set(
    failures
      .filter((failure) => failure.resolution !== 'retyped')
      .flatMap((failure) => [...failure.causes, ...(failure.success === undefined ? [] : [failure.success])]),
  );
  for (const index of causes) if (verdicts[index] === reasons.look) verdicts[index] = undefined;
  await probes(actions, verdicts, pace, causes, duringFailures(failures, actions.length));
  await slice(actions, verdicts, causes, context, pace);
  return verdicts;
}

function plainVerdict(action: Action): string | undefined {
  if (action.kind === 'edit') {
    if (action.cancelled === true) return reasons.undone;
    return isBlankChange(action.hunks) ? reasons.blank : undefined;
  }
  if (!isCommand(action)) return undefined;
  const role = action.reading.main.role;
  if (role === 'look') return reasons.look;
  if (role === 'move') return reasons.move;
  if (role === 'editor') return reasons.editor;
  return undefined;
}

/** The same line in the same place, and nothing happened in between. */
function repeated(actions: readonly Action[], verdicts: Verdicts): number[] {
  const found: number[] = [];
  const since = new Set<string>();
  for (const [index, action] of actions.entries()) {
    if (verdicts[index] !== undefined) continue;
    if (!isCommand(action)) {
      if (action.kind !== 'note') since.clear();
      continue;
    }
    const key = `${action.reading.dir}\n${action.reading.line.trim()}`;
    if (since.has(key)) found.push(index);
    else {
      if (action.reading.main.role !== 'verify' && action.reading.main.role !== 'probe') since.clear();
      since.add(key);
    }
  }
  return found;
}

/** While something has failed and does not work yet, asking for states is the search for the cause. */
function duringFailures(failures: readonly Failure[], length: number): (index: number) => boolean {
  const change = new Int32Array(length + 1);
  for (const { index, success, resolution } of failures) {
    if (success === undefined || resolution === 'retyped') continue;
    change[index + 1] = (change[index + 1] ?? 0) + 1;
    change[success] = (change[success] ?? 0) - 1;
  }
  let open = 0;
  const searching = Array.from({ length }, (_, index) => {
    open += change[index] ?? 0;
    return open > 0;
  });
  return (index) => searching[index] === true;
}

const probed: ReadonlySet<Role> = new Set<Role>([
  'deploy',
  'release',
  'push',
  'migrate',
  'rollback',
  'serve',
  'run',
  'clean',
  'files',
  'build',
]);

/** Asking for a state is a check when it follows a change it shares something with; else it is looking around. */
async function probes(
  actions: readonly Action[],
  verdicts: (string | undefined)[],
  pace: Pace,
  causes: ReadonlySet<number>,
  searching: (index: number) => boolean,
): Promise<void> {
  const changed = new Set<string>();
  const published = new Set<string>();
  let changedRemote = false;
  for (const [index, action] of actions.entries()) {
    await pace(1);
    if (!isCommand(action)) continue;
    const { main } = action.reading;
    if (main.role === 'probe' && !causes.has(index)) {
      const words = resourcesOf(action);
      const local = words.some((word) => /localhost|127\.0\.0\.1|health|ready|status/.test(word));
      const connected =
        (changedRemote && local) || published.has(main.program) || words.some((word) => changed.has(word));
      if (!connected || searching(index)) verdicts[index] ??= reasons.look;
    } else if (verdicts[index] === undefined && action.reading.parts.some((part) => probed.has(part.role))) {
      for (const word of resourcesOf(action)) changed.add(word);
      changed.add(main.program);
      if (main.role === 'deploy' || main.role === 'release' || main.role === 'serve') published.add(main.program);
      changedRemote ||= ['deploy', 'serve', 'rollback', 'run', 'migrate'].includes(main.role);
    }
  }
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
async function slice(
  actions: readonly Action[],
  verdicts: (string | undefined)[],
  causes: ReadonlySet<number>,
  context: NoiseContext,
  pace: Pace,
): Promise<void> {
  const live = new Set<string>();
  const added = new Set<string>();
  let explicitOnly = false;
  let readers = 0;
  let last = true;
  for (let index = actions.length - 1; index >= 0; index--) {
    await pace(2);
    const action = actions[index];
    if (!action || verdicts[index] !== undefined || action.kind === 'note') continue;
    const words = resourcesOf(action);
    const narrated = actions[index - 1]?.kind === 'note';
    const keep =
      last ||
      narrated ||
      causes.has(index) ||
      context.isShared(action) ||
      isOutcome(action) ||
      words.some((word) => live.has(word)) ||
      isAmbient(action, context, readers, explicitOnly, added);
    if (!keep) {
      verdicts[index] = reasons.detour;
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

function isOutcome(action: Action): boolean {
  if (action.kind === 'git') return action.mark.op !== 'checkout' && action.mark.op !== 'other';
  if (!isCommand(action)) return false;
  return (
    action.reading.parts.some(
      (part) => outcomeRoles.has(part.role) || part.role === 'verify' || part.role === 'probe' || part.role === 'stage',
    ) && isInside(action.reading.dir)
  );
}

/** Nothing names it later, but something later reads the place it is in. */
function isAmbient(
  action: Action,
  context: NoiseContext,
  readers: number,
  explicitOnly: boolean,
  added: ReadonlySet<string>,
): boolean {
  const dir = directoryOf(action);
  if (!isInside(dir)) return false;
  if (action.kind === 'edit' || action.kind === 'file') {
    const inAdded = isUnder(action.file, added);
    if (explicitOnly && added.size > 0 && !inAdded)
      return !isProse(action.file) && !scratch.test(action.file) && readers > 0;
    return readers > 0;
  }
  if (!isCommand(action)) return true;
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
      return main.operands.some((operand) => context.isKnownFile(joinPath(main.dir, operand)));
    case 'run': {
      const script = main.name.split(' ').find((word) => looksLikePath(word));
      return (
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
