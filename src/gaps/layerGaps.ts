import type { LayerConflict } from '../context/layerConflicts.ts';
import type { Gap } from '../model/gap.ts';
import { makeGap, quote } from './makeGap.ts';

/** Contradictions between layers, each as a question: one counts already, and a person says whether it should. */
export function gapsOfLayers(conflicts: readonly LayerConflict[]): Gap[] {
  return conflicts.map(({ counts, overruled }) =>
    makeGap(
      { workflow: counts.workflow, recordings: [] },
      {
        code: 'contradiction',
        key: `layers ${counts.id} ${overruled.id}`,
        severity: 'medium',
        subject: counts.trigger,
        question: `What holds when ${quote(counts.trigger)}: what this ${counts.layer === 'working' ? 'task' : counts.layer} says, or what the ${overruled.layer} says?`,
        why: `The ${counts.layer}'s note ${quote(counts.id)} counts, since it is nearer: “${counts.text}” The ${overruled.layer}'s note ${quote(overruled.id)} says: “${overruled.text}”`,
        evidence: [...counts.evidence, ...overruled.evidence],
        layer: counts.layer,
        askWhom: overruled.owner ?? counts.owner,
      },
    ),
  );
}
