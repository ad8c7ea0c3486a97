import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, said } from './support.ts';

/** Recordings as strangers write them: short, of one thing each. */
async function texts(runs: readonly (readonly Fact[])[], files: Readonly<Record<string, string>> = {}) {
  const recordings = runs.map((facts, index) =>
    recording(facts, { id: `r${index}`, recorder: `p${index}`, startedAt: `2026-05-0${index + 1}T10:00:00.000Z` }),
  );
  const result = await distilled(recordings, files);
  const of = (kind: string) => result.notes.filter((note) => note.kind === kind).map((note) => note.text);
  return { result, of, lesson: of('lesson').join('\n') };
}

test('a secret set in a file that is never read is told by the name that was asked for', async () => {
  const { lesson } = await texts([
    [
      command('npm run dev', 1, { output: 'Error: Missing required env var MAIL_KEY' }),
      { kind: 'edit', file: '.env', origin: 'typed', withheld: true },
      command('npm run dev', 0),
    ],
  ]);
  assert.match(lesson, /set `MAIL_KEY` in `\.env`/);
});

test('of two variables set, the one that was asked for counts', async () => {
  const { lesson } = await texts([
    [
      command('npm start', 1, { output: 'Error: DATA_FILE is not set' }),
      command('export DATA_FILE=dev.db', 0),
      command('PORT=4000 npm start', 0),
    ],
  ]);
  assert.match(lesson, /set `DATA_FILE=dev\.db` first; then/);
  assert.doesNotMatch(lesson, /set `PORT/);
});

test('what was tried in vain is no step and no lesson', async () => {
  const failing = command('npm test', 1, { output: 'TypeError: dates.format is not a function' });
  const { result, lesson } = await texts([
    [
      failing,
      command('rm -rf node_modules && npm install', 0),
      failing,
      edit('src/a.js', 'dates.format(x)', 'dates.formatDate(x)'),
      command('npm test', 0),
    ],
  ]);
  assert.doesNotMatch(lesson, /rm -rf/);
  assert.ok(result.droppedActions.some(({ seq, reason }) => seq === 2 && reason === 'tried, did not help'));
});

test('a hunt that was started over, and a merge called off, leave no trace', async () => {
  const { result } = await texts([
    [
      command('git merge feature/x', 1, { output: 'CONFLICT (content): Merge conflict in a.txt' }),
      command('git merge --abort', 0),
      command('git bisect start', 0),
      command('git bisect run npm test', 0),
      command('git bisect reset', 0),
      command('git bisect start HEAD v1.2.0', 0),
      command('git bisect run make check', 0),
      command('git bisect reset', 0),
    ],
  ]);
  const steps = result.process.spine.map(({ step }) => step).join('\n');
  assert.doesNotMatch(steps, /merge|npm test/);
  assert.match(steps, /git bisect run make check/);
});

test('what stopped for help and went on is told with what helped', async () => {
  const { lesson, result } = await texts([
    [
      command('git cherry-pick main', 1, {
        output: 'CONFLICT (content): Merge conflict in src/price.js\nerror: could not apply 58692ca... Round prices',
      }),
      edit('src/price.js', ['<<<<<<< HEAD', 'a', '=======', 'b', '>>>>>>> x'], ['b']),
      command('git add -A', 0),
      command('git cherry-pick --continue', 0),
      command('git push', 0),
    ],
  ]);
  assert.match(lesson, /Merge conflict in src\/price\.js`, resolve the conflict in `src\/price\.js`/);
  assert.match(result.process.spine.map(({ step }) => step).join('\n'), /git cherry-pick main/);
});

test('of two spellings of a job the one that failed is tried again: the other is the remedy', async () => {
  const { lesson } = await texts([
    [
      command('npm ci', 1, { output: 'npm error `npm ci` can only install packages when both files are in sync.' }),
      command('npm install', 0),
      command('npm ci', 0),
    ],
  ]);
  assert.match(lesson, /run `npm install` first; then `npm ci` passes/);
});

test('a formatter mends what its check finds', async () => {
  const { lesson } = await texts([
    [command('cargo fmt --all --check', 1), command('cargo fmt --all', 0), command('cargo fmt --all --check', 0)],
  ]);
  assert.match(lesson, /run `cargo fmt --all` first; then `cargo fmt --all --check` passes/);
});

test('a process is ended by the number that something showed', async () => {
  const { lesson } = await texts([
    [
      command('npm start', 1, { output: 'Error: listen EADDRINUSE: address already in use :::3000' }),
      command('lsof -ti:3000', 0, { output: '48213' }),
      command('kill 48213', 0),
      command('npm start', 0),
    ],
  ]);
  assert.match(lesson, /`kill <pid>` \(the process that `lsof -ti:3000` shows\)/);
});

