import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { render } from 'lit';
import * as z from 'zod/mini';
import {
  type EventDetail,
  type FromReview,
  type KeptReview,
  longestText,
  type ReviewOutline,
  type ReviewWords,
  type RowAction,
  type RowDetail,
  readKeptReview,
  receiveForReview,
} from '../src/views/reviewProtocol.ts';
import { createListWindow } from './listWindow.ts';
import { createReviewOrder, type ReviewOrder } from './reviewOrder.ts';
import { reviewStyles } from './reviewStyles.ts';
import { messageView, type ReviewActions, type RowInSight, reviewView } from './reviewView.ts';
import './vscodeApi.ts';

/** zod compiles schemas with `new Function` where it may; the page's policy forbids it, so it is not even tried. */
z.config({ jitless: true });

/** Rows that are asked for together. */
const page = 60;

interface Shown {
  readonly outline: ReviewOutline;
  readonly words: ReviewWords;
  readonly order: ReviewOrder;
  /** Rows that came, by number. */
  readonly rows: Map<number, RowDetail>;
  /** Pages that were asked for. */
  readonly asked: Set<number>;
}

function start(root: HTMLElement) {
  const host = acquireVsCodeApi<FromReview, KeptReview>();
  const kept = readKeptReview(host.getState());
  let shown: Shown | undefined;
  let active: number | undefined;
  let anchor: number | undefined;
  let detail: EventDetail | undefined;
  let hasSelection = false;
  let said = '';

  const post = (message: FromReview) => host.postMessage(message);
  const sight = createListWindow(root);

  function range(): [number, number] | undefined {
    if (active === undefined) return undefined;
    return [Math.min(active, anchor ?? active), Math.max(active, anchor ?? active)];
  }

  function rowInSight({ order, rows }: Shown, place: number): RowInSight {
    const row = order.rowAt(place);
    const group = order.groupOf(row);
    const first = order.firstOf(group);
    const detailOf = rows.get(row);
    const step = order.hasStep(group);
    const isStep = step && row === first;
    return {
      row,
      ...(detailOf ? { detail: detailOf } : {}),
      level: isStep ? 1 : 2,
      position: isStep ? group + 1 : row - first + (step ? 0 : 1),
      size: isStep ? order.groups : order.sizeOf(group) - (step ? 1 : 0),
      ...(isStep ? { expanded: !order.isFolded(group) } : {}),
    };
  }

  /** Asks for the rows that are about to be drawn and are not there, a page at a time, each once. */
  function askFor(of: Shown, from: number, to: number) {
    for (let place = from; place < to; place++) {
      const row = of.order.rowAt(place);
      const at = Math.floor(row / page);
      if (of.rows.has(row) || of.asked.has(at)) continue;
      of.asked.add(at);
      post({ type: 'rows', version: of.outline.version, start: at * page, count: page });
    }
  }

  function possible(of: Shown): RowAction[] {
    const [from, to] = range() ?? [0, -1];
    const actions = new Set<RowAction>();
    for (let row = from; row <= to && row < from + 1000; row++)
      for (const action of of.rows.get(row)?.actions ?? []) actions.add(action);
    const many: readonly RowAction[] = ['keep', 'leaveOut', 'remove'];
    return [...actions].filter((action) => from === to || many.includes(action));
  }

  function allFolded({ order }: Shown): boolean {
    for (let group = 0; group < order.groups; group++) if (order.hasStep(group) && !order.isFolded(group)) return false;
    return true;
  }

  /** `framed`: the frame stands; else only that is made now, and the rows in a turn of their own. */
  function draw(framed = true) {
    if (!shown) return;
    const [from, to] = framed ? sight.places(shown.order.places()) : [0, 0];
    askFor(shown, from, to);
    const rows: RowInSight[] = [];
    for (let place = from; place < to; place++) rows.push(rowInSight(shown, place));
    const { outline, words } = shown;
    const model = {
      outline,
      words,
      rows,
      active,
      range: range(),
      detail,
      actions: possible(shown),
      hasSelection,
      allFolded: allFolded(shown),
      said,
    };
    render(reviewView(model, actions), root);
    // The height of a row follows the font: where it is another, all is laid out again.
    if (sight.lay(from, shown.order.places())) drawSoon();
  }

  let waiting = false;
  function drawSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }

  function select(row: number, extend: boolean) {
    if (!shown || row < 0 || row >= shown.outline.rows) return;
    if (!extend) anchor = row;
    if (active !== row) detail = undefined;
    active = row;
    hasSelection = false;
    post({ type: 'detail', version: shown.outline.version, row });
    host.setState({ recording: shown.outline.recording, row });
    sight.show(shown.order.placeOf(row));
    draw();
  }

  /** Selects a row that may be folded away, and shows it. */
  function goTo(row: number) {
    if (!shown) return;
    shown.order.fold(shown.order.groupOf(row), false);
    draw();
    select(row, false);
  }

  function toggle(row: number) {
    if (!shown) return;
    const { order } = shown;
    const group = order.groupOf(row);
    if (order.firstOf(group) !== row || !order.hasStep(group)) return;
    order.fold(group, !order.isFolded(group));
    draw();
  }

  /** Left: fold the step, or go to it. Right: unfold it, or go into it. */
  function sideways(left: boolean) {
    if (!shown || active === undefined) return;
    const { order } = shown;
    const group = order.groupOf(active);
    const onStep = order.hasStep(group) && order.firstOf(group) === active;
    if (!onStep) return left && order.hasStep(group) ? select(order.firstOf(group), false) : undefined;
    if (order.isFolded(group) === left) return left || order.sizeOf(group) < 2 ? undefined : select(active + 1, false);
    toggle(active);
  }

  function move(by: number, extend: boolean) {
    if (!shown) return;
    const last = shown.order.places() - 1;
    const place = active === undefined ? (by < 0 ? last : -1) : shown.order.placeOf(active);
    select(shown.order.rowAt(Math.max(0, Math.min(last, place + by))), extend);
  }

  function key(event: KeyboardEvent) {
    const far = sight.far();
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1, event.shiftKey),
      ArrowUp: () => move(-1, event.shiftKey),
      PageDown: () => move(far, event.shiftKey),
      PageUp: () => move(-far, event.shiftKey),
      Home: () => move(Number.NEGATIVE_INFINITY, event.shiftKey),
      End: () => move(Number.POSITIVE_INFINITY, event.shiftKey),
      ArrowLeft: () => sideways(true),
      ArrowRight: () => sideways(false),
      Enter: () => root.querySelector<HTMLElement>('.detail')?.focus(),
      Delete: () => actIfPossible('remove'),
      F2: () => actIfPossible('rename'),
    };
    const does = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  function actIfPossible(action: RowAction) {
    if (shown && possible(shown).includes(action)) act(action);
  }

  function act(action: RowAction) {
    const chosen = range();
    if (!shown || !chosen) return;
    const { version } = shown.outline;
    const [from, to] = chosen;
    if (action === 'remove' || action === 'keep' || action === 'leaveOut') post({ type: action, version, from, to });
    else post({ type: action, version, row: from });
  }

  /** What is marked in the text of the selected event. */
  function selectedText(): string {
    const selection = document.getSelection();
    const box = root.querySelector('.detail');
    const inside = selection && box && selection.anchorNode && box.contains(selection.anchorNode);
    return inside ? selection.toString().slice(0, longestText) : '';
  }

  const actions: ReviewActions = {
    select,
    toggle,
    key,
    scroll: drawSoon,
    act,
    redact() {
      if (!shown) return;
      const text = selectedText();
      post({ type: 'redact', version: shown.outline.version, ...(text.trim() === '' ? {} : { text }) });
    },
    restore: (placeholder) => {
      if (shown) post({ type: 'restore', version: shown.outline.version, placeholder });
    },
    more: (block, offset) => {
      if (shown && detail) post({ type: 'more', version: shown.outline.version, row: detail.row, block, offset });
    },
    openText: () => {
      if (shown && active !== undefined) post({ type: 'openText', version: shown.outline.version, row: active });
    },
    next: (what) => {
      if (shown) post({ type: 'next', version: shown.outline.version, what, from: active ?? shown.outline.rows - 1 });
    },
    foldAll() {
      if (!shown) return;
      shown.order.foldAll(!allFolded(shown));
      if (active !== undefined && shown.order.isFolded(shown.order.groupOf(active)))
        select(shown.order.firstOf(shown.order.groupOf(active)), false);
      draw();
    },
    find(text) {
      if (!shown || text.trim() === '') return;
      const from = active ?? 0;
      post({ type: 'find', version: shown.outline.version, text: text.trim().slice(0, longestText), from });
    },
  };

  const ours = (version: number): Shown | undefined => (shown?.outline.version === version ? shown : undefined);

  const receive = receiveForReview({
    outline({ outline, words }) {
      const first = shown === undefined;
      const order = createReviewOrder(outline.groups.split(',').filter(Boolean).map(Number), outline.headless);
      const grown = outline.grown && shown !== undefined;
      shown = { outline, words, order, rows: (grown && shown?.rows) || new Map(), asked: new Set() };
      if (grown) return draw();
      const wanted = first ? kept?.row : active;
      active = undefined;
      anchor = undefined;
      detail = undefined;
      draw(!first);
      if (first) drawSoon();
      host.setState({ recording: outline.recording, row: wanted ?? 0 });
      if (wanted !== undefined && outline.rows > 0) select(Math.min(wanted, outline.rows - 1), false);
    },
    rows({ version, start: from, rows }) {
      const of = ours(version);
      if (!of) return;
      for (const [index, row] of rows.entries()) of.rows.set(from + index, row);
      drawSoon();
    },
    detail({ version, detail: next }) {
      if (!ours(version) || next.row !== active) return;
      detail = next;
      draw();
    },
    more({ version, row, block, parts, rest }) {
      if (!ours(version) || detail?.row !== row) return;
      const blocks = detail.blocks.map((each, index) =>
        index === block ? { ...each, parts: [...each.parts, ...parts], rest } : each,
      );
      detail = { ...detail, blocks };
      draw();
    },
    found({ version, row }) {
      const of = ours(version);
      if (!of) return;
      said = row === undefined ? of.words.notFound : '';
      if (row !== undefined) goTo(row);
      draw();
    },
    message({ kind, text }) {
      shown = undefined;
      render(messageView(text, kind === 'error'), root);
    },
  });

  document.adoptedStyleSheets = [
    ...document.adoptedStyleSheets,
    ...(reviewStyles.styleSheet ? [reviewStyles.styleSheet] : []),
  ];
  window.addEventListener('message', (event) => receive(event.data));
  window.addEventListener('resize', drawSoon);
  document.addEventListener('selectionchange', () => {
    const now = selectedText().trim() !== '';
    if (now === hasSelection) return;
    hasSelection = now;
    draw();
  });
  post({ type: 'ready' });
}

const root = document.getElementById('root');
if (root) start(root);
