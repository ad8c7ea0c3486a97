import * as vscode from 'vscode';
import { hasUnfinished } from './host/unfinished.ts';
import type { Mirror } from './mirror.ts';
import { registerCommands } from './views/commands.ts';
import { createContextKeys } from './views/contextKeys.ts';
import { createGapPanel } from './views/gapPanel.ts';
import type { Intent } from './views/intents.ts';
import { createPreviewDocuments } from './views/previewDocument.ts';
import { createRecordingDocuments } from './views/recordingDocument.ts';
import { emptyViewState, type ViewState } from './views/state.ts';
import { createStatusBar } from './views/statusBar.ts';
import { createTrees } from './views/trees.ts';
import { createVscodeWords } from './views/vscodeWords.ts';

/** What the extension gives to others: its own `deactivate`, and tests. */
export interface MirrorApi {
  /** Loads the flow, which happens by itself at the first command, the first look at a view, or for an unfinished recording. */
  mirror(): Promise<Mirror>;
  isLoaded(): boolean;
}

/**
 * Shows the views, registers the commands, and stops there: what records and distills is a bundle of its own
 * (`mirrorInEditor.ts`), loaded when it is first needed, so that opening a window costs next to nothing.
 */
export function activate(context: vscode.ExtensionContext): MirrorApi {
  const { subscriptions, extensionUri, globalStorageUri } = context;
  const words = createVscodeWords();
  let loading: Promise<Mirror> | undefined;
  let state: ViewState = { ...emptyViewState, noFolder: !vscode.workspace.workspaceFolders?.length };

  const load = async (): Promise<Mirror> => {
    const { createMirrorInEditor } = await import('./mirrorInEditor.ts');
    const log = vscode.window.createOutputChannel('Mirror', { log: true });
    subscriptions.push(log);
    const mirror = createMirrorInEditor({ context, words, log, recordings, previews, send }, show);
    await mirror.open();
    return mirror;
  };
  const mirror = (): Promise<Mirror> => (loading ??= load());
  const send = async (intent: Intent): Promise<void> => (await mirror()).send(intent);
  const lookAgain = async (): Promise<void> => (loading ? (await loading).refresh() : void (await mirror()));

  const recordings = createRecordingDocuments(async (id) => (await mirror()).recording(id), words);
  const previews = createPreviewDocuments();
  const trees = createTrees(words, lookAgain);
  const statusBar = createStatusBar(Date.now, words);
  const gapPanel = createGapPanel(extensionUri, () => crypto.randomUUID().replaceAll('-', ''), words, send);
  const contextKeys = createContextKeys();
  function show(next: ViewState): void {
    state = next;
    for (const view of [trees, statusBar, gapPanel, contextKeys]) view.show(state);
  }

  subscriptions.push(recordings, previews, trees, statusBar, gapPanel);
  subscriptions.push(
    registerCommands(() => state.status, words, send),
    vscode.workspace.onDidGrantWorkspaceTrust(async () => (await mirror()).open()),
    vscode.workspace.onDidChangeWorkspaceFolders(async () => {
      if (loading) await (await loading).refresh();
    }),
  );
  show(state);
  void hasUnfinished(globalStorageUri.fsPath).then((unfinished) => (unfinished ? mirror() : undefined));
  return { mirror, isLoaded: () => loading !== undefined };
}

/** Waits until all that was captured is written; VS Code grants a few seconds. */
export async function deactivate(): Promise<void> {
  const api = vscode.extensions.getExtension<MirrorApi>('themirror.mirror')?.exports;
  if (api?.isLoaded()) await (await api.mirror()).close();
}
