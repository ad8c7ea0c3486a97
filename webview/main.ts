import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import { render } from 'lit';
import * as z from 'zod/mini';
import {
  type FromWebview,
  type KeptState,
  type PanelState,
  type PanelWords,
  readKeptState,
  receiveFromHost,
} from '../src/views/protocol.ts';
import { type Draft, gapView, type Sending } from './gapView.ts';
import { styles } from './styles.ts';
import './vscodeApi.ts';

/** zod compiles schemas with `new Function` where it may; the page's policy forbids it, so it is not even tried. */
z.config({ jitless: true });

function start(root: HTMLElement) {
  const host = acquireVsCodeApi<FromWebview, KeptState>();
  const kept = readKeptState(host.getState());
  const drafts = new Map<string, Draft>(Object.entries(kept.drafts));
  let lastGap = kept.gap;
  let shown: { readonly state: PanelState; readonly words: PanelWords } | undefined;
  let sending: Sending = 'no';

  const post = (message: FromWebview) => host.postMessage(message);
  const gap = () => (shown?.state.view === 'gap' ? shown.state.gap : undefined);

  function draftNow(): Draft {
    const current = gap();
    return (current && drafts.get(current.id)) ?? { text: '', layer: current?.layer ?? 'project' };
  }

  function keep() {
    host.setState({ drafts: Object.fromEntries(drafts), ...(lastGap === undefined ? {} : { gap: lastGap }) });
  }

  function draw() {
    if (shown) render(gapView({ ...shown, draft: draftNow(), sending }, actions), root);
  }

  function withGap(use: (id: string) => void) {
    const current = gap();
    if (current) use(current.id);
  }

  function focusAnswer() {
    root.querySelector<HTMLElement>('#answer')?.focus();
  }

  const actions = {
    edit: (draft: Draft) =>
      withGap((id) => {
        drafts.set(id, draft);
        if (sending !== 'sending') sending = 'no';
        keep();
        draw();
      }),
    accept: () =>
      withGap((id) => {
        if (sending === 'sending') return;
        const { text, layer } = draftNow();
        const missing = text.trim() === '';
        sending = missing ? 'missing' : 'sending';
        if (missing) focusAnswer();
        else post({ type: 'answer', gap: id, text: text.trim(), layer });
        draw();
      }),
    dismiss: () => withGap((id) => post({ type: 'dismiss', gap: id })),
    ask: () => withGap((id) => post({ type: 'ask', gap: id })),
    apply: () => post({ type: 'apply' }),
    retry: () => post({ type: 'retry' }),
    openEvidence: (index: number) => withGap((id) => post({ type: 'openEvidence', gap: id, index })),
  };

  const receive = receiveFromHost({
    state({ state, words }) {
      const before = gap()?.id;
      shown = { state, words };
      const isAnother = gap()?.id !== before;
      if (isAnother) {
        sending = 'no';
        lastGap = gap()?.id ?? lastGap;
        keep();
      }
      draw();
      // Its question stands at the top.
      if (isAnother) window.scrollTo(0, 0);
    },
    answer({ gap: answered, outcome }) {
      if (outcome === 'taken') {
        drafts.delete(answered);
        keep();
      }
      const isShown = gap()?.id === answered;
      if (isShown) sending = outcome === 'kept' ? 'kept' : 'no';
      draw();
      if (isShown && outcome === 'taken') window.scrollTo(0, 0);
    },
    focusAnswer: () => focusAnswer(),
  });

  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...(styles.styleSheet ? [styles.styleSheet] : [])];
  window.addEventListener('message', (event) => receive(event.data));
  post({ type: 'ready', ...(lastGap === undefined ? {} : { gap: lastGap }) });
}

const root = document.getElementById('root');
if (root) start(root);
