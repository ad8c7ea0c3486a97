import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, distilled, edit, recording, said } from './support.ts';

/** Classes of what outsiders' recordings showed at first sight, each with an example of its own. */

test('several findings of one checker are told together, and each once it is gone by itself', async () => {
  const findings = 'lint: berth.toml has no depth\nlint: berth.toml has no keeper';
  const both = await distilled([
    recording([
      command('tools/lint berth.toml', 1, { output: findings }),
      edit('berth.toml', ['name = "a"'], ['name = "a"', 'depth = 3', 'keeper = "bo"']),
      command('tools/lint berth.toml', 0),
    ]),
  ]);
  const [lesson] = both.notes.filter(({ kind }) => kind === 'lesson');
  assert.match(lesson?.text ?? '', /`lint: berth\.toml has no depth` and `lint: berth\.toml has no keeper`/);

  const oneByOne = await distilled([
    recording([
      command('tools/lint berth.toml', 1, { output: findings }),
      edit('berth.toml', ['name = "a"'], ['name = "a"', 'depth = 3']),
      command('tools/lint berth.toml', 1, { output: 'lint: berth.toml has no keeper' }),
      edit('berth.toml', ['depth = 3'], ['depth = 3', 'keeper = "bo"'], 2),
      command('tools/lint berth.toml', 0),
    ]),
  ]);
  const texts = oneByOne.notes.filter(({ kind }) => kind === 'lesson').map(({ text }) => text);
  assert.equal(texts.length, 2);
  assert.ok(texts.some((text) => text.includes('no depth`') && text.includes('`depth = 3`')));
  assert.ok(texts.some((text) => text.includes('no keeper`') && text.includes('`keeper = "bo"`')));
});

test('what mended a failure in between is told for the outer one too where that speaks of it', async () => {
  const { notes } = await distilled([
    recording([
      command('node server.js', 3, { output: 'quay: var/quay.db is missing, has migrate run?' }),
      command('npm run seed', 1, { output: 'seed: no database' }),
      command('npm run migrate', 0),
      command('npm run seed', 0),
      command('node server.js', 0),
    ]),
  ]);
  const outer = notes.find(({ trigger }) => trigger.includes('var/quay.db is missing'));
  assert.match(outer?.action ?? '', /npm run migrate/);
});

test('a script for the search of the cause is no remedy, unless it does what the output says', async () => {
  const { notes } = await distilled([
    recording([
      command('bundle exec rspec', 1, { output: 'Failure/Error: expect(Ledger.total).to eq(3)' }),
      edit('hunt.sh', [], ['#!/bin/sh', 'bundle exec rspec']),
      command('sh hunt.sh', 1),
      command('rm hunt.sh', 0),
      edit('lib/ledger.rb', 'total + 1', 'total', 4),
      command('bundle exec rspec', 0),
    ]),
  ]);
  const [lesson] = notes.filter(({ kind }) => kind === 'lesson');
  assert.match(lesson?.text ?? '', /lib\/ledger\.rb/);
  assert.doesNotMatch(lesson?.text ?? '', /hunt\.sh/);
});

