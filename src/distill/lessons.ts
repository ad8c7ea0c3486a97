import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { diagnosisOf } from './diagnosis.ts';
import type { Failure } from './failure.ts';
import type { Generalize } from './generalize.ts';
import { maskValues, noteId } from './ids.ts';
import { complained } from './outcome.ts';
import type { Pace } from './pace.ts';
import { type Repair, repairsOf } from './repairs.ts';
import { rootedName } from './rooted.ts';
import type { ReadRun } from './run.ts';
import { sayable } from './sayable.ts';
import { outcomeRoles } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';
import { comparable, type Signature } from './signature.ts';
import { code, commandCode, essentialLine, inDirectory } from './titles.ts';

/** A lesson and the failures that showed it. */
export interface LessonClaim extends Claim {
  readonly failures: readonly Failure[];
  /** What was done about it, over parameters, as keys. */
  readonly repairs: readonly string[];
}

/** The lessons of one recording: what failed, what was done about it, the proof. */
export async function lessonsOf(run: ReadRun, pace: Pace): Promise<LessonClaim[]> {
  const lessons: LessonClaim[] = [];
  const mended = mendedIn(run);
  for (const failure of run.failures) {
    // A long output is gone over for every word of what was changed.
    const turn = pace(8 + (failure.action.output?.length ?? 0) / 50);
    if (turn) await turn;
    if (failure.success === undefined) continue;
    const found =
      failure.resolution === 'change'
        ? lesson(run, failure)
        : failure.resolution === 'flaky' && !isUnderstood(mended, failure)
          ? flaky(run, failure)
          : undefined;
    if (found) lessons.push(found);
  }
  return lessons;
}

/** Commands that were mended, by name and symptom. */
function mendedIn({ failures }: ReadRun): ReadonlySet<string> {
  return new Set(
    failures.flatMap(({ resolution, action, signature }) =>
      resolution === 'change' && signature ? [`${action.reading.main.name}\n${signature.key}`] : [],
    ),
  );
}

/** What failed by chance there was mended elsewhere in the recording: it has a cause. */
function isUnderstood(mended: ReadonlySet<string>, { action, signature }: Failure): boolean {
  return signature !== undefined && mended.has(`${action.reading.main.name}\n${signature.key}`);
}

function lesson(run: ReadRun, failure: Failure): LessonClaim | undefined {
  const repairs = repairsOf(failure, run.actions, run.generalize);
  if (repairs.length === 0) return undefined;
  const subject = subjectOf(run, failure);
  const aside = reasonOf(run, failure);
  const beside = besideOf(run, failure);
  const failing = `${subject.command} fails with ${subject.symptom}`;
  const tried = triedLine(run, failure);
  const words = worded(failure, repairs, `${failing}${beside}`, tried, aside);
  const results = repairsOf(failure, run.actions, run.generalize, 'result');
  const isJudged = isJudgedByOutput(run, failure);
  return {
    ...base(
      run,
      failure,
      repairs.map((repair) => repair.key),
      repairs.map((repair) => repair.shared ?? repair.key),
    ),
    trigger: failing,
    ...words,
    common: worded(failure, results, `${failing}${beside}`, tried, ''),
    aside,
    prevents: `${subject.command} failing with ${subject.symptom}`,
    parameters: parametersIn(words.text),
    weight: weightOf(failure, repairs) - (isJudged ? 2 : 0),
    ...(isJudged ? { doubt: judgedByOutput } : {}),
  };
}

/** The sentence of a lesson and what to do in it; `failing` says what fails and with what, `tried` what is tried again. */
function worded(
  failure: Failure,
  repairs: readonly Repair[],
  failing: string,
  tried: string,
  aside: string,
): { action: string; text: string } {
  const action = listed(inSequence(repairs.map((repair) => repair.phrase)));
  const instead = repairs.length === 1 && repairs[0]?.key.startsWith('line:');
  const onward = failure.further ? 'gets past that' : 'passes';
  const passes = instead ? `that ${onward}` : `then ${commandCode(tried)} ${onward}`;
  return {
    action: capitalized(action),
    text: `When ${failing}, ${action}; ${passes}${aside}.`,
  };
}

/** What the same tool found with it is told with it, as far as there is room. */
function besideOf(run: ReadRun, failure: Failure): string {
  const others = (failure.signature?.others ?? []).filter(({ text }) => text.length < longestBeside).slice(0, 2);
  const read = others.length > 0 ? undefined : diagnosisOf(run.actions, run.readLook, failure);
  if (read)
    return ` and ${code(rootedName(read.look.reading.main))} says ${code(said(run, failure, read.said, run.generalize))}`;
  return others.map((other) => ` and ${code(said(run, failure, other, run.generalize))}`).join('');
}

/** Longer findings beside the first are left out, in characters. */
const longestBeside = 110;

/** No exit code proves it: what was printed does. */
function isJudgedByOutput(run: ReadRun, failure: Failure): boolean {
  const success = failure.success === undefined ? undefined : run.actions[failure.success];
  return failure.action.exitCode === undefined || (success?.kind === 'command' && success.exitCode === undefined);
}

const judgedByOutput = ' (judged by what was printed: no exit code was recorded)';

/** "First" is said once, at the end, of what is to be done before trying again. */
function inSequence(phrases: readonly string[]): string[] {
  return phrases.map((phrase, index) => (index === phrases.length - 1 ? phrase : phrase.replace(/ first$/, '')));
}

/** Nothing of chance is in it: Git does the same with the same files. */
const sure = /^git (?!push|pull|fetch|clone|ls-remote|submodule|lfs)/;

