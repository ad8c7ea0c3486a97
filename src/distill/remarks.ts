import { isCommand } from './action.ts';
import type { Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import { sayable } from './sayable.ts';
import { code, commandCode, essentialLine } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** More remarks are not read. */
const mostRemarks = 3;
/** A remark is about a command this near, in actions. */
const nearest = 4;

/** Says what is to be done or left, or why: of more remarks than are told these are the ones. */
const instructive =
  /\b(?:always|never|only|must|first|before|until|unless|without|because|otherwise|not|cannot|can't|don't|needs?|wait|so that)\b/i;

interface Remark {
  readonly said: string;
  readonly text: string;
}

/**
 * What people said on the way and neither a step nor a lesson tells, as sentences that follow the procedure, each with
 * the command it was said at; empty if there is none. Who takes the trouble to say something knows what cannot be seen.
 */
export async function untold(view: WorkflowView, told: string, pace: Pace): Promise<string> {
  const remarks = new Map<string, Remark>();
  for (const run of view.runs) {
    for (let index = 0; index < run.actions.length; index++) {
      const action = run.actions[index];
      if (!action) continue;
      const turn = pace(action.kind === 'note' ? 20 : 0.5);
      if (turn) await turn;
      if (action.kind !== 'note' || run.verdicts[index] !== undefined) continue;
      const said = run.generalize(sayable(action.text).replace(/[.\s]+$/, ''));
      if (said === '' || told.includes(said) || !said.includes(' ')) continue;
      remarks.set(said, { said, text: `${whereOf(run, index)}: “${said}”` });
    }
  }
  const all = [...remarks.values()];
  const chosen = new Set(
    [...all.filter(({ said }) => instructive.test(said)), ...all.filter(({ said }) => !instructive.test(said))].slice(
      0,
      mostRemarks,
    ),
  );
  return all.flatMap((remark) => (chosen.has(remark) ? [` ${remark.text}.`] : [])).join('');
}

/** `Before …`, or `After …` where nothing was run afterwards, or where it was said of what failed and was given up. */
function whereOf(run: ReadRun, index: number): string {
  const given = run.failures.find(
    ({ index: at, success }) => success === undefined && at < index && index - at <= nearest,
  );
  const isNext = given && !run.actions.slice(given.index + 1, index).some(isCommand);
  if (isNext && given.signature)
    return `Noted after ${commandCode(run.generalize(essentialLine(given.action)))} failed with ${code(run.generalize(given.signature.text))}`;
  const after = run.actions.slice(index + 1, index + 1 + nearest).find(isCommand);
  if (after) return `Noted before ${commandCode(run.generalize(essentialLine(after)))}`;
  const before = run.actions.slice(Math.max(0, index - nearest), index).findLast(isCommand);
  return before ? `Noted after ${commandCode(run.generalize(essentialLine(before)))}` : 'Noted';
}
