import { type CommandAction, isCommand } from './action.ts';
import { isChange } from './changes.ts';
import { type Claim, excerpt } from './claim.ts';
import { maskValues, noteId } from './ids.ts';
import { rootedName } from './rooted.ts';
import type { ReadRun } from './run.ts';
import type { Signature } from './signature.ts';
import { code } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Something wrong that was read before anything was done about it. */
interface Sign {
  readonly run: ReadRun;
  readonly look: CommandAction;
  readonly said: Signature;
}

/** Looks at what runs, not at what is written: logs, states, descriptions. */
export const ofWhatRuns = /\b(?:logs?|journalctl|dmesg|describe|status|events|get-log-events)\b/;

/** Every recording begins by reading the same complaint: that is when one does this at all. */
export function signClaims(view: WorkflowView): Claim[] {
  const signs = view.runs.map(firstSign);
  const [first] = signs;
  if (!first || signs.some((sign) => sign?.said.key !== first.said.key)) return [];
  const { run, look, said } = first;
  const shown = code(rootedName(look.reading.main));
  const symptom = code(run.generalize(said.text));
  return [
    {
      id: noteId('lesson', 'sign', [workflowKey(view.workflow), maskValues(said.key)]),
      kind: 'lesson',
      trigger: `${shown} says ${symptom}`,
      action: `Follow “${view.workflow}”`,
      prevents: 'looking for the cause once more',
      text: `When ${shown} says ${symptom}, “${view.workflow}” is what to do.`,
      evidence: signs.flatMap((sign) =>
        sign
          ? [
              {
                recording: sign.run.id,
                from: sign.look.seq,
                to: sign.look.seq,
                excerpt: excerpt(sign.run.generalize(sign.said.text)),
              },
            ]
          : [],
      ),
      runs: view.runs,
      weight: 7,
    },
  ];
}

function firstSign(run: ReadRun): Sign | undefined {
  for (let index = 0; index < run.actions.length; index++) {
    const action = run.actions[index];
    if (!action) continue;
    if (run.verdicts[index] === undefined && isChange(action)) return undefined;
    if (!isCommand(action) || !ofWhatRuns.test(action.reading.line) || action.reading.main.program === 'git') continue;
    // That it could not be asked is no sign.
    if ((action.exitCode ?? 0) !== 0) continue;
    const said = run.readLook(action);
    if (said) return { run, look: action, said };
  }
  return undefined;
}
