import type { CommandName } from '../commandIds.ts';
import type { Intent } from '../intents.ts';
import type { RowTarget } from './treeNode.ts';

/**
 * The intent of a command, given the row it was run on, if any. Undefined where the command needs a row and has none
 * (a key binding of the person's own, run with nothing selected). `showRecordingMenu` is a menu and
 * `acceptDraft` is about the active editor: neither is an intent yet.
 */
export function intentOf(command: CommandName, target: RowTarget = {}): Intent | undefined {
  const notes = target.notes ?? (target.note === undefined ? [] : [target.note]);
  const { workflow, recording, seq, note, gap, evidence, path, line } = target;
  switch (command) {
    case 'startRecording':
    case 'recordWorkflow':
      return { kind: 'startRecording', ...(workflow === undefined ? {} : { workflow }) };
    case 'resumeRecording':
      return { kind: 'resumeRecording', ...(recording === undefined ? {} : { recording }) };
    case 'previewKept':
      return { kind: 'previewKept', ...(recording === undefined ? {} : { recording }) };
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
    case 'acceptTheseNotes':
      return notes.length === 0 ? undefined : { kind: 'acceptNotes', notes };
    case 'declineNote':
    case 'retireNote':
      return notes.length === 0 ? undefined : { kind: 'declineNotes', notes };
    case 'moveNote':
      return notes.length === 0 ? undefined : { kind: 'moveNotes', notes };
    case 'setNoteOwner':
      return notes.length === 0 ? undefined : { kind: 'ownNotes', notes };
    case 'mergeNotes':
      return notes.length === 0 ? undefined : { kind: 'mergeNotes', notes };
    case 'promoteNote':
      return { kind: 'promoteNotes', ...(notes.length === 0 ? {} : { notes }) };
    case 'editNote':
    case 'splitNote':
    case 'previewNote':
      return note === undefined ? undefined : { kind: command, note };
    case 'selectGap':
    case 'answerGap':
      return gap === undefined ? undefined : { kind: 'selectGap', gap };
    case 'dismissGap':
    case 'restoreGap':
    case 'copyGapQuestion':
      return gap === undefined ? undefined : { kind: command, gap };
    case 'openEvidence':
      return evidence === undefined ? undefined : { kind: 'openEvidence', evidence };
    case 'openContextFile':
      return path === undefined
        ? undefined
        : { kind: 'openContextFile', path, ...(line === undefined ? {} : { line }) };
    case 'showRecordingMenu':
    case 'acceptDraft':
      return undefined;
    case 'agreeToRecord':
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
    case 'adoptLines':
    case 'updateStaleNotes':
    case 'updateOrganization':
    case 'rephraseNotes':
    case 'setModelKey':
    case 'openSample':
    case 'closeSample':
    case 'checkShell':
    case 'deleteOldRecordings':
    case 'undoDecision':
      return { kind: command };
  }
}

/** What the menu of the status bar offers, most likely first. */
export function recordingMenu(status: 'idle' | 'recording' | 'paused' | 'interrupted'): readonly CommandName[] {
  switch (status) {
    case 'idle':
      return ['startRecording'];
    case 'recording':
      return ['stopRecording', 'pauseRecording', 'addNote', 'previewKept', 'discardLastMinutes', 'discardRecording'];
    case 'paused':
      return ['resumeRecording', 'stopRecording', 'addNote', 'previewKept', 'discardLastMinutes', 'discardRecording'];
    case 'interrupted':
      return ['resumeRecording', 'distillWorkflow', 'previewKept', 'discardRecording', 'startRecording'];
  }
}

/** The rows a command is about: those selected where the row it was run on is among them, else that row alone. */
export function targetOfSeveral(row: RowTarget, selected: readonly RowTarget[]): RowTarget {
  const notes = selected.flatMap((each) => each.notes ?? each.note ?? []);
  const own = row.notes ?? (row.note === undefined ? [] : [row.note]);
  return notes.length > own.length && own.every((note) => notes.includes(note)) ? { ...row, notes } : row;
}