test('a copy taken before a change is a step, and the way back is told', async () => {
  const { notes } = await distilled([
    recording([command('sqlite3 data/app.db ".backup copies/app.db"', 0), command('python3 scripts/migrate.py', 0)]),
  ]);
  const way = notes.find(({ kind }) => kind === 'order');
  assert.match(way?.text ?? '', /Before `python3 scripts\/migrate\.py`, take a copy with `sqlite3 data\/app\.db/);
});

test('a value that was read off a look is said to come from there, called by its column', async () => {
  const run = (id: string, revision: string) =>
    recording(
      [
        command('helm history shop', 0, { output: `REVISION\tSTATUS\n${revision}\tsuperseded` }),
        command(`helm rollback shop ${revision}`, 0),
        command('curl -fsS https://shop.example.com/health', 0),
      ],
      { id, recorder: id, startedAt: `2026-03-0${id.length}T09:00:00.000Z` },
    );
  const { notes } = await distilled([run('a', '41'), run('bb', '57')]);
  const told = notes.find(({ kind }) => kind === 'parameter');
  assert.equal(
    told?.text,
    '`<revision>` comes from the output of `helm history shop`; it goes into `helm rollback shop <revision>`.',
  );
});

test('rehearsing is another job than doing', async () => {
  const run = (id: string, first: readonly string[]) =>
    recording([...first.map((line) => command(line, 0)), command('bin/renew gate', 0)], { id, recorder: id });
  const { process } = await distilled([run('a', ['bin/renew gate --dry-run']), run('b', [])]);
  assert.deepEqual(
    process.spine.map(({ step }) => step),
    ['Run `bin/renew gate`'],
  );
});

test("PowerShell's commands are what their first word says, and its paths are paths", async () => {
  const { notes, droppedActions } = await distilled([
    recording([
      command('Get-ChildItem dist', 0),
      command('.\\build.ps1 -Target Pack', 1, { output: 'build.ps1: dist is not empty' }),
      command('Remove-Item -Recurse dist', 0),
      command('.\\build.ps1 -Target Pack', 0),
    ]),
  ]);
  assert.deepEqual(
    droppedActions.map(({ seq }) => seq),
    [1, 2],
  );
  assert.match(notes.find(({ kind }) => kind === 'lesson')?.text ?? '', /run `Remove-Item -Recurse dist` first/);
});

test('consoles and states of tools are looked at, whatever failed then', async () => {
  const { notes } = await distilled([
    recording([
      command('bundle exec rake release', 1, { output: 'rake aborted!\nversion is not set' }),
      command('bin/rails console', 0),
      command('./gradlew --status', 0),
      edit('version.rb', 'VERSION = nil', "VERSION = '2'"),
      command('bundle exec rake release', 0),
    ]),
  ]);
  assert.ok(notes.every(({ text }) => !/console|--status/.test(text)));
});

test('the same look before and after is how one sees that it helped', async () => {
  const { process } = await distilled([
    recording([
      command('df -h /var', 0, { output: '/dev/sda2 100%' }),
      command('docker system prune -af', 0),
      command('df -h /var', 0, { output: '/dev/sda2 55%' }),
    ]),
  ]);
  assert.ok(process.spine.some(({ step }) => step === 'Check with `df -h /var`'));
});

test('two ways of two people to mend the same are one lesson', async () => {
  const failing = command('./check.sh', 1, { output: 'check: report says 5, not 4' });
  const { notes } = await distilled([
    recording([failing, edit('data/seed.sql', '(5)', '(4)'), command('./check.sh', 0)], { id: 'a' }),
    recording([failing, command('git revert --no-edit HEAD~1', 0), command('./check.sh', 0)], { id: 'b' }),
  ]);
  const lessons = notes.filter(({ kind }) => kind === 'lesson');
  assert.equal(lessons.length, 1);
  assert.deepEqual(lessons[0]?.support, { n: 2, of: 2 });
  assert.match(lessons[0]?.text ?? '', /data\/seed\.sql`, or run `git revert/);
});

test('what goes into a file each time is told with the step, over its names', async () => {
  const run = (id: string, flag: string) =>
    recording(
      [
        command(`git checkout -b flag/${flag}`, 0),
        edit('config/flags.yml', [], [`${flag}: false`]),
        command('npm test', 0),
        command(`git commit -am "flag: ${flag}"`, 0),
      ],
      { id, recorder: id },
    );
  const { notes } = await distilled([run('a', 'round-down'), run('b', 'gift-wrap')]);
  assert.match(
    notes.find(({ kind }) => kind === 'procedure')?.text ?? '',
    /Edit `config\/flags\.yml` \(put in `<[\w-]+>: false`\)/,
  );
});

test('new files of a numbered row are named like those there are', async () => {
  const { notes } = await distilled(
    [
      recording([
        edit('db/migration/V13__refunds.sql', [], ['create table refunds (id int);']),
        command('flyway migrate', 0),
      ]),
    ],
    { 'db/migration/V12__totals.sql': '' },
  );
  assert.ok(
    notes.every(({ text }) => !text.includes('New files')),
    'an edit of a file that was there names none',
  );
  const made = await distilled(
    [
      recording([
        { kind: 'file', op: 'create', file: 'db/migration/V13__refunds.sql', origin: 'user' },
        said('Money comes back'),
        command('flyway migrate', 0),
      ]),
    ],
    { 'db/migration/V12__totals.sql': '' },
  );
  assert.ok(made.notes.some(({ text }) => text === 'New files are named `db/migration/V<number>__<name>.sql`.'));
});

test('a one-time code is told nowhere', async () => {
  const { notes, process } = await distilled(
    [
      recording([
        command('npm publish', 1, {
          output: 'npm error code EOTP\nnpm error This operation requires a one-time password.',
        }),
        command('npm publish --otp 831204', 0),
      ]),
      recording([command('npm publish --otp 977001', 0)], { id: 'r2', recorder: 'p-two' }),
    ],
    { 'README.md': 'Release: run `npm publish`.\n' },
  );
  assert.doesNotMatch(JSON.stringify([notes, process]), /831204|977001/);
});

test('what only an edit of prose came before is not called a matter of luck', async () => {
  const { notes } = await distilled([
    recording([command('npm test', 1), edit('docs/flags.md', [], ['- `quick`: buy at once']), command('npm test', 0)]),
  ]);
  assert.ok(notes.every(({ text }) => !text.includes('flaky')));
});

test('a commit that does not build is skipped in a search for another one', async () => {
  const { notes } = await distilled([
    recording([
      command('git bisect start HEAD v2', 0),
      command('make', 2, { output: "src/a.c:8: error: redefinition of 'skip'" }),
      command('git bisect skip', 0),
      command('strace ./a', 0),
      command('make', 0),
      command('git bisect good', 0),
      command('git bisect reset', 0),
    ]),
  ]);
  assert.match(notes.find(({ kind }) => kind === 'lesson')?.action ?? '', /^Run `git bisect skip` first$/);
});

test('before something is put out what is built counts as a proof, in the order of the work', async () => {
  const run = (id: string) =>
    recording(
      ['npm test', 'npm run build', 'npm pack --dry-run', 'npm publish'].map((line) => command(line, 0)),
      { id },
    );
  const { notes } = await distilled([run('a'), run('b')]);
  assert.equal(
    notes.find(({ kind }) => kind === 'order')?.text,
    'Before `npm publish`, always run `npm test`, `npm run build` and `npm pack --dry-run`.',
  );
});

test('values that are languages are called so wherever they stand', async () => {
  const run = (id: string, code: string) =>
    recording(
      [
        command(`cp res/values/strings.xml res/values-${code}/strings.xml`, 0),
        edit(`res/values-${code}/strings.xml`, 'Pay', `Pay ${code}`),
        command('./gradlew lintDebug', 0),
      ],
      { id },
    );
  const { process } = await distilled([run('a', 'pl'), run('b', 'sv')]);
  assert.ok(process.parameters.some(({ name }) => name === 'locale'));
});

test('a rule that speaks of time is told, how long somebody was at it is not', async () => {
  const { notes } = await distilled([
    recording([
      said('On production only outside business hours'),
      command('bin/backfill', 0),
      said('That took me two hours'),
      command('bin/verify', 0),
    ]),
  ]);
  const text = notes.map((note) => note.text).join('\n');
  assert.match(text, /outside business hours/);
  assert.doesNotMatch(text, /two hours/);
});

test('a pipeline is the script that it runs, however its parts are put together', async () => {
  const keep = (file: string) => [command(`git add ${file}`, 0), command('git commit -m "report"', 0)];
  const { process } = await distilled(
    [
      recording(
        [
          command('awk -f bin/errors.awk logs/a.log > tmp.txt', 0),
          command('sort -rn tmp.txt > reports/a.txt', 0),
          ...keep('reports/a.txt'),
        ],
        { id: 'a' },
      ),
      recording(
        [command('cat logs/b.log | awk -f bin/errors.awk | sort -rn > reports/b.txt', 0), ...keep('reports/b.txt')],
        { id: 'b' },
      ),
    ],
    { 'bin/errors.awk': '' },
  );
  assert.ok(process.spine.some(({ step }) => step.includes('| awk -f bin/errors.awk | sort -rn')));
});

test('of lines for one job the one that more people come to is the step', async () => {
  const { process } = await distilled([
    recording([command('go test ./q', 0), edit('q.go', 'a', 'b'), command('go test -race -count=9 ./q', 0)], {
      id: 'a',
    }),
    recording([edit('q.go', 'c', 'd'), command('go test -race -count=9 ./q', 0)], { id: 'b' }),
  ]);
  assert.deepEqual(
    process.spine.map(({ step }) => step).filter((step) => step.includes('go test')),
    ['Verify with `go test -race -count=9 ./q`'],
  );
});

test('what everyone sets a key to is told with the step', async () => {
  const run = (id: string) =>
    recording([edit('flags.tf', '  rollout = 0', '  rollout = 10', 3), command('terraform apply', 0)], { id });
  const { notes } = await distilled([run('a'), run('b')]);
  assert.match(
    notes.find(({ kind }) => kind === 'procedure')?.text ?? '',
    /Set `rollout` in `flags\.tf` \(put in `rollout = 10`\)/,
  );
});

test('two tools are two ways to start one command, and no name to be filled in', async () => {
  const run = (id: string, tool: string) =>
    recording(
      [
        command(`${tool} run pytest`, 1, { output: "E   ModuleNotFoundError: No module named 'fathom'" }),
        edit('pyproject.toml', [], ['pythonpath = ["src"]']),
        command(`${tool} run pytest`, 0),
      ],
      { id },
    );
  const { notes } = await distilled([run('a', 'uv'), run('b', 'poetry')]);
  assert.doesNotMatch(notes.map(({ text }) => text).join('\n'), /<name> run/);
});

test('what is fetched from among the copies is brought back, and no copy is taken', async () => {
  const { notes } = await distilled([
    recording([
      command('aws s3 cp s3://backups/shop/shop-2026-10-02.dump .', 0),
      command('pg_restore -h staging -d shop shop-2026-10-02.dump', 0),
      command("psql -h staging shop -c 'select count(*) from users'", 0),
    ]),
  ]);
  assert.doesNotMatch(notes.map(({ text }) => text).join('\n'), /Back up|take a copy/);
});

test('what was run in between goes before a flag that nothing speaks of', async () => {
  const { notes } = await distilled([
    recording([
      command('xcodebuild test -scheme App', 70, {
        output: 'xcodebuild: error: Unable to boot device, its state is unknown.',
      }),
      command('xcrun simctl erase all', 0),
      command('xcodebuild test -scheme App -test-iterations 20', 0),
    ]),
  ]);
  assert.match(notes.find(({ kind }) => kind === 'lesson')?.action ?? '', /xcrun simctl erase all/);
});

test('an image that was built anew is told with the edit it was built from', async () => {
  const { notes } = await distilled([
    recording([
      command('trivy image reg.example.com/base:1', 1, { output: 'libssl3 CVE-2026-1111 HIGH fixed in 3.0.14' }),
      edit('Dockerfile', ['FROM debian:12'], ['FROM debian:12', 'RUN apt-get upgrade -y']),
      command('docker build -t reg.example.com/base:1 .', 0),
      command('trivy image reg.example.com/base:1', 0),
    ]),
  ]);
  assert.match(notes.find(({ kind }) => kind === 'lesson')?.text ?? '', /`Dockerfile` and run `docker build/);
});
