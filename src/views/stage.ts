import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { FileChange } from '../model/context.ts';
import { type TreeName, viewIds } from './commandIds.ts';
import type { MapPanels } from './mapPanels.ts';
import type { PreviewDocuments } from './previewDocument.ts';
import type { RecordingDocuments } from './recordingDocument.ts';

/** Opens things in the editor: recordings, diffs, files, views of the sidebar. `folder` is the one that is recorded. */
export function createStage(
  recordings: RecordingDocuments,
  previews: PreviewDocuments,
  maps: Pick<MapPanels, 'open'>,
  folder: () => string | undefined,
) {
  return {
    openRecording: (id: string, seq?: number, beside?: boolean) => recordings.open(id, seq, beside),
    showMap: (workflow: string) => maps.open(workflow),
    refreshRecording: (id: string) => recordings.refresh(id),
    showChanges: (title: string, changes: readonly FileChange[]) => previews.show(title, changes),
    openText: (title: string, text: string) => previews.read(title, text),
    async openFile(path: string): Promise<void> {
      const root = folder();
      if (root === undefined) return;
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(vscode.Uri.file(root), path));
    },
    async reveal(view: TreeName): Promise<void> {
      await vscode.commands.executeCommand(`${viewIds[view]}.focus`);
    },
    async copy(text: string): Promise<void> {
      await vscode.env.clipboard.writeText(text);
    },
    activeFile(): string | undefined {
      const root = folder();
      const uri = vscode.window.activeTextEditor?.document.uri;
      if (root === undefined || uri?.scheme !== 'file') return undefined;
      const path = relative(root, uri.fsPath);
      return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
    },
  };
}
