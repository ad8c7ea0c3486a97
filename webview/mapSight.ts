import type { MapPlacement, ProcessMap } from '../src/views/mapProtocol.ts';

type Place = MapPlacement['nodes'][number];

/** A stretch of one axis, in pixels. */
type Span = readonly [from: number, to: number];

/** Free pixels around what is brought into sight, where there is room: its outline, and the end of an arrow. */
const around = 8;

/**
 * Where to scroll a box of `size` that stands at `scroll` so that `node` is in sight, with all of `both` (the node and
 * the step it stands beside) where that fits, by the shortest way. What is larger than the box shows its beginning.
 */
export function scrolledTo(scroll: number, size: number, node: Span, both: Span): number {
  const [first, last] = both[1] - both[0] <= size ? both : node;
  const free = Math.max(0, Math.min(around, (size - last + first) / 2));
  const [from, to] = [first - free, last + free];
  if (to - from > size || from < scroll) return from;
  return to > scroll + size ? to - size : scroll;
}

/** Scrolls the map, as little as may be, until a node is in sight, and the step that it stands beside where both fit. */
export function showNode(box: HTMLElement, map: ProcessMap, placement: MapPlacement, zoom: number, id: string): void {
  const node = map.nodes.find((each) => each.id === id);
  const places = placement.nodes.filter((each) => each.id === id || each.id === node?.beside);
  const own = places.find((each) => each.id === id);
  if (!own) return;
  const across = (each: Place): Span => [each.x * zoom, (each.x + each.width) * zoom];
  const down = (each: Place): Span => [each.y * zoom, (each.y + each.height) * zoom];
  const whole = (span: (each: Place) => Span): Span => {
    const spans = places.map(span);
    return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))];
  };
  box.scrollTo({
    left: scrolledTo(box.scrollLeft, box.clientWidth, across(own), whole(across)),
    top: scrolledTo(box.scrollTop, box.clientHeight, down(own), whole(down)),
  });
}
