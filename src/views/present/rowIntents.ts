import type { CommandName } from '../commandIds.ts';
import type { Intent } from '../intents.ts';
import type { RowTarget } from './treeNode.ts';

/**
 * The intent of a command, given the row it was run on, if any. Undefined where the command needs a row and has none
 * (a key binding of the person's own, run with nothing selected). `showRecordingMenu` is a menu, not an intent.
 */
export function intentOf(command: CommandName, target: RowTarget = {}): Intent | undefined {
  const { workflow, recording, seq, note, gap, evidence, path } = target;
  switch (command) {
    case 'startRecording':
    case 'recordWorkflow':
      return { kind: 'startRecording', ...(workflow === undefined ? {} : { workflow }) };
    case 'resumeRecording':
      return { kind: 'resumeRecording', ...(recording === undefined ? {} : { recording }) };
    case 'exportRecording':
      return { kind: 'exportRecording', ...(recording === undefined ? {} : { recording }) };
    case 'showProcessMap':
      return { kind: 'showProcessMap', ...(workflow === undefined ? {} : { workflow }) };
    case 'distillWorkflow':
      return { kind: 'distillWorkflow', ...(workflow === undefined ? {} : { workflow }) };
    case 'openRecording':
      return recording === undefined
        ? undefined
        : { kind: 'openRecording', recording, ...(seq === undefined ? {} : { seq }) };
    case 'deleteRecording':
      return recording === undefined ? undefined : { kind: 'deleteRecording', recording };
    case 'acceptNote':
    case 'editNote':
    case 'declineNote':
    case 'previewNote':
      return note === undefined ? undefined : { kind: command, note };
    case 'selectGap':
    case 'dismissGap':
    case 'copyGapQuestion':
      return gap === undefined ? undefined : { kind: command, gap };
    case 'openEvidence':
      return evidence === undefined ? undefined : { kind: 'openEvidence', evidence };
    case 'openContextFile':
      return path === undefined ? undefined : { kind: 'openContextFile', path };
    case 'showRecordingMenu':
      return undefined;
    case 'stopRecording':
    case 'pauseRecording':
    case 'addNote':
    case 'discardLastMinutes':
    case 'discardRecording':
    case 'reviewNotes':
    case 'acceptAllNotes':
    case 'applyNotes':
    case 'applyOnBranch':
    case 'confirmApply':
    case 'confirmApplyOnBranch':
    case 'showGaps':
    case 'showWhatAgentsLoad':
    case 'connectAgents':
    case 'rephraseNotes':
    case 'setModelKey':
      return { kind: command };
  }
}

/** What the menu of the status bar offers, most likely first. */
export function recordingMenu(status: 'idle' | 'recording' | 'paused' | 'interrupted'): readonly CommandName[] {
  switch (status) {
    case 'idle':
      return ['startRecording'];
    case 'recording':
      return ['stopRecording', 'pauseRecording', 'addNote', 'discardLastMinutes', 'discardRecording'];
    case 'paused':
      return ['resumeRecording', 'stopRecording', 'addNote', 'discardLastMinutes', 'discardRecording'];
    case 'interrupted':
      return ['resumeRecording', 'distillWorkflow', 'discardRecording', 'startRecording'];
  }
}
