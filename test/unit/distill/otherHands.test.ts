import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, said } from './support.ts';

/** Classes of what recordings of unlike tools and people showed, each with an example of its own. */

const lessonsOf = async (facts: readonly Fact[]) =>
  (await distilled([recording(facts)])).notes.filter(({ kind }) => kind === 'lesson').map(({ text }) => text);

const pair = (one: readonly Fact[], other: readonly Fact[]) =>
  distilled([
    recording(one, { id: 'a', recorder: 'p-one' }),
    recording(other, { id: 'b', recorder: 'p-two', startedAt: '2026-04-01T08:00:00.000Z' }),
  ]);

const procedureOf = ({ notes }: Awaited<ReturnType<typeof distilled>>) =>
  notes.find(({ kind }) => kind === 'procedure')?.text ?? '';

test('a slip in the program or its subcommand is one, whatever else the right line says', async () => {
  const { droppedActions } = await distilled([
    recording([
      command('fyl releases -a web', 127, { output: 'bash: fyl: command not found' }),
      command('fly releases --image -a web', 0, { output: 'v3 deployment-3' }),
      command('fly deploy --image deployment-3 -a web', 0),
    ]),
  ]);
  assert.equal(droppedActions.find(({ seq }) => seq === 1)?.reason, 'mistyped, then corrected');
});

test('what was there all along is not mended by editing it: the place was wrong', async () => {
  const [text] = await lessonsOf([
    command('deno publish --dry-run', 1, { cwd: 'docs', output: "error: Couldn't find a deno.json in docs" }),
    edit('deno.json', '"version": "1.0.0"', '"version": "1.1.0"'),
    command('deno publish --dry-run', 0),
  ]);
  assert.match(text ?? '', /run it at the root, not in `docs`/);
  assert.doesNotMatch(text ?? '', /version/);
});

test('a try that failed otherwise, but wrote the file that was asked for, is what helped', async () => {
  const lessons = await lessonsOf([
    command('cargo test --locked', 101, { output: 'error: cannot update the lock file Cargo.lock because --locked' }),
    command('cargo test', 101, { output: 'error[E0603]: function `words` is private' }),
    { kind: 'file', op: 'change', file: 'Cargo.lock', origin: 'external' },
    edit('src/lib.rs', 'fn words() {}', 'pub fn words() {}'),
    command('cargo test', 0),
    command('cargo test --locked', 0),
  ]);
  const locked = lessons.find((text) => text.includes('lock file')) ?? '';
  assert.match(locked, /run `cargo test` (?:first|instead)/);
  assert.doesNotMatch(locked, /pub fn/);
});

test('a remark belongs to the failure it was made beside', async () => {
  const facts = (remark: readonly Fact[]) => [
    command('mix test', 2, { output: 'ERROR 42703 column "meta" does not exist' }),
    ...remark,
    command('git fetch --tags', 0),
    command('mix ecto.gen.migration meta', 0),
    command('MIX_ENV=test mix ecto.reset', 0),
    command('mix test', 0),
  ];
  const [beside] = await lessonsOf(facts([said('the test database is one of its own')]));
  assert.match(beside ?? '', /noted: “the test database is one of its own”/);
  const [elsewhere] = await lessonsOf([
    command('npm test', 1, { output: "AssertionError: 'dark' is not 'plain'" }),
    command('npm run flags', 1, { output: 'flags: sea has no owner' }),
    said('somebody has to own a flag'),
    edit('config/flags.json', '"sea": {}', '"sea": { "owner": "web" }'),
    command('npm run flags', 0),
    edit('src/page.js', "return 'dark'", "return 'plain'"),
    command('npm test', 0),
  ]).then((all) => all.filter((text) => text.includes('npm test')));
  assert.doesNotMatch(elsewhere ?? '', /own a flag/);
});

test('what a build tool marks as an error is the symptom, not the count below it nor what it ran', async () => {
  const texts = await lessonsOf([
    command('mvn verify', 1, {
      output:
        '[ERROR] Tests run: 88, Failures: 1\n[ERROR] FlagsTest.all: application-test.yml lacks NEW_TAX\n[INFO] BUILD FAILURE',
    }),
    edit('application-test.yml', 'flags:', ['flags:', '  NEW_TAX: true']),
    command('mvn verify', 0),
    command('make deb', 2, { output: 'cc -o moth moth.c\nmkdeb: changelog does not begin with 1.4.0' }),
    edit('changelog', 'moth (1.3.0)', ['moth (1.4.0)', 'moth (1.3.0)']),
    command('make deb', 0),
  ]);
  assert.ok(texts.some((text) => text.includes('fails with `FlagsTest.all: application-test.yml lacks NEW_TAX`,')));
  assert.ok(texts.every((text) => !text.includes('cc -o')));
});

