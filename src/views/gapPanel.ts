import * as vscode from 'vscode';
import type { Layer } from '../model/note.ts';
import { viewIds } from './commandIds.ts';
import type { SendIntent } from './intents.ts';
import type { MessageHandlers } from './messageProtocol.ts';
import { panelState, panelWords } from './present/gapPanel.ts';
import type { Words } from './present/words.ts';
import { type FromWebview, receiveFromWebview, type ToWebview } from './protocol.ts';
import { emptyViewState, type ViewState } from './state.ts';
import { fillWebview } from './webviewPage.ts';

export interface GapPanel extends vscode.WebviewViewProvider {
  show(state: ViewState): void;
  /** Brings the view up, with the cursor in the answer box. */
  focusAnswer(): Promise<void>;
}

/**
 * The webview of the selected gap. It is told the whole state, and asks by intent; a gap or a piece of evidence it
 * names that is not in the state is ignored.
 */
export function createGapPanel(
  extensionUri: vscode.Uri,
  nonce: () => string,
  words: Words,
  send: SendIntent,
): GapPanel {
  let state: ViewState = emptyViewState;
  let view: vscode.WebviewView | undefined;
  let ready = false;
  let wantsFocus = false;
  /** Shown before the window was reloaded, with what was being written about it; the gaps may come later. */
  let shownBefore: string | undefined;

  function post(message: ToWebview) {
    if (view && ready) void view.webview.postMessage(message);
  }

  function postState() {
    post({ type: 'state', state: panelState(state, words), words: panelWords(state, words) });
  }

  function postFocus() {
    if (!ready || !wantsFocus) return;
    wantsFocus = false;
    post({ type: 'focusAnswer' });
  }

  const gapOf = (id: string) => state.gaps.find((gap) => gap.id === id);

  const answerOf = (gap: string) => state.answers.find((answer) => answer.gap === gap)?.text;

  /** The draft may go once the answer is accepted: it stands in the answers (sanitized), or has closed the gap. */
  async function answer(gap: string, text: string, layer: Layer): Promise<void> {
    const before = answerOf(gap);
    try {
      await send({ kind: 'answerGap', gap, text, layer });
    } finally {
      const after = answerOf(gap);
      const taken = !gapOf(gap) || (after !== undefined && (after !== before || after.trim() === text.trim()));
      post({ type: 'answer', gap, outcome: taken ? 'taken' : 'kept' });
    }
  }

  /** Selects it again, unless a person was faster. */
  function selectAsBefore() {
    if (shownBefore === undefined || !(state.selectedGapId !== undefined || gapOf(shownBefore))) return;
    if (state.selectedGapId === undefined) void send({ kind: 'selectGap', gap: shownBefore });
    shownBefore = undefined;
  }

  const handlers: MessageHandlers<FromWebview> = {
    ready({ gap }) {
      ready = true;
      shownBefore = gap;
      selectAsBefore();
      postState();
      postFocus();
    },
    answer({ gap, text, layer }) {
      if (gapOf(gap) && text.trim() !== '') void answer(gap, text, layer);
    },
    dismiss({ gap }) {
      if (gapOf(gap)) void send({ kind: 'dismissGap', gap });
    },
    ask({ gap }) {
      if (gapOf(gap)) void send({ kind: 'copyGapQuestion', gap });
    },
    apply() {
      void send({ kind: 'applyNotes' });
    },
    retry() {
      const workflow = state.workflow ?? state.workflows[0]?.name;
      if (state.distillFailed) void send({ kind: 'distillWorkflow', ...(workflow === undefined ? {} : { workflow }) });
    },
    openEvidence({ gap, index }) {
      const evidence = gapOf(gap)?.evidence[index];
      if (evidence) void send({ kind: 'openEvidence', evidence });
    },
  };

  return {
    resolveWebviewView(resolved) {
      view = resolved;
      ready = false;
      const { webview } = resolved;
      const listening = webview.onDidReceiveMessage(receiveFromWebview(handlers));
      resolved.onDidDispose(() => {
        listening.dispose();
        view = undefined;
        ready = false;
      });
      fillWebview(webview, { extensionUri, title: words.t('Selected Gap'), script: 'main.js', nonce: nonce() });
    },
    show(next) {
      const selected = next.selectedGapId !== undefined && next.selectedGapId !== state.selectedGapId;
      state = next;
      postState();
      selectAsBefore();
      // Only a person selects: the view opens where it is collapsed, and the focus stays on the row.
      if (selected && !view?.visible) {
        void vscode.commands.executeCommand(`${viewIds.selectedGap}.focus`, { preserveFocus: true });
      }
    },
    async focusAnswer() {
      wantsFocus = true;
      await vscode.commands.executeCommand(`${viewIds.selectedGap}.focus`);
      postFocus();
    },
  };
}
