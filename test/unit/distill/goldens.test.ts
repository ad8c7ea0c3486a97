import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Distilled } from '../../../src/model/distilled.ts';
import { everyCommand, everyRepairedPair } from '../../eval/baselines.ts';
import { type Case, gapsIn, gapsMissing, readCases, score, scoreClaims } from './cases.ts';
import { distilled } from './support.ts';

/** `MIRROR_ACCEPT_GOLDENS=1` takes what is distilled now as expected from now on. */
const accepting = process.env.MIRROR_ACCEPT_GOLDENS === '1';

const cases = readCases();
const results = new Map<Case, Distilled>();
for (const one of cases) results.set(one, await distilled(one.recordings, one.files));

function resultOf(one: Case): Distilled {
  const result = results.get(one);
  assert.ok(result);
  return result;
}

test('there are performed workflows to hold the distiller to', () => {
  assert.ok(cases.length >= 10);
});

for (const one of cases) {
  test(`golden: ${one.name}`, () => {
    const { observations: _, ...document } = resultOf(one);
    const actual = `${JSON.stringify(document, null, 2)}\n`;
    const golden = new URL('expected.json', one.folder);
    const beside = new URL('expected.actual.json', one.folder);
    if (accepting) writeFileSync(golden, actual);
    assert.ok(existsSync(golden), `${golden.pathname} is missing; accept with MIRROR_ACCEPT_GOLDENS=1`);
    if (readFileSync(golden, 'utf8') !== actual) {
      writeFileSync(beside, actual);
      assert.equal(actual, readFileSync(golden, 'utf8'), `differs from the golden; see ${beside.pathname}`);
    }
    rmSync(beside, { force: true });
  });

  test(`facts: ${one.name}`, () => {
    const result = score(resultOf(one), one.facts);
    assert.deepEqual(result.missing, [], 'facts a colleague would tell');
    assert.deepEqual(result.forbidden, [], 'what must not be told');
  });
}

test('most notes are wanted: at least 85 in 100 tell one of the facts', () => {
  let notes = 0;
  let unwanted = 0;
  for (const one of cases) {
    const result = score(resultOf(one), one.facts);
    notes += result.notes;
    unwanted += result.unwanted.length;
  }
  assert.ok(notes > 0 && unwanted / notes <= 0.15, `${unwanted} of ${notes} notes tell none of the facts`);
});

test('gaps that a colleague would ask about are shown: at least 95 in 100', () => {
  let expected = 0;
  const missing: string[] = [];
  for (const one of cases) {
    expected += one.facts.gaps?.length ?? 0;
    const open = gapsMissing(gapsIn(resultOf(one), one), one.facts);
    missing.push(...open.map((gap) => `${one.name}: ${JSON.stringify(gap)}`));
  }
  assert.ok(expected > 30 && missing.length * 20 <= expected, missing.join('\n'));
});

test('the baselines that see the same recordings are left far behind', () => {
  const facts = cases.reduce((sum, one) => sum + one.facts.must.length, 0);
  for (const baseline of [everyCommand, everyRepairedPair]) {
    const missing = cases.reduce(
      (sum, one) => sum + scoreClaims(baseline(one.recordings), one.facts).missing.length,
      0,
    );
    assert.ok(missing * 2 > facts, `${missing} of ${facts}`);
  }
});
