import { type Action, isCommand } from './action.ts';
import { type NoiseContext, slice } from './detours.ts';
import { doneOver, longestTry } from './doneOver.ts';
import type { Failure } from './failure.ts';
import { isBlankChange } from './hunks.ts';
import { collect, type Pace } from './pace.ts';
import { resourcesOf } from './resources.ts';
import type { Role } from './shell/knowledge.ts';
import { calledOff, thrownAway, undoneEdits } from './undone.ts';
import { secretsRead, valuesRead } from './valuesRead.ts';

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
  off: 'called off, or started over',
  over: 'done again, otherwise',
  vain: 'tried, did not help',
} as const;

/** A pass over all actions that is quick in itself: worth a pause of its own where they are many. */
const whole = 1_000;

/** Judges every action of a recording. Linear but for edits of one file, which are compared with each other. */
export async function judge(
  actions: readonly Action[],
  failures: readonly Failure[],
  context: NoiseContext,
  pace: Pace,
): Promise<Verdicts> {
  const verdicts = await collect(actions, pace, 0.5, (action) => [plainVerdict(action)]);
  for (const failure of failures) {
    if (wentOn(actions, failure)) continue;
    verdicts[failure.index] =
      failure.resolution === 'retyped' && failure.success !== undefined
        ? reasons.mistyped
        : failure.success === undefined
          ? reasons.abandoned
          : reasons.retried;
  }
  await pace(whole);
  for (const index of await undoneEdits(actions, pace)) verdicts[index] ??= reasons.undone;
  await pace(whole);
  for (const index of thrownAway(actions)) verdicts[index] ??= reasons.thrown;
  await pace(whole);
  for (const index of calledOff(actions)) verdicts[index] ??= reasons.off;
  await pace(whole);
  for (const index of repeated(actions, verdicts)) verdicts[index] ??= reasons.again;
  await pace(whole);
  for (const index of doneOver(actions, failures)) verdicts[index] ??= reasons.over;
  await pace(whole);
  for (const index of inVain(actions, failures))
    if (!context.isShared(actions[index] as Action)) verdicts[index] ??= reasons.vain;
  await pace(whole);
  const causes = new Set(
    failures
      .filter((failure) => failure.resolution !== 'retyped')
      .flatMap((failure) => [...failure.causes, ...(failure.success === undefined ? [] : [failure.success])]),
  );
  for (const index of causes) if (verdicts[index] === reasons.look) verdicts[index] = undefined;
  await pace(whole);
  for (const index of sharedLooks(actions, context)) if (verdicts[index] === reasons.look) verdicts[index] = undefined;
  await pace(whole);
  const feeding = [
    ...secretsRead(actions),
    ...(await valuesRead(actions, (index) => verdicts[index] === undefined, pace)),
  ];
  for (const index of feeding) if (verdicts[index] === reasons.look) verdicts[index] = undefined;
  await pace(whole);
  for (const index of feeding) causes.add(index);
  const asked = new Set(causes);
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    // What several people ask for is no search of one of them.
    if (action && isCommand(action) && !everyday.test(action.reading.main.program) && context.isShared(action))
      asked.add(index);
  }
  await pace(whole);
  await probes(actions, verdicts, pace, asked, duringFailures(failures, actions.length));
  weaker(actions, verdicts, causes);
  await pace(whole);
  for (const index of compared(actions)) if (verdicts[index] === reasons.look) verdicts[index] = undefined;
  await pace(whole);
  await slice(actions, verdicts, causes, context, pace);
  return verdicts;
}

