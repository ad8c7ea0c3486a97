import * as vscode from 'vscode';
import type { CommandName } from './commandIds.ts';
import type { SendIntent } from './intents.ts';
import { intentOf, recordingMenu } from './present/rowIntents.ts';
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

/** Runs a command on what it was given: the menu of the status bar, or the intent about the row it was run on. */
export async function runCommand(
  name: CommandName,
  argument: unknown,
  status: RecordingStatus,
  words: Words,
  send: SendIntent,
): Promise<void> {
  if (name === 'showRecordingMenu') return showRecordingMenu(status, words, send);
  const intent = intentOf(name, targetOf(argument));
  if (intent) await send(intent);
}