test('Git fails by no chance: what was staged in between is the cure', async () => {
  const texts = await lessonsOf([
    command('git cherry-pick rescue', 1, { output: 'CONFLICT (content): Merge conflict in quill.py' }),
    edit('quill.py', '<<<<<<< HEAD', 'def nib():'),
    command('git cherry-pick --continue', 128, {
      output: 'error: Committing is not possible because you have unmerged files.',
    }),
    command('git add quill.py', 0),
    command('git cherry-pick --continue', 0),
  ]);
  assert.ok(texts.some((text) => text.includes('unmerged files') && text.includes('run `git add quill.py` first')));
  assert.ok(texts.every((text) => !text.includes('flaky')));
});

test('one name in several spellings is one parameter, asked about once', async () => {
  const flagged = (kebab: string, constant: string, words: string): Fact[] => [
    command(`git switch -c flag/${kebab}`, 0),
    edit('Features.java', '  OLD;', ['  OLD,', `  @Label("${words}")`, `  ${constant};`]),
    edit('application.yml', 'flags:', ['flags:', `  ${constant}: false`]),
    command('./mvnw verify', 0),
    command(`git commit -am "${constant} toggle"`, 0),
  ];
  const result = await pair(
    flagged('new-invoice', 'NEW_INVOICE', 'New invoice'),
    flagged('split-vat', 'SPLIT_VAT', 'Split VAT'),
  );
  const [told, ...more] = result.notes.filter(({ kind }) => kind === 'parameter');
  assert.match(told?.text ?? '', /is the same in CONSTANT_CASE \(`NEW_INVOICE`\)/);
  assert.match(told?.text ?? '', /is the same in words/);
  assert.deepEqual(more, []);
  assert.equal(result.observations?.inputs.filter(({ recording: id }) => id === 'a').length, 1);
});

