import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureOf } from '../../../src/distill/signature.ts';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, said } from './support.ts';

/** What was told wrongly, or not at all, of workflows in which people tried more than once; by class. */

function several(...runs: readonly (readonly Fact[])[]) {
  return distilled(
    runs.map((facts, index) =>
      recording(facts, { id: `r${index + 1}`, startedAt: `2026-03-0${index + 1}T09:00:00.000Z` }),
    ),
  );
}

const lessonsOf = async (...runs: (readonly Fact[])[]) =>
  (await several(...runs)).notes.filter(({ kind }) => kind === 'lesson').map(({ text }) => text);

test('a line is laid beside the same line of others, not beside the next of its name', async () => {
  const apply = command('kubectl apply -k overlays/test', 0);
  const copy = command('kubectl -n base get secret pull -o yaml | kubectl apply -f -', 0);
  const check = command('kubectl rollout status deploy/web', 0);
  const { process } = await several([apply, copy, check], [copy, apply, check]);
  const steps = process.spine.map(({ step }) => step);
  assert.equal(steps.filter((step) => step.includes('apply -k')).length, 1, steps.join('\n'));
  assert.equal(steps.filter((step) => step.includes('get secret')).length, 1, steps.join('\n'));
  assert.ok(!process.variants.some(({ at }) => at.startsWith('At ')), JSON.stringify(process.variants));
});

test('what one recording tries more often than another is a parameter all the same', async () => {
  const reset = (day: string, how: string) =>
    command(`offsets.sh --group shop --to-datetime ${day}T06:00:00 --${how}`, 0);
  const { process } = await several(
    [reset('2026-09-01', 'dry-run'), reset('2026-09-01', 'execute'), reset('2026-09-01', 'execute')],
    [reset('2026-10-09', 'dry-run'), reset('2026-10-09', 'execute')],
  );
  const [time] = process.parameters;
  assert.deepEqual(time?.examples, ['2026-09-01T06:00:00', '2026-10-09T06:00:00']);
  assert.ok(process.spine.some(({ step }) => step.includes(`<${time?.name}> --execute`)));
});

test('a program told by switches what to do has not done what it was not told', async () => {
  const reset = 'groups.sh --group shop --reset-offsets --execute';
  const texts = await lessonsOf([
    command(reset, 1, { output: 'Error: the group is active, it must be empty' }),
    command('kubectl scale deploy/shop --replicas=0', 0),
    command('groups.sh --group shop --describe', 0),
    command(reset, 0),
  ]);
  assert.match(texts[0] ?? '', /then `groups\.sh --group shop --reset-offsets --execute` passes/);
});

