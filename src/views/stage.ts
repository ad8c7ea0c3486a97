import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { FileChange } from '../model/context.ts';
import type { TreeName } from './commandIds.ts';
import type { EvidenceDocuments } from './evidenceDocument.ts';
import type { MapPanels } from './mapPanels.ts';
import type { NoteDraft, NoteDrafts } from './noteDrafts.ts';
import type { NoteTurn } from './noteTurn.ts';
import type { NoteEvidence } from './present/noteEvidence.ts';
import type { PreviewDocuments } from './previewDocument.ts';
import type { RecordingDocuments } from './recordingDocument.ts';
import type { ReviewPanels } from './reviewPanel.ts';
import type { TreeViews } from './treeViews.ts';

/** What the extension can show. */
export interface StageDocuments {
  readonly recordings: RecordingDocuments;
  readonly previews: PreviewDocuments;
  readonly maps: Pick<MapPanels, 'open'>;
  readonly reviews: Pick<ReviewPanels, 'open' | 'refresh'>;
  readonly drafts: NoteDrafts;
  readonly evidence: EvidenceDocuments;
  readonly trees: TreeViews;
  readonly turn: Pick<NoteTurn, 'isWanted'>;
}

/** Opens things in the editor: recordings, diffs, files, views of the sidebar. `folder` is the one that is recorded. */
export function createStage(
  { recordings, previews, maps, reviews, drafts, evidence, trees, turn }: StageDocuments,
  folder: () => string | undefined,
) {
  /** How many notes were shown: one that is overtaken by the next is not shown to its end. */
  let shown = 0;
  return {
    openDraft: (draft: NoteDraft) => drafts.open(draft),
    closeDraft: (notes: readonly string[]) => drafts.close(notes),
    /** Evidence on the left, the change on the right; the focus stays in the list that is being reviewed. */
    async openNote(title: string, note: NoteEvidence, changes: readonly FileChange[]): Promise<void> {
      shown += 1;
      const own = shown;
      const isWanted = () => own === shown && turn.isWanted();
      if (isWanted()) await evidence.open(note);
      if (isWanted()) await previews.showBeside(title, changes, isWanted);
    },
    openRecording: (id: string, seq?: number, beside?: boolean) => recordings.open(id, seq, beside),
    showMap: (workflow: string) => maps.open(workflow),
    refreshRecording(id: string): void {
      recordings.refresh(id);
      reviews.refresh(id);
    },
    reviewRecording: (id: string) => reviews.open(id),
    showChanges: (title: string, changes: readonly FileChange[]) => previews.show(title, changes),
    openText: (title: string, text: string) => previews.read(title, text),
    async openFile(path: string, line?: number): Promise<void> {
      const root = folder();
      if (root === undefined) return;
      const file = vscode.Uri.joinPath(vscode.Uri.file(root), path);
      const at = line === undefined ? undefined : { selection: new vscode.Range(line - 1, 0, line - 1, 0) };
      await vscode.commands.executeCommand('vscode.open', file, at);
    },
    async reveal(view: TreeName): Promise<void> {
      await trees[view].focus();
    },
    async copy(text: string): Promise<void> {
      await vscode.env.clipboard.writeText(text);
    },
    typeInTerminal(command: string): Promise<void> {
      const root = folder();
      const terminal = vscode.window.createTerminal({ name: 'Mirror', ...(root === undefined ? {} : { cwd: root }) });
      terminal.show();
      terminal.sendText(command, false);
      return Promise.resolve();
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
