import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shaped } from '../../../src/distill/shapes.ts';
import { speaker } from '../../../src/distill/spoken.ts';
import { plainText } from '../../../src/distill/terminalText.ts';
import { kinds, longRecording } from '../../perform/longRecordings.ts';
import { distilled } from './support.ts';

/** Thread time of distilling three recordings of so many events. */
async function spent(kind: (typeof kinds)[number], events: number): Promise<number> {
  const recordings = [0, 1, 2].map((index) => longRecording(kind, events, index));
  const before = process.threadCpuUsage();
  await distilled(recordings);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

for (const kind of kinds)
  test(`time grows with the events: ${kind}`, async () => {
    await spent(kind, 200);
    const few = Math.min(await spent(kind, 200), await spent(kind, 200));
    const many = await spent(kind, 1600);
    assert.ok(many / few < 24, `8 times as much took ${(many / few).toFixed(1)} times as long`);
  });

test('a text speaks of a name that stands in it as no part of a longer word', () => {
  const letters = fc.constantFrom('a', 'b', '_', '1', ' ', '.', '/', 'é', '-', '𝒜', '\n', '.x');
  const naive = (text: string, name: string) => {
    const at = text.indexOf(name);
    const around = text.charAt(at - 1) + text.charAt(at + name.length);
    return name.length >= 3 && at >= 0 && !/[\p{L}\p{N}_]/u.test(around);
  };
  fc.assert(
    fc.property(
      fc.string({ unit: letters, maxLength: 25 }),
      fc.string({ unit: letters, maxLength: 5 }),
      (text, name) => {
        const speaksOf = speaker(text, new Set());
        assert.equal(speaksOf(name), naive(text, name));
        assert.equal(speaksOf(name), naive(text, name));
      },
    ),
    { numRuns: 3000 },
  );
  assert.ok(speaker('open src/a.ts failed', new Set())('src/a.ts'));
});

test('values of every shape are found wherever they stand', () => {
  const values = [
    '1.2.3',
    '2026-03-02',
    'OPS-12',
    '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f',
    'abc1234',
    '2026030210',
    '4711',
  ];
  const between = fc.string({ unit: fc.constantFrom('x', ' ', '(', '"', ',', '\n'), maxLength: 8 });
  fc.assert(
    fc.property(between, fc.constantFrom(...values), between, (before, value, after) => {
      assert.ok(shaped(`${before} ${value} ${after}`).includes(value), value);
    }),
  );
  assert.deepEqual(shaped('no value in here - at all: a-b, x.y, 12-x'), []);
});

test('of a line that was written over, what stands there in the end is kept', () => {
  assert.equal(plainText('10 %\r50 %\rdone\r\nnext\r'), 'done\nnext\r');
  assert.equal(plainText(`${String.fromCharCode(27)}[31mred${String.fromCharCode(27)}[0m\r\n`), 'red\n');
  const long = `${'x'.repeat(20_000)}\n`;
  assert.equal(plainText(long), long);
});
