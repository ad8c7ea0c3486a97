import type * as vscode from 'vscode';
import type { CaptureContext, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

type EditorWindow = Pick<
  VSCode['window'],
  'activeTextEditor' | 'activeNotebookEditor' | 'onDidChangeActiveTextEditor' | 'onDidChangeActiveNotebookEditor'
>;

/** The file that the person looks at: said when it is another than before. */
export function openSource(window: EditorWindow, { emit, clock, guard, locate }: CaptureContext): CaptureSource {
  let last: string | undefined;

  function tell(uri: vscode.Uri, line?: number): void {
    if (uri.scheme !== 'file' || uri.fsPath === last) return;
    last = uri.fsPath;
    const { file, folder } = locate(uri.fsPath);
    emit({ kind: 'open', file, ...(line === undefined ? {} : { line }), ...(folder ? { folder } : {}) }, clock());
  }

  const showEditor = (editor: vscode.TextEditor | undefined): void => {
    if (editor) tell(editor.document.uri, editor.selection.active.line + 1);
  };
  const showNotebook = (editor: vscode.NotebookEditor | undefined): void => {
    if (editor) tell(editor.notebook.uri);
  };
  guard('opens', showEditor)(window.activeTextEditor);
  const subscriptions = [
    window.onDidChangeActiveTextEditor(guard('opens', showEditor)),
    window.onDidChangeActiveNotebookEditor(guard('opens', showNotebook)),
  ];
  return { dispose: () => disposeAll(subscriptions), drained: () => Promise.resolve() };
}
