import { html, nothing, svg, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  asidesByStep,
  type MapNode,
  type MapPlacement,
  type MapState,
  type MapWords,
  middleOf,
  type ProcessMap,
  roundedPath,
} from '../src/views/mapProtocol.ts';

export interface MapViewModel {
  readonly state: MapState;
  readonly words: MapWords;
  /** Absent until everything has its place. */
  readonly placement: MapPlacement | undefined;
  readonly zoom: number;
  readonly selected: string | undefined;
}

export interface MapViewActions {
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly exportSvg: () => void;
  readonly exportMermaid: () => void;
  readonly select: (id: string) => void;
  readonly open: (id: string, index: number) => void;
  readonly key: (event: KeyboardEvent) => void;
  readonly scrolled: () => void;
  readonly wheel: EventListenerObject & AddEventListenerOptions;
  readonly grab: (event: PointerEvent) => void;
}

/** The `d` and the label of every edge; drawn once a placement, not at each step of the keyboard. */
function edgeDrawing(map: ProcessMap, placement: MapPlacement): TemplateResult {
  const labels = new Map(map.edges.map(({ from, to, label }) => [`${from} ${to}`, label]));
  return svg`<svg class="edges" aria-hidden="true" width=${placement.width} height=${placement.height}>
    <defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M1 1L7 4L1 7"></path></marker></defs>
    ${placement.edges.map(({ from, to, points }) => {
      const label = labels.get(`${from} ${to}`);
      const { x, y } = middleOf(points);
      return svg`<path class=${label === undefined ? 'aside' : ''} d=${roundedPath(points)} marker-end=${ifDefined(label === undefined ? undefined : 'url(#end)')}></path>
        ${label ? svg`<text x=${x + 6} y=${y + 4}>${label}</text>` : nothing}`;
    })}
  </svg>` as TemplateResult;
}

function nodeButton(
  node: MapNode,
  { x, y, width, height }: MapPlacement['nodes'][number],
  entered: boolean,
  selected: boolean,
  actions: MapViewActions,
): TemplateResult {
  // Styles are set as properties: the page's policy allows no style attribute.
  return html`<button
    type="button"
    id=${node.id}
    class=${`node ${node.kind}${node.common ? ' common' : ''}`}
    .style=${`left:${x}px;top:${y}px;width:${width}px;height:${height}px`}
    tabindex=${entered ? '0' : '-1'}
    aria-current=${ifDefined(selected ? 'true' : undefined)}
    @focus=${() => actions.select(node.id)}
    @click=${() => actions.open(node.id, 0)}
  >
    <span class="unseen">${node.label}</span>
    ${node.lines.map((line) => html`<span class="line" aria-hidden="true">${line}</span>`)}
    ${node.remarks.map((line) => html`<span class="line remark" aria-hidden="true">${line}</span>`)}
  </button>`;
}

function canvas(map: ProcessMap, model: MapViewModel, actions: MapViewActions): TemplateResult {
  const { placement, zoom, selected, words } = model;
  const places = new Map(placement?.nodes.map((place) => [place.id, place]));
  const entry = selected !== undefined && places.has(selected) ? selected : map.nodes[0]?.id;
  return html`<div
    class="map"
    role="group"
    aria-label=${words.map}
    aria-describedby="help"
    aria-busy=${placement ? 'false' : 'true'}
    @keydown=${actions.key}
    @scroll=${actions.scrolled}
    @wheel=${actions.wheel}
    @pointerdown=${actions.grab}
  >
    ${
      placement === undefined
        ? nothing
        : html`<div class="plane" .style=${`width:${placement.width * zoom}px;height:${placement.height * zoom}px`}>
            <div class="scaled" .style=${`width:${placement.width}px;height:${placement.height}px;transform:scale(${zoom})`}>
              ${edgeDrawing(map, placement)}
              ${repeat(
                map.nodes,
                ({ id }) => id,
                (node) => {
                  const place = places.get(node.id);
                  return place ? nodeButton(node, place, node.id === entry, node.id === selected, actions) : nothing;
                },
              )}
            </div>
          </div>`
    }
  </div>`;
}

