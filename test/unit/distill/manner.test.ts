import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mannerOf } from '../../../src/distill/manner.ts';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording } from './support.ts';

/** What is only spelt otherwise is done in no other way. */

const same = (one: string, other: string) => mannerOf(one, new Set()) === mannerOf(other, new Set());

test('lines that differ in spelling alone are one way of doing it', () => {
  const pairs = [
    [
      `psql app -c "update fees set unit='EUR' where unit is null"`,
      `psql app -c "update fees set unit = 'EUR' where unit is null"`,
    ],
    [`jq '.a | .b' x.json`, `jq '.a|.b' x.json`],
    ['tf plan -out tank.plan', 'tf plan -out=tank.plan'],
    ['helm upgrade tank ./chart --set a=1', 'helm upgrade tank chart --set=a=1'],
    ['kubectl rollout status deploy/tank --timeout 60s', 'kubectl rollout status deploy/tank'],
    ['curl -f --max-time 5 https://tank.example.com/up', 'curl -f https://tank.example.com/up -s'],
    ['pnpm i', 'pnpm install'],
    ['npm i -D valve', 'npm install --save-dev valve'],
    ['npm t', 'npm run test'],
    ['git switch -c tank/leak', 'git checkout -b tank/leak'],
    ['git push', 'git push -u origin HEAD'],
    ['git push --set-upstream origin tank/<name>', 'git push -u origin tank/<name>'],
    ['for n in 1 2 3; do ctest -R leak || break; done', 'ctest -R leak'],
    ['while true; do go test ./tank; sleep 1; done', 'go test -v ./tank'],
    ['time make check', 'make check -s'],
    ['npx jest tank', './node_modules/.bin/jest tank --verbose'],
    ['rm -r out/', 'rm -r out'],
    ['terraform -chdir=stacks/tank apply', 'terraform apply'],
  ] as const;
  for (const [one, other] of pairs) assert.ok(same(one, other), `${one} / ${other}`);
});

test('lines that do something else stay apart', () => {
  const pairs = [
    ['gh pr merge --squash', 'gh pr merge --merge'],
    ['git push', 'git push --force'],
    ['git push', 'git push origin v<version>'],
    ['git push --tags', 'git push'],
    ['git push origin --delete tank', 'git push origin tank'],
    ['npm install valve', 'npm install -D valve'],
    ['poetry run pytest', 'uv run pytest'],
    ['STAGE=prod make ship', 'STAGE=test make ship'],
    ['for n in 1 2; do make build; make ship; done', 'make ship'],
    [`psql app -c "update fees set unit='EUR'"`, `psql app -c "update fees set unit='USD'"`],
  ] as const;
  for (const [one, other] of pairs) assert.ok(!same(one, other), `${one} / ${other}`);
});

test('of ways that are one nothing is to be decided', async () => {
  const run = (ship: string, push: string): readonly Fact[] => [
    edit('tank.cfg', 'flow = 1', 'flow = 2'),
    command(ship, 0),
    command('git commit -am "Let it flow"', 0),
    command(push, 0),
  ];
  const runs = [
    run('tf apply -out tank.plan', 'git push'),
    run('tf apply -out=tank.plan', 'git push -u origin HEAD'),
    run('time tf apply -out=tank.plan --timeout=60s', 'git push'),
  ];
  const result = await distilled(
    runs.map((facts, index) => recording(facts, { id: `r${index}`, startedAt: `2026-03-0${index + 1}T09:00:00.000Z` })),
  );
  assert.deepEqual(result.process.variants, []);
  assert.ok(!result.notes.some(({ kind }) => kind === 'decision'));
});
