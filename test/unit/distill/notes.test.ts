import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, distilled, edit, recording, said } from './support.ts';

const release = [
  command('git status', 0),
  edit('package.json', '  "version": "1.4.1",', '  "version": "1.5.0",'),
  edit('CHANGELOG.md', [], ['## 1.5.0']),
  command('git add -A', 0),
  command('git commit -m "Release 1.5.0"', 0),
  command('git tag v1.5.0', 0),
  command('git push origin main v1.5.0', 0),
];

test('a version is followed from where it lives; its number stands nowhere but in the examples', async () => {
  const { observations: _, ...result } = await distilled([recording(release)]);
  const { parameters } = result.process;
  assert.deepEqual(parameters, [{ name: 'version', source: 'package.json#version', examples: ['1.5.0'] }]);
  const rest = JSON.stringify({ ...result, process: { ...result.process, parameters: [] } });
  assert.doesNotMatch(rest, /1\.5\.0|1\.4\.1/);
  assert.ok(result.process.spine.some((place) => place.step.includes('v<version>')));
  assert.doesNotMatch(rest, /git status/);
});

test('values that differ between recordings become parameters, differing steps variants', async () => {
  const run = (id: string, service: string, check: string) =>
    recording(
      [
        edit(`services/${service}/values.yml`, 'replicas: 1', 'replicas: 2'),
        command(`./deploy.sh ${service}`, 0),
        command(check, 0),
        command('git push', 0),
      ],
      { id },
    );
  const result = await distilled([
    run('a', 'mail', 'make smoke'),
    run('b', 'search', 'make smoke'),
    run('c', 'billing', 'make health'),
  ]);
  assert.deepEqual(result.process.parameters, [
    { name: 'service', source: 'typed', examples: ['billing', 'mail', 'search'] },
  ]);
  assert.ok(result.process.spine.some((place) => place.step.includes('./deploy.sh <service>') && place.support === 3));
  const [variant] = result.process.variants;
  assert.deepEqual(
    variant?.options.map((option) => option.support),
    [2, 1],
  );
  assert.equal(result.observations?.differences.length, 1);
});

test('order that everybody keeps is told, order that differs is not', async () => {
  const run = (id: string, first: string, second: string) =>
    recording([command(first, 0), command(second, 0), command('make deploy', 0)], { id });
  const result = await distilled([run('a', 'make lint', 'make test'), run('b', 'make test', 'make lint')]);
  const pairs = result.process.order.map((rule) => `${rule.before} < ${rule.after}`);
  assert.ok(pairs.some((pair) => /make test.*<.*make deploy/.test(pair)));
  assert.ok(!pairs.some((pair) => /make lint.*<.*make test|make test.*<.*make lint/.test(pair)));
});

test('what the documents say is dropped, what they contradict is told', async () => {
  const facts = [
    command('pnpm test', 1, { output: "Cannot find module './schema.json'" }),
    command('pnpm run build:schema', 0),
    command('pnpm test', 0),
  ];
  const silent = await distilled([recording(facts)], { 'README.md': '# x\n' });
  assert.equal(silent.notes.filter((note) => note.kind === 'lesson').length, 1);
  const told = await distilled([recording(facts)], {
    'AGENTS.md': 'Run `pnpm run build:schema` before `pnpm test`.\n',
  });
  assert.equal(told.notes.filter((note) => note.kind === 'lesson').length, 0);
  const own = await distilled([recording(facts)], {
    'AGENTS.md': '<!-- mirror:begin -->\nRun `pnpm run build:schema` before `pnpm test`.\n<!-- mirror:end -->\n',
  });
  assert.equal(
    own.notes.filter((note) => note.kind === 'lesson').length,
    1,
    'our own rendering is no independent witness',
  );
  const other = await distilled([recording(facts)], { 'README.md': '    npm install\n    npm test\n' });
  assert.ok(other.notes.some((note) => note.kind === 'contradiction' && /pnpm/.test(note.text)));
});

test('accepted stays accepted; declined stays declined until more recordings show it', async () => {
  const facts = [command('make check', 1), command('make clean', 0), command('make check', 0)];
  const first = await distilled([recording(facts)]);
  const id = first.notes.find((note) => note.kind === 'lesson')?.id ?? '';
  const file = (status: string) => ({
    '.mirror/notes/x.md': `---\nid: ${id}\nstatus: ${status}\nsupport: { n: 1, of: 1 }\n---\nbody\n`,
  });
  const statusOf = async (status: string, recordings = [recording(facts)]) =>
    (await distilled(recordings, file(status))).notes.find((note) => note.id === id)?.status;
  assert.equal(await statusOf('accepted'), 'accepted');
  assert.equal(await statusOf('declined'), 'declined');
  assert.equal(await statusOf('declined', [recording(facts), recording(facts, { id: 'r2' })]), 'proposed');
  assert.equal(
    (await distilled([recording(facts)], { '.mirror/notes/bad.md': '---\n: [\n---\n' })).notes.length,
    first.notes.length,
  );
});

test('a credential is a need by name, its placeholder survives', async () => {
  const result = await distilled([
    recording([command('npm run build', 0), command('NPM_TOKEN=[redacted:env:NPM_TOKEN#1] npm publish', 0)]),
  ]);
  assert.ok(result.notes.some((note) => note.kind === 'prerequisite' && /NPM_TOKEN/.test(note.text)));
  assert.equal(result.observations?.credentials[0]?.name, 'NPM_TOKEN');
});

test('detours go with their reason, what is used later stays', async () => {
  const result = await distilled([
    recording([
      command('curl https://example.test/weather', 0),
      command('mkdir scratch', 0),
      command('cd ~/other && git pull', 0, { cwd: '~/other' }),
      command('npm install -g cowsay', 0),
      edit('src/a.ts', 'const a = 1;', 'const a = 2;'),
      edit('src/b.ts', 'let b = 1;', 'let b = 2;'),
      edit('src/b.ts', 'let b = 2;', 'let b = 1;'),
      command('npm test', 0),
      command('npm test', 0),
      command('git commit -am "Two"', 0),
    ]),
  ]);
  const dropped = new Set(result.droppedActions.map((action) => action.seq));
  for (const seq of [1, 2, 3, 4, 6, 9]) assert.ok(dropped.has(seq), `${seq} is a detour`);
  for (const seq of [5, 8, 10]) assert.ok(!dropped.has(seq), `${seq} belongs to the work`);
});

test('a narration titles its step', async () => {
  const result = await distilled([
    recording([command('make build', 0), said('Publish to the harbour'), command('./publish.sh', 0)]),
  ]);
  assert.deepEqual(
    result.walkthroughs[0]?.steps.map((step) => step.title),
    ['Build with `make build`', 'Publish to the harbour'],
  );
  assert.match(
    result.notes.find((note) => note.kind === 'procedure')?.text ?? '',
    /publish\.sh` \(“Publish to the harbour”\)/,
  );
});

test('an empty recording, and none at all, give an empty answer', async () => {
  const empty = await distilled([recording([])]);
  assert.deepEqual(empty.notes, []);
  assert.deepEqual((await distilled([])).walkthroughs, []);
});
