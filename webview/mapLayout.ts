import { Graph, layout } from '@dagrejs/dagre';
import {
  asidesByStep,
  type MapEdge,
  type MapNode,
  type MapPlacement,
  type MapPoint,
  mapSizes,
  nodeSize,
  type ProcessMap,
} from '../src/views/mapProtocol.ts';

/** A step with what stands beside it, as one piece for the layout. */
interface Unit {
  readonly step: MapNode;
  readonly asides: readonly MapNode[];
  readonly width: number;
  readonly height: number;
  /** What stands beside the step stands below it: the window has no room at its side. */
  readonly below: boolean;
}

/** Units that are laid out together, around the axis that the common steps stand on. */
interface Block {
  readonly centers: ReadonlyMap<string, MapPoint>;
  /** Bends of the edges inside the block. */
  readonly bends: ReadonlyMap<string, readonly MapPoint[]>;
  readonly units: readonly Unit[];
  /** How far it reaches from its axis. */
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

const { gap } = mapSizes;
const rankGap = 34;
const columnGap = 60;
const margin = 16;
/** Room for the line from a step to what stands below it. */
const belowGap = 16;
/** A map is not opened smaller than this, where it can still be read. */
export const readable = 0.8;
/** A block is closed at the first narrow place after this many steps, and at any place after the most. */
const steadyBlock = 5;
const largestBlock = 14;

/** What stands beside a step takes as much at its right, and as much at its left, so that the step stays on the axis. */
const reserved = mapSizes.sideColumns * mapSizes.advance + 2 * mapSizes.padX + gap;

/** The sizes of steps and of what stands beside them, in a window of so many pixels. */
function unitsOf({ nodes }: ProcessMap, window: number): Unit[] {
  const asides = asidesByStep(nodes);
  return nodes
    .filter(({ beside }) => beside === undefined)
    .map((step) => {
      const own = asides.get(step.id) ?? [];
      const { width, height } = nodeSize(step);
      const stack = stackHeight(own);
      const below = own.length > 0 && (width + reserved + 2 * margin) * readable > window;
      if (!below) return { step, asides: own, width, height: Math.max(height, stack), below };
      const widest = Math.max(width, ...own.map((aside) => nodeSize(aside).width));
      return { step, asides: own, width: widest, height: height + belowGap + stack, below };
    });
}

/** Room that is kept for what stands beside a step. */
function roomBeside({ asides, below }: Unit): number {
  return asides.length > 0 && !below ? reserved : 0;
}

function stackHeight(asides: readonly MapNode[]): number {
  return asides.reduce((sum, each) => sum + nodeSize(each).height + 8, -8);
}

/** Cuts the steps where all ways meet, so that no piece is large; where they never do, after the most. */
function blocksOf(units: readonly Unit[], edges: readonly MapEdge[]): Unit[][] {
  const position = new Map(units.map(({ step }, index) => [step.id, index]));
  /** The farthest step that an edge from an earlier one leads to, past the next. */
  let reach = -1;
  const reaches = units.map(() => -1);
  for (const { from, to } of edges) {
    const [start, end] = [position.get(from), position.get(to)];
    if (start !== undefined && end !== undefined) reaches[start] = Math.max(reaches[start] ?? -1, end);
  }
  const blocks: Unit[][] = [];
  let block: Unit[] = [];
  for (const [index, unit] of units.entries()) {
    block.push(unit);
    // All ways pass from this step to the next when none that began earlier leads past it, and none of its own further.
    const narrow = reach <= index && (reaches[index] ?? -1) <= index + 1;
    reach = Math.max(reach, reaches[index] ?? -1);
    if ((block.length >= steadyBlock && narrow) || block.length >= largestBlock) {
      blocks.push(block);
      block = [];
    }
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

const keyOf = ({ from, to }: Pick<MapEdge, 'from' | 'to'>) => `${from} ${to}`;

/** Lays out one block with dagre, top to bottom. */
function placeBlock(units: readonly Unit[], edges: readonly MapEdge[]): Block {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: gap, ranksep: rankGap, edgesep: 14 });
  const inside = new Set(units.map(({ step }) => step.id));
  for (const unit of units)
    graph.setNode(unit.step.id, { width: unit.width + 2 * roomBeside(unit), height: unit.height });
  const own = edges.filter(({ from, to }) => inside.has(from) && inside.has(to));
  for (const edge of own)
    graph.setEdge(edge.from, edge.to, {
      weight: edge.support,
      ...(edge.label === '' ? {} : { width: 48, height: 14, labelpos: 'r' }),
    });
  layout(graph);
  const centers = new Map<string, MapPoint>();
  for (const { step } of units) {
    const { x = 0, y = 0 } = graph.node(step.id) as { x?: number; y?: number };
    centers.set(step.id, { x, y });
  }
  const bends = new Map<string, readonly MapPoint[]>();
  for (const edge of own) {
    const { points = [] } = graph.edge(edge.from, edge.to) as { points?: MapPoint[] };
    bends.set(keyOf(edge), points.slice(1, -1));
  }
  const axis = centers.get((units.find(({ step }) => step.common) ?? units[0])?.step.id ?? '')?.x ?? 0;
  const boxes = units.flatMap((unit) => {
    const x = (centers.get(unit.step.id)?.x ?? 0) - axis;
    return [x - unit.width / 2, x + unit.width / 2 + roomBeside(unit)];
  });
  const turns = [...bends.values()].flat().flatMap(({ x }) => [x - axis - 10, x - axis + 44]);
  const tops = units.map(({ step, height }) => (centers.get(step.id)?.y ?? 0) - height / 2);
  const bottoms = units.map(({ step, height }) => (centers.get(step.id)?.y ?? 0) + height / 2);
  const top = Math.min(...tops);
  const moved = ({ x, y }: MapPoint) => ({ x: x - axis, y: y - top });
  return {
    units,
    centers: new Map([...centers].map(([id, point]) => [id, moved(point)])),
    bends: new Map([...bends].map(([key, points]) => [key, points.map(moved)])),
    left: -Math.min(0, ...boxes, ...turns),
    right: Math.max(0, ...boxes, ...turns),
    height: Math.max(...bottoms) - top,
  };
}

/** How many columns show all of it largest in a window of this shape; one as long as it is no more than three windows long. */
function columnsFor(blocks: readonly Block[], width: number, window: { width: number; height: number }): number {
  const height = blocks.reduce((sum, block) => sum + block.height + rankGap, 0);
  if (height <= 3 * window.height || window.width < width) return 1;
  const best = Math.sqrt((height * window.width) / (width * Math.max(1, window.height)));
  return Math.max(1, Math.min(blocks.length, Math.round(best)));
}

/**
 * Places a map for a window of some size, in CSS pixels at 100 %. Laid out by dagre in pieces, with `breathe` awaited
 * between two, so that a long map holds up nobody; pieces stand below each other, in columns where there are many.
 * Undefined when `breathe` says that nobody wants it any more.
 */
export async function placeMap(
  map: ProcessMap,
  window: { readonly width: number; readonly height: number },
  breathe: () => Promise<boolean>,
): Promise<MapPlacement | undefined> {
  const blocks: Block[] = [];
  for (const units of blocksOf(unitsOf(map, window.width), map.edges)) {
    blocks.push(placeBlock(units, map.edges));
    if (!(await breathe())) return undefined;
  }
  return stacked(map, blocks, window);
}

interface Slot {
  readonly column: number;
  readonly center: MapPoint;
  readonly unit: Unit;
}

/** Puts the blocks below each other, column after column, and draws what leads from one to another. */
function stacked(map: ProcessMap, blocks: readonly Block[], window: { width: number; height: number }): MapPlacement {
  const left = Math.max(0, ...blocks.map((block) => block.left));
  const right = Math.max(0, ...blocks.map((block) => block.right));
  const columnWidth = left + right + columnGap;
  const columns = columnsFor(blocks, columnWidth, window);
  const total = blocks.reduce((sum, block) => sum + block.height + rankGap, 0);
  const slots = new Map<string, Slot>();
  const bends = new Map<string, readonly MapPoint[]>();
  let column = 0;
  let y = margin;
  let bottom = 0;
  for (const block of blocks) {
    if (y > margin && y + block.height / 2 > total / columns && column < columns - 1) {
      column++;
      y = margin;
    }
    const moved = (point: MapPoint) => ({ x: point.x + margin + left + column * columnWidth, y: point.y + y });
    for (const unit of block.units) {
      const center = block.centers.get(unit.step.id);
      if (center) slots.set(unit.step.id, { column, center: moved(center), unit });
    }
    for (const [key, points] of block.bends) bends.set(key, points.map(moved));
    y += block.height + rankGap;
    bottom = Math.max(bottom, y - rankGap);
  }
  const boxes = [...slots.values()].flatMap(boxesOf);
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const edges = map.edges.flatMap((edge) => {
    const [from, to] = [slots.get(edge.from), slots.get(edge.to)];
    if (!from || !to) return [];
    const gutter = margin + (to.column + 1) * columnWidth - columnGap / 2;
    const points = pathBetween(from, to, bends.get(keyOf(edge)), gutter - columnWidth, left + 10);
    return [{ from: edge.from, to: edge.to, points }];
  });
  const asides = [...slots.values()].flatMap(({ unit }) =>
    unit.asides.flatMap(({ id, kind }) => {
      const [step, box] = [boxOf.get(unit.step.id), boxOf.get(id)];
      if (!step || !box) return [];
      const points = connector(step, box);
      return kind === 'parameter'
        ? [{ from: id, to: unit.step.id, points: points.toReversed() }]
        : [{ from: unit.step.id, to: id, points }];
    }),
  );
  return {
    width: margin * 2 + columns * columnWidth - columnGap,
    height: bottom + margin,
    nodes: boxes,
    edges: [...edges, ...asides],
  };
}

/** The boxes of a step and of what stands beside it, as one stack: centered at its right, or below it. */
function boxesOf({ unit, center }: Slot): MapPlacement['nodes'] {
  const { below } = unit;
  const size = nodeSize(unit.step);
  const top = center.y - (below ? unit.height : size.height) / 2;
  const right = center.x + size.width / 2 + gap;
  let y = below ? top + size.height + belowGap : center.y - stackHeight(unit.asides) / 2;
  return [
    { id: unit.step.id, x: center.x - size.width / 2, y: top, ...size },
    ...unit.asides.map((aside) => {
      const own = nodeSize(aside);
      const box = { id: aside.id, x: below ? center.x - own.width / 2 : right, y, ...own };
      y += own.height + 8;
      return box;
    }),
  ];
}

function connector(step: MapPlacement['nodes'][number], box: MapPlacement['nodes'][number]): MapPoint[] {
  if (box.x < step.x + step.width) {
    const x = step.x + step.width / 2;
    return [
      { x, y: step.y + step.height },
      { x, y: box.y },
    ];
  }
  const start = { x: step.x + step.width, y: step.y + step.height / 2 };
  const end = { x: box.x, y: box.y + box.height / 2 };
  const middle = (start.x + end.x) / 2;
  if (Math.abs(start.y - end.y) < 1) return [start, { x: end.x, y: start.y }];
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
}

function pathBetween(
  from: Slot,
  to: Slot,
  bends: readonly MapPoint[] | undefined,
  gutter: number,
  reach: number,
): MapPoint[] {
  const half = ({ unit }: Slot) => (unit.below ? unit.height : nodeSize(unit.step).height) / 2;
  const start = { x: from.center.x, y: from.center.y + half(from) };
  const end = { x: to.center.x, y: to.center.y - half(to) };
  if (bends) {
    const straight = Math.abs(start.x - end.x) < 1 && bends.every(({ x }) => Math.abs(x - start.x) < 1);
    return straight ? [start, end] : [start, ...bends, end];
  }
  if (from.column !== to.column) {
    const turn = rankGap / 2;
    return [
      start,
      { x: start.x, y: start.y + turn },
      { x: gutter, y: start.y + turn },
      { x: gutter, y: end.y - turn / 2 },
      { x: end.x, y: end.y - turn / 2 },
      end,
    ];
  }
  if (end.y - start.y < 2 * rankGap) {
    if (Math.abs(start.x - end.x) < 1) return [start, end];
    const between = (start.y + end.y) / 2;
    return [start, { x: start.x, y: between }, { x: end.x, y: between }, end];
  }
  // Past other blocks of the same column: along its left side.
  const side = Math.min(start.x, end.x) - reach;
  return [
    start,
    { x: start.x, y: start.y + rankGap / 3 },
    { x: side, y: start.y + rankGap / 3 },
    { x: side, y: end.y - rankGap / 3 },
    { x: end.x, y: end.y - rankGap / 3 },
    end,
  ];
}
