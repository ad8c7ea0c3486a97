import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import * as z from 'zod/mini';
import {
  type FromMap,
  type KeptMap,
  type MapPlacement,
  type MapState,
  type MapWords,
  readKeptMap,
  receiveMapState,
} from '../src/views/mapProtocol.ts';
import { nodeAfterKey } from './mapKeys.ts';
import { placeMap, readable } from './mapLayout.ts';
import { showNode } from './mapSight.ts';
import { mapStyles } from './mapStyles.ts';
import { mapView } from './mapView.ts';
import { styles } from './styles.ts';
import './vscodeApi.ts';

/** zod compiles schemas with `new Function` where it may; the page's policy forbids it, so it is not even tried. */
z.config({ jitless: true });

const smallest = 0.1;
const largest = 3;
const smallestOpened = 0.7;
/** Work between two pauses, in milliseconds. */
const slice = 12;

function start(root: HTMLElement) {
  const host = acquireVsCodeApi<FromMap, KeptMap>();
  const kept = readKeptMap(host.getState());
  let shown: { readonly state: MapState; readonly words: MapWords } | undefined;
  let placement: MapPlacement | undefined;
  let placedFor = '';
  let zoom = kept?.zoom ?? 1;
  /** A person chose how large it is; until then it is as large as fits and can be read. */
  let zoomed = kept?.zoom !== undefined;
  let selected = kept?.selected;
  let restored = false;

  const post = (message: FromMap) => host.postMessage(message);
  const map = () => (shown?.state.view === 'map' ? shown.state.map : undefined);
  const area = () => root.querySelector<HTMLElement>('.map');

  function keep() {
    const current = map();
    if (!current) return;
    const { scrollLeft: left = 0, scrollTop: top = 0 } = area() ?? {};
    host.setState({
      workflow: current.name,
      left,
      top,
      ...(zoomed ? { zoom } : {}),
      ...(selected === undefined ? {} : { selected }),
    });
  }

  function draw() {
    if (shown) render(mapView({ ...shown, placement, zoom, selected }, actions), root);
  }

  function windowSize() {
    const { clientWidth: width = innerWidth, clientHeight: height = innerHeight } = area() ?? {};
    return { width: Math.max(100, width), height: Math.max(100, height) };
  }

  async function place() {
    const current = map();
    if (!current) return;
    const text = JSON.stringify(current);
    let since = performance.now();
    const placed = await placeMap(current, windowSize(), async () => {
      if (performance.now() - since < slice) return true;
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
      return text === placedFor;
    });
    if (!placed || text !== placedFor) return;
    placement = placed;
    if (!zoomed) zoom = opening(placed);
    if (!restored) return restore();
    draw();
    if (selected !== undefined) bringIntoSight(selected);
  }

  /** Scrolls the page to the map where it is longer than the window, and the map to the node. */
  function bringIntoSight(id: string) {
    document.getElementById(id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const [box, current] = [area(), map()];
    if (box && current && placement) showNode(box, current, placement, zoom, id);
  }

  /** The first time: as it was when it was hidden. */
  function restore() {
    restored = true;
    draw();
    const box = area();
    if (box) {
      const { width = 0 } = placement ?? {};
      const first = placement?.nodes[0];
      box.scrollLeft = kept?.left ?? (first && width * zoom > box.clientWidth ? (first.x - 16) * zoom : 0);
      box.scrollTop = kept?.top ?? 0;
    }
    if (document.hasFocus() && document.activeElement === document.body) focusNode(selected ?? placement?.nodes[0]?.id);
    keep();
  }

  /** As large as all of it fits and can be read; in a narrow window a step fits, if its words are smaller for it. */
  function opening({ nodes }: MapPlacement): number {
    const step = Math.max(...nodes.map(({ width }) => width)) + 12;
    return Math.max(fitting(), Math.min(readable, Math.max(smallestOpened, windowSize().width / step)));
  }

  function fitting(): number {
    const { width, height } = windowSize();
    if (!placement) return 1;
    return Math.max(smallest, Math.min(1, width / placement.width, height / placement.height));
  }

  /** Zooms so that the point of the window at `x`, `y` (its middle if absent) stays where it is. */
  function zoomTo(next: number, x?: number, y?: number) {
    const box = area();
    if (!box || !placement) return;
    const to = Math.min(largest, Math.max(smallest, next));
    const [atX, atY] = [x ?? box.clientWidth / 2, y ?? box.clientHeight / 2];
    const [left, top] = [(box.scrollLeft + atX) / zoom, (box.scrollTop + atY) / zoom];
    zoom = to;
    zoomed = true;
    draw();
    box.scrollTo({ left: left * zoom - atX, top: top * zoom - atY });
    keep();
  }

  function focusNode(id: string | undefined) {
    if (id === undefined) return;
    document.getElementById(id)?.focus({ preventScroll: true });
    bringIntoSight(id);
  }

  function onKey(event: KeyboardEvent) {
    const current = map();
    if (!current || !placement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') zoomTo(zoom * 1.25);
    else if (event.key === '-') zoomTo(zoom / 1.25);
    else if (event.key === '0') zoomTo(fitting());
    else if (/^(?:Arrow(?:Up|Down|Left|Right)|Home|End)$/.test(event.key)) {
      focusNode(nodeAfterKey(current, placement, selected ?? current.nodes[0]?.id ?? '', event.key));
    } else return;
    event.preventDefault();
  }

  /** Drags the map by its background. */
  function grab(event: PointerEvent) {
    const box = area();
    if (!box || event.button !== 0 || event.pointerType !== 'mouse') return;
    if (event.target instanceof Element && event.target.closest('button')) return;
    let [x, y] = [event.clientX, event.clientY];
    const move = (moved: PointerEvent) => {
      box.scrollBy(x - moved.clientX, y - moved.clientY);
      [x, y] = [moved.clientX, moved.clientY];
    };
    const release = () => {
      box.classList.remove('held');
      box.removeEventListener('pointermove', move);
    };
    // A press on a scroll bar is the scroll bar's.
    if (event.offsetX > box.clientWidth && event.target === box) return;
    box.classList.add('held');
    box.addEventListener('pointermove', move);
    addEventListener('pointerup', release, { once: true });
    addEventListener('pointercancel', release, { once: true });
  }

  const actions = {
    zoomBy: (factor: number) => zoomTo(zoom * factor),
    fit: () => zoomTo(fitting()),
    exportSvg: () => {
      if (placement) post({ type: 'exportSvg', placement });
    },
    exportMermaid: () => post({ type: 'exportMermaid' }),
    select: (id: string) => {
      if (selected === id) return;
      selected = id;
      draw();
      keep();
    },
    open: (id: string, index: number) => {
      const node = map()?.nodes.find((each) => each.id === id);
      actions.select(id);
      if (node?.evidence[index]) post({ type: 'openEvidence', node: id, index });
    },
    key: onKey,
    scrolled: () => keepSoon(),
    wheel: {
      handleEvent(event: Event) {
        if (!(event instanceof WheelEvent) || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        const { left = 0, top = 0 } = area()?.getBoundingClientRect() ?? {};
        zoomTo(zoom * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
      },
      passive: false,
    },
    grab,
  };

  let waiting: ReturnType<typeof setTimeout> | undefined;
  function keepSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 150);
  }

  const receive = receiveMapState({
    state({ state, words }) {
      shown = { state, words };
      const next = state.view === 'map' ? JSON.stringify(state.map) : '';
      if (next === placedFor) return draw();
      if (state.view === 'map' && !state.map.nodes.some(({ id }) => id === selected)) selected = undefined;
      placedFor = next;
      placement = undefined;
      draw();
      // What there is to read is painted before anything is placed.
      if (next !== '') requestAnimationFrame(() => setTimeout(place));
    },
  });

  let width = innerWidth;
  addEventListener('resize', () => {
    if (Math.abs(innerWidth - width) < width / 5) return;
    width = innerWidth;
    void place();
  });
  for (const { styleSheet } of [styles, mapStyles]) {
    if (styleSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, styleSheet];
  }
  addEventListener('message', (event) => receive(event.data));
  post({ type: 'ready' });
}

const root = document.getElementById('root');
if (root) start(root);
