import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRecording, serializeEvent, serializeHeader } from '../../../src/journal/format.ts';
import { type Upgrade, upgradePath } from '../../../src/journal/migrate.ts';
import { facts, header } from './samples.ts';

/** A version before the first, to drive the upgrading: it named things otherwise. */
const fromZero: Upgrade = {
  from: 0,
  header: ({ person, ...rest }) => ({ ...rest, recorder: person }),
  event: ({ time, ...rest }) => ({ ...rest, at: time }),
};

describe('older versions', () => {
  it('are upgraded to what the current version would have written', () => {
    const { recorder, ...rest } = header;
    const old = [
      JSON.stringify({ ...rest, version: 0, person: recorder }),
      ...facts.map((fact, index) =>
        serializeEvent(fact, index + 1, 5)
          .trim()
          .replace('"at"', '"time"'),
      ),
    ].join('\n');
    const now = serializeHeader(header) + facts.map((fact, index) => serializeEvent(fact, index + 1, 5)).join('');
    assert.deepEqual(parseRecording(old, { upgrades: [fromZero] }), parseRecording(now));
  });

  it('go through every version between', () => {
    const step = (from: number): Upgrade => ({ from, header: (value) => value, event: (value) => value });
    const path = upgradePath(1, [step(2), step(1), step(3)], 4);
    assert.deepEqual(path.ok && path.value.map((each) => each.from), [1, 2, 3]);
  });

  it('are refused where an upgrade is missing, and newer ones always', () => {
    for (const version of [0, -3, 2, 1e9]) {
      const path = upgradePath(version);
      assert.equal(path.ok ? '' : path.error.code, 'unknown-version');
    }
    assert.deepEqual(upgradePath(1), { ok: true, value: [] });
  });
});
