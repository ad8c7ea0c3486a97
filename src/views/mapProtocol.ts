/**
 * What the host and the page of the process map tell each other: two unions, each with the schema that the receiver
 * parses with. `zod/mini`, because this ships to the page too.
 */
import * as z from 'zod/mini';
import { type MessageHandlers, messageIn, receiver } from './messageProtocol.ts';

/** Sizes that the page and the exported picture share, in CSS pixels at 100 %; `columns` are characters of a line. */
export const mapSizes = { font: 12, advance: 7.25, line: 17, padX: 10, padY: 7, columns: 34, sideColumns: 30, gap: 30 };

/** More nodes or edges than these are no map that a host sends, or a page places. */
const most = 5_000;

const id = z.string().check(z.minLength(1), z.maxLength(40));
const index = z.int().check(z.nonnegative(), z.maximum(100_000));
const pixel = z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000));

export const mapNodeKinds = ['step', 'failure', 'away', 'parameter'] as const;

const node = z.object({
  id,
  kind: z.enum(mapNodeKinds),
  /** Of the step that a failure, a stretch off screen or a parameter belongs to; it is drawn beside it. */
  beside: z.optional(id),
  title: z.string(),
  /** The title as it is drawn: one to three lines, at most `mapSizes.columns` wide. */
  lines: z.array(z.string()),
  /** What is said below the title; empty where there is nothing to say. */
  remark: z.string(),
  /** The same as it is drawn: one line or two. */
  remarks: z.array(z.string()),
  /** Done in more than half of the recordings. */
  common: z.boolean(),
  /** All of it in one sentence, for screen readers and the list. */
  label: z.string(),
  /** What the drawing has no room for, a sentence each. */
  facts: z.array(z.string()),
  evidence: z.array(z.object({ label: z.string(), excerpt: z.string() })),
});

/** From a step to the next one of some recordings. */
const edge = z.object({
  from: id,
  to: id,
  /** Recordings that go this way. */
  support: z.int(),
  /** Drawn at the edge; empty where all go this way. */
  label: z.string(),
});

const processMap = z.object({
  /** Of the workflow, as it is known to the host; shown is `workflow`. */
  name: z.string(),
  workflow: z.string(),
  /** How much the map rests on: recordings, people, steps. */
  summary: z.string(),
  /** In the order they are read: each step, then what is beside it. */
  nodes: z.array(node).check(z.maxLength(most)),
  edges: z.array(edge).check(z.maxLength(most)),
});

const mapState = z.discriminatedUnion('view', [
  z.object({ view: z.literal('map'), map: processMap }),
  z.object({ view: z.literal('empty'), message: z.string() }),
  z.object({ view: z.literal('loading'), message: z.string() }),
  z.object({ view: z.literal('error'), message: z.string() }),
]);

/** Every fixed text of the page, localized by the host. `{0}` is filled in by the page. */
const words = z.object({
  title: z.string(),
  map: z.string(),
  help: z.string(),
  zoomIn: z.string(),
  zoomOut: z.string(),
  fit: z.string(),
  zoomed: z.string(),
  exportSvg: z.string(),
  exportMermaid: z.string(),
  list: z.string(),
  evidence: z.string(),
  noEvidence: z.string(),
  selected: z.string(),
});

/** Where the page has placed everything, in CSS pixels at 100 %. */
const placement = z.object({
  width: pixel,
  height: pixel,
  nodes: z.array(z.object({ id, x: pixel, y: pixel, width: pixel, height: pixel })).check(z.maxLength(most)),
  edges: z
    .array(
      z.object({
        from: id,
        to: id,
        points: z.array(z.object({ x: pixel, y: pixel })).check(z.minLength(2), z.maxLength(200)),
      }),
    )
    .check(z.maxLength(2 * most)),
});

const toMap = z.discriminatedUnion('type', [
  /** The whole of what is shown; sent on `ready` and after each change. */
  z.object({ type: z.literal('state'), state: mapState, words }),
]);

