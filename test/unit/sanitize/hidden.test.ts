import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';

const random = ['q7Xw2', 'Lm9Zt', '4Rk8V', 'b3Ny6'].join('');
const text = (result: ReturnType<ReturnType<typeof createGateOne>['sanitize']>) => {
  assert.ok(!result.withheld);
  return result.text;
};

describe('what a gate has hidden', () => {
  it('is known to that gate alone, with the rule that found it', () => {
    const gate = createGateOne();
    const [finding] = gate.sanitize({ text: `curl -u sam:${random} https://example.org`, as: 'terminal' }).findings;
    assert.ok(finding);
    assert.deepEqual(gate.hidden(finding.placeholder), { value: random, rule: finding.rule });
    assert.equal(gate.hidden('[redacted:token#99]'), undefined);
    assert.equal(createGateOne().hidden(finding.placeholder), undefined);
  });

  it('names a known value by that, wherever it is met first', () => {
    const gate = createGateOne({ known: [{ name: 'API_KEY', value: random }] });
    const [finding] = gate.sanitize({ text: `echo ${random}`, as: 'terminal' }).findings;
    assert.deepEqual(gate.hidden(finding?.placeholder ?? ''), { value: random, rule: 'known-value' });
  });

  it('keeps its placeholder when other rules come, and lets an allowed value through that only a rule had found', () => {
    const gate = createGateOne();
    const line = { text: `curl -u sam:${random} https://example.org`, as: 'terminal' } as const;
    const before = text(gate.sanitize(line));
    gate.useRules(createRules({ settings: { terms: ['Bluebird'] } }));
    assert.equal(text(gate.sanitize(line)), before);
    assert.equal(text(gate.sanitize({ text: 'see bluebird', as: 'terminal' })), 'see [redacted:term#1]');
    gate.useRules(createRules({ settings: { allow: [random] } }));
    assert.ok(text(gate.sanitize(line)).includes(random));
    assert.ok(text(gate.sanitize({ text: `echo ${random}`, as: 'terminal' })).includes(random));
  });

  it('never lets a known value through, allowed or not', () => {
    const known = [{ name: 'API_KEY', value: random }];
    const gate = createGateOne({ known, rules: createRules({ settings: { allow: [random] } }) });
    for (const line of [`curl -u sam:${random} https://example.org`, `echo ${random}`])
      assert.ok(!text(gate.sanitize({ text: line, as: 'terminal' })).includes(random), line);
  });
});
