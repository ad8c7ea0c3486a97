import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { survivors } from './corpus/survivors.ts';
import { createValues, seeded } from './corpus/values.ts';
import { channels, measureLeaks } from './measure.ts';

const seeds = [1, 2, 3];

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

test('harmless texts one after another, in any order, make no secret of each other', () => {
  const rules = createRules();
  const found: string[] = [];
  for (const seed of Array.from({ length: 15 }, (_, at) => at + 1)) {
    const random = seeded(seed);
    for (const as of ['terminal', 'code', 'data'] as const) {
      const texts = survivors(createValues(seed)).filter((text) => text.as === as);
      const text = texts
        .map((one) => ({ one, rank: random() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ one }) => one.text)
        .join('\n');
      const result = createGateOne({ rules }).sanitize({ text, as });
      assert.ok(!result.withheld);
      found.push(...result.findings.map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`));
    }
  }
  assert.ok(found.length <= 15, found.join('\n'));
});