test('a test of chance is mended by what was changed, not by the value it happened to fail with', async () => {
  const run = (seed: number, code: number, said = '') =>
    command(`SEED=${seed} pytest -q`, code, {
      output: code === 0 ? '1 passed' : `E AssertionError: ${said} != 'sea,sky'`,
    });
  const texts = await lessonsOf([
    run(1, 1, "'sky,sea'"),
    run(3, 1, "'sun,sea'"),
    command('for s in 1 2 3; do SEED=$s pytest -q && echo ok || echo failed; done', 0),
    edit('tags/export.py', '    return join(set(tags))', '    return join(sorted(set(tags)))'),
    run(1, 0),
    run(3, 0),
  ]);
  assert.equal(texts.length, 1, texts.join('\n'));
  assert.match(texts[0] ?? '', /change `return join\(set\(tags\)\)` to `return join\(sorted\(set\(tags\)\)\)`/);
  assert.doesNotMatch(texts[0] ?? '', /SEED=\d` for it/);
});

test('of a long line the stretch is told in which it was changed', async () => {
  const line = (end: string) =>
    `op.add_column("invoice", sa.Column("currency", sa.String(length=3), nullable=False${end}))`;
  const texts = await lessonsOf([
    command('alembic upgrade head', 1, { output: 'IntegrityError: column "currency" contains null values' }),
    edit('migrations/c3_currency.py', line(''), line(', server_default="EUR"')),
    command('alembic upgrade head', 0),
  ]);
  assert.match(texts[0] ?? '', /server_default="EUR"\)\)/);
});

test('what was read in a log and put right is a lesson, though no command had failed', async () => {
  const texts = await lessonsOf([
    command('docker compose up -d', 0),
    command('docker compose logs search', 0, {
      output: 'search-1  | max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
    }),
    command('sudo sysctl -w vm.max_map_count=262144', 0),
    command('docker compose restart search', 0),
    command('curl -sf localhost:9200', 0, { output: 'ok' }),
  ]);
  assert.match(
    texts[0] ?? '',
    /^When `docker compose logs` says `max virtual memory areas vm\.max_map_count .*`, run `sudo sysctl -w vm\.max_map_count=.*` and run `docker compose restart search`\.$/,
  );
});

test('a log that nobody acted on is none', async () => {
  const texts = await lessonsOf([
    command('docker compose up -d', 0),
    command('docker compose logs web', 0, { output: 'web-1  | cache_warmer could not be reached, going on' }),
    edit('src/page.ts', 'const a = 1;', 'const a = 2;'),
    command('npm test', 0),
  ]);
  assert.deepEqual(texts, []);
});

test('one cure is told once, however often and however briefly the command failed before it', async () => {
  const texts = await lessonsOf([
    command('pnpm audit --prod', 1, { output: '1 vulnerabilities found\nSeverity: 1 high' }),
    command('pnpm audit --prod', 1, { output: '' }),
    said('The package has no release with the mended one yet, so force it'),
    edit('package.json', '  }', ['  },', '  "overrides": { "tarry": ">=6.2.1" }']),
    command('pnpm install', 0),
    command('pnpm audit --prod', 0),
  ]);
  assert.equal(texts.length, 1, texts.join('\n'));
});

test('what was gone through again to mend something is no step twice', async () => {
  const make = command('openssl req -new -key a.key -config req.cnf -out a.csr', 0);
  const copy = command('scp a.csr host:/tmp/', 0);
  const { process } = await several([
    make,
    copy,
    command('curl -sf https://a.test', 60, {
      output: 'curl: (60) SSL: no alternative certificate subject name matches',
    }),
    edit('req.cnf', '', 'subjectAltName = DNS:a.test'),
    make,
    copy,
    command('curl -sf https://a.test', 0),
    command('git commit -am "Renew it"', 0),
  ]);
  const steps = process.spine.map(({ step }) => step);
  assert.equal(steps.filter((step) => step.includes('scp')).length, 1, steps.join('\n'));
});

test('fish sets a variable as other shells do', async () => {
  const texts = await lessonsOf([
    command('./load.sh', 1, { output: "KeyError: 'STATION'" }),
    command('set -gx STATION HEL', 0),
    command('./load.sh', 0),
  ]);
  assert.match(texts[0] ?? '', /set `STATION=HEL` first/);
});

test('a symptom is what is the matter: no success, no information by the way, warnings where they count', () => {
  const strict =
    "INFO    -  not included in the nav: a.md\nWARNING -  Doc file 'b.md' contains a link 'c.md', but the target is not found\nAborted with 1 warnings in strict mode!";
  assert.match(signatureOf(strict, 'mkdocs build --strict')?.text ?? '', /^Doc file 'b\.md' contains a link/);
  const lane =
    '[09:14:55]: BUILD SUCCESSFUL in 43s\n[09:14:58]: Could not find the key file\n[!] No value found for json_key';
  assert.equal(signatureOf(lane, 'fastlane beta')?.text, 'No value found for json_key');
  assert.equal(
    signatureOf("cannot open '/etc/ssl/own.pem': No such file or directory", 'x')?.text,
    "cannot open '/etc/ssl/own.pem': No such file or directory",
  );
});

test('what was pushed by its name and taken back there is a detour', async () => {
  const { droppedActions } = await several([
    command('git push origin v2.0.0', 0),
    command('git push --delete origin v2.0.0', 0),
    command('git tag v2.0.1', 0),
    command('git push origin v2.0.1', 0),
  ]);
  assert.deepEqual(
    droppedActions.map(({ seq }) => seq),
    [1, 2],
  );
});
