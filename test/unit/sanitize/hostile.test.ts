import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { hostileLines } from './corpus/hostileLines.ts';
import { longestStep, timeHostile } from './hostileTimes.ts';

/** Milliseconds of work after which a text counts as one that hangs the editor; `node test/bench/hostile.ts` is strict. */
const hangs = 2_000;

test('hostile lines are examined in time or dropped, and not all of them are dropped', (context) => {
  const rules = createRules();
  const times = hostileLines.map((beginning) => timeHostile(rules, beginning, 100_000, 'terminal'));
  const dropped = times.filter((time) => time.dropped);
  const longest = times.toSorted((one, other) => other.ms - one.ms).slice(0, 5);
  context.diagnostic(
    `${dropped.length} of ${times.length} dropped; ${longest.map(({ beginning, ms }) => `${JSON.stringify(beginning)} ${ms.toFixed(0)} ms`).join(', ')}`,
  );
  assert.deepEqual(
    times.filter(({ ms }) => ms > hangs).map(({ beginning, ms }) => `${beginning}: ${ms} ms`),
    [],
  );
  assert.ok(dropped.length < times.length / 2, dropped.map(({ beginning }) => beginning).join('\n'));
});

test('a text that takes too long is dropped before long, whatever rule it is in', () => {
  const rules = createRules();
  // The clock stands still while the text is made ready, and then jumps with each look: what passes in a pause does not count.
  for (const beginning of [
    'password=',
    'tokens:["a1b2c3d4e5f6",',
    'Authorization: Bearer ',
    'mysql -p',
    'http://a:b',
  ]) {
    let looks = 0;
    const time = timeHostile(rules, beginning, 250_000, 'terminal', () => (looks++ < 60 ? 0 : looks * 1e9));
    assert.ok(time.dropped, beginning);
    assert.ok(looks < 70, `${beginning}: ${looks} looks at the clock`);
  }
});

test('64 KB are seen to in steps, with the outcome of one go', (context) => {
  const { ms, isSame, length } = longestStep(createRules());
  context.diagnostic(`longest step ${ms.toFixed(0)} ms, cold or warm as the other tests left it`);
  assert.ok(isSame && length === 65_536);
  assert.ok(ms < hangs);
});
