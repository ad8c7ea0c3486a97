import type { Variant } from '../model/process.ts';
import type { Atom } from './atoms.ts';
import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { maskValues, noteId } from './ids.ts';
import { collect, type Pace } from './pace.ts';
import { sayable } from './sayable.ts';
import { stepDone, stepText, uncertainMark } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Steps of one option that are named. */
const mostSteps = 4;

/** Recordings differ: the variants are told; what decides between them is a gap. */
export function decisionClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  const { conditionOf, firstSeen: firstOf } = view;
  return collect(view.merged.process.variants, pace, 3, (variant): Claim[] => {
    if (!isChoice(variant, view.runs.length)) return [];
    const ways = variant.options
      .filter((option) => option.steps.length > 0)
      .map((option) => listed(option.steps.slice(0, mostSteps).map(stepText)));
    const left = variant.options.some((option) => option.steps.length === 0);
    const [place, manner] = placeOf(variant.at);
    const at = variant.at.replaceAll(uncertainMark, '');
    const said = conditionOf(variant.options.flatMap((option) => option.steps));
    const told = said === undefined ? '' : sayable(said);
    const condition = told === '' ? '' : ` (noted: “${told.replace(/\.$/, '')}”)`;
    const choice = `${ways.join('; or ')}${left ? '; or leave it out' : ''}`;
    return [
      {
        id: noteId('decision', at, [workflowKey(view.workflow), maskValues(at)]),
        kind: 'decision' as const,
        trigger: variant.at,
        action: `Choose: ${choice}`,
        text: `${manner ? `${place} is done in more than one way: ${ways.join('; or ')}` : `${place}, recordings differ: ${choice}`}${condition}.`,
        parameters: parametersIn(...ways),
        evidence: variant.options.flatMap((option) =>
          option.recordings.slice(0, 2).flatMap((id) => evidenceOf(id, firstOf(id, option.steps))),
        ),
        runs: view.runs.filter((run) => variant.options.some((option) => option.recordings.includes(run.id))),
        weight: 3,
      },
    ];
  });
}

/** Where it differs, as the beginning of a sentence; and whether it is the way of doing one step. */
function placeOf(at: string): readonly [string, boolean] {
  if (at.startsWith('At `')) return [at.slice('At '.length), true];
  return [at.startsWith('After: ') ? `After ${stepDone(at.slice('After: '.length))}` : at, false];
}

/** Two different things in one place are a choice; an extra step is one only if it is no single person's. */
function isChoice(variant: Variant, runs: number): boolean {
  const strong = variant.options.filter((option) => option.steps.length > 0);
  if (variant.options.length < 2 || strong.length === 0) return false;
  const steps = strong.flatMap((option) => option.steps);
  // Who builds or checks once less decided nothing, nor did who made a file for what it was about that time.
  if (strong.length < variant.options.length && steps.every((step) => /^(?:Build|Verify|Check) with /.test(step)))
    return false;
  if (steps.every((step) => /^Create /.test(step))) return false;
  // Who does the same and something before it does it in no other way.
  const [first, second] = strong.map((option) => option.steps);
  const isNested = (one: readonly string[], other: readonly string[]) => one.every((step) => other.includes(step));
  if (
    variant.at.startsWith('At `') &&
    strong.length === 2 &&
    first &&
    second &&
    (isNested(first, second) || isNested(second, first))
  )
    return false;
  if (strong.length === variant.options.length) return runs < 3 || strong.some((option) => option.support > 1);
  return runs >= 3 && strong.every((option) => option.support > 1);
}

function evidenceOf(recording: string, atom: Atom | undefined) {
  return atom ? [{ recording, from: atom.seq, to: atom.seq, excerpt: excerpt(atom.line ?? atom.title) }] : [];
}
