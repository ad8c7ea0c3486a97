import {
  type MapNode,
  type MapPlacement,
  mapSizes,
  middleOf,
  type ProcessMap,
  pixels,
  roundedPath,
} from '../mapProtocol.ts';
import { oneLine } from './text.ts';

/** Characters that XML does not allow at all, escaped or not. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text for XML, in content and in attributes. */
export function xml(text: string): string {
  return text
    .replace(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Black on white, the other way round where the reader prefers it dark; no script, no font, no address. */
const style = `
svg{background:#fff;color:#1f1f1f;font:${mapSizes.font}px ui-monospace,Consolas,Menlo,monospace}
rect{fill:#fff;stroke:#6b6b6b}.common rect{stroke:#1f1f1f;stroke-width:2}.failure rect{stroke:#b01011;stroke-dasharray:none}
.away rect,.parameter rect{stroke-dasharray:4 3}.parameter rect{stroke:#0a5fb4}
path{fill:none;stroke:#6b6b6b;stroke-width:1.5}.aside{stroke-dasharray:2 3}text{fill:#1f1f1f}.remark{fill:#555}
@media(prefers-color-scheme:dark){svg{background:#1f1f1f;color:#e0e0e0}rect{fill:#1f1f1f;stroke:#9a9a9a}.common rect{stroke:#e0e0e0}
.failure rect{stroke:#ff8a80}.parameter rect{stroke:#6cb6ff}path{stroke:#9a9a9a}text{fill:#e0e0e0}.remark{fill:#b5b5b5}}`;

/**
 * The map as a picture of its own: texts are the map's, places are the page's, in the order of the map. A node that the
 * page has not placed is left out. The result is well-formed XML whatever was recorded.
 */
export function mapSvg(map: ProcessMap, placement: MapPlacement): string {
  const places = new Map(placement.nodes.map((each) => [each.id, each]));
  const labels = new Map(map.edges.map(({ from, to, label }) => [`${from} ${to}`, label]));
  const head = 44;
  const [width, height] = [Math.max(320, placement.width), placement.height + head];
  const edges = placement.edges.map(({ from, to, points }) => {
    const label = labels.get(`${from} ${to}`);
    const aside = label === undefined;
    const { x, y } = middleOf(points);
    const text = label ? `<text class="remark" x="${pixels(x + 6)}" y="${pixels(y + 4)}">${xml(label)}</text>` : '';
    const arrow = aside ? ' class="aside"' : ' marker-end="url(#end)"';
    return `<path d="${roundedPath(points)}"${arrow}/>${text}`;
  });
  const nodes = map.nodes.flatMap((node) => {
    const place = places.get(node.id);
    return place ? [nodeSvg(node, place)] : [];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pixels(width)} ${pixels(height)}" width="${pixels(width)}" height="${pixels(height)}" role="img" aria-labelledby="title summary">`,
    `<title id="title">${xml(oneLine(map.workflow))}</title><desc id="summary">${xml(map.summary)}</desc>`,
    `<style>${style}</style>`,
    '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M1 1L7 4L1 7"/></marker></defs>',
    `<text x="12" y="20" font-weight="600">${xml(oneLine(map.workflow))}</text><text class="remark" x="12" y="37">${xml(map.summary)}</text>`,
    `<g transform="translate(0 ${head})">`,
    ...edges,
    ...nodes,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function nodeSvg(node: MapNode, { x, y, width, height }: MapPlacement['nodes'][number]): string {
  const { padX, padY, line, font } = mapSizes;
  const row = (text: string, index: number, kind: string) =>
    `<text${kind} x="${pixels(x + padX)}" y="${pixels(y + padY + index * line + font)}">${xml(text)}</text>`;
  const lines = [
    ...node.lines.map((text, index) => row(text, index, '')),
    ...node.remarks.map((text, index) => row(text, node.lines.length + index, ' class="remark"')),
  ];
  const kind = node.common ? `${node.kind} common` : node.kind;
  return `<g class="${kind}"><title>${xml(node.label)}</title><rect x="${pixels(x)}" y="${pixels(y)}" width="${pixels(width)}" height="${pixels(height)}" rx="4"/>${lines.join('')}</g>`;
}
