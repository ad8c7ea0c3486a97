import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { noteFromAnswer } from '../../../src/gaps/answer.ts';
import { findGaps } from '../../../src/gaps/findGaps.ts';
import type { GapInput } from '../../../src/gaps/input.ts';
import type { Observations } from '../../../src/model/observations.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { command, context, january, look, nothing, ran, recording, step, view } from './build.ts';

const ids = ['r1', 'r2', 'r3'];
/** Away from event 3 to 4, for more than a minute. */
function late(one: Recording): Recording {
  return { ...one, events: one.events.map((event) => (event.seq > 3 ? { ...event, at: event.at + 80_000 } : event)) };
}

const recordings = ids.map((id, day) =>
  late(
    recording(
      [
        command('./tools/seal.sh v1.2.0', { exitCode: 1 }),
        command('./tools/seal.sh v1.2.0'),
        { kind: 'focus', focused: false },
        { kind: 'focus', focused: true },
        command('TOKEN=[redacted:env:SEAL_TOKEN#1] ./tools/send.sh 4711'),
        { kind: 'capture', source: 'terminal', state: 'degraded', reason: 'no shell integration' },
      ],
      { id, recorder: `person-${day}`, startedAt: `2026-01-1${day}T09:00:00Z` },
    ),
  ),
);

const observations: Observations = {
  ...nothing,
  steps: ids.flatMap((id) => [
    step([ran(2, './tools/seal.sh v1.2.0')], { recording: id }),
    step([ran(5, './tools/send.sh 4711')], { recording: id }),
  ]),
  failures: ids.map((id) => ({
    recording: id,
    seq: 1,
    command: './tools/seal.sh v1.2.0',
    line: './tools/seal.sh v<version>',
    cwd: '.',
    exitCode: 1,
    resolvedBySeq: 2,
    resolution: 'flaky' as const,
    causeSeqs: [],
    explainedByNarration: false,
  })),
  inputs: ids.map((id) => ({ recording: id, seq: 5, name: 'order', value: '4711', usedIn: [], source: 'typed' })),
  credentials: ids.map((id) => ({ recording: id, seq: 5, name: 'SEAL_TOKEN', where: 'TOKEN=… ./tools/send.sh 4711' })),
};

function input(order: readonly number[]): GapInput {
  const chosen = order.map((index) => recordings[index]).filter((one) => one !== undefined);
  return {
    recordings: chosen,
    distilled: {
      workflow: 'Cut a release',
      recordings: [],
      walkthroughs: [],
      process: { spine: [], variants: [], parameters: [], order: [] },
      notes: [],
      droppedActions: [],
      observations,
    },
    context: context(),
    repository: view({ 'tools/seal.sh': '', 'tools/send.sh': '' }),
    now: january,
  };
}

describe('all gaps of a workflow', () => {
  it('hold the six of the first version, with a question, a reason and someone to ask', () => {
    const { gaps } = findGaps(input([0, 1, 2]));
    const codes = new Set(gaps.map(({ code }) => code));
    for (const code of [
      'unexplained-step',
      'unexplained-failure',
      'unknown-input',
      'off-screen',
      'credential',
      'not-captured',
    ] as const) {
      assert.ok(codes.has(code), code);
    }
    for (const gap of gaps) {
      assert.match(gap.question, /\?$/);
      assert.match(gap.why, /\.$/);
      assert.ok(gap.subject !== '' && gap.askWhom, gap.code);
      for (const { from, to, excerpt } of gap.evidence)
        assert.ok(from <= to && excerpt.length <= 200 && !excerpt.includes('\n'));
    }
  });

  it('are the same with the same ids, whatever the order of the recordings', () => {
    const expected = findGaps(input([0, 1, 2]));
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        assert.deepEqual(findGaps(input(order)), expected);
      }),
    );
  });

  it('have ids of their own, most severe first', () => {
    const { gaps } = findGaps(input([0, 1, 2]));
    assert.equal(new Set(gaps.map(({ id }) => id)).size, gaps.length);
    const ranks = gaps.map(({ severity }) => ['high', 'medium', 'low'].indexOf(severity));
    assert.deepEqual(
      ranks,
      [...ranks].sort((a, b) => a - b),
    );
  });

  it('close when their answers are loaded, whatever their words, each of those a person can answer', () => {
    const { gaps } = findGaps(input([0, 1, 2]));
    const asked = gaps.filter(({ code }) => code !== 'no-owner');
    const answer = { text: 'The green one, on Mondays.', layer: 'project' } as const;
    const loaded = asked.map((gap) => `- ${noteFromAnswer(gap, answer).text}`);
    const after = findGaps({ ...input([0, 1, 2]), context: context({ 'MEMORY.md': loaded.join('\n') }) });
    assert.deepEqual(
      after.gaps.map(({ code, subject }) => `${code} ${subject}`),
      [],
    );
    assert.equal(after.coverage.percent, 100);
  });

  it('are none for nothing at all', () => {
    assert.deepEqual(look({ recordings: [] }), { gaps: [], coverage: { explained: 0, observed: 0, percent: 100 } });
  });
});
