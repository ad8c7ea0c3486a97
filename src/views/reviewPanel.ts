import * as vscode from 'vscode';
import { panelIds } from './commandIds.ts';
import type { SendIntent } from './intents.ts';
import type { MessageHandlers } from './messageProtocol.ts';
import { lineDetail, moreOf } from './present/reviewDetail.ts';
import { reviewList, seqsOf } from './present/reviewList.ts';
import { type ReviewPresenter, reviewPresenter, reviewWords } from './present/reviewRows.ts';
import { oneLine } from './present/text.ts';
import type { Words } from './present/words.ts';
import { type FromReview, readKeptReview, receiveFromReview, type ToReview } from './reviewProtocol.ts';
import type { ReviewChange, ReviewSubject } from './reviewSubject.ts';
import type { ViewState } from './state.ts';
import { fillPanel } from './webviewPage.ts';

export interface ReviewPanels extends vscode.Disposable {
  /** Opens the review of a recording in an editor, or brings up the one that is open. */
  open(recording: string): Promise<void>;
  /** Reads a recording again where it is open. */
  refresh(recording: string): void;
  /** Something was computed anew: what is open is read again. */
  show(state: ViewState): void;
  /** Takes over a tab that was open when the window was closed; `kept` is what its page kept. */
  restore(panel: vscode.WebviewPanel, kept: unknown): void;
}

/** How often a recording that runs is looked at while its review is in sight. Milliseconds. */
const liveMs = 2_000;
/** Searching gives way to the editor after this many milliseconds. */
const sliceMs = 8;

interface Shown {
  readonly subject: ReviewSubject;
  readonly presenter: ReviewPresenter;
  readonly version: number;
}

