import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { previewRetention, type RetainedRecording } from '../../../src/journal/retention.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const recording = (id: string, day: string, bytes: number, live = false): RetainedRecording => ({
  id,
  startedAt: `2026-${day}T00:00:00Z`,
  bytes,
  live,
});
const some = [recording('new', '05-30', 10), recording('old', '01-01', 10), recording('mid', '04-01', 30)];

describe('retention', () => {
  it('removes nothing without a limit', () => {
    assert.deepEqual(previewRetention(some, {}, now), { remove: [], freedBytes: 0, keptBytes: 50 });
  });

  it('removes by age, then the oldest until the rest fits', () => {
    assert.deepEqual(previewRetention(some, { maxAgeDays: 100 }, now).remove, [
      { id: 'old', bytes: 10, reason: 'age' },
    ]);
    assert.deepEqual(
      previewRetention(some, { maxBytes: 15 }, now).remove.map((each) => [each.id, each.reason]),
      [
        ['old', 'size'],
        ['mid', 'size'],
      ],
    );
    assert.deepEqual(previewRetention(some, { maxBytes: 40 }, now), {
      remove: [{ id: 'old', bytes: 10, reason: 'size' }],
      freedBytes: 10,
      keptBytes: 40,
    });
  });

  it('never removes a live recording, nor one of unknown age for its age', () => {
    assert.deepEqual(
      previewRetention([recording('live', '01-01', 99, true)], { maxAgeDays: 1, maxBytes: 1 }, now).remove,
      [],
    );
    assert.deepEqual(
      previewRetention([{ ...recording('odd', '01-01', 9), startedAt: '?' }], { maxAgeDays: 1 }, now).remove,
      [],
    );
  });
});
