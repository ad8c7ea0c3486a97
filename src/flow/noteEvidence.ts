import type { Evidence } from '../model/evidence.ts';
import type { Step } from '../model/step.ts';
import type { NoteEvidence, Witness } from '../views/present/noteEvidence.ts';
import type { NoteView } from '../views/state.ts';
import type { Knowledge } from './knowledge.ts';

/** Who saw what a note says, and in which steps: read from the distilled recordings of its workflow. */
export function evidenceOf(view: NoteView, { distilled }: Knowledge): NoteEvidence {
  const known = distilled.get(view.note.workflow);
  const witnesses = [...(known?.recordings ?? [])]
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
    .map(({ id, recorder, startedAt }): Witness => {
      const steps = known?.walkthroughs.find(({ recording }) => recording === id)?.steps ?? [];
      const own = view.note.evidence.filter(({ recording }) => recording === id);
      return { recording: id, recorder, startedAt, steps: inSteps(own, steps) };
    });
  return { ...view, witnesses };
}

/** Evidence by the step it begins in, else that it reaches; what lies between steps stands in one without a title. */
function inSteps(evidence: readonly Evidence[], steps: readonly Step[]): Witness['steps'] {
  const groups = new Map<Step | undefined, Evidence[]>();
  for (const each of evidence) {
    const step =
      steps.find(({ from, to }) => from <= each.from && each.from <= to) ??
      steps.find(({ from, to }) => from <= each.to && each.from <= to);
    groups.set(step, [...(groups.get(step) ?? []), each]);
  }
  return [...groups]
    .sort(([a], [b]) => (a?.from ?? 0) - (b?.from ?? 0))
    .map(([step, own]) => ({ title: step?.title ?? '', evidence: own }));
}
