import * as vscode from 'vscode';
import { panelIds } from './commandIds.ts';
import type { SendIntent } from './intents.ts';
import { type FromMap, readKeptMap, receiveFromMap, type ToMap } from './mapProtocol.ts';
import type { MessageHandlers } from './messageProtocol.ts';
import { type MapPage, mapPage, mapWords } from './present/mapPage.ts';
import { oneLine } from './present/text.ts';
import type { Words } from './present/words.ts';
import { emptyViewState, type ViewState } from './state.ts';
import { fillPanel } from './webviewPage.ts';

/** Maps in editor tabs, one a workflow. */
export interface MapPanels extends vscode.Disposable {
  show(state: ViewState): void;
  open(workflow: string): void;
  /** Takes over a tab that was open when the window was closed; `kept` is what its page kept. */
  restore(panel: vscode.WebviewPanel, kept: unknown): void;
}

interface OpenMap {
  readonly panel: vscode.WebviewPanel;
  /** Presents the state and posts it, unless it is what the page has already. */
  present(): void;
}

/**
 * The pages of process maps. Each is told all of its map, and asks by intent; a node or a piece of evidence it names that
 * is not on the map is ignored.
 */
export function createMapPanels(
  extensionUri: vscode.Uri,
  nonce: () => string,
  words: Words,
  send: SendIntent,
): MapPanels {
  let state: ViewState = emptyViewState;
  const open = new Map<string, OpenMap>();

  function attach(panel: vscode.WebviewPanel, workflow: string): OpenMap {
    let ready = false;
    let page: MapPage = mapPage(state, workflow, words);
    let posted = '';
    const { webview } = panel;
    const post = () => {
      const message: ToMap = { type: 'state', state: page.state, words: mapWords(words) };
      const text = JSON.stringify(message);
      if (!ready || text === posted) return;
      posted = text;
      void webview.postMessage(message);
    };
    const handlers: MessageHandlers<FromMap> = {
      ready() {
        ready = true;
        // A page that was hidden starts anew, and knows nothing.
        posted = '';
        post();
      },
      openEvidence({ node, index }) {
        const evidence = page.evidence.get(node)?.[index];
        if (evidence) void send({ kind: 'openEvidence', evidence, beside: true });
      },
      exportSvg({ placement }) {
        void send({ kind: 'exportMap', workflow, placement });
      },
      exportMermaid() {
        void send({ kind: 'exportMap', workflow });
      },
    };
    const title = words.t('Map: {0}', oneLine(workflow, 60));
    panel.title = title;
    const listening = webview.onDidReceiveMessage(receiveFromMap(handlers));
    const opened: OpenMap = {
      panel,
      present() {
        page = mapPage(state, workflow, words);
        post();
      },
    };
    open.set(workflow, opened);
    panel.onDidDispose(() => {
      listening.dispose();
      if (open.get(workflow) === opened) open.delete(workflow);
    });
    fillPanel(panel, { extensionUri, title, script: 'map.js', nonce: nonce() });
    return opened;
  }

  return {
    show(next) {
      const changed = next.workflows !== state.workflows || next.error !== state.error || next.busy !== state.busy;
      state = next;
      if (changed) for (const each of open.values()) each.present();
    },
    open(workflow) {
      const known = open.get(workflow);
      if (known) return known.panel.reveal();
      const panel = vscode.window.createWebviewPanel(panelIds.map, words.t('Process Map'), {
        viewColumn: vscode.ViewColumn.Active,
      });
      attach(panel, workflow);
    },
    restore(panel, kept) {
      const workflow = readKeptMap(kept)?.workflow;
      if (workflow === undefined || open.has(workflow)) panel.dispose();
      else attach(panel, workflow);
    },
    dispose() {
      for (const { panel } of [...open.values()]) panel.dispose();
    },
  };
}
