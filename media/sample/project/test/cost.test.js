import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cost } from '../src/cost.js';

test('a light parcel costs the lowest step', () => {
  assert.equal(cost(0.4, 'domestic'), 419);
});

test('a fraction counts to the next step', () => {
  assert.equal(cost(2.5, 'europe'), 1449);
});

test('above 20 kg there is no price', () => {
  assert.throws(() => cost(21, 'domestic'), /too heavy/);
});
