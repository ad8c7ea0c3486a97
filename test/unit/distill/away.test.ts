import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording } from './support.ts';

const away: readonly Fact[] = [
  { kind: 'focus', focused: false },
  { kind: 'focus', focused: true },
];

async function dependent(
  before: readonly Fact[],
  after: readonly Fact[],
  files: Readonly<Record<string, string>> = {},
) {
  const { observations } = await distilled([recording([...before, ...away, ...after])], files);
  assert.equal(observations?.away.length, 1);
  return observations.away[0]?.dependent;
}

test('every absence is told, however short', async () => {
  const one = recording([command('make a', 0), ...away, command('make b', 0)], { every: 300 });
  const { observations } = await distilled([one]);
  assert.deepEqual(
    observations?.away.map(({ durationMs }) => durationMs),
    [300],
  );
});

test('a variable of the shell is an input of what follows', async () => {
  assert.equal(await dependent([command('export STAGE=blue', 0)], [command('make cert', 0)]), true);
});

test('a failure before and its success after hang together', async () => {
  const failed = command('make cert', 1, { output: 'error: no permission for that' });
  assert.equal(await dependent([failed], [command('make cert', 0)]), true);
});

test('a file or a value seen nowhere before came from elsewhere', async () => {
  const apply = command('helm-diff apply values-new.yaml', 0);
  assert.equal(await dependent([command('terraform fmt', 0)], [apply]), true);
  const paint = command('paint --id 48213', 0);
  assert.equal(await dependent([command('terraform fmt', 0)], [paint]), true);
});

test('what is checked or put out after an absence depends on what was edited before it', async () => {
  assert.equal(await dependent([edit('src/a.ts', 'a', 'b')], [command('npm test', 0)]), true);
});

test('nothing before or nothing after depends on nothing', async () => {
  assert.equal(await dependent([], [command('make a', 0)]), false);
  assert.equal(await dependent([command('make a', 0)], []), false);
});
