import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording } from './support.ts';

/** The steps that recordings share, and their order. */

async function spineOf(...runs: (readonly Fact[])[]): Promise<string[]> {
  const { process } = await distilled(
    runs.map((facts, index) => recording(facts, { id: `r${index}`, recorder: `p${index}` })),
  );
  return process.spine.map(({ step }) => step);
}

const made = (file: string): Fact => ({ kind: 'file', op: 'create', file, origin: 'external' });

test('what all do a second time elsewhere is a step, though one sets a variable on the line', async () => {
  const upload = (line: string) => [
    command('twine upload -r testpypi dist/*', 0),
    command('git tag v1.2.0', 0),
    command(line, 0),
    command('git push --follow-tags', 0),
  ];
  const spine = await spineOf(
    upload('twine upload dist/*'),
    upload('twine upload dist/*'),
    upload('TWINE_USERNAME=__token__ twine upload dist/*'),
  );
  assert.equal(spine.filter((step) => step.includes('twine upload')).length, 2, spine.join('\n'));
});

test('what makes a file comes before what is given it, where recordings do not agree', async () => {
  const request = command('openssl req -new -key a.key -out a.csr', 0);
  const sign = command('bin/sign a.csr a.crt', 0);
  const check = command('make check', 0);
  const spine = await spineOf(
    [edit('a.cnf', 'x', 'y'), sign, request, check],
    [edit('a.cnf', 'x', 'z'), request, sign, check],
  );
  const at = (word: string) => spine.findIndex((step) => step.includes(word));
  assert.ok(at('openssl req') >= 0 && at('openssl req') < at('bin/sign'), spine.join('\n'));
});

test('what was built, cleared away for a failure and built again is built once, after the clearing', async () => {
  const build = [command('python -m build', 0, { durationMs: 25_000 }), made('dist/moth-1.2.0.whl')];
  const refused = command('twine upload dist/*', 1, { output: "400 File already exists ('moth-1.1.0.whl')" });
  const cleared = [
    command('rm -rf dist', 0),
    ...build,
    command('twine upload dist/*', 0),
    command('git tag v1.2.0', 0),
  ];
  const spine = await spineOf([...build, refused, ...cleared], cleared);
  assert.deepEqual(
    spine.map((step) => /rm -rf|build|upload|tag/.exec(step)?.[0]),
    ['rm -rf', 'build', 'upload', 'tag'],
  );
});

test('the rounds of a search through commits are told once', async () => {
  const round = (verdict: string) => [
    command('make clean && make', 0),
    command('./rate 1000', 0),
    command(`git bisect ${verdict}`, 0),
  ];
  const hunt = (...verdicts: string[]) => [
    command('git bisect start', 0),
    command('git bisect bad', 0),
    command('git bisect good v1.2.0', 0),
    ...verdicts.flatMap(round),
    command('git bisect reset', 0),
    edit('rate.h', '100', '1000'),
    command('make check', 0),
  ];
  const spine = await spineOf(hunt('good', 'bad', 'bad', 'good'), hunt('bad', 'good', 'bad'));
  assert.equal(spine.filter((step) => step.includes('./rate')).length, 1, spine.join('\n'));
  assert.equal(spine.filter((step) => step.startsWith('Mark each commit')).length, 1, spine.join('\n'));
  assert.ok(spine.some((step) => step.includes('git bisect reset')));
});

test('the old one is kept aside by all, whatever each calls the copy', async () => {
  const renew = (copy: string) => [
    command(`cp certs/edge.pem ${copy}`, 0),
    command('cat edge.crt ca.pem > certs/edge.pem', 0),
    command('make reload', 0),
  ];
  const spine = await spineOf(renew('certs/edge.pem.bak'), renew('certs/edge.pem.old'));
  assert.match(spine[0] ?? '', /^Back up with `cp certs\/edge\.pem /);
});
