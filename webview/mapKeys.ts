import type { MapNode, MapPlacement, ProcessMap } from '../src/views/mapProtocol.ts';

/**
 * Where a key leads from a node: Down and Up along the way most recordings take, Right and Left to what stands beside a
 * step and to the steps of other ways, Home and End to the first step and the last. The same node where nothing lies.
 */
export function nodeAfterKey(map: ProcessMap, placement: MapPlacement, current: string, key: string): string {
  const steps = map.nodes.filter(({ beside }) => beside === undefined);
  const node = map.nodes.find(({ id }) => id === current) ?? steps[0];
  if (!node) return current;
  const home = node.beside ?? node.id;
  switch (key) {
    case 'Home':
      return steps[0]?.id ?? current;
    case 'End':
      return steps.at(-1)?.id ?? current;
    case 'ArrowDown':
      return besideNode(map, node, 1) ?? along(map, steps, home, 1) ?? current;
    case 'ArrowUp':
      return besideNode(map, node, -1) ?? along(map, steps, home, -1) ?? current;
    case 'ArrowRight':
      if (node.beside === undefined) {
        const first = map.nodes.find(({ beside }) => beside === node.id);
        if (first) return first.id;
      }
      return neighbour(steps, placement, home, 1) ?? current;
    case 'ArrowLeft':
      return node.beside ?? neighbour(steps, placement, home, -1) ?? current;
    default:
      return current;
  }
}

/** The next of several nodes beside the same step. */
function besideNode({ nodes }: ProcessMap, node: MapNode, by: 1 | -1): string | undefined {
  if (node.beside === undefined) return undefined;
  const own = nodes.filter(({ beside }) => beside === node.beside);
  return own[own.indexOf(node) + by]?.id;
}

function along({ edges }: ProcessMap, steps: readonly MapNode[], from: string, by: 1 | -1): string | undefined {
  const ways = edges.filter((edge) => (by === 1 ? edge.from : edge.to) === from);
  const best = ways.toSorted((a, b) => b.support - a.support)[0];
  if (best) return by === 1 ? best.to : best.from;
  return steps[steps.findIndex(({ id }) => id === from) + by]?.id;
}

/** The nearest step to the right or left that shares some height with this one. */
function neighbour(steps: readonly MapNode[], placement: MapPlacement, from: string, by: 1 | -1): string | undefined {
  const ids = new Set(steps.map(({ id }) => id));
  const here = placement.nodes.find(({ id }) => id === from);
  if (!here) return undefined;
  return placement.nodes
    .filter(
      ({ id, x, y, height }) => ids.has(id) && (x - here.x) * by > 0 && y < here.y + here.height && y + height > here.y,
    )
    .toSorted((a, b) => (a.x - b.x) * by)[0]?.id;
}
