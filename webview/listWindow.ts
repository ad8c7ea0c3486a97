/** Rows drawn above and below what is in sight. */
const margin = 10;

/** The part of a long list that is in sight: rows of one height, drawn where they would be if all were there. */
export interface ListWindow {
  /** First place that is to be drawn, and the one after the last. */
  places(all: number): [number, number];
  /** Puts what was drawn from `from` on in its place; true where rows turned out to have another height: draw again. */
  lay(from: number, all: number): boolean;
  /** Scrolls as little as brings a place into sight. */
  show(place: number): void;
  /** Rows that fit, less one. */
  far(): number;
}

/** For the list of class `list` below `root`, its rows of class `row` in one element of class `pad`. */
export function createListWindow(root: HTMLElement): ListWindow {
  let height = 22;
  const box = () => root.querySelector<HTMLElement>('.list');
  return {
    places(all) {
      const top = Math.floor((box()?.scrollTop ?? 0) / height);
      const count = Math.ceil((box()?.clientHeight ?? 600) / height);
      // Folding leaves the place scrolled to behind the end.
      const first = Math.max(0, Math.min(top, all - count));
      return [Math.max(0, first - margin), Math.min(all, first + count + margin)];
    },
    lay(from, all) {
      const measured = root.querySelector<HTMLElement>('.row')?.getBoundingClientRect().height ?? 0;
      const other = measured >= 4 && Math.abs(measured - height) > 0.01;
      if (other) height = measured;
      // Set by script: an inline style attribute would need a permission that the page does not have.
      const style = root.querySelector<HTMLElement>('.pad')?.style;
      style?.setProperty('--above', `${from * height}px`);
      style?.setProperty('--whole', `${all * height}px`);
      return other;
    },
    show(place) {
      const list = box();
      if (!list) return;
      const top = place * height;
      if (top < list.scrollTop) list.scrollTop = top;
      else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
    },
    far: () => Math.max(1, Math.floor((box()?.clientHeight ?? 0) / height) - 1),
  };
}