test("two people's lessons that differ in names alone are one, under the id of the earlier", async () => {
  const run = (name: string, next: string): Fact[] => [
    command('pytest', 1, { output: `E   DeprecationWarning: ${name} is deprecated, use ${next}` }),
    edit('src/moor.py', `return knots.${name}(boat)`, `return knots.${next}(boat)`),
    command('pytest', 0),
  ];
  const first = run('tie', 'make_loop');
  const both = await texts([first, run('untie', 'undo_loop')]);
  const alone = await texts([first]);
  const [note, ...more] = both.result.notes.filter(({ kind }) => kind === 'lesson');
  assert.equal(more.length, 0);
  assert.deepEqual(note?.support, { n: 2, of: 2 });
  assert.equal(note?.id, alone.result.notes.find(({ kind }) => kind === 'lesson')?.id);
  assert.match(note?.text ?? '', /<name> is deprecated, use <name-2>/);
});

test('a decision under the id of one recording stands when recordings of others join', async () => {
  const run = (name: string): Fact[] => [
    command('make check', 1, { output: `error: ${name} is not listed in names.txt` }),
    edit('names.txt', '', name),
    command('make check', 0),
  ];
  const second = recording(run('teal'), { id: 'late', startedAt: '2026-06-01T10:00:00.000Z' });
  const [own] = (await distilled([second])).notes.filter(({ kind }) => kind === 'lesson');
  const accepted = {
    '.mirror/notes/a.md': `---\nid: ${own?.id}\nstatus: accepted\nsupport: { n: 1, of: 1 }\n---\nx\n`,
  };
  const first = recording(run('wren'), { id: 'early', startedAt: '2026-05-01T10:00:00.000Z' });
  const [note] = (await distilled([first, second], accepted)).notes.filter(({ kind }) => kind === 'lesson');
  assert.equal(note?.id, own?.id);
  assert.equal(note?.status, 'accepted');
});

test('where several people look right after putting something out is the check', async () => {
  const run: Fact[] = [command('./bin/publish', 0), command('ls ../registry', 0)];
  const { of } = await texts([run, run]);
  assert.match(of('verification').join(), /After `\.\/bin\/publish`, check the outcome with `ls \.\.\/registry`/);
  assert.deepEqual((await texts([run])).of('verification'), []);
});

test('new files of a kind, and where their tests go, are a convention of several', async () => {
  const made = (file: string): Fact[] => [
    { kind: 'file', op: 'create', file, origin: 'user' },
    edit(file, '', 'export class A {}'),
  ];
  const run = (folder: string, name: string): Fact[] => [
    ...made(`src/${folder}/${name}.service.ts`),
    ...made(`src/${folder}/${name}.service.spec.ts`),
    command('npm test', 0),
    command(`git commit -m "feat(${folder}): ${name}"`, 0),
  ];
  const { of } = await texts([run('orders', 'refund'), run('carts', 'merge')]);
  const told = of('convention').join('\n');
  assert.match(told, /New files are named `<name>\.service\.ts`/);
  assert.match(told, /Tests of new code stand beside what they test, as `<name>\.spec\.ts`/);
  assert.match(told, /`feat\(<scope>\): …`/);
});

test('a credential that a command takes from the environment is needed by name; the folder is none', async () => {
  const { of } = await texts([
    [command('openssl x509 -req -in a.csr -passin env:CA_PASS -out $PWD/a.crt', 0), command('make reload', 0)],
  ]);
  assert.deepEqual(of('prerequisite'), ['Cut a release needs the credential `CA_PASS`, used by `openssl x509`.']);
});

test('what is said at the end is told with what was done, without what is said of oneself', async () => {
  const { of } = await texts([
    [
      command('kubectl rollout undo deploy/api', 0),
      command('kubectl rollout status deploy/api', 0),
      said('Tell the others first, they pause the scaler. Sorry, I need a coffee.'),
    ],
  ]);
  assert.match(of('procedure').join(), /“Tell the others first, they pause the scaler\.”/);
  assert.doesNotMatch(of('procedure').join(), /coffee/);
});

test('a branch is told by its form, `switch -c` is `checkout -b`', async () => {
  const run = (line: string, name: string): Fact[] => [
    command(`${line} flag/${name}`, 0),
    edit('flags.json', '{}', `{ "${name}": false }`),
    command(`git commit -am "feat: add ${name}"`, 0),
  ];
  const { of } = await texts([run('git switch -c', 'quiet-hours'), run('git checkout -b', 'gift-wrap')]);
  assert.match(of('procedure').join(), /flag\/<flag>/);
  assert.deepEqual(of('decision'), []);
});

test('people who put things out in another order disagree', async () => {
  const [deploy, migrate] = [command('make deploy', 0), command('make migrate', 0)];
  const { of } = await texts([
    [deploy, migrate],
    [migrate, deploy],
    [migrate, deploy],
  ]);
  assert.match(of('decision').join(), /Order of `make migrate` and `make deploy`, recordings differ/);
  assert.deepEqual(
    (
      await texts([
        [migrate, deploy],
        [migrate, deploy],
      ])
    ).of('decision'),
    [],
  );
});
