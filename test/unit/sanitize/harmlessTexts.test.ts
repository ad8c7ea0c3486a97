import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createHarmlessTexts } from '../../../src/sanitize/harmlessTexts.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';

const value = ['kelp', 'harbour', 'Lantern42'].join('-');
const line = `./serve --title ${value}`;

function kept(gate: ReturnType<typeof createGateOne>, text = line): string {
  const result = gate.sanitize({ text, as: 'terminal' });
  assert.ok(!result.withheld);
  return result.text;
}

describe('texts in which nothing was found', () => {
  it('are looked at again once the value in them is known', () => {
    const gate = createGateOne();
    assert.equal(kept(gate), line);
    gate.learn([{ name: 'SERVE_TITLE', value }]);
    assert.equal(kept(gate).includes(value), false);
  });

  it('are looked at again once a rule has found the value elsewhere', () => {
    const gate = createGateOne();
    assert.equal(kept(gate), line);
    assert.equal(kept(gate, `export DB_PASSWORD=${value}`).includes(value), false);
    assert.equal(kept(gate).includes(value), false);
  });

  it('are looked at again when the rules are others', () => {
    const gate = createGateOne();
    assert.equal(kept(gate), line);
    gate.useRules(createRules({ settings: { terms: [value] } }));
    assert.equal(kept(gate).includes(value), false);
  });

  it('are told apart by what they are read as', () => {
    const texts = createHarmlessTexts();
    texts.add('a', 'terminal', 1);
    assert.deepEqual(
      [texts.has('a', 'terminal', 1), texts.has('a', 'data', 1), texts.has('a', 'terminal', 2)],
      [true, false, false],
    );
  });

  it('do not fill the memory', () => {
    const texts = createHarmlessTexts();
    texts.add('first', 'terminal', 0);
    for (let at = 0; at < 10_000; at += 1) texts.add(`text ${at}`, 'terminal', 0);
    texts.add('x'.repeat(100_000), 'terminal', 0);
    assert.equal(texts.has('first', 'terminal', 0), false);
    assert.equal(texts.has('x'.repeat(100_000), 'terminal', 0), false);
    assert.equal(texts.has('text 9999', 'terminal', 0), true);
  });

  it('change nothing: a gate that remembers them gives what one gives that forgets them each time', () => {
    const text = fc.constantFrom(
      'git status',
      line,
      `echo ${value}`,
      `PASSWORD=${value}`,
      `psql postgres://deck:${value}@db.example.org/boats`,
      'ping 10.2.3.4',
      'mail a@example.org',
    );
    const rules = createRules();
    fc.assert(
      fc.property(fc.array(text, { maxLength: 24 }), (texts) => {
        const remembers = createGateOne({ rules });
        const forgets = createGateOne({ rules });
        for (const one of texts) {
          forgets.useRules(rules);
          assert.equal(kept(remembers, one), kept(forgets, one));
        }
      }),
    );
  });
});