/** Reviews of recordings, each a webview in an editor. `read` gives what is shown; what a person wants goes out by intent. */
export function createReviewPanels(
  extensionUri: vscode.Uri,
  nonce: () => string,
  words: Words,
  read: (recording: string) => Promise<ReviewSubject | undefined>,
  send: SendIntent,
): ReviewPanels {
  const open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly refresh: () => void }>();
  let shownWorkflows: ViewState['workflows'] | undefined;

  function attach(panel: vscode.WebviewPanel, id: string): void {
    let shown: Shown | undefined;
    let ready = false;
    let reading = false;
    let again = false;
    let rested = 0;

    const post = (message: ToReview): void => {
      if (ready) void panel.webview.postMessage(message);
    };

    function postOutline(grown: boolean): void {
      if (!shown) return;
      panel.title = words.t('Review: {0}', oneLine(shown.subject.recording.header.workflow, 60));
      post({ type: 'outline', outline: shown.presenter.outline(shown.version, grown), words: reviewWords(words) });
    }

    /** One reading at a time; what is asked for meanwhile is one more. */
    async function refresh(): Promise<void> {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      const begun = performance.now();
      try {
        const subject = await read(id);
        if (!subject) post({ type: 'message', kind: 'error', text: words.t('This recording is no longer there.') });
        else if (!shown || isOther(shown.subject, subject)) {
          const presenter = reviewPresenter(subject, reviewList(subject), words);
          const grown = shown !== undefined && isGrown(shown.subject, subject);
          shown = { subject, presenter, version: (shown?.version ?? 0) + 1 };
          postOutline(grown);
        }
      } finally {
        reading = false;
        // Reading a long recording again and again must not take more than a share of the time.
        rested = performance.now() + 10 * (performance.now() - begun);
        if (again) {
          again = false;
          void refresh();
        }
      }
    }

    /** What a message of the page is about; undefined where it speaks of an outline that is no longer shown. */
    const about = (version: number): Shown | undefined => (shown?.version === version ? shown : undefined);

    function change(version: number, make: (of: Shown) => ReviewChange | undefined): void {
      const of = about(version);
      const wanted = of && make(of);
      if (!of || !wanted) return;
      const { revision } = of.subject;
      void send({ kind: 'changeRecording', recording: id, change: wanted, revision });
    }

    const seqs = ({ presenter }: Shown, from: number, to: number): number[] => seqsOf(presenter.list, from, to);

    /** Only actions can be left out or kept; of a range, those that are. */
    function actionsOf(of: Shown, from: number, to: number, kept: boolean): number[] {
      const { dropped, stepOf } = of.presenter.list;
      return seqs(of, from, to).filter((seq) => (kept ? dropped.has(seq) : stepOf.has(seq)));
    }

    function lineChange(version: number, row: number, kind: 'join' | 'cut'): void {
      change(version, ({ presenter }) => {
        const line = presenter.list.lines[row];
        const seq = line?.step ? line.step.actions[0]?.seq : line?.event?.seq;
        return seq === undefined || !presenter.row(row)?.actions.includes(kind) ? undefined : { kind, seq };
      });
    }

    async function find(version: number, text: string, from: number): Promise<void> {
      const of = about(version);
      if (!of) return;
      const row = await findText(of.presenter, text, from);
      post({ type: 'found', version, ...(row === undefined ? {} : { row }) });
    }

    const handlers: MessageHandlers<FromReview> = {
      ready() {
        ready = true;
        if (shown) postOutline(false);
        else post({ type: 'message', kind: 'loading', text: words.t('Loading…') });
        void refresh();
      },
      rows({ version, start, count }) {
        const of = about(version);
        if (!of) return;
        const rows = Array.from({ length: count }, (_, index) => of.presenter.row(start + index));
        post({ type: 'rows', version, start, rows: rows.filter((row) => row !== undefined) });
      },
      detail({ version, row }) {
        const of = about(version);
        const line = of?.presenter.list.lines[row];
        if (!of || !line) return;
        const { list, parts } = of.presenter;
        post({ type: 'detail', version, detail: lineDetail(line, row, list, parts, words) });
      },
      more({ version, row, block, offset }) {
        const of = about(version);
        const line = of?.presenter.list.lines[row];
        if (of && line)
          post({ type: 'more', version, row, block, ...moreOf(line, block, offset, of.presenter.parts, words) });
      },
      find: ({ version, text, from }) => void find(version, text, from),
      next({ version, what, from }) {
        const row = about(version)?.presenter.next(what, from);
        if (row !== undefined) post({ type: 'found', version, row });
      },
      redact: ({ version, text }) => change(version, () => ({ kind: 'redact', ...(text?.trim() ? { text } : {}) })),
      restore: ({ version, placeholder }) => change(version, () => ({ kind: 'restore', placeholder })),
      remove: ({ version, from, to }) =>
        change(version, (of) => {
          const gone = seqs(of, from, to);
          return gone.length === 0 ? undefined : { kind: 'remove', seqs: gone };
        }),
      keep: ({ version, from, to }) => change(version, (of) => ({ kind: 'keep', seqs: actionsOf(of, from, to, true) })),
      leaveOut: ({ version, from, to }) =>
        change(version, (of) => ({ kind: 'leaveOut', seqs: actionsOf(of, from, to, false) })),
      rename: ({ version, row }) =>
        change(version, ({ presenter }) => {
          const step = presenter.list.lines[row]?.step;
          const seq = step?.actions[0]?.seq;
          return step && seq !== undefined ? { kind: 'rename', seq, title: step.title } : undefined;
        }),
      join: ({ version, row }) => lineChange(version, row, 'join'),
      cut: ({ version, row }) => lineChange(version, row, 'cut'),
      openText({ version, row }) {
        const line = about(version)?.presenter.list.lines[row];
        const seq = line?.step?.from ?? line?.event?.seq;
        void send({ kind: 'openRecording', recording: id, ...(seq === undefined ? {} : { seq }) });
      },
    };

    const timer = setInterval(() => {
      const live = panel.visible && ready && shown !== undefined && shown.subject.live !== 'no';
      if (live && !reading && performance.now() >= rested) void refresh();
    }, liveMs);
    const listening = [
      panel.webview.onDidReceiveMessage(receiveFromReview(handlers)),
      // Hidden, the page is gone; it asks again when it is back.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) ready = false;
      }),
    ];
    panel.onDidDispose(() => {
      clearInterval(timer);
      for (const each of listening) each.dispose();
      open.delete(id);
    });
    open.set(id, { panel, refresh: () => void refresh() });
    fillPanel(panel, { extensionUri, title: words.t('What Is Kept'), script: 'recordingReview.js', nonce: nonce() });
  }

  return {
    async open(id) {
      const known = open.get(id);
      if (known) {
        known.panel.reveal();
        known.refresh();
        return;
      }
      const title = words.t('Preview What Is Kept');
      attach(vscode.window.createWebviewPanel(panelIds.review, title, vscode.ViewColumn.Active), id);
    },
    refresh: (id) => open.get(id)?.refresh(),
    show(state) {
      if (state.workflows === shownWorkflows) return;
      shownWorkflows = state.workflows;
      for (const each of open.values()) each.refresh();
    },
    restore(panel, raw) {
      const kept = readKeptReview(raw);
      if (kept && !open.has(kept.recording)) attach(panel, kept.recording);
      else panel.dispose();
    },
    dispose() {
      for (const { panel } of [...open.values()]) panel.dispose();
    },
  };
}

/** Something that is shown differs. A recording that is read again and did not change is the same object. */
function isOther(before: ReviewSubject, after: ReviewSubject): boolean {
  return (
    before.recording !== after.recording ||
    before.steps !== after.steps ||
    before.live !== after.live ||
    before.revision !== after.revision ||
    before.dropped.length !== after.dropped.length
  );
}

/** Only more came: what was shown stands where it stood. */
function isGrown(before: ReviewSubject, after: ReviewSubject): boolean {
  const runs = before.live !== 'no' && before.live === after.live && after.steps.length === 0;
  return runs && before.revision === after.revision;
}

/** The first row after `from`, and then from the start, that holds the text, whatever the case. */
async function findText({ list }: ReviewPresenter, text: string, from: number): Promise<number | undefined> {
  const sought = JSON.stringify(text).slice(1, -1).toLowerCase();
  const count = list.lines.length;
  let since = performance.now();
  for (let step = 1; step <= count; step++) {
    const row = (from + step) % count;
    const line = list.lines[row];
    const held = line?.step ? line.step.title : line?.event;
    if (held !== undefined && JSON.stringify(held).toLowerCase().includes(sought)) return row;
    if (performance.now() - since < sliceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
  return undefined;
}
