import type { ContextKeyName } from '../commandIds.ts';
import type { ViewState } from '../state.ts';
import { clock, oneLine, withoutIcons } from './text.ts';
import type { Words } from './words.ts';

/** The one status-bar item. */
export interface StatusBarText {
  readonly text: string;
  readonly tooltip: string;
  readonly accessibilityLabel: string;
  /** What a click does: start, or the menu of what is possible now. */
  readonly command: 'startRecording' | 'showRecordingMenu';
}

/** Recorded time at `now`, in milliseconds on the clock of `elapsedAt`. It only passes while recording. */
export function elapsedAt(state: ViewState, now: number): number {
  return state.status === 'recording' ? state.elapsedMs + Math.max(0, now - state.elapsedAt) : state.elapsedMs;
}

/** Nothing without a folder: there is nothing to record. `now` is on the clock of `state.elapsedAt`. */
export function statusBarText(state: ViewState, now: number, { t }: Words): StatusBarText | undefined {
  if (state.noFolder) return undefined;
  const name = oneLine(state.workflow ?? '', 30) || t('Recording');
  const label = withoutIcons(name);
  const time = clock(elapsedAt(state, now));
  switch (state.status) {
    case 'idle':
      return {
        text: `$(circle-large-outline) ${t('Mirror')}`,
        tooltip: t('Not recording. Click to record a workflow.'),
        accessibilityLabel: t('Mirror, not recording. Start recording a workflow'),
        command: 'startRecording',
      };
    case 'recording':
      return {
        text: `$(record) ${label} ${time}`,
        tooltip: t('Recording "{0}". Click to stop, pause, add a note, or discard the last minutes.', name),
        // Without the time: a screen reader is not to speak every second.
        accessibilityLabel: t('Recording {0}. Stop, pause or add a note', name),
        command: 'showRecordingMenu',
      };
    case 'paused':
      return {
        text: `$(debug-pause) ${label} ${time}`,
        tooltip: t('Paused: nothing is recorded of "{0}". Click to resume or stop.', name),
        accessibilityLabel: t('Recording of {0} paused at {1}. Resume or stop', name, time),
        command: 'showRecordingMenu',
      };
    case 'interrupted':
      return {
        text: `$(debug-disconnect) ${label} ${t('interrupted')}`,
        tooltip: t('The recording of "{0}" was interrupted. Click to resume, distill or discard it.', name),
        accessibilityLabel: t('Recording of {0} interrupted. Resume, distill or discard it', name),
        command: 'showRecordingMenu',
      };
  }
}

/** The badge on the Gaps view: coverage in percent, absent until a step was observed. */
export function coverageBadge(state: ViewState, { t }: Words): { value: number; tooltip: string } | undefined {
  if (!state.coverage || state.coverage.observed === 0) return undefined;
  const { percent } = state.coverage;
  return { value: percent, tooltip: t('Coverage: {0} % of the observed steps are explained', percent) };
}

/** The words beside the title of the Gaps view. */
export function coverageDescription(state: ViewState, { t }: Words): string | undefined {
  return state.coverage && state.coverage.observed > 0 ? t('coverage {0} %', state.coverage.percent) : undefined;
}

/** The values that menus, welcomes and key bindings ask for. */
export function contextKeyValues(state: ViewState): Readonly<Record<ContextKeyName, string | boolean>> {
  return {
    status: state.status,
    hasRecordings: state.workflows.some((workflow) => workflow.recordings.length > 0),
    hasProposedNotes: state.notes.some(({ note }) => note.status === 'proposed'),
    hasPendingNotes: state.notes.some(({ pendingApply }) => pendingApply),
    hasGaps: state.gaps.length > 0,
    canUndo: state.undoable !== undefined,
    distillFailed: state.distillFailed === true,
    applyPending: state.applyPending,
    storageFailed: !state.storageReady,
    consented: state.consented,
    sample: state.sample,
    shellChecked: state.shellChecked,
    recorded: !state.sample && state.workflows.some(({ recordings }) => recordings.some(({ complete }) => complete)),
    answered: state.answers.length > 0,
    connected: state.connected,
  };
}