function flaky(run: ReadRun, failure: Failure): LessonClaim | undefined {
  if (sure.test(failure.action.reading.main.name)) return undefined;
  if (!failure.signature && failure.action.reading.main.role !== 'verify') return undefined;
  const subject = subjectOf(run, failure);
  const told = reasonOf(run, failure).replace(/^ \(noted: “|”\)$/g, '');
  // Who says why it failed does not call it a matter of luck.
  if (told !== '')
    return {
      ...base(run, failure, ['told']),
      trigger: `${subject.command} fails with ${subject.symptom}`,
      action: capitalized(told),
      prevents: `${subject.command} failing with ${subject.symptom}`,
      text: `When ${subject.command} fails with ${subject.symptom}: “${told}”; then ${commandCode(workedLine(run, failure))} passes.`,
      weight: 6,
    };
  return {
    ...base(run, failure, ['rerun']),
    trigger: `${subject.command} fails with ${subject.symptom} and nothing relevant changed`,
    action: 'Run it once more before looking for a cause',
    prevents: 'looking for a cause in a change that has none',
    text: `${subject.command} is flaky: it can fail with ${subject.symptom} and pass with nothing changed, so run it once more before looking for a cause.`,
    weight: 4,
  };
}

function base(run: ReadRun, failure: Failure, repairs: readonly string[], shared: readonly string[] = repairs) {
  const { main } = failure.action.reading;
  const symptom = (generalize: Generalize) =>
    failure.signature
      ? comparable(said(run, failure, failure.signature, generalize))
      : `exit ${failure.action.exitCode ?? ''}`;
  const name = rootedName(main);
  const masked = maskValues(name);
  const id = (generalize: Generalize, done: readonly string[]) =>
    noteId('lesson', name, [masked, symptom(generalize), ...done.toSorted()]);
  const success = failure.success === undefined ? undefined : run.actions[failure.success];
  const seqs = [failure.action.seq, ...(success ? [success.seq] : [])];
  const told = failure.signature ? `: ${failure.signature.text}` : '';
  return {
    id: id(run.generalizeAlone, repairs),
    sameAs: id(run.generalize, shared),
    kind: 'lesson' as const,
    runs: [run],
    failures: [failure],
    repairs: shared,
    evidence: [
      {
        recording: run.id,
        from: Math.min(...seqs),
        to: Math.max(...seqs),
        excerpt: excerpt(
          run.generalize(
            `${essentialLine(failure.action)} → ${failure.action.exitCode === undefined ? 'no exit code' : `exit ${failure.action.exitCode}`}${told} … ${workedLine(run, failure)} → ${failure.further ? 'fails otherwise' : 'works'}`,
          ),
        ),
      },
    ],
  };
}

function subjectOf(run: ReadRun, failure: Failure): { command: string; symptom: string } {
  const { action, signature } = failure;
  return {
    command: `${commandCode(run.generalize(essentialLine(action)))}${inDirectory(run.generalize(action.reading.dir))}`,
    symptom: signature
      ? code(said(run, failure, signature, run.generalize))
      : `exit code ${action.exitCode ?? 'unknown'}`,
  };
}

/** The same words; where its output goes, or a variable set on the way, does not matter. */
function isSameButForOutput(one: SimpleCommand, other: SimpleCommand): boolean {
  const words = ({ name, flags, operands, wrappers }: SimpleCommand) =>
    JSON.stringify([name, flags, operands, wrappers]);
  return words(one) === words(other);
}

/** What to try again: the line that failed, unless another one is the remedy. */
function triedLine(run: ReadRun, failure: Failure): string {
  const success = failure.success === undefined ? undefined : run.actions[failure.success];
  const isOwn =
    failure.difference === undefined &&
    success?.kind === 'command' &&
    success.reading.dir === failure.action.reading.dir &&
    isSameButForOutput(failure.action.reading.main, success.reading.main);
  return isOwn ? run.generalize(essentialLine(failure.action)) : workedLine(run, failure);
}

/** Stands for a number while names are put in: no tool prints it. */
const hole = '\u{f8ff}';

/** A short number in what was said is that number, unless the command was given it: "at most 500" speaks of no `<batch>`. */
function said(run: ReadRun, { action }: Failure, { text }: Signature, generalize: Generalize): string {
  const { line } = action.reading;
  const digits = new Set(line.match(/\d+/g));
  const isGiven = (number: string) => digits.has(number) || run.numbersPutIn().has(number);
  const kept: string[] = [];
  const masked = text.replace(/(?<![\w.<-])\d{1,6}(?![\w.>-])/g, (number) => {
    if (generalize(number) === number || isGiven(number)) return number;
    kept.push(number);
    return hole;
  });
  return kept.length === 0 ? generalize(text) : generalize(masked).replaceAll(hole, () => kept.shift() ?? '');
}

function workedLine(run: ReadRun, failure: Failure): string {
  const success = failure.success === undefined ? undefined : run.actions[failure.success];
  return run.generalize(essentialLine(success?.kind === 'command' ? success : failure.action));
}

function reasonOf(run: ReadRun, failure: Failure): string {
  for (const narration of failure.narrations) {
    const told = sayable(narration);
    if (told !== '') return ` (noted: “${run.generalize(told.replace(/\.$/, ''))}”)`;
  }
  return '';
}

/** What ignorance would cost: outcomes count more than checks, told symptoms more than exit codes. */
function weightOf(failure: Failure, repairs: readonly Repair[]): number {
  const role = failure.action.reading.main.role;
  return (
    6 +
    (outcomeRoles.has(role) ? 2 : 0) +
    (failure.signature ? 1 : 0) +
    (repairs.some((repair) => !repair.key.startsWith('edit:')) ? 1 : 0) -
    (complained(failure.action) ? 1 : 0)
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
