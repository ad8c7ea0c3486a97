import * as vscode from 'vscode';
import type { CommandName } from './commandIds.ts';
import type { SendIntent } from './intents.ts';
import type { NoteTurn } from './noteTurn.ts';
import { intentOf, recordingMenu, targetOfSeveral } from './present/rowIntents.ts';
import type { RowTarget } from './present/treeNode.ts';
import type { Words } from './present/words.ts';
import type { RecordingStatus } from './state.ts';

/** Rows arrive as their node; palette and key bindings bring nothing, or something of another view's. */
function targetOf(argument: unknown): RowTarget | undefined {
  if (typeof argument !== 'object' || argument === null || !('target' in argument)) return undefined;
  const { target } = argument;
  return typeof target === 'object' && target !== null ? (target as RowTarget) : undefined;
}

function menuLabel(command: CommandName, { t }: Words): string {
  switch (command) {
    case 'stopRecording':
      return `$(debug-stop) ${t('Stop')}`;
    case 'pauseRecording':
      return `$(debug-pause) ${t('Pause')}`;
    case 'resumeRecording':
      return `$(debug-continue) ${t('Resume')}`;
    case 'addNote':
      return `$(comment) ${t('Add Note…')}`;
    case 'previewKept':
      return `$(eye) ${t('Preview What Is Kept')}`;
    case 'discardLastMinutes':
      return `$(history) ${t('Discard Last Minutes…')}`;
    case 'discardRecording':
      return `$(trash) ${t('Discard Recording…')}`;
    case 'distillWorkflow':
      return `$(filter) ${t('Distill What Was Recorded')}`;
    default:
      return `$(record) ${t('Start Recording…')}`;
  }
}

async function showRecordingMenu(status: RecordingStatus, words: Words, send: SendIntent): Promise<void> {
  const items = recordingMenu(status).map((command) => ({ label: menuLabel(command, words), command }));
  const chosen = await vscode.window.showQuickPick(items, { title: words.t('Mirror: Recording') });
  const intent = chosen && intentOf(chosen.command);
  if (intent) await send(intent);
}

/** What commands need besides the intent they send. */
export interface CommandParts {
  readonly status: RecordingStatus;
  /** The rows selected in a tree: what a key binding is about, which brings no row. */
  readonly selected: (tree: 'notes' | 'gaps') => readonly RowTarget[];
  /** Puts the cursor into the answer box of the selected gap. */
  readonly focusAnswer: () => Promise<void>;
  /** Accepts the draft of a note in the active editor. */
  readonly acceptDraft: () => Promise<void>;
}

const treeOf: Partial<Readonly<Record<CommandName, 'notes' | 'gaps'>>> = {
  acceptNote: 'notes',
  editNote: 'notes',
  splitNote: 'notes',
  mergeNotes: 'notes',
  declineNote: 'notes',
  retireNote: 'notes',
  moveNote: 'notes',
  setNoteOwner: 'notes',
  previewNote: 'notes',
  answerGap: 'gaps',
  dismissGap: 'gaps',
  restoreGap: 'gaps',
  copyGapQuestion: 'gaps',
};

/** The row a command was run on, with the selected ones where it is among them; a key binding means the selection. */
function rowsFor(name: CommandName, [row, several]: readonly unknown[], parts: CommandParts): RowTarget | undefined {
  const target = targetOf(row);
  const given = Array.isArray(several) ? several.flatMap((each) => targetOf(each) ?? []) : [];
  if (target) return targetOfSeveral(target, given);
  const tree = treeOf[name];
  const selected = tree === undefined ? [] : parts.selected(tree);
  return selected[0] && targetOfSeveral(selected[0], selected);
}

type RunCommand = (name: CommandName, given: readonly unknown[], parts: CommandParts) => Promise<void>;

/** Runs commands on what they were given: the menu of the status bar, or the intent about the rows it was run on. */
export function createCommandRunner(words: Words, send: SendIntent, turn: NoteTurn): RunCommand {
  return async (name, given, parts) => {
    if (name === 'showRecordingMenu') return showRecordingMenu(parts.status, words, send);
    if (name === 'acceptDraft') return parts.acceptDraft();
    if (treeOf[name] === 'notes' && given[0] === undefined) turn.decide();
    else if (name === 'previewNote' && !(await turn.isClicked())) return;
    const intent = intentOf(name, rowsFor(name, given, parts));
    if (intent) await send(intent);
    if (intent && name === 'answerGap') await parts.focusAnswer();
  };
}
