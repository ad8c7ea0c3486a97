import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { CaptureSource } from './capture/emit.ts';
import { startSources } from './capture/sources.ts';
import { answerAgent } from './flow/answering.ts';
import { openGateOut } from './flow/gates.ts';
import { type FrontDoor, openFrontDoor } from './flow/newcomer.ts';
import type { CaptureStart, Folder, MirrorPorts } from './flow/ports.ts';
import { reportsFile } from './host/agentReports.ts';
import { createGitPort, headOf } from './host/git.ts';
import { createIdentity } from './host/identity.ts';
import { createOwnWords } from './host/ownWords.ts';
import { makeSampleFolder, type SampleFolder } from './host/sampleFolder.ts';
import { serverCommand } from './host/serverCommand.ts';
import { defaultSettings, readSettings, type Settings } from './host/settings.ts';
import { checkShell } from './host/shellCheck.ts';
import { loadShellGrammar } from './host/shellGrammar.ts';
import { watchFile } from './host/watchFile.ts';
import { createMirror, type Mirror } from './mirror.ts';
import type { ParseShell } from './model/shell.ts';
import { anthropicModel } from './refine/anthropic.ts';
import type { LanguageModel } from './refine/port.ts';
import { vscodeModel } from './refine/vscodeModel.ts';
import { createHeldOutput } from './sanitize/heldOutput.ts';
import { type CommandName, viewIds } from './views/commandIds.ts';
import { createCommandRunner } from './views/commands.ts';
import { createEvidenceDocuments } from './views/evidenceDocument.ts';
import { createGapPanel } from './views/gapPanel.ts';
import type { Intent } from './views/intents.ts';
import { createMapPanels, type MapPanels } from './views/mapPanels.ts';
import { createNoteDrafts } from './views/noteDrafts.ts';
import { createNoteLenses, type NoteLenses } from './views/noteLenses.ts';
import { createNoteTurn } from './views/noteTurn.ts';
import type { Words } from './views/present/words.ts';
import { createPreviewDocuments } from './views/previewDocument.ts';
import { createPrompts } from './views/prompts.ts';
import { createRecordingDocuments } from './views/recordingDocument.ts';
import { createReviewPanels, type ReviewPanels } from './views/reviewPanel.ts';
import { createStage, type StageDocuments } from './views/stage.ts';
import { emptyViewState, type ViewState } from './views/state.ts';
import { createTrees } from './views/trees.ts';
import type { TreeViews } from './views/treeViews.ts';

/** What stands in the window from its start, and waits to be filled. */
export interface Frame {
  readonly context: vscode.ExtensionContext;
  readonly words: Words;
  readonly treeViews: TreeViews;
  readonly statusBar: Shown;
  readonly contextKeys: Shown;
  /** Told when what is said over the lines of context files is no longer so. */
  readonly lensesChanged: () => void;
}

interface Shown {
  show(state: ViewState): void;
}

export interface MirrorInEditor {
  readonly mirror: FrontDoor;
  readonly gapPanel: vscode.WebviewViewProvider;
  readonly maps: Pick<MapPanels, 'restore'>;
  readonly reviews: Pick<ReviewPanels, 'restore'>;
  readonly noteLenses: NoteLenses;
  /** Runs a command of the extension on the row or rows, or whatever else, that it was given. */
  run(command: CommandName, given: readonly unknown[]): Promise<void>;
}

