import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { survivors } from './corpus/survivors.ts';
import { createValues } from './corpus/values.ts';
import { channels, measureLeaks } from './measure.ts';

const seeds = [1, 2, 3, 4, 5];

test('no channel of the corpus leaks half a secret, and what stands beside it stays', () => {
  const { leaked, lost, total } = measureLeaks(seeds);
  assert.ok(Object.keys(channels).length >= 150);
  assert.deepEqual(leaked, []);
  assert.deepEqual(lost, []);
  assert.equal(total, Object.keys(channels).length * seeds.length);
});

test('at least 98 % of the texts with nothing to hide pass untouched', () => {
  const rules = createRules();
  const texts = seeds.flatMap((seed) => survivors(createValues(seed)));
  const touched = texts.filter(({ text, as }) => {
    const result = createGateOne({ rules }).sanitize({ text, ...(as === undefined ? {} : { as }) });
    return result.withheld || result.text !== text;
  });
  assert.ok(texts.length / seeds.length >= 150);
  assert.ok(touched.length <= texts.length * 0.02, touched.map(({ text }) => text).join('\n---\n'));
});
