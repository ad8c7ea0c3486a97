import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeholderPattern } from '../../../src/model/placeholder.ts';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createHeldOutput } from '../../../src/sanitize/heldOutput.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { createValues } from './corpus/values.ts';
import { channels, sanitizeLeak, survives } from './measure.ts';

const rules = createRules();
const names = Object.keys(channels);
const anyLeak = fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 10_000 })).map(([name, seed]) => {
  const channel = channels[name];
  assert.ok(channel);
  return { name, ...channel(createValues(seed)) };
});

function clean(text: string, as: 'terminal' | 'code' | 'data' | undefined): string {
  const result = createGateOne({ rules }).sanitize({ text, ...(as === undefined ? {} : { as }) });
  assert.ok(!result.withheld);
  return result.text;
}

test('no channel leaks whatever the secret', () => {
  fc.assert(
    fc.property(anyLeak, (leak) => {
      const text = sanitizeLeak(leak, rules);
      assert.ok(!leak.secrets.some((secret) => survives(text, secret)), `${leak.name}: ${text}`);
    }),
    { numRuns: 1_500, seed: 7 },
  );
});

test('sanitizing twice changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.array(anyLeak, { minLength: 1, maxLength: 3 }), (leaks) => {
      const once = clean(leaks.map(({ text }) => text).join('\n'), leaks[0]?.as);
      assert.equal(clean(once, leaks[0]?.as), once);
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('findings point at what was taken, in the input, in order', () => {
  fc.assert(
    fc.property(anyLeak, ({ text, as }) => {
      const result = createGateOne({ rules }).sanitize({ text, ...(as === undefined ? {} : { as }) });
      assert.ok(!result.withheld);
      let end = 0;
      for (const finding of result.findings) {
        assert.ok(finding.start >= end && finding.end > finding.start && finding.end <= text.length);
        assert.ok(result.text.includes(finding.placeholder));
        end = finding.end;
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('gate two takes all that gate one takes', () => {
  fc.assert(
    fc.property(anyLeak, ({ text, as }) => {
      const given = { text, ...(as === undefined ? {} : { as }) };
      const first = createGateOne({ rules }).sanitize(given);
      const second = createGateOne({ rules, strict: true }).sanitize(given);
      assert.ok(!first.withheld && !second.withheld);
      for (const { start, end } of first.findings) {
        assert.ok(second.findings.some((finding) => finding.start <= start && finding.end >= end));
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('one value keeps one placeholder through a recording, two values never share one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 2, maxLength: 6 }), (seeds) => {
      const gate = createGateOne({ rules });
      const places = new Map<string, string>();
      const secrets = seeds.map((seed) => createValues(seed).alphanumeric(24));
      for (const secret of [...secrets, ...secrets]) {
        const result = gate.sanitize({
          text: places.has(secret) ? `seen ${secret}` : `deploy --token ${secret}`,
          as: 'terminal',
        });
        const place = result.withheld ? undefined : result.text.match(placeholderPattern())?.[0];
        assert.ok(place);
        assert.equal(places.get(secret) ?? place, place);
        places.set(secret, place);
      }
      assert.equal(new Set(places.values()).size, new Set(secrets).size);
    }),
    { numRuns: 50, seed: 7 },
  );
});

test('output cut into chunks anywhere does not leak', () => {
  const terminal = anyLeak.filter(({ as, env }) => as === 'terminal' && env === undefined);
  fc.assert(
    fc.property(terminal, fc.array(fc.nat(400), { maxLength: 8 }), (leak, cuts) => {
      const held = createHeldOutput({ head: 65_536, tail: 65_536 });
      let from = 0;
      for (const cut of [...new Set(cuts)].sort((one, other) => one - other)) {
        held.push(leak.text.slice(from, Math.max(from, cut)));
        from = Math.max(from, cut);
      }
      held.push(leak.text.slice(from));
      const text = clean(held.text().text, 'terminal');
      assert.ok(!leak.secrets.some((secret) => survives(text, secret)), `${leak.name}: ${text}`);
    }),
    { numRuns: 1_000, seed: 7 },
  );
});

test('a long output loses its middle, and no half of a secret stays at the cut', () => {
  const terminal = anyLeak.filter(
    ({ as, env, secrets }) => as === 'terminal' && env === undefined && secrets.every((secret) => secret.length < 200),
  );
  fc.assert(
    fc.property(terminal, fc.nat(900), (leak, before) => {
      const held = createHeldOutput({ head: 1_000, tail: 600 });
      const filler = 'plain words of a program that has much to say\n'.repeat(40);
      held.push(`${filler.slice(0, before)}\n${leak.text}\n${filler}\n${leak.text}\n${filler.slice(0, before)}\n`);
      const { text, truncated } = held.text();
      assert.equal(truncated, true);
      assert.ok(text.length < 1_800);
      const cleaned = clean(text, 'terminal');
      assert.ok(!leak.secrets.some((secret) => survives(cleaned, secret)), `${leak.name}: ${cleaned}`);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('a text with more secrets than a call takes arguments is examined like a short one', () => {
  const line = `pw=${createValues(7).password()}`;
  const result = createGateOne({ rules }).sanitize({ text: `${line}\n`.repeat(130_000), as: 'terminal' });
  assert.ok(!result.withheld);
  assert.equal(result.findings.length, 130_000);
});
