import * as vscode from 'vscode';
import { editorToolPrefix, toolNames } from './ask/toolNames.ts';
import { registerAgentTools } from './host/languageModelTools.ts';
import { provideMcpServer } from './host/mcpProvider.ts';
import { refreshLauncher } from './host/serverCommand.ts';
import { hasUnfinished } from './host/unfinished.ts';
import type { Mirror } from './mirror.ts';
import type { MirrorInEditor } from './mirrorInEditor.ts';
import { type CommandName, commandIds, panelIds, viewIds } from './views/commandIds.ts';
import { createContextKeys } from './views/contextKeys.ts';
import { emptyViewState } from './views/state.ts';
import { createStatusBar } from './views/statusBar.ts';
import { createTreeViews } from './views/treeViews.ts';
import { createVscodeWords } from './views/vscodeWords.ts';

/** What the extension gives to others: its own `deactivate`, and tests. */
export interface MirrorApi {
  /** Loads the flow, which happens by itself at the first command, the first look at a view, or for an unfinished recording. */
  mirror(): Promise<Mirror>;
  isLoaded(): boolean;
}

/** Where notes stand as text. A file that Mirror never wrote into is nobody's business, and loads nothing. */
const contextFiles: vscode.DocumentSelector = {
  scheme: 'file',
  pattern: '**/{AGENTS.md,MEMORY.md,.mirror/notes/*.md}',
};

function isOurs(document: vscode.TextDocument): boolean {
  return document.uri.path.includes('/.mirror/notes/') || document.getText().includes('mirror:begin');
}

/**
 * Puts up the frame (empty views, the status bar, the commands) and stops there: what fills it is a bundle of its own
 * (`mirrorInEditor.ts`), loaded when it is first needed, so that opening a window costs next to nothing.
 */
export function activate(context: vscode.ExtensionContext): MirrorApi {
  const words = createVscodeWords();
  let loading: Promise<MirrorInEditor> | undefined;
  const load = async (): Promise<MirrorInEditor> => {
    const { openMirrorInEditor } = await import('./mirrorInEditor.ts');
    return openMirrorInEditor({
      context,
      words,
      treeViews,
      statusBar,
      contextKeys,
      lensesChanged: () => lensesChanged.fire(),
    });
  };
  const loaded = (): Promise<MirrorInEditor> => (loading ??= load());
  const mirror = async (): Promise<Mirror> => (await loaded()).mirror;
  const lookAgain = async (): Promise<void> => (loading ? (await mirror()).refresh() : void (await loaded()));

  const cli = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js');
  const treeViews = createTreeViews(lookAgain);
  const statusBar = createStatusBar(Date.now, words);
  const contextKeys = createContextKeys(words);
  const lensesChanged = new vscode.EventEmitter<void>();
  const gapPanel: vscode.WebviewViewProvider = {
    resolveWebviewView: async (...asked) => (await loaded()).gapPanel.resolveWebviewView(...asked),
  };
  context.subscriptions.push(
    treeViews,
    statusBar,
    contextKeys,
    lensesChanged,
    vscode.window.registerWebviewViewProvider(viewIds.selectedGap, gapPanel),
    vscode.window.registerWebviewPanelSerializer(panelIds.map, {
      deserializeWebviewPanel: async (panel, kept) => (await loaded()).maps.restore(panel, kept),
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.review, {
      deserializeWebviewPanel: async (panel, kept) => (await loaded()).reviews.restore(panel, kept),
    }),
    ...Object.entries(commandIds).map(([name, id]) =>
      vscode.commands.registerCommand(id, async (...given: unknown[]) =>
        (await loaded()).run(name as CommandName, given),
      ),
    ),
    registerAgentTools(editorToolPrefix, toolNames, async (tool, input) =>
      (await import('./mirrorInEditor.ts')).answerInEditor(context, words, tool, input),
    ),
    provideMcpServer(cli, context.extension.packageJSON.version),
    vscode.languages.registerCodeLensProvider(contextFiles, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document, token) =>
        isOurs(document) ? (await loaded()).noteLenses.provideCodeLenses(document, token) : [],
    }),
    vscode.languages.registerHoverProvider(contextFiles, {
      provideHover: async (document, position, token) =>
        isOurs(document) ? (await loaded()).noteLenses.provideHover(document, position, token) : undefined,
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(async () => (await mirror()).open()),
    vscode.workspace.onDidChangeWorkspaceFolders(async () => {
      if (loading) await (await mirror()).refresh();
    }),
  );
  const empty = { ...emptyViewState, noFolder: !vscode.workspace.workspaceFolders?.length };
  for (const view of [statusBar, contextKeys]) view.show(empty);
  void hasUnfinished(context.globalStorageUri.fsPath).then((unfinished) => (unfinished ? loaded() : undefined));
  void refreshLauncher(context.globalStorageUri.fsPath, cli.fsPath);
  return { mirror, isLoaded: () => loading !== undefined };
}

/** Waits until all that was captured is written; VS Code grants a few seconds. */
export async function deactivate(): Promise<void> {
  const api = vscode.extensions.getExtension<MirrorApi>('themirror.mirror')?.exports;
  if (api?.isLoaded()) await (await api.mirror()).close();
}
