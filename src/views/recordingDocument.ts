import * as vscode from 'vscode';
import type { Recording } from '../model/recording.ts';
import { documentSchemes } from './commandIds.ts';
import { type RecordingText, recordingText } from './present/recordingText.ts';
import { oneLine } from './present/text.ts';
import type { Words } from './present/words.ts';
import { openText } from './readText.ts';

export interface RecordingDocuments extends vscode.Disposable {
  /** Opens the recording, at the event `seq` when given; false when there is no such recording. */
  open(recording: string, seq?: number, beside?: boolean): Promise<boolean>;
  /** Reads the recording again where it is open: events were discarded, or it grew. */
  refresh(recording: string): void;
}

/** The file name in a tab: letters, digits and a few marks, whatever the workflow is called. */
function tabName(recording: Recording): string {
  const name = oneLine(recording.header.workflow, 60)
    .replace(/[\\/:*?"<>|#%]+/g, ' ')
    .trim();
  return `${name || 'recording'}.txt`;
}

/** Read-only documents of the scheme `mirror-recording`: a recording as a person reads it. */
export function createRecordingDocuments(
  read: (recording: string) => Promise<Recording | undefined>,
  words: Words,
): RecordingDocuments {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const opened = new Map<string, vscode.Uri>();

  async function present(id: string): Promise<{ readonly uri: vscode.Uri; readonly shown: RecordingText } | undefined> {
    const recording = await read(id);
    if (!recording) return undefined;
    const uri = vscode.Uri.from({ scheme: documentSchemes.recording, path: `/${tabName(recording)}`, query: id });
    return { uri, shown: recordingText(recording, words) };
  }

  const registration = vscode.workspace.registerTextDocumentContentProvider(documentSchemes.recording, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) =>
      (await present(uri.query))?.shown.text ?? words.t('This recording is no longer there.'),
  });

  return {
    async open(id, seq, beside = false) {
      const found = await present(id);
      if (!found) return false;
      opened.set(id, found.uri);
      changed.fire(found.uri);
      const document = await openText(found.uri);
      const line = seq === undefined ? 0 : Math.min(found.shown.lineOf(seq), document.lineCount - 1);
      const editor = await vscode.window.showTextDocument(document, {
        preview: true,
        viewColumn: beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
        selection: new vscode.Range(line, 0, line, document.lineAt(line).text.length),
      });
      editor.revealRange(document.lineAt(line).range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      return true;
    },
    refresh(id) {
      const uri = opened.get(id);
      if (uri) changed.fire(uri);
    },
    dispose: () => vscode.Disposable.from(registration, changed).dispose(),
  };
}