function details(node: MapNode | undefined, words: MapWords, actions: MapViewActions): TemplateResult {
  if (!node) return html`<aside aria-label=${words.selected}><p class="none">${words.help}</p></aside>`;
  return html`<aside aria-label=${words.selected}>
    <h2 id="chosen">${node.title}</h2>
    <ul class="facts">
      ${node.facts.map((fact) => html`<li>${fact}</li>`)}
    </ul>
    <h3>${words.evidence}</h3>
    ${
      node.evidence.length === 0
        ? html`<p class="none">${words.noEvidence}</p>`
        : html`<ol class="evidence">
            ${node.evidence.map(
              ({ label, excerpt }, index) =>
                html`<li>
                  <button type="button" @click=${() => actions.open(node.id, index)}>
                    <span class="where">${label}</span><code>${excerpt}</code>
                  </button>
                </li>`,
            )}
          </ol>`
    }
  </aside>`;
}

/** The same in words, in reading order: what stands beside a step stands below it. */
function list({ nodes }: ProcessMap, words: MapWords, actions: MapViewActions): TemplateResult {
  const asides = asidesByStep(nodes);
  const item = (node: MapNode) =>
    node.evidence.length === 0
      ? html`<span>${node.label}</span>`
      : html`<button type="button" class="link" @click=${() => actions.open(node.id, 0)}>${node.label}</button>`;
  return html`<details class="list">
    <summary>${words.list}</summary>
    <ol>
      ${nodes
        .filter(({ beside }) => beside === undefined)
        .map((step) => {
          const own = asides.get(step.id) ?? [];
          return html`<li>
            ${item(step)}${own.length > 0 ? html`<ul>${own.map((aside) => html`<li>${item(aside)}</li>`)}</ul>` : nothing}
          </li>`;
        })}
    </ol>
  </details>`;
}

function toolbar({ words, placement, zoom }: MapViewModel, actions: MapViewActions): TemplateResult {
  const off = placement === undefined;
  const button = (id: string, label: string, act: () => void) =>
    html`<vscode-button id=${id} secondary ?disabled=${off} @click=${act}>${label}</vscode-button>`;
  return html`<div class="toolbar" role="group" aria-label=${words.title}>
    ${button('zoom-out', words.zoomOut, () => actions.zoomBy(1 / 1.25))}
    ${button('zoom-in', words.zoomIn, () => actions.zoomBy(1.25))}
    ${button('fit', words.fit, actions.fit)}
    <span class="zoom" role="status">${words.zoomed.replace('{0}', String(Math.round(zoom * 100)))}</span>
    ${button('export-svg', words.exportSvg, actions.exportSvg)}
    ${button('export-mermaid', words.exportMermaid, actions.exportMermaid)}
  </div>`;
}

/** The whole page. Everything that was recorded is bound as text: lit escapes it, nothing is parsed as HTML. */
export function mapView(model: MapViewModel, actions: MapViewActions): TemplateResult {
  const { state, words } = model;
  if (state.view !== 'map') {
    const error = state.view === 'error';
    return html`<h1 class="unseen">${words.title}</h1>
      <p
        class=${error ? 'message error' : 'message'}
        role=${error ? 'alert' : 'status'}
        aria-busy=${ifDefined(state.view === 'loading' ? 'true' : undefined)}
      >
        ${state.message}
      </p>`;
  }
  const { map } = state;
  const chosen = map.nodes.find(({ id }) => id === model.selected);
  return html`<header>
      <h1>${map.workflow}</h1>
      <p class="summary">${map.summary}</p>
      ${toolbar(model, actions)}
      <p id="help" class="unseen">${words.help}</p>
    </header>
    <div class="panes">${canvas(map, model, actions)}${details(chosen, words, actions)}</div>
    ${list(map, words, actions)}`;
}
