import type { ObservedRisk } from '../model/observations.ts';
import { type Action, isCommand } from './action.ts';
import { collect, type Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import type { SimpleCommand } from './shell/read.ts';
import { essentialLine } from './titles.ts';

/** Commands of a run that could do damage, each with the check that followed it. */
export async function risksOf(run: ReadRun, riskOf: RiskOf, pace: Pace): Promise<ObservedRisk[]> {
  const failed = new Set(run.failures.map((failure) => failure.index));
  const checks = await nextChecks(run, pace);
  const own = new Set<string>();
  const bare = (path: string) => path.replace(/^\.\//, '').replace(/\/$/, '');
  return collect(run.actions, pace, 1, (action, index) => {
    if (!isCommand(action) || failed.has(index) || (action.exitCode ?? 0) !== 0) return [];
    const kind = riskOf(action);
    for (const { program, operands } of action.reading.parts)
      if (/^(?:mkdir|mktemp|cp)$/.test(program)) for (const operand of operands.slice(-1)) own.add(bare(operand));
    // What was made in the same recording is put away again.
    const isOwn =
      kind === 'delete' &&
      action.reading.parts.every(
        ({ program, operands }) => program !== 'rm' || operands.every((one) => own.has(bare(one))),
      );
    if (!kind || (isOwn && action.reading.parts.some(({ program }) => program === 'rm'))) return [];
    const check = checks[index + 1];
    return [
      {
        recording: run.id,
        seq: action.seq,
        command: action.reading.line,
        line: run.generalize(essentialLine(action)),
        kind,
        ...(check === undefined ? {} : { verifiedBySeq: check }),
      },
    ];
  });
}

/** For each index, the event number of the first check at or after it. */
async function nextChecks(run: ReadRun, pace: Pace): Promise<(number | undefined)[]> {
  const checks: (number | undefined)[] = [];
  let next: number | undefined;
  for (let index = run.actions.length - 1; index >= 0; index--) {
    if (index % 256 === 0) await pace(40);
    const action = run.actions[index];
    if (action && (isCheck(action) || isKeptLook(run, index))) next = action.seq;
    checks[index] = next;
  }
  return checks;
}

/** A look that counts as a step, since others look there too. */
function isKeptLook(run: ReadRun, index: number): boolean {
  const action = run.actions[index];
  return action?.kind === 'command' && action.reading.main.role === 'look' && run.verdicts[index] === undefined;
}

function isCheck(action: Action): boolean {
  if (!isCommand(action) || (action.exitCode ?? 0) !== 0) return false;
  return action.reading.parts.some((part) => part.role === 'verify' || part.role === 'probe');
}

/** What damage a command could do; undefined if none. */
export type RiskOf = (action: Extract<Action, { kind: 'command' }>) => ObservedRisk['kind'] | undefined;

/** A look at commands that takes each line apart once: people repeat themselves. */
export function riskReader(): RiskOf {
  const known = new Map<readonly SimpleCommand[], ObservedRisk['kind'] | undefined>();
  return ({ reading: { parts } }) => {
    if (!known.has(parts)) known.set(parts, firstRisk(parts));
    return known.get(parts);
  };
}

function firstRisk(parts: readonly SimpleCommand[]): ObservedRisk['kind'] | undefined {
  for (const part of parts) {
    const kind = riskOfPart(part);
    if (kind) return kind;
  }
  return undefined;
}

function riskOfPart(part: SimpleCommand): ObservedRisk['kind'] | undefined {
  if (part.flags.some((flag) => flag.name === '--dry-run')) return undefined;
  const force =
    part.flags.some((flag) => /^--force(?:-with-lease)?$|^--hard$/.test(flag.name)) ||
    (part.name === 'git push' && part.flags.some((flag) => flag.name === '-f'));
  if (force || /^terraform (?:force-unlock|state (?:rm|mv|push)|import|taint)\b/.test(part.name)) return 'force';
  if (part.role === 'migrate') return 'migrate';
  if (part.role === 'deploy')
    return /enable|disable|rollout|toggle|canary|flag|scale|promote/.test(part.words.join(' ')) ? 'rollout' : 'deploy';
  if (part.role === 'rollback') return part.program === 'git' ? undefined : 'deploy';
  if (
    part.role === 'release' &&
    /publish|upload|push|release|submit/.test(part.program === 'Rscript' ? part.text : part.name)
  )
    return 'publish';
  if (
    part.program === 'rm' &&
    part.flags.some((flag) => /^-[a-z]*r/.test(flag.name)) &&
    part.operands.some(
      (operand) =>
        !/^(?:\.\/)?(?:dist|build|out|target|tmp|node_modules|coverage|__pycache__|\.(?:turbo|next|nuxt|parcel|tox|venv|gradle|terraform))\b|(?:^|[/._-])cache\b/.test(
          operand,
        ),
    )
  )
    return 'delete';
  return /\b(?:delete|destroy|drop|truncate)\b/i.test(part.words.join(' ')) &&
    part.role !== 'look' &&
    part.program !== 'git'
    ? 'delete'
    : undefined;
}
