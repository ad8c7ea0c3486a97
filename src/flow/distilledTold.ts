import type { ViewState } from '../views/state.ts';
import type { MirrorPorts } from './ports.ts';

/** Tells what came of a recording that has just ended, or of a workflow that was distilled again, and leads there. */
export async function tellDistilled(
  { prompts, stage, words }: MirrorPorts,
  state: ViewState,
  { workflow, events }: { readonly workflow: string; readonly events?: number },
): Promise<void> {
  const notes = state.notes.filter(({ note }) => note.status === 'proposed' && note.workflow === workflow).length;
  const gaps = state.gaps.filter((gap) => gap.workflow === workflow).length;
  const review = words.t('Review Notes');
  const showGaps = words.t('Show Gaps');
  const told =
    events === undefined
      ? words.t('Distilled "{0}": {1} notes to review, {2} gaps.', workflow, notes, gaps)
      : words.t('Recorded {0} events of "{1}": {2} notes to review, {3} gaps.', events, workflow, notes, gaps);
  const answer = await prompts.offer(told, review, showGaps);
  if (answer === review) await stage.reveal('notes');
  if (answer === showGaps) await stage.reveal('gaps');
}
