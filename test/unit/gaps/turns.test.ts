import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGaps, findGapsInTurns } from '../../../src/gaps/findGaps.ts';
import type { GapInput } from '../../../src/gaps/input.ts';
import { kinds, longRecording } from '../../perform/longRecordings.ts';
import { distilled } from '../distill/support.ts';
import { context, january, view } from './build.ts';

async function input(kind: (typeof kinds)[number], events: number): Promise<GapInput> {
  const recordings = [0, 1, 2].map((index) => longRecording(kind, events, index));
  return {
    recordings,
    distilled: await distilled(recordings),
    context: context({ 'AGENTS.md': 'Always run `npm test -- <suite>` before `git tag v<version>`.' }),
    repository: view({}),
    now: january,
  };
}

for (const kind of kinds)
  test(`an editor gets its turns while gaps are found, and the same gaps: ${kind}`, async () => {
    const one = await input(kind, 400);
    let turns = 0;
    const found = await findGapsInTurns(one, async () => {
      turns++;
    });
    assert.deepEqual(found, findGaps(one));
    assert.ok(turns > 10, `${turns} turns`);
  });

test('finding gaps takes time with the events, not with their square', async () => {
  const few = await input('distinct', 200);
  const many = await input('distinct', 1600);
  const spent = (one: GapInput) => {
    const before = process.threadCpuUsage();
    findGaps(one);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };
  spent(few);
  const ratio = Math.min(spent(many), spent(many)) / Math.min(spent(few), spent(few), spent(few));
  assert.ok(ratio < 24, `8 times as much took ${ratio.toFixed(1)} times as long`);
});
