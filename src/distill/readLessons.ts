import { type Action, type CommandAction, isCommand } from './action.ts';
import { isChange } from './changes.ts';
import { type Claim, excerpt, listed } from './claim.ts';
import type { Failure } from './failure.ts';
import { noteId } from './ids.ts';
import type { Pace } from './pace.ts';
import { repairsOf } from './repairs.ts';
import { rootedName } from './rooted.ts';
import type { ReadRun } from './run.ts';
import { comparable, type Signature } from './signature.ts';
import { ofWhatRuns } from './signs.ts';
import { code, commandCode, essentialLine } from './titles.ts';

/** What is done about something that was read comes this soon after it, in actions. */
const soon = 6;
/** Lessons of one recording that were only read. */
const most = 2;

/**
 * A service that was started and came to nothing fails no command: its log says why, and something is done that speaks of
 * it. Told like a failure, with the look in place of the command; only where something that uses it worked later.
 */
export async function readLessons(runs: readonly ReadRun[], pace: Pace): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const run of runs) {
    const own: Claim[] = [];
    for (const [index, action] of run.actions.entries()) {
      const turn = pace(0.5);
      if (turn) await turn;
      if (own.length >= most) break;
      if (!isCommand(action) || !ofWhatRuns.test(action.reading.line) || action.reading.main.program === 'git')
        continue;
      if (run.failures.some(({ index: from, success }) => from < index && index < (success ?? from))) continue;
      await pace(20);
      const said = run.readLook(action);
      const claim = said && claimOf(run, action, said, index);
      if (claim) own.push(claim);
    }
    claims.push(...own);
  }
  return claims;
}

function claimOf(run: ReadRun, look: CommandAction, said: Signature, index: number): Claim | undefined {
  const { actions, generalize } = run;
  const causes = remediesIn(actions, index, said);
  const last = causes.at(-1);
  const success = last === undefined ? -1 : actions.findIndex((one, at) => at > last && isProof(one));
  if (last === undefined || success < 0) return undefined;
  const read: Failure = { index, action: look, signature: said, success, resolution: 'change', causes, narrations: [] };
  const repairs = repairsOf(read, actions, generalize);
  if (repairs.length === 0) return undefined;
  const shown = commandCode(generalize(rootedName(look.reading.main)));
  const symptom = code(generalize(said.text));
  const action = listed(repairs.map(({ phrase }) => phrase.replace(/ first$/, '')));
  const id = (done: readonly string[], words: string) =>
    noteId('lesson', rootedName(look.reading.main), ['read', comparable(words), ...done.toSorted()]);
  return {
    id: id(
      repairs.map(({ key }) => key),
      run.generalizeAlone(said.text),
    ),
    sameAs: id(
      repairs.map(({ key, shared }) => shared ?? key),
      generalize(said.text),
    ),
    kind: 'lesson',
    trigger: `${shown} says ${symptom}`,
    action: action.charAt(0).toUpperCase() + action.slice(1),
    prevents: `a service that does not run because of ${symptom}`,
    text: `When ${shown} says ${symptom}, ${action}.`,
    evidence: [
      {
        recording: run.id,
        from: look.seq,
        to: actions[last]?.seq ?? look.seq,
        excerpt: excerpt(generalize(`${essentialLine(look)}: ${said.text}`)),
      },
    ],
    runs: [run],
    weight: 7,
  };
}

/** The changes right after the look that speak of what it said, and the restart that makes them count. */
function remediesIn(actions: readonly Action[], index: number, said: Signature): number[] {
  const words = tellingIn(said.text);
  if (words.size === 0) return [];
  const found: number[] = [];
  for (let at = index + 1; at <= index + soon && at < actions.length; at++) {
    const action = actions[at];
    if (!action || !isChange(action)) continue;
    const restarts =
      found.length > 0 && isCommand(action) && /\b(?:restart|reload|up)\b/.test(action.reading.main.name);
    if (restarts) return [...found, at];
    if ([...tellingIn(textOf(action))].some((word) => words.has(word))) found.push(at);
  }
  return found.slice(0, 2);
}

/** Something that was asked for and came: a check, a probe, a step that puts something out. */
function isProof(action: Action): boolean {
  if (!isCommand(action) || action.exitCode !== 0) return false;
  return /^(?:probe|verify|serve|deploy|migrate|run)$/.test(action.reading.main.role);
}

function textOf(action: Action): string {
  if (isCommand(action)) return action.reading.line;
  return action.kind === 'edit' ? action.hunks.flatMap(({ before, after }) => [...before, ...after]).join('\n') : '';
}

/** Names that are put together, paths, and longer numbers: what stands in a message and in a remedy by no chance. */
function tellingIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}\p{N}]+(?:[_./-][\p{L}\p{N}_]+)+|\d{3,}|\b[A-Z][A-Z0-9_]{3,}\b/gu) ?? []);
}
