import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createReviewOrder } from '../../../webview/reviewOrder.ts';

describe('the order of rows that can be folded', () => {
  it('leads from every place to its row and back, whatever is folded', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.constantFrom(0, 1), fc.array(fc.nat(11)), (groups, headless, folds) => {
        const order = createReviewOrder(groups, headless);
        for (const group of folds) if (group < groups.length) order.fold(group, !order.isFolded(group));
        const rows = Array.from({ length: order.places() }, (_, place) => order.rowAt(place));
        assert.deepEqual(
          rows.map((row) => order.placeOf(row)),
          rows.map((_, place) => place),
        );
        const all = groups.flatMap((size, group) =>
          Array.from({ length: order.isFolded(group) ? 1 : size }, (_, index) => order.firstOf(group) + index),
        );
        assert.deepEqual(rows, all);
        for (const row of rows) assert.ok(row - order.firstOf(order.groupOf(row)) < order.sizeOf(order.groupOf(row)));
      }),
    );
  });

  it('folds everything but what has no step', () => {
    const order = createReviewOrder([3, 4, 2], 1);
    order.foldAll(true);
    assert.deepEqual([order.places(), order.isFolded(0), order.placeOf(5)], [5, false, 3]);
    order.foldAll(false);
    assert.equal(order.places(), 9);
  });
});
