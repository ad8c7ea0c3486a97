import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, said } from './support.ts';

function several(runs: readonly (readonly Fact[])[]) {
  return runs.map((facts, index) =>
    recording(facts, { id: `r${index + 1}`, startedAt: `2026-03-0${index + 1}T09:00:00.000Z` }),
  );
}

test('one step done in two ways is a choice, and the more common way stands in the process', async () => {
  const by = (how: string) => [command('pytest', 0), command(`gh pr merge --${how}`, 0), command('make deploy', 0)];
  const result = await distilled(several([by('merge'), by('squash'), by('squash')]));
  assert.deepEqual(
    result.process.spine.map(({ step }) => step),
    ['Verify with `pytest`', 'Run `gh pr merge --squash`', 'Deploy with `make deploy`'],
  );
  const note = result.notes.find(({ kind }) => kind === 'decision');
  assert.equal(
    note?.text,
    '`gh pr merge` is done in more than one way: `gh pr merge --squash`; or `gh pr merge --merge`.',
  );
  assert.equal(result.observations?.differences.length, 1);
});

test('an optional step is one choice wherever it is done, and what decides is told if it was said', async () => {
  const log = edit('CHANGELOG.md', '', '- fixed');
  const base = (...more: Fact[]) => [edit('src/a.ts', 'a', 'b'), ...more, command('git commit -am "Fix it"', 0)];
  const result = await distilled(
    several([
      base(command('npm test', 0), said('Only when users will notice'), log),
      base(log, command('npm test', 0)),
      base(command('npm test', 0)),
      base(command('npm test', 0)),
    ]),
  );
  const decisions = result.notes.filter(({ kind }) => kind === 'decision');
  assert.equal(decisions.length, 1);
  assert.match(
    decisions[0]?.text ?? '',
    /edit `CHANGELOG\.md`; or leave it out \(noted: “Only when users will notice”\)/,
  );
  assert.doesNotMatch(decisions[0]?.text ?? '', /\d of \d/);
  assert.equal(result.observations?.differences[0]?.conditionNarrated, true);
});

test('what one of many did besides is chance, and talk of a command is no other way', async () => {
  const run = (line: string, ...more: Fact[]) => [...more, command(line, 0), command('make deploy', 0)];
  const result = await distilled(
    several([run('pytest -q'), run('pytest --verbose'), run('pytest', command('npm run lint', 0))]),
  );
  assert.deepEqual(
    result.notes.filter(({ kind }) => kind === 'decision'),
    [],
  );
});

test('recordings that began with different values share the lesson of what it came to', async () => {
  const run = (was: string) => [
    command('make backfill', 1, { output: 'error: statement timeout' }),
    edit('backfill.ini', `batch = ${was}`, 'batch = 500'),
    command('make backfill', 0),
  ];
  const { notes } = await distilled(several([run('50000'), run('20000')]));
  const lesson = notes.find(({ kind }) => kind === 'lesson');
  assert.equal(
    lesson?.text,
    'When `make backfill` fails with `error: statement timeout`, set `batch = 500` in `backfill.ini`; then `make backfill` passes.',
  );
  assert.deepEqual(lesson?.support, { n: 2, of: 2 });
});

test('a lesson that names nothing of this repository and was seen twice is for every repository', async () => {
  const run = [
    command('docker compose up -d', 1, { output: 'Error response from daemon: port is already allocated' }),
    command('sudo systemctl stop postgresql', 0),
    command('docker compose up -d', 0),
    command('npm run seed', 1, { output: 'Error: cannot read seeds' }),
    command('npm run fetch:seeds', 0),
    command('npm run seed', 0),
  ];
  const files = { 'package.json': '{ "scripts": { "seed": "node seed.js", "fetch:seeds": "node fetch.js" } }' };
  const layers = async (count: number) => {
    const { notes } = await distilled(several(Array.from({ length: count }, () => run)), files);
    const layerOf = (text: string) => notes.find((note) => note.kind === 'lesson' && note.text.includes(text))?.layer;
    return [layerOf('docker compose'), layerOf('seed')];
  };
  assert.deepEqual(await layers(2), ['organization', 'project']);
  assert.deepEqual(await layers(1), ['project', 'project']);
});

test('a new note on what an accepted one spoke of takes its place; with the old still seen it does not', async () => {
  const run = (fix: Fact) => [
    command('make cert', 1, { output: 'error: no issuer is set' }),
    fix,
    command('make cert', 0),
  ];
  const before = await distilled(several([run(edit('old.conf', 'issuer =', 'issuer = a'))]));
  const old = before.notes.find(({ kind }) => kind === 'lesson');
  assert.ok(old);
  const file = [
    '---',
    `id: ${old.id}`,
    'kind: lesson',
    `workflow: ${old.workflow}`,
    'status: accepted',
    'layer: working',
    `trigger: ${JSON.stringify(old.trigger)}`,
    'support: { n: 1, of: 1 }',
    '---',
    old.text,
  ].join('\n');
  const files = { '.mirror/notes/cert.md': file };
  const after = await distilled(several([run(edit('new.conf', 'issuer =', 'issuer = a'))]), files);
  assert.equal(after.notes.find(({ kind }) => kind === 'lesson')?.supersedes, old.id);
  const again = await distilled(several([run(edit('old.conf', 'issuer =', 'issuer = a'))]), files);
  const kept = again.notes.find(({ kind }) => kind === 'lesson');
  assert.deepEqual([kept?.id, kept?.status, kept?.layer, kept?.supersedes], [old.id, 'accepted', 'working', undefined]);
});
