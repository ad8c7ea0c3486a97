import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording } from './support.ts';

const hidden = (kind: string, n = 1) => `[redacted:${kind}#${n}]`;

async function of(facts: readonly Fact[], files: Readonly<Record<string, string>> = {}) {
  return distilled([recording(facts)], files);
}

test('a credential is called by its name wherever it stands, and never by its placeholder', async () => {
  const result = await of([
    command(`export NPM_TOKEN=${hidden('token')}`, 0),
    command('npm publish --access public', 0),
    command(`curl -X POST -H "Authorization: Bearer ${hidden('token')}" https://images.example/tokens`, 0),
    command(`docker login --password ${hidden('password')} images.example`, 0),
    command('docker push images.example/shop', 0),
  ]);
  const { observations, ...document } = result;
  assert.doesNotMatch(JSON.stringify({ ...document, recordings: [] }), /redacted/);
  const titles = result.process.spine.map(({ step }) => step);
  assert.equal(titles[0], 'Set `NPM_TOKEN`');
  assert.ok(
    titles.some((title) => title.includes('Bearer <NPM_TOKEN>')),
    titles.join('\n'),
  );
  assert.ok(
    titles.some((title) => title.includes('--password <password>')),
    titles.join('\n'),
  );
  const commands = observations?.steps.flatMap((step) => step.commands) ?? [];
  assert.ok(commands.every(({ line }) => !line.includes('redacted')));
  assert.ok(commands.some(({ raw }) => raw.includes(hidden('token'))));
  assert.deepEqual(
    observations?.credentials.map(({ name }) => name),
    ['NPM_TOKEN', 'password'],
  );
});

test('a prerequisite names the command that uses the credential, not the one that hands it on', async () => {
  const texts = async (facts: readonly Fact[]) =>
    (await of(facts)).notes.filter(({ kind }) => kind === 'prerequisite').map(({ text }) => text);
  const set = command(`export VAULT_TOKEN=${hidden('env:VAULT_TOKEN')}`, 0);
  assert.deepEqual(
    await texts([
      command('make cert', 1, { output: 'error: VAULT_TOKEN is not set' }),
      set,
      command('npm run lint', 0),
      command('make cert', 0),
    ]),
    ['Cut a release needs the credential `VAULT_TOKEN`, used by `make cert`.'],
  );
  assert.deepEqual(await texts([set, command('npm run build', 0), command('./sign.sh "$VAULT_TOKEN" dist', 0)]), [
    'Cut a release needs the credential `VAULT_TOKEN`, used by `./sign.sh`.',
  ]);
  assert.deepEqual(await texts([command(`mysql -u root --password=${hidden('password')} -e "drop table old"`, 0)]), [
    'Cut a release needs a password for `mysql`.',
  ]);
});

test('a name that is nothing but a parameter is no convention; what it is made of is', async () => {
  const forms = async (branch: string) =>
    (
      await of([
        command('pnpm up left-pad@2.0.0', 0),
        command(`git switch -c ${branch}`, 0),
        command('git commit -am "deps: left-pad 2.0.0"', 0),
        command(`git push -u origin ${branch}`, 0),
      ])
    ).notes
      .filter(({ kind, text }) => kind === 'convention' && text.startsWith('Branches'))
      .map(({ action }) => action);
  assert.deepEqual(await forms('deps/left-pad-2'), ['Write branches as `deps/<package>-<major>`']);
  // One branch shows no form.
  assert.deepEqual(await forms('deps/some-words'), []);
  assert.deepEqual(await forms('pads'), []);
});

test('where a value lives is not told as a place that it goes into', async () => {
  const { notes } = await of([
    edit('package.json', '"version": "1.2.0",', '"version": "1.3.0",'),
    edit('src/about.ts', "export const about = '1.2.0';", "export const about = '1.3.0';"),
    command('git commit -am "Release 1.3.0"', 0),
    command('git tag v1.3.0', 0),
  ]);
  const note = notes.find(({ kind }) => kind === 'parameter');
  assert.match(note?.text ?? '', /lives in `package\.json#version`/);
  assert.doesNotMatch(note?.text ?? '', /`package\.json`/);
  assert.match(note?.text ?? '', /`src\/about\.ts`/);
});

test('what ran in the editor is told as such, not as a command to type', async () => {
  const result = await of([
    { kind: 'task', name: 'Build site', source: 'Workspace', exitCode: 1 },
    edit('site.toml', 'theme = "old"', 'theme = "new"'),
    { kind: 'task', name: 'Build site', source: 'Workspace', exitCode: 0 },
    { kind: 'debug', op: 'start', name: 'Preview', type: 'chrome' },
  ]);
  assert.ok(result.notes.some(({ text }) => text.startsWith('When the task `Build site` fails with exit code 1')));
  assert.deepEqual(result.process.spine.map(({ step }) => step).slice(-2), [
    'Build with the task `Build site`',
    'Debug with the launch configuration `Preview`',
  ]);
});

test('a script fed to a command is told by its first line', async () => {
  const result = await of([command('kubectl apply -f - <<EOF\nkind: Secret\nname: db\nEOF', 0)]);
  assert.deepEqual(
    result.process.spine.map(({ step }) => step),
    ['Deploy with `kubectl apply -f - <<EOF …`'],
  );
});
