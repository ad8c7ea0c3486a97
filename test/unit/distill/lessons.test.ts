import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Distilled } from '../../../src/model/distilled.ts';
import { command, distilled, edit, recording, said } from './support.ts';

const lessons = (result: Distilled) => result.notes.filter((note) => note.kind === 'lesson').map((note) => note.text);

test('a failed command, what was run, and the same command that worked', async () => {
  const result = await distilled([
    recording([
      command('npm test', 1, { output: "Error: Cannot find module './generated/schema.json'" }),
      command('ls', 0),
      command('npm run build:schema', 0),
      command('npm test', 0),
    ]),
  ]);
  assert.deepEqual(lessons(result), [
    "When `npm test` fails with `Error: Cannot find module './generated/schema.json'`, run `npm run build:schema` first; then `npm test` passes.",
  ]);
});

test('without output the exit code is the symptom', async () => {
  const result = await distilled([
    recording([command('make check', 2), edit('conf.ini', 'retries = 1', 'retries = 3'), command('make check', 0)]),
  ]);
  assert.deepEqual(lessons(result), [
    'When `make check` fails with exit code 2, change `retries = 1` to `retries = 3` in `conf.ini`; then `make check` passes.',
  ]);
});

test('the wrong directory is the cause when nothing else changed', async () => {
  const result = await distilled([
    recording([command('make deploy', 2), command('cd infra', 0), command('make deploy', 0, { cwd: 'infra' })]),
  ]);
  assert.deepEqual(lessons(result), [
    'When `make deploy` fails with exit code 2, run it in `infra`, not at the root; then `make deploy` passes.',
  ]);
});

test('a variable on the line itself is the cause', async () => {
  const result = await distilled([
    recording([command('npm start', 1, { output: 'Error: PORT is not set' }), command('PORT=3000 npm start', 0)]),
  ]);
  assert.match(lessons(result)[0] ?? '', /set `PORT=3000` for it; then `PORT=3000 npm start` passes/);
});

test('what the symptom names counts, what happened to be done in between does not', async () => {
  const result = await distilled([
    recording([
      command('npm run e2e', 1, { output: 'Error: connect ECONNREFUSED 127.0.0.1:5432' }),
      edit('README.md', 'a', 'b'),
      command('docker compose up -d db', 0),
      command('npm run e2e', 0),
    ]),
  ]);
  assert.match(lessons(result)[0] ?? '', /run `docker compose up -d db` first/);
  assert.doesNotMatch(lessons(result)[0] ?? '', /README/);
});

test('a changed symptom divides what was done', async () => {
  const result = await distilled([
    recording([
      command('pytest', 1, { output: "KeyError: 'A_SETTING'" }),
      command('export A_SETTING=1', 0),
      command('pytest', 1, { output: 'AssertionError: wrong sum' }),
      edit('sum.py', 'return a - b', 'return a + b'),
      command('pytest', 0),
    ]),
  ]);
  assert.equal(lessons(result).length, 2);
  assert.ok(lessons(result).some((text) => /A_SETTING/.test(text) && !/sum\.py/.test(text)));
  assert.ok(lessons(result).some((text) => /sum\.py/.test(text) && !/export/.test(text)));
});

test('nothing changed in between: flaky; far apart in time: unexplained; never again: unresolved', async () => {
  const flaky = await distilled([recording([command('pytest', 1), command('git diff', 0), command('pytest', 0)])]);
  assert.match(lessons(flaky)[0] ?? '', /flaky/);
  const apart = await distilled([recording([command('pytest', 1), command('pytest', 0)], { every: 600_000 })]);
  assert.deepEqual(lessons(apart), []);
  assert.equal(apart.observations?.failures[0]?.resolvedBySeq, 2);
  assert.equal(apart.observations?.failures[0]?.resolution, undefined);
  const never = await distilled([recording([command('pytest', 1), edit('a.py', 'x', 'y')])]);
  assert.deepEqual(lessons(never), []);
  assert.equal(never.observations?.failures[0]?.resolvedBySeq, undefined);
});

test('a slip of the finger is noise, an interrupted server no failure', async () => {
  const result = await distilled([
    recording([command('npm tset', 1), command('npm test', 0), command('npm start', 130), command('npm start', 0)]),
  ]);
  assert.deepEqual(lessons(result), []);
  assert.ok(result.droppedActions.some((action) => action.seq === 1 && /mistyped/.test(action.reason)));
});

test('a repair that was taken back is none', async () => {
  const result = await distilled([
    recording([
      command('make check', 1),
      edit('a.c', 'x = 1', 'x = 2'),
      command('make check', 1),
      edit('a.c', 'x = 2', 'x = 1'),
      edit('b.c', 'y = 1', 'y = 2'),
      command('make check', 0),
    ]),
  ]);
  assert.match(lessons(result)[0] ?? '', /b\.c/);
  assert.doesNotMatch(lessons(result)[0] ?? '', /a\.c/);
});

test('the same failure of two people is one lesson with support 2 of 2; remarks about the person stay out', async () => {
  const one = recording([
    command('make check', 1, { output: 'error: stale cache in /home/a/x/.cache' }),
    said('I forgot this three times'),
    command('make clean', 0),
    command('make check', 0),
  ]);
  const two = recording(
    [
      command('make check', 1, { output: 'error: stale cache in /srv/b/x/.cache' }),
      said('The cache keeps old pages'),
      command('make clean', 0),
      command('make check', 0),
    ],
    { id: 'r2', recorder: 'p-two', startedAt: '2026-03-05T09:00:00.000Z' },
  );
  const note = (await distilled([two, one])).notes.find((candidate) => candidate.kind === 'lesson');
  assert.deepEqual(note?.support, { n: 2, of: 2 });
  assert.equal(note?.recordedOn, '2026-03-05');
  assert.doesNotMatch(note?.text ?? '', /forgot/);
});
