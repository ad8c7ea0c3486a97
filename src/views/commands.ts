import * as vscode from 'vscode';
import { type CommandName, commandIds } from './commandIds.ts';
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

/**
 * Registers every command of the extension. Each becomes an intent about the row it was run on; `status` is asked for
 * when the menu of the status bar opens.
 */
export function registerCommands(status: () => RecordingStatus, words: Words, send: SendIntent): vscode.Disposable {
  const names = Object.keys(commandIds) as CommandName[];
  const registrations = names.map((name) =>
    vscode.commands.registerCommand(commandIds[name], async (argument: unknown) => {
      if (name === 'showRecordingMenu') return showRecordingMenu(status(), words, send);
      const intent = intentOf(name, targetOf(argument));
      if (intent) await send(intent);
    }),
  );
  return vscode.Disposable.from(...registrations);
}
