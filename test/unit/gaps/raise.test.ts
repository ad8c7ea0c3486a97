import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noteFromAnswer } from '../../../src/gaps/answer.ts';
import { findGaps } from '../../../src/gaps/findGaps.ts';
import type { Distilled } from '../../../src/model/distilled.ts';
import { type Case, readCases } from '../distill/cases.ts';
import { distilled } from '../distill/support.ts';
import { growsInStep } from '../growth.ts';
import { command, context, look, ran, recording, step, view } from './build.ts';

const now = Date.UTC(2026, 5, 1);

/** What the report is with these answers loaded. */
function reported(one: Case, result: Distilled, answers: readonly string[] = []) {
  const repository = view(one.files);
  const files = { ...(answers.length > 0 ? { 'AGENTS.md': answers.map((text) => `- ${text}\n`).join('') } : {}) };
  return findGaps({
    recordings: one.recordings,
    distilled: result,
    context: context(files),
    repository,
    now,
  });
}

describe('what answering a gap raises', () => {
  it('is what coverage is once that answer alone is loaded, in every performed workflow', async () => {
    const wrong: string[] = [];
    let raising = 0;
    for (const one of readCases()) {
      const result = await distilled(one.recordings, one.files);
      const { gaps, coverage } = reported(one, result);
      for (const gap of gaps) {
        const answer = noteFromAnswer(gap, { text: 'Because it has to be.', layer: 'project' });
        const after = reported(one, result, [answer.text.replace(/\s+/g, ' ')]);
        const real = after.coverage.percent;
        if (gap.raisesTo !== undefined) raising += 1;
        if ((gap.raisesTo ?? coverage.percent) !== real)
          wrong.push(`${one.name}: ${gap.code} ${gap.subject}: ${coverage.percent} → ${gap.raisesTo} but ${real}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(raising > 20, String(raising));
  });

  it('takes as much longer as there are more gaps and steps', () => {
    const looked = (size: number) => {
      const lines = Array.from({ length: size }, (_, n) => `./tools/task-${n}.sh --now && ./tools/shared.sh ${n}`);
      const steps = lines.map((line, n) => step([ran(n + 1, line)]));
      const recordings = [recording(lines.map((line) => command(line)))];
      return () => look({ recordings, observations: { steps } });
    };
    assert.ok(looked(1000)().gaps.length >= 1000);
    growsInStep(looked, 125);
  });

  it('counts what the answer names without marking it: a command in a script, a copy in other words', () => {
    const lines = [
      'kubectl get secret tide -o yaml | kubectl apply -f -',
      'kubectl apply -k deploy/review',
      'Copy-Item .env.example .env',
      'cp .env.example .env',
      "sh -c 'moor scrub && moor rig'",
      'moor scrub',
    ];
    const steps = lines.map((line, n) => step([ran(n + 1, line)], { stepId: `s${n}` }));
    const input = { recordings: [recording(lines.map((line) => command(line)))], observations: { steps } };
    const { gaps, coverage } = look(input);
    for (const gap of gaps) {
      const { text } = noteFromAnswer(gap, { text: 'Because it has to be.', layer: 'project' });
      const after = look({ ...input, loaded: { 'AGENTS.md': `- ${text}\n` } });
      assert.equal(gap.raisesTo ?? coverage.percent, after.coverage.percent, gap.subject);
    }
    assert.ok(gaps.length >= 5, String(gaps.length));
  });

  it('is nothing where the step has another command that nobody explains', () => {
    const recordings = [recording([command('./a.sh'), command('./b.sh'), command('./a.sh')])];
    const steps = [step([ran(1, './a.sh'), ran(2, './b.sh')]), step([ran(3, './a.sh')], { stepId: 's2' })];
    const { gaps, coverage } = look({ recordings, observations: { steps } });
    assert.equal(coverage.percent, 0);
    assert.deepEqual(
      gaps.filter(({ code }) => code === 'unexplained-step').map(({ subject, raisesTo }) => [subject, raisesTo]),
      [['./a.sh', 50]],
    );
  });
});
