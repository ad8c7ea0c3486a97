import type { ViewState } from '../views/state.ts';
import type { MirrorPorts } from './ports.ts';

/** Tells what came of a recording that has just ended, and leads there. */
export async function tellDistilled(
  { prompts, stage, words }: MirrorPorts,
  state: ViewState,
  ended: { readonly workflow: string; readonly events: number },
): Promise<void> {
  const notes = state.notes.filter(({ note }) => note.status === 'proposed' && note.workflow === ended.workflow).length;
  const gaps = state.gaps.filter((gap) => gap.workflow === ended.workflow).length;
  const review = words.t('Review Notes');
  const showGaps = words.t('Show Gaps');
  const answer = await prompts.offer(
    words.t('Recorded {0} events of "{1}": {2} notes to review, {3} gaps.', ended.events, ended.workflow, notes, gaps),
    review,
    showGaps,
  );
  if (answer === review) await stage.reveal('notes');
  if (answer === showGaps) await stage.reveal('gaps');
}
