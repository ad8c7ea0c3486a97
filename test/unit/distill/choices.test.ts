import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distill } from '../../../src/distill/distill.ts';
import { noChoices, type ReadingChoices } from '../../../src/model/choices.ts';
import type { Distilled } from '../../../src/model/distilled.ts';
import { command, edit, parseShell, recording, repositoryOf, said } from './support.ts';

const facts = [
  said('Raise the version'),
  edit('package.json', '"version": "1.2.0"', '"version": "1.3.0"'),
  command('npm test', 0),
  command('ls', 0),
  command('git commit -am "Release 1.3.0"', 0),
  command('git tag v1.3.0', 0),
];
const repository = repositoryOf({ 'package.json': '{ "version": "1.3.0" }' });

async function read(choices?: Partial<ReadingChoices>): Promise<Distilled> {
  const result = await distill([recording(facts)], {
    parseShell,
    repository,
    ...(choices === undefined ? {} : { choices: () => ({ ...noChoices, ...choices }) }),
  });
  assert.ok(result);
  return result;
}

const steps = ({ walkthroughs }: Distilled) =>
  (walkthroughs[0]?.steps ?? []).map(({ title, actions }) => [title, actions.map(({ seq }) => seq)]);
const dropped = ({ droppedActions }: Distilled) => droppedActions.map(({ seq, reason }) => [seq, reason]);

describe('what a person chose', () => {
  it('changes nothing where nothing was chosen', async () => {
    assert.deepEqual(await read({}), await read());
    assert.deepEqual(dropped(await read()), [[4, 'looking around']]);
  });

  it('keeps a dropped action, and leaves out one that looked like work', async () => {
    const chosen = await read({ kept: [4], leftOut: [6] });
    assert.deepEqual(dropped(chosen), [[6, 'left out by choice']]);
    assert.ok(steps(chosen).some(([, seqs]) => (seqs as number[]).includes(4)));
    assert.ok(!steps(chosen).some(([, seqs]) => (seqs as number[]).includes(6)));
  });

  it('names, joins and cuts steps', async () => {
    const plain = steps(await read());
    assert.deepEqual(
      plain.map(([, seqs]) => seqs),
      [[2, 3], [5], [6]],
    );
    const joined = steps(await read({ joins: [5], titles: [{ seq: 2, title: 'Prepare and commit' }] }));
    assert.deepEqual(joined[0], ['Prepare and commit', [2, 3, 5]]);
    const cut = steps(await read({ cuts: [3] }));
    assert.deepEqual(
      cut.map(([, seqs]) => seqs),
      [[2], [3], [5], [6]],
    );
  });

  it('about actions that are not there changes nothing', async () => {
    const odd = { kept: [99], leftOut: [0], cuts: [77], joins: [1, 2], titles: [{ seq: 55, title: 'x' }] };
    assert.deepEqual(await read(odd), await read());
  });
});
