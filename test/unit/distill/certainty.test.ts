import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listContext } from '../../../src/context/contextFiles.ts';
import { seemingOf } from '../../../src/distill/seeming.ts';
import { findGaps } from '../../../src/gaps/findGaps.ts';
import type { Confidence, Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, repositoryOf } from './support.ts';

const broken = "Error: Cannot find module 'sharp'";

async function lessonsOf(runs: readonly (readonly Fact[])[], files: Readonly<Record<string, string>> = {}) {
  const recordings = runs.map((facts, index) =>
    recording(facts, { id: `r${index}`, recorder: `p${index}`, startedAt: `2026-05-0${index + 1}T10:00:00.000Z` }),
  );
  const result = await distilled(recordings, files);
  const repository = repositoryOf(files);
  const { gaps } = findGaps({
    recordings,
    distilled: result,
    context: listContext(repository),
    repository,
    now: Date.UTC(2026, 5, 1),
  });
  return {
    result,
    gaps,
    lesson: result.notes.flatMap((note) => (note.kind === 'lesson' ? [note.text] : [])).join('\n'),
    steps: result.process.spine.map(({ step }) => step).join('\n'),
    procedure: result.notes.find(({ kind }) => kind === 'procedure')?.text ?? '',
  };
}

const unsaid = (line: string, output: string) => command(line, undefined, { output });

describe('without exit codes', () => {
  const run = [
    unsaid('yarn dev', broken),
    unsaid('yarn add sharp', 'success Saved 1 new dependency.'),
    unsaid('yarn dev', 'ready - started server on 0.0.0.0:3000'),
  ];

  it('a lesson is read from what was printed, and says so', async () => {
    const { lesson } = await lessonsOf([run]);
    assert.match(lesson, /When `yarn dev` fails with `Error: Cannot find module 'sharp'`, run `yarn add sharp` first/);
    assert.match(lesson, /judged by what was printed/);
  });

  it('is certain as soon as one recording has the codes', async () => {
    const coded = [
      command('yarn dev', 1, { output: broken }),
      command('yarn add sharp', 0),
      command('yarn dev', 0),
      command('git push', 0),
    ];
    for (const runs of [
      [run, coded],
      [coded, run],
    ]) {
      const { lesson } = await lessonsOf(runs);
      assert.match(lesson, /run `yarn add sharp` first/);
      assert.doesNotMatch(lesson, /judged by/);
    }
  });

  it('what never went well, or only said "error" on the way, is no failure', async () => {
    const { gaps, steps } = await lessonsOf([
      [
        unsaid('make deploy', 'retrying after error: 502\nerror: connection reset\nDeployment completed'),
        unsaid('make report', 'error: one row could not be read'),
        unsaid('git push', 'main -> main'),
      ],
    ]);
    assert.deepEqual(
      gaps.filter(({ code }) => code === 'unexplained-failure'),
      [],
    );
    assert.match(steps, /make deploy/);
  });
});

describe('how a command seems to have gone', () => {
  const failing = [
    'src/a.ts(3,1): error TS2304: x\nFound 1 error in src/a.ts:3',
    'Tests: 1 failed, 8 passed',
    'bash: pandoc: command not found',
    'bash: pandoc: Kommando nicht gefunden.',
    'Traceback (most recent call last):\n  File "a.py"\nKeyError: 1',
    'HTTP/2 502 ',
    'psql: error: connection to server failed',
    'erreur : impossible de trouver le fichier',
    'make: *** [Makefile:4: all] Error 2',
  ];
  const working = ['', '0 failed, 12 passed', '12 passed, 0 errors', 'compiled 0 errors', 'HTTP/2 200', 'v1.2.3'];
  for (const output of failing) it(`failed: ${output.split('\n')[0]}`, () => assert.equal(seemingOf(output), 'failed'));
  for (const output of working) it(`worked: ${output}`, () => assert.equal(seemingOf(output), 'worked'));
  it('is unknown without output', () => assert.equal(seemingOf(undefined), undefined));
});

describe('a command that never came to work', () => {
  it('tells what got it further, and what was done instead', async () => {
    const { lesson } = await lessonsOf([
      [
        command('rake release', 1, { output: 'rake aborted!\nThere are files that need to be committed first.' }),
        command("git commit -am 'Release'", 0),
        command('rake release', 1, {
          output: 'Built pkg/cards-2.5.0.gem.\nrake aborted!\nA one-time password is required: give --otp',
        }),
        command('gem push pkg/cards-2.5.0.gem --otp 123456', 0),
      ],
    ]);
    assert.match(
      lesson,
      /need to be committed first\.`, run `git commit .*` first; then `rake release` gets past that/,
    );
    assert.match(lesson, /one-time password .*run `gem push .*` instead/);
  });

  it('is not explained by what has nothing to do with it', async () => {
    const { lesson } = await lessonsOf([
      [
        command('make docs', 2, { output: 'pandoc: not found' }),
        edit('src/a.c', 'int a;', 'int b;'),
        command('make deploy', 0),
      ],
    ]);
    assert.equal(lesson, '');
  });
});

describe('lines of low confidence', () => {
  const line = (text: string, confidence: Confidence): Fact => ({ ...command(text, 0), confidence }) as Fact;
  const run = (confidence: Confidence) => [edit('a.tf', 'a', 'b'), line('terraform apply', confidence)];

  it('are marked in the procedure and asked about', async () => {
    const { procedure, steps, gaps } = await lessonsOf([run('low')]);
    assert.match(procedure, /`terraform apply` \(line not certain\)/);
    assert.match(steps, /`terraform apply` \(line not certain\)/);
    const gap = gaps.find(({ code }) => code === 'not-captured');
    assert.equal(gap?.subject, 'terraform apply');
  });

  it('are borne out by more confidence, by a second recording, and by what is written', async () => {
    const cases: readonly (readonly [readonly (readonly Fact[])[], Readonly<Record<string, string>>])[] = [
      [[run('medium')], {}],
      [[[...run('low'), line('terraform apply', 'high')]], {}],
      [[run('low'), run('low')], {}],
      [[run('low')], { 'docs/infra.md': 'Run `terraform apply`.' }],
    ];
    for (const [runs, files] of cases) {
      const { procedure, gaps } = await lessonsOf(runs, files);
      assert.match(procedure, /terraform apply/);
      assert.doesNotMatch(procedure, /not certain/);
      assert.ok(!gaps.some(({ code }) => code === 'not-captured'));
    }
  });

  it('keep the ids of their notes when they are borne out', async () => {
    const ids = async (confidence: Confidence) => (await lessonsOf([run(confidence)])).result.notes.map(({ id }) => id);
    assert.deepEqual(await ids('low'), await ids('high'));
  });
});
