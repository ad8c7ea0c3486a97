/**
 * Which rows are in sight when some steps are folded. Rows are counted as the host counts them, folded or not; places
 * are counted from the top of the list as it is drawn.
 */
export interface ReviewOrder {
  /** Places in all. */
  places(): number;
  rowAt(place: number): number;
  /** The place of a row; that of its step where it is folded away. */
  placeOf(row: number): number;
  groupOf(row: number): number;
  /** The first row of a group: its step. */
  firstOf(group: number): number;
  sizeOf(group: number): number;
  hasStep(group: number): boolean;
  isFolded(group: number): boolean;
  fold(group: number, folded: boolean): void;
  foldAll(folded: boolean): void;
  readonly groups: number;
}

/** The last index whose value is at most `value`; `values` rise. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `sizes` are the rows of each group, the step's own included; the first `headless` groups have none. */
export function createReviewOrder(sizes: readonly number[], headless: number): ReviewOrder {
  const folded = new Set<number>();
  const starts: number[] = [];
  let rows = 0;
  for (const size of sizes) {
    starts.push(rows);
    rows += size;
  }
  let placeStarts: number[] = [];
  let places = 0;

  function recount(): void {
    placeStarts = [];
    places = 0;
    for (const [group, size] of sizes.entries()) {
      placeStarts.push(places);
      places += folded.has(group) ? 1 : size;
    }
  }
  recount();

  const groupOf = (row: number): number => lastAtMost(starts, row);
  return {
    groups: sizes.length,
    places: () => places,
    rowAt(place) {
      const group = lastAtMost(placeStarts, place);
      return (starts[group] ?? 0) + (place - (placeStarts[group] ?? 0));
    },
    placeOf(row) {
      const group = groupOf(row);
      return (placeStarts[group] ?? 0) + (folded.has(group) ? 0 : row - (starts[group] ?? 0));
    },
    groupOf,
    firstOf: (group) => starts[group] ?? 0,
    sizeOf: (group) => sizes[group] ?? 0,
    hasStep: (group) => group >= headless,
    isFolded: (group) => folded.has(group),
    fold(group, fold) {
      if (fold && group >= headless) folded.add(group);
      else folded.delete(group);
      recount();
    },
    foldAll(fold) {
      folded.clear();
      if (fold) for (let group = headless; group < sizes.length; group++) folded.add(group);
      recount();
    },
  };
}
