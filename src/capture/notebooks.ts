import type * as vscode from 'vscode';
import type { TaskFact } from '../model/event.ts';
import type { CaptureContext, VSCode } from './context.ts';
import type { OpenText, Texts } from './documents.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

export interface NotebookParts {
  readonly workspace: Pick<
    VSCode['workspace'],
    | 'notebookDocuments'
    | 'onDidOpenNotebookDocument'
    | 'onDidCloseNotebookDocument'
    | 'onDidChangeNotebookDocument'
    | 'onWillSaveNotebookDocument'
    | 'onDidSaveNotebookDocument'
    | 'onDidChangeTextDocument'
  >;
  readonly window: Pick<
    VSCode['window'],
    'activeNotebookEditor' | 'onDidChangeActiveNotebookEditor' | 'onDidChangeTextEditorSelection'
  >;
}

// TextDocumentSaveReason.AfterDelay and TextEditorSelectionChangeKind.Keyboard in the editor's API.
const afterDelay = 2;
const byKeyboard = 1;

/**
 * Notebooks: what is typed into cells as edits of the file, whose text is that of its cells one after the other, and
 * cells that were run as tasks. What a cell printed is not recorded, nor what the file holds beside the cells.
 */
export function notebookSource(
  { workspace, window }: NotebookParts,
  { emit, clock, guard, locate }: CaptureContext,
  texts: Texts,
): CaptureSource {
  const notebookOf = new Map<string, vscode.NotebookDocument>();
  let active = pathOf(window.activeNotebookEditor?.notebook);

  function opened(notebook: vscode.NotebookDocument): void {
    const path = pathOf(notebook);
    if (path === undefined) return;
    notebookOf.set(path, notebook);
    texts.open(path, textOfCells(notebook));
  }

  function cellAt(
    document: vscode.TextDocument,
  ): { path: string; notebook: vscode.NotebookDocument; line: number } | undefined {
    if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
    const path = document.uri.fsPath;
    const notebook = notebookOf.get(path);
    const index = notebook?.getCells().findIndex((cell) => cell.document === document) ?? -1;
    return notebook && index >= 0 ? { path, notebook, line: linesBefore(notebook, index) } : undefined;
  }

  function typed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const cell = contentChanges.length > 0 ? cellAt(document) : undefined;
    if (!cell) return;
    const down = (position: vscode.Position) => ({ line: position.line + cell.line, character: position.character });
    const moved = contentChanges.map(({ range, text }) => ({
      range: { start: down(range.start), end: down(range.end) },
      text: text.replaceAll('\r\n', '\n'),
    }));
    texts.change(cell.path, moved, reason, cell.notebook.isDirty);
  }

  function changed({ notebook, contentChanges, cellChanges }: vscode.NotebookDocumentChangeEvent): void {
    const path = pathOf(notebook);
    if (path === undefined) return;
    for (const { range, addedCells, removedCells } of contentChanges) {
      const line = linesBefore(notebook, range.start);
      const end = line + removedCells.reduce((sum, { document }) => sum + document.lineCount, 0);
      const text = addedCells.map(textOfCell).join('');
      const at = { start: { line, character: 0 }, end: { line: end, character: 0 } };
      texts.change(path, [{ range: at, text }], undefined, notebook.isDirty);
    }
    for (const { cell, executionSummary } of cellChanges) if (executionSummary) executed(path, cell, executionSummary);
  }

  function executed(path: string, cell: vscode.NotebookCell, summary: vscode.NotebookCellExecutionSummary): void {
    const { success, timing } = summary;
    if (success === undefined && timing === undefined) return;
    const at = clock() - (timing ? Math.max(0, timing.endTime - timing.startTime) : 0);
    // What was typed was typed for this.
    texts.leave(path);
    const { file, folder } = locate(path);
    const name = `${folder ? `${folder}/` : ''}${file} cell ${cell.index + 1}`;
    const fact: TaskFact = { kind: 'task', name, source: 'notebook' };
    emit({ ...fact, ...(success === undefined ? {} : { exitCode: success ? 0 : 1 }) }, Math.max(0, at));
  }

  for (const notebook of workspace.notebookDocuments) guard('notebooks', opened)(notebook);
  const subscriptions = [
    workspace.onDidOpenNotebookDocument(guard('notebooks', opened)),
    workspace.onDidCloseNotebookDocument(
      guard('notebooks', (notebook: vscode.NotebookDocument) => {
        const path = pathOf(notebook);
        if (path === undefined || !notebookOf.delete(path)) return;
        texts.close(path);
        // Closed, the file is read as what it is on disk, which is another text.
        texts.forget(path);
      }),
    ),
    workspace.onDidChangeTextDocument(guard('notebooks', typed)),
    workspace.onDidChangeNotebookDocument(guard('notebooks', changed)),
    workspace.onWillSaveNotebookDocument(
      guard('notebooks', ({ notebook, reason }: vscode.NotebookDocumentWillSaveEvent) => {
        const path = pathOf(notebook);
        if (path !== undefined) texts.willSave(path, reason !== afterDelay);
      }),
    ),
    workspace.onDidSaveNotebookDocument(
      guard('notebooks', (notebook: vscode.NotebookDocument) => {
        const path = pathOf(notebook);
        if (path !== undefined) texts.didSave(path);
      }),
    ),
    window.onDidChangeTextEditorSelection(
      guard('notebooks', ({ textEditor, kind, selections }: vscode.TextEditorSelectionChangeEvent) => {
        const cell = selections[0] && cellAt(textEditor.document);
        if (cell) texts.select(cell.path, cell.line + (selections[0]?.active.line ?? 0), kind === byKeyboard);
      }),
    ),
    window.onDidChangeActiveNotebookEditor(
      guard('notebooks', (editor: vscode.NotebookEditor | undefined) => {
        const now = pathOf(editor?.notebook);
        if (active !== undefined && active !== now) texts.leave(active);
        active = now;
      }),
    ),
  ];
  return { dispose: () => disposeAll(subscriptions), drained: () => Promise.resolve() };
}

/** A notebook as one text: each cell ends with a newline, so that a cell more or less is whole lines more or less. */
function textOfCells(notebook: vscode.NotebookDocument): OpenText {
  return {
    get lineCount() {
      return linesBefore(notebook, notebook.cellCount) + 1;
    },
    get isDirty() {
      return notebook.isDirty;
    },
    getText: () => notebook.getCells().map(textOfCell).join(''),
  };
}

function textOfCell({ document }: vscode.NotebookCell): string {
  return `${document.getText().replaceAll('\r\n', '\n')}\n`;
}

function linesBefore(notebook: vscode.NotebookDocument, index: number): number {
  let lines = 0;
  for (let at = 0; at < index; at++) lines += notebook.cellAt(at).document.lineCount;
  return lines;
}

function pathOf(notebook: vscode.NotebookDocument | undefined): string | undefined {
  return notebook?.uri.scheme === 'file' ? notebook.uri.fsPath : undefined;
}
