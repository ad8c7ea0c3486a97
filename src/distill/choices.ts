import type { ReadingChoices } from '../model/choices.ts';
import type { Action } from './action.ts';
import type { Verdicts } from './noise.ts';

/** Why an action is left out that nothing but a person's choice leaves out. */
export const leftOutByChoice = 'left out by choice';

/** The verdicts with a person's choices, which win: what was kept stays, what was left out goes. */
export function chosenVerdicts(actions: readonly Action[], verdicts: Verdicts, choices?: ReadingChoices): Verdicts {
  if (!choices) return verdicts;
  const kept = new Set(choices.kept);
  const leftOut = new Set(choices.leftOut);
  return actions.map(({ seq, kind }, index) => {
    if (kind === 'note') return verdicts[index];
    if (kept.has(seq)) return undefined;
    return leftOut.has(seq) ? leftOutByChoice : verdicts[index];
  });
}

/** Where a person wants steps to begin and what they are called. */
export interface Cutting {
  /** Whether a step begins with the action; undefined: as it reads. */
  begins(action: Action): boolean | undefined;
  /** What the step of these actions is called; undefined: as it reads. */
  title(members: readonly Action[]): string | undefined;
}

export function cuttingBy(choices?: ReadingChoices): Cutting {
  if (!choices) return { begins: () => undefined, title: () => undefined };
  const cuts = new Set(choices.cuts);
  const joins = new Set(choices.joins);
  const titles = new Map(choices.titles.map(({ seq, title }) => [seq, title]));
  return {
    begins: ({ seq }) => (cuts.has(seq) ? true : joins.has(seq) ? false : undefined),
    title: (members) => members.flatMap(({ seq }) => titles.get(seq) ?? [])[0],
  };
}