test('git mv is mv, a copy put aside is one under any name, and quotes are no other way', async () => {
  const split = (move: string, aside: string, task: string) => [
    command(`cp -r data /tmp/data-backup-${aside}`, 0),
    command(`${move} src/a.rs lib/a.rs`, 0),
    edit('lib/a.rs', 'fn a() {}', 'pub fn a() {}'),
    edit('Cargo.toml', 'members = []', 'members = ["lib"]'),
    command(`bundle exec rake ${task}`, 0),
    command('git commit -am "split: lib"', 0),
  ];
  const result = await pair(split('git mv', 'one', 'lib:check[a]'), split('mv', '2', "'lib:check[a]'"));
  assert.match(procedureOf(result), /Back up with `cp -r data .*; 2\. Run `git mv src\/a\.rs lib\/a\.rs`/);
  assert.deepEqual(result.process.variants, []);
});

test('what all do, if not at the same time, is left out by nobody', async () => {
  const onboard = (name: string, dnsFirst: boolean): Fact[] => {
    const dns = command(`flarectl dns create --name ${name} --content edge.test`, 0);
    const entry = [edit('tenants.yml', 'a: 1', ['a: 1', `${name}: 1`]), command(`git commit -am "tenant: ${name}"`, 0)];
    return [...(dnsFirst ? [dns, ...entry] : [...entry, dns]), command(`rake tenants:create[${name}]`, 0)];
  };
  const result = await pair(onboard('globex', true), onboard('umbrella', false));
  assert.ok(result.notes.every(({ text }) => !text.includes('leave it out')));
});

test('where a value is read off that is typed later is a step; a file left by a command is committed with the rest', async () => {
  const { walkthroughs } = await distilled([
    recording([
      command('gcloud run revisions list', 0, { output: 'REVISION\nquotes-00088-abc\nquotes-00087-xyz' }),
      command('gcloud run services update-traffic quotes --to-revisions quotes-00087-xyz=100', 0),
      command('echo 7 > hosts/SERIAL', 0),
      { kind: 'file', op: 'create', file: 'hosts/SERIAL', origin: 'external' },
      command('git add hosts && git commit -m "serial 7"', 0),
    ]),
  ]);
  const summaries = walkthroughs.flatMap(({ steps }) =>
    steps.flatMap(({ actions }) => actions.map((one) => one.summary)),
  );
  assert.ok(summaries.some((text) => text.includes('revisions list')));
  assert.ok(summaries.some((text) => text.includes('hosts/SERIAL')));
});

test('an edit that was needed to put something out is a step though it is taken back', async () => {
  const { walkthroughs } = await distilled([
    recording([
      edit('fly.toml', 'release_command = "bin/migrate"', '# release_command = "bin/migrate"'),
      command('fly deploy --image web:3', 0),
      command('git checkout fly.toml', 0),
      command('jq .x a.json > a.json', 0),
      command('git checkout a.json', 0),
    ]),
  ]);
  const summaries = walkthroughs.flatMap(({ steps }) =>
    steps.flatMap(({ actions }) => actions.map((one) => one.summary)),
  );
  assert.ok(summaries.some((text) => text.includes('fly.toml')));
  assert.ok(summaries.every((text) => !text.includes('a.json')));
});

test('a script written in the terminal is told by its lines', async () => {
  const result = await distilled([
    recording([
      command("cat > ../try.sh <<'END'\ngo build ./... || exit 125\ngo test ./...\nEND", 0),
      command('git bisect start HEAD v1', 0),
      command('git bisect run sh ../try.sh', 0),
      command('git bisect reset', 0),
    ]),
  ]);
  assert.match(procedureOf(result), /Write `\.\.\/try\.sh`: `go build \.\/\.\.\. \|\| exit 125`; `go test \.\/\.\.\.`/);
});

test('a check that comes before the change by some is none of it; what was made to be put away is no risk', async () => {
  const field = (name: string, first: boolean): Fact[] => {
    const check = command('make verify', 0);
    const put = command('kubectl apply -f samples/reef.yaml', 0);
    return [
      edit('reef.yaml', 'depth: 3', ['depth: 3', `${name}: 1`]),
      ...(first ? [check, put] : [put, check]),
      command(`git commit -am "reef: ${name}"`, 0),
    ];
  };
  const result = await pair(field('colour', true), field('current', false));
  assert.ok(result.notes.every(({ kind }) => kind !== 'verification'));
  const own = await distilled([recording([command('mkdir plain', 0), command('rm -rf plain', 0)])]);
  assert.deepEqual(own.observations?.risks, []);
});

test('a slip that the program put right itself is not asked about, though nobody repeated it', async () => {
  const { observations } = await distilled([
    recording([
      command('git satus', 1, { output: "git: 'satus' is not a git command.\nThe most similar command is\n\tstatus" }),
      command('npm test', 0),
      command('git commit -am "done"', 0),
    ]),
  ]);
  assert.deepEqual(
    observations?.failures.filter(({ resolution }) => resolution !== 'retyped'),
    [],
  );
});

test('two recordings call one value by one name, and no word that it is a part of by another', async () => {
  const release = (version: string, put: readonly Fact[]) => [
    ...put,
    command(`git commit -am "brim ${version}"`, 0),
    command(`git tag v${version}`, 0),
  ];
  const result = await pair(
    release('0.10', [command('echo 0.10 > VERSION', 0)]),
    release('0.9.1', [edit('VERSION', '0.9.0', '0.9.1')]),
  );
  assert.ok(result.notes.every(({ text }) => !text.includes('<tag>')));
  assert.ok(result.notes.every(({ text }) => !text.includes('more than one way')));

  const translate = (locale: string): Fact[] => [
    command(`lupdate src -ts i18n/viewer_${locale}.ts -target-language ${locale}`, 0),
    edit('CMakeLists.txt', 'set(TS i18n/viewer_de.ts)', `set(TS i18n/viewer_de.ts i18n/viewer_${locale}.ts)`),
    edit('src/languages.h', '{ "de" }', `{ "de", "${locale}" }`),
    command('git commit -am "i18n"', 0),
  ];
  const { process } = await pair(translate('cs'), translate('fi'));
  assert.deepEqual(
    process.parameters.map(({ name }) => name),
    ['locale'],
  );
});

test('what is done in a worktree that was made for it is part of the work; asking a tool for its version is none', async () => {
  const result = await distilled([
    recording([
      command('rails -v', 0, { output: 'Rails 7.1.3' }),
      command('git worktree add ../kiosk-2.0 release/2.0', 0),
      command('git cherry-pick main', 0, { cwd: '~/src/kiosk-2.0' }),
      command('git tag v2.0.1', 0, { cwd: '~/src/kiosk-2.0' }),
      command('git worktree remove ../kiosk-2.0', 0),
    ]),
  ]);
  const told = procedureOf(result);
  assert.match(told, /git cherry-pick main/);
  assert.match(told, /git tag v2\.0\.1|git tag v<version>/);
  assert.doesNotMatch(told, /rails/);
});