/** Fills the frame: the views of the window, and the flow that they show and send intents to. */
export async function openMirrorInEditor({ context, words, ...frame }: Frame): Promise<MirrorInEditor> {
  const { subscriptions, extensionUri } = context;
  let state = emptyViewState;
  const send = (intent: Intent): Promise<void> => mirror.send(intent);
  const recordings = createRecordingDocuments((id) => mirror.recording(id), words);
  const previews = createPreviewDocuments(words);
  const nonce = () => randomUUID().replaceAll('-', '');
  const gapPanel = createGapPanel(extensionUri, nonce, words, send);
  const maps = createMapPanels(extensionUri, nonce, words, send);
  const reviews = createReviewPanels(extensionUri, nonce, words, (id) => mirror.review(id), send);
  const log = vscode.window.createOutputChannel('Mirror', { log: true });
  const drafts = createNoteDrafts(send);
  const evidence = createEvidenceDocuments(words);
  const turn = createNoteTurn(Date.now, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  subscriptions.push(recordings, previews, maps, reviews, drafts, evidence, log);
  const noteLenses = createNoteLenses({
    linesOf: (file, text) => mirror.noteLines(file, text),
    now: Date.now,
    changed: frame.lensesChanged,
    words,
  });
  const views: readonly Shown[] = [
    createTrees(frame.treeViews, words),
    frame.statusBar,
    gapPanel,
    maps,
    reviews,
    frame.contextKeys,
    noteLenses,
    evidence,
  ];
  const documents = { recordings, previews, maps, reviews, drafts, evidence, trees: frame.treeViews, turn };
  const parts = { context, words, log, documents, send };
  const mirror = openFrontDoor(
    {
      own: (show) => createMirrorInEditor(parts, show),
      makeSample: () => makeSampleFolder(vscode.Uri.joinPath(extensionUri, 'media', 'sample').fsPath),
      sample: (at, show) => createMirrorInEditor(parts, show, at),
      reveal: async () => void (await vscode.commands.executeCommand(`${viewIds.workflows}.focus`)),
      checkShell: () => checkShell(words.t('Mirror: Shell Check')),
      openSettings: async (query) =>
        void (await vscode.commands.executeCommand('workbench.action.openSettings', query)),
      prompts: createPrompts(),
      words,
      log: (line) => log.info(line),
    },
    (next) => {
      state = next;
      for (const view of views) view.show(state);
    },
  );
  const runCommand = createCommandRunner(words, send, turn);
  await mirror.open();
  return {
    mirror,
    gapPanel,
    maps,
    reviews,
    noteLenses,
    run: (command, given) =>
      runCommand(command, given, {
        status: state.status,
        selected: (tree) => frame.treeViews[tree].view.selection.flatMap(({ target }) => target ?? []),
        focusAnswer: gapPanel.focusAnswer,
        acceptDraft: drafts.accept,
      }),
  };
}

interface EditorParts {
  readonly context: vscode.ExtensionContext;
  readonly words: Words;
  readonly log: vscode.LogOutputChannel;
  readonly documents: StageDocuments;
  readonly send: (intent: Intent) => Promise<void>;
}

/** The flow with a real window at its edges; with `sample` over that folder alone, where nothing is asked of a model. */
function createMirrorInEditor(parts: EditorParts, show: (state: ViewState) => void, sample?: SampleFolder): Mirror {
  const { context, words, log, documents, send } = parts;
  let grammar: Promise<ParseShell> | undefined;
  const settings = (): Settings => {
    const { settings: read, problems } = readSettings(vscode.workspace);
    for (const { message } of problems) log.warn(message);
    return sample ? defaultSettings() : read;
  };
  const recorded = sample ? () => ({ path: sample.project, name: 'parcel-rates' }) : folder;
  const ports: MirrorPorts = {
    folder: recorded,
    trusted: () => sample !== undefined || vscode.workspace.isTrusted,
    folderProblem: () =>
      vscode.workspace.workspaceFolders?.length
        ? words.t('Mirror records folders on a disk; this one is virtual.')
        : undefined,
    globalStorage: sample?.globalStorage ?? context.globalStorageUri.fsPath,
    settings,
    prompts: createPrompts(),
    stage: createStage(documents, () => recorded()?.path),
    identity: createIdentity(context.globalState, () => settings()['recording.recorderName']),
    ownWords: createOwnWords(context.secrets),
    shareTerm,
    words,
    now: Date.now,
    newId: randomUUID,
    parseShell: () => (grammar ??= loadBundledGrammar(context.extensionUri)),
    startSources: (start) => listen(start, settings()),
    head: headOf,
    terminalEnvironment,
    languageModel: async () => languageModel(settings(), await context.secrets.get(keyName)),
    storeModelKey: async (key) => (key === '' ? context.secrets.delete(keyName) : context.secrets.store(keyName, key)),
    send,
    agents: {
      home: homedir(),
      server: () =>
        serverCommand(
          context.globalStorageUri.fsPath,
          vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath,
        ),
    },
    log: (line) => log.info(line),
  };
  const mirror = createMirror(ports, show);
  // Servers that agents started write there.
  if (!sample) context.subscriptions.push(watchFile(reportsFile, () => void mirror.refresh()));
  return mirror;
}

/** What a language model of the editor is told that uses one of the tools. Nothing but the folder is looked at. */
export async function answerInEditor(
  { secrets }: vscode.ExtensionContext,
  words: Words,
  tool: string,
  input: unknown,
): Promise<string> {
  const open = folder();
  if (!open) return words.t('Open a folder first: Mirror records work on a folder.');
  if (!vscode.workspace.isTrusted)
    return words.t('Mirror needs a trusted workspace. Trust this folder, then try again.');
  const settings = () => readSettings(vscode.workspace).settings;
  const gatePorts = { settings, terminalEnvironment, ownWords: createOwnWords(secrets) };
  const gate = async () => (await openGateOut(gatePorts, open)).text;
  const { text } = await answerAgent({ root: open.path, gate, now: Date.now }, tool, input, vscode.env.appName);
  return text;
}

const keyName = 'mirror.model.key';
const defaultModel = 'claude-sonnet-4-5';

/** The model that the settings name. Nothing is loaded or asked before its first question. */
function languageModel(settings: Settings, apiKey: string | undefined): LanguageModel | undefined {
  const model = settings['model.name'];
  const baseUrl = settings['model.baseUrl'];
  switch (settings['model.provider']) {
    case 'off':
      return undefined;
    case 'anthropic':
      return anthropicModel({ apiKey, model: model || defaultModel, ...(baseUrl ? { baseUrl } : {}) });
    case 'vscode':
      return vscodeModel(
        {
          selectChatModels: (selector) => vscode.lm.selectChatModels(selector),
          userMessage: (text) => vscode.LanguageModelChatMessage.User(text),
          token: (signal) => {
            const source = new vscode.CancellationTokenSource();
            signal.addEventListener('abort', () => source.cancel(), { once: true });
            return source.token;
          },
        },
        model ? { family: model } : undefined,
      );
  }
}

/** Adds a word to the terms in the settings of the workspace. */
async function shareTerm(term: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('mirror', vscode.workspace.workspaceFolders?.[0]?.uri);
  const terms = configuration.inspect<string[]>('sanitize.terms')?.workspaceValue ?? [];
  const all = [...new Set([...terms, term])];
  await configuration.update('sanitize.terms', all, vscode.ConfigurationTarget.Workspace);
}

/** The first folder of the workspace that is on a disk. */
function folder(): Folder | undefined {
  const first = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return first && { path: first.uri.fsPath, name: first.name };
}

function loadBundledGrammar(extensionUri: vscode.Uri): Promise<ParseShell> {
  const file = (name: string) => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
  return loadShellGrammar({ runtime: file('web-tree-sitter.wasm'), bash: file('tree-sitter-bash.wasm') });
}

async function listen({ emit, clock, numberOf, underWay }: CaptureStart, settings: Settings): Promise<CaptureSource> {
  const roots = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const kept = settings['capture.maxOutputKilobytes'] * 1024;
  const heldOutput = () => createHeldOutput({ head: Math.ceil(kept / 2), tail: Math.floor(kept / 2) });
  return startSources(vscode, {
    emit,
    clock,
    terminals: numberOf,
    underWay,
    git: await createGitPort(roots.map(({ uri }) => uri.fsPath)),
    maxFileChars: settings['capture.maxFileKilobytes'] * 1024,
    excludeFiles: settings['capture.excludeFiles'],
    ...(settings['capture.output'] ? { heldOutput } : {}),
    // In a browser reading the clipboard would ask the person.
    ...(vscode.env.uiKind === vscode.UIKind.Desktop
      ? { readClipboard: async () => vscode.env.clipboard.readText() }
      : {}),
  });
}

/** What the settings add to the environment of terminals. */
function terminalEnvironment(): Record<string, string | undefined> {
  const platform = { win32: 'windows', darwin: 'osx' }[process.platform as string] ?? 'linux';
  const given =
    vscode.workspace.getConfiguration('terminal.integrated.env').get<Record<string, string | null>>(platform) ?? {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value ?? undefined]));
}