/** It stopped for the person's help and then went on: `git cherry-pick x`, `git cherry-pick --continue`. */
function wentOn(actions: readonly Action[], { success }: Failure): boolean {
  const action = success === undefined ? undefined : actions[success];
  return (
    action?.kind === 'command' &&
    action.reading.parts.some((part) => part.flags.some((flag) => flag.name === '--continue'))
  );
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

const outward: ReadonlySet<Role> = new Set<Role>(['release', 'deploy', 'migrate', 'rollback']);
const lookingAt = /^(?:ls|ll|cat|head|tail|stat|find|tree|grep|wc|du)$/;

/** Right after something was put out, several people look at the same place: that is how they see that it went well. */
function sharedLooks(actions: readonly Action[], context: NoiseContext): number[] {
  let after = false;
  return actions.flatMap((action, index) => {
    if (!isCommand(action)) return [];
    const { main, parts } = action.reading;
    if (main.role !== 'look') {
      after = parts.some((part) => outward.has(part.role) && part.name !== 'git tag') && (action.exitCode ?? 0) === 0;
      return [];
    }
    return after && lookingAt.test(main.program) && main.operands.length > 0 && context.isShared(action) ? [index] : [];
  });
}

const everyday =
  /^(?:git|ls|ll|cat|head|tail|less|more|find|tree|pwd|echo|clear|history|date|grep|rg|which|man|top|htop)$/;

/** The same look before and after something was changed, and it shows something else now: that is how one sees that it helped. */
function compared(actions: readonly Action[]): number[] {
  const before = new Map<string, { readonly output: string; readonly changes: number }>();
  const found = new Map<string, number>();
  let changes = 0;
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (!isCommand(action)) {
      if (action.kind !== 'note') changes++;
      continue;
    }
    const { main, line } = action.reading;
    if (main.role !== 'look' && main.role !== 'probe') {
      changes++;
      continue;
    }
    if (everyday.test(main.program) || action.output === undefined || (action.exitCode ?? 0) !== 0) continue;
    const key = `${action.reading.dir}\n${line.trim()}`;
    const known = before.get(key);
    if (known && known.changes < changes && known.output !== action.output) found.set(key, index);
    before.set(key, { output: action.output, changes });
  }
  return [...found.values()];
}

const remedies: ReadonlySet<Role> = new Set<Role>(['install', 'clean', 'environment']);

/** Remedies between two failures with one and the same symptom, that explain nothing and left no file behind. */
function inVain(actions: readonly Action[], failures: readonly Failure[]): number[] {
  const helped = new Set(failures.flatMap((failure) => failure.causes));
  const last = new Map<string, number>();
  const found: number[] = [];
  for (const { index, action, signature, resolution } of failures) {
    if (resolution === 'retyped' || !signature) continue;
    const key = `${action.reading.main.name}\n${action.reading.dir}\n${signature.key}`;
    const before = last.get(key);
    last.set(key, index);
    if (before === undefined || index - before > longestTry) continue;
    for (let between = before + 1; between < index; between++) {
      const tried = actions[between];
      if (!tried || !isCommand(tried) || helped.has(between) || tried.made.length > 0) continue;
      if (tried.reading.parts.every((part) => remedies.has(part.role) || part.role === 'look')) found.push(between);
    }
  }
  return found;
}

/** The same line in the same place, and nothing happened in between. */
function repeated(actions: readonly Action[], verdicts: Verdicts): number[] {
  const found: number[] = [];
  const since = new Set<string>();
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
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

/** A glance at what the next check of the same program waits for: `kubectl get pods`, then `kubectl rollout status`. */
function weaker(actions: readonly Action[], verdicts: (string | undefined)[], causes: ReadonlySet<number>): void {
  const checked = new Set<string>();
  for (let index = actions.length - 1; index >= 0; index--) {
    const action = actions[index];
    if (!action || !isCommand(action) || verdicts[index] !== undefined) continue;
    const { main } = action.reading;
    if (main.role === 'verify') checked.add(main.program);
    else if (main.role !== 'probe') checked.clear();
    else if (checked.has(main.program) && !causes.has(index)) verdicts[index] = reasons.look;
  }
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

/** What brings about something that its own program is asked about afterwards. */
const askedAfter: ReadonlySet<Role> = new Set<Role>(['deploy', 'release', 'serve', 'migrate', 'rollback']);

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
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    const turn = pace(1);
    if (turn) await turn;
    if (!isCommand(action)) continue;
    const { main } = action.reading;
    if (main.role === 'probe' && !causes.has(index)) {
      const words = resourcesOf(action);
      const asks =
        /^(?:curl|wget|http|openssl|psql|mysql|mongosh|redis-cli|sqlite3|dig|nslookup|host|nc|telnet|ping|grpcurl|kcat)$/.test(
          main.program,
        ) || main.wrappers.includes('ssh');
      const local = asks || words.some((word) => /localhost|127\.0\.0\.1|health|ready|status/.test(word));
      const connected =
        (changedRemote && local) || published.has(main.program) || words.some((word) => changed.has(word));
      if (!connected || searching(index)) verdicts[index] ??= reasons.look;
    } else if (verdicts[index] === undefined && action.reading.parts.some((part) => probed.has(part.role))) {
      for (const word of resourcesOf(action)) changed.add(word);
      changed.add(main.program);
      if (published.size < 400 && askedAfter.has(main.role) && main.program !== 'git') published.add(main.program);
      changedRemote ||= ['deploy', 'serve', 'rollback', 'run', 'migrate'].includes(main.role);
    }
  }
}