const fromMap = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The `index`th evidence of the node, counted from 0: the page names no recording and no command. */
  z.object({ type: z.literal('openEvidence'), node: id, index }),
  /** The picture is drawn by the host from its own words: the page says where things are, and sends no markup. */
  z.object({ type: z.literal('exportSvg'), placement }),
  z.object({ type: z.literal('exportMermaid') }),
]);

/** What the page keeps through being hidden, and through a reload of the window. */
const keptMap = z.object({
  workflow: z.string().check(z.maxLength(1000)),
  zoom: z.optional(z.number().check(z.minimum(0.05), z.maximum(4))),
  selected: z.optional(id),
  left: z.optional(z.number()),
  top: z.optional(z.number()),
});

export type MapNode = z.infer<typeof node>;
export type MapEdge = z.infer<typeof edge>;
export type ProcessMap = z.infer<typeof processMap>;
export type MapState = z.infer<typeof mapState>;
export type MapWords = z.infer<typeof words>;
export type MapPlacement = z.infer<typeof placement>;
export type ToMap = z.infer<typeof toMap>;
export type FromMap = z.infer<typeof fromMap>;
export type KeptMap = z.infer<typeof keptMap>;

/** For the host: takes whatever the page posted; false, and nothing done, when it is no message. */
export function receiveFromMap(handlers: MessageHandlers<FromMap>): (raw: unknown) => boolean {
  return receiver(fromMap, handlers);
}

/** For the page: the same, the other way round. */
export function receiveMapState(handlers: MessageHandlers<ToMap>): (raw: unknown) => boolean {
  return receiver(toMap, handlers);
}

/** What `setState` kept; undefined when there is nothing, or when an older version wrote it differently. */
export function readKeptMap(raw: unknown): KeptMap | undefined {
  return messageIn(keptMap, raw);
}

/** Width and height of a node as it is drawn, in CSS pixels at 100 %. */
export function nodeSize({ kind, lines, remarks }: Pick<MapNode, 'kind' | 'lines' | 'remarks'>): {
  readonly width: number;
  readonly height: number;
} {
  const { advance, columns, sideColumns, line, padX, padY } = mapSizes;
  const width = Math.ceil((kind === 'step' ? columns : sideColumns) * advance + 2 * padX);
  return { width, height: (lines.length + remarks.length) * line + 2 * padY };
}

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** A coordinate as it is written into a picture. */
export function pixels(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The path through some points, its corners rounded by `radius` pixels at most. */
export function roundedPath(points: readonly MapPoint[], radius = 8): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${pixels(first.x)} ${pixels(first.y)}`];
  for (const [index, point] of rest.entries()) {
    const before = points[index];
    const after = rest[index + 1];
    if (!before || !after) {
      parts.push(`L${pixels(point.x)} ${pixels(point.y)}`);
      continue;
    }
    const start = towards(point, before, radius);
    const end = towards(point, after, radius);
    parts.push(
      `L${pixels(start.x)} ${pixels(start.y)}Q${pixels(point.x)} ${pixels(point.y)} ${pixels(end.x)} ${pixels(end.y)}`,
    );
  }
  return parts.join('');
}

/** `distance` pixels from one point towards another, at most half of the way. */
function towards(from: MapPoint, to: MapPoint, distance: number): MapPoint {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** The middle of a path, where its label stands. */
export function middleOf(points: readonly MapPoint[]): MapPoint {
  const middle = Math.floor((points.length - 1) / 2);
  const [a, b] = [points[middle], points[middle + 1]];
  if (!a || !b) return points[0] ?? { x: 0, y: 0 };
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** What stands beside each step, by the step's id, in the order of the nodes. */
export function asidesByStep(nodes: readonly MapNode[]): ReadonlyMap<string, readonly MapNode[]> {
  const asides = new Map<string, MapNode[]>();
  for (const node of nodes) {
    if (node.beside === undefined) continue;
    const own = asides.get(node.beside);
    if (own) own.push(node);
    else asides.set(node.beside, [node]);
  }
  return asides;
}
