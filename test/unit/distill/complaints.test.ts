import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGaps } from '../../../src/gaps/findGaps.ts';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, repositoryOf, said } from './support.ts';

/** What ended well and said that something was wrong, and what was never mended. */

async function lessonsOf(...facts: Fact[]): Promise<string[]> {
  const { notes } = await distilled([recording(facts)]);
  return notes.filter((note) => note.kind === 'lesson').map((note) => note.text);
}

const answer = (status: string, body = '') => ({ output: `HTTP/1.1 ${status}\nConnection: keep-alive\n\n${body}` });
const health = 'curl -si localhost:3100/health';

test('an answer over HTTP that tells of a fault of the server, and after something was done does no more, is a lesson', async () => {
  const texts = await lessonsOf(
    command(health, 0, answer('503 Service Unavailable', '{"boats":0}')),
    command('npm run seed', 0),
    command(health, 0, answer('200 OK', '{"boats":2}')),
  );
  assert.match(texts[0] ?? '', /with `HTTP\/1\.1 503 Service Unavailable`, run `npm run seed` first/);
});

test('the code of the answer alone says so too', async () => {
  const line = 'curl -s -o /dev/null -w "%{http_code}\\n" localhost:3100/health';
  const texts = await lessonsOf(
    command(line, 0, { output: '503' }),
    command('npm run seed', 0),
    command(line, 0, { output: '200' }),
  );
  assert.match(texts[0] ?? '', /run `npm run seed` first/);
});

test('what is not there yet is shown on purpose: no lesson, no gap', async () => {
  const facts = [
    command('curl -si localhost:3100/boats', 0, answer('404 Not Found')),
    edit('src/server.js', '', "app.get('/boats', list);"),
    command('curl -si localhost:3100/boats', 0, answer('200 OK')),
    command('curl -si localhost:3100/nothing', 0, answer('404 Not Found')),
    command('git commit -am "List the boats"', 0),
  ];
  assert.deepEqual(await lessonsOf(...facts), []);
  assert.deepEqual(await failuresAsked(facts), []);
});

test('a server that complained until something was done, and was stopped by hand each time', async () => {
  const start = (output: string) => command('npm start', 130, { output: `listening on 3100\n${output}^C` });
  const texts = await lessonsOf(
    start('error: relation "boats" does not exist\n'),
    command('npm run migrate', 0),
    start('GET /boats 200\nGET /error/404 404\n'),
  );
  assert.match(
    texts[0] ?? '',
    /relation "boats" does not exist`, run `npm run migrate` first; then `npm start` passes/,
  );
});

test('of what failed and what only answered badly, mended by one thing, the failure is told', async () => {
  const start = (output: string) => command('npm start', 130, { output: `listening on 3100\n${output}^C` });
  const texts = await lessonsOf(
    start('error: relation "boats" does not exist\n'),
    command(health, 0, answer('500 Internal Server Error')),
    command('npm run migrate', 0),
    command(health, 0, answer('200 OK')),
    start(''),
  );
  assert.equal(texts.length, 1, texts.join('\n'));
  assert.match(texts[0] ?? '', /relation "boats"/);
});

test('what a pipe swallowed is a failure once it is mended, and asked of nobody if it is not', async () => {
  const tail = 'pytest -q 2>&1 | tail -3';
  const bad = { output: "E AssertionError: wings are missing: 'moth'\n1 failed in 0.05s" };
  const texts = await lessonsOf(
    command(tail, 0, bad),
    edit('moth.py', 'wings = 2', 'wings = 4'),
    command(tail, 0, { output: '2 passed' }),
  );
  assert.match(texts[0] ?? '', /wings are missing.*change `wings = 2` to `wings = 4`/);
  assert.deepEqual(await failuresAsked([command(tail, 0, bad), command('git commit -am x', 0)]), []);
});

test('a database that is copied is not asked what was asked of it, nor mended by that', async () => {
  const update = `sqlite3 data/moths.db "update moths set wings=4 where wings is null"`;
  const texts = await lessonsOf(
    command(update, 5, { output: 'Error: stepping, database is locked (5)' }),
    command('make worker-stop', 0),
    command('sqlite3 data/moths.db ".backup backups/moths.db"', 0),
    command(update, 0),
  );
  assert.match(texts[0] ?? '', /run `make worker-stop` first; then `sqlite3 data\/moths\.db "update/);
});

test('two people whose lists came in another order met one failure', async () => {
  const one = (order: string, id: string) =>
    recording(
      [
        command('pytest -q', 1, { output: `E AssertionError: assert ['${order}] == ['ant', 'moth', 'wasp']` }),
        edit('moth.py', '    return list(names)', '    return sorted(names)'),
        command('pytest -q', 0),
      ],
      { id, recorder: id },
    );
  const { notes } = await distilled([one("moth', 'ant', 'wasp'", 'r1'), one("wasp', 'ant', 'moth'", 'r2')]);
  const lessons = notes.filter(({ kind }) => kind === 'lesson');
  assert.deepEqual(
    lessons.map(({ support }) => support.n),
    [2],
  );
});

test('in the wrong directory the directory is what was wrong, not the flags that came with the right one', async () => {
  const texts = await lessonsOf(
    command('terraform plan', 1, { output: 'Error: No configuration files' }),
    command('terraform plan -var-file=dev.tfvars -out=tfplan', 0, { cwd: 'stacks/queue' }),
  );
  assert.match(texts[0] ?? '', /run it in `stacks\/queue`, not at the root; then/);
});

async function failuresAsked(facts: readonly Fact[]): Promise<string[]> {
  const recordings = [recording(facts)];
  const { gaps } = findGaps({
    recordings,
    distilled: await distilled(recordings),
    context: { files: [], cuts: [] },
    repository: repositoryOf(),
    now: Date.parse('2026-03-03T09:00:00.000Z'),
  });
  return gaps.filter(({ code }) => code === 'unexplained-failure').map(({ subject }) => subject);
}

const bench = command('build/bench', 3, { output: 'bench: cannot open corpus: set RINGBUF_DATA' });

test('what failed twice and was left is asked about, though it was said that it is left', async () => {
  const work = [edit('ring.c', 'i <= n', 'i < n'), command('make test', 0)];
  const left = [bench, bench, said('bench needs a corpus I do not have, leaving it'), command('git commit -am x', 0)];
  assert.deepEqual(await failuresAsked([...work, ...left]), ['build/bench']);
  const told = [bench, said('the corpus is built by the nightly job only'), command('git commit -am x', 0)];
  assert.deepEqual(await failuresAsked([...work, ...told]), []);
});

test('a cut output that ends as it ended when it failed is a failure, and no remedy', async () => {
  const stopped = 'moth: the table is not in order: wasp comes before ant\nninja: build stopped: subcommand failed.';
  const texts = await lessonsOf(
    command('ninja check', 1, { output: `[1/2] cc moth.c\n${stopped}` }),
    edit('src/moth.c', ['wasp', 'ant'], ['ant', 'wasp']),
    command('ninja check 2>&1 | tail -2', 0, {
      output: 'check: docs/moths.txt does not describe ant\nninja: build stopped: subcommand failed.',
    }),
    edit('docs/moths.txt', '', 'ant  has none'),
    command('ninja check', 0, { output: '[2/2] sh check.sh' }),
  );
  assert.match(
    texts.find((text) => text.includes('not in order')) ?? '',
    /src\/moth\.c`; then `ninja check` gets past that/,
  );
  assert.doesNotMatch(texts.join('\n'), /run `ninja check/);
});

test('the very command before something else is no remedy for itself', async () => {
  const texts = await lessonsOf(
    command('ninja', 1, { output: "src/ant.c:2:5: error: unused variable 'w'" }),
    edit('src/ant.c', 'int w; return v;', 'return v;'),
    command('ninja && ninja check', 1, { output: 'check: docs/moths.txt does not describe ant' }),
    edit('docs/moths.txt', '', 'ant  has none'),
    command('ninja && ninja check', 0),
  );
  assert.doesNotMatch(texts.join('\n'), /run `ninja && ninja check`/);
});

test('a machine that is restarted over ssh did not fail', async () => {
  const facts = [command('ssh work-07 sudo reboot', 255, { output: 'Connection to work-07 closed by remote host.' })];
  assert.deepEqual(await failuresAsked(facts), []);
});

test('a place and a class of error are told with what the error is, and a replaced line with its heir', async () => {
  const texts = await lessonsOf(
    command('stack build', 1, {
      output:
        "src/Ledger.hs:41:18: error: [GHC-83865]\n    • Couldn't match type ‘Text’ with ‘Key’\nStack failed to execute the build plan.",
    }),
    edit(
      'src/Ledger.hs',
      ['import Text', '  [ name .= amount ]'],
      ['import Text', 'import qualified Key', '  [ Key.from name .= amount ]'],
    ),
    command('stack build', 0),
  );
  assert.match(texts[0] ?? '', /error: \[GHC-83865\] Couldn't match type ‘Text’ with ‘Key’/);
  assert.match(texts[0] ?? '', /change `\[ name \.= amount \]` to `\[ Key\.from name \.= amount \]`/);
});

test('a state that could not be asked is no sign of what is to be done', async () => {
  const facts = [
    command('nomad node status', 1, { output: 'Error querying node status: 403 (Permission denied)' }),
    command('export NOMAD_TOKEN=x', 0),
    command('nomad node drain -enable n1', 0),
  ];
  assert.doesNotMatch((await lessonsOf(...facts)).join('\n'), /is what to do/);
});

test('what was tried with a variable that nothing speaks of is mended by the edit, unless it signs in', async () => {
  const lines = (says: string, variable: string) =>
    lessonsOf(
      command('python3 -m unittest', 1, { output: says }),
      edit('templates/INDEX', '', 'farewell'),
      command(`${variable} python3 -m unittest`, 0),
    );
  const aside = await lines("AssertionError: Lists differ: ['welcome'] != ['welcome', 'farewell']", 'PYTHONHASHSEED=2');
  assert.doesNotMatch(aside.join('\n'), /set `PYTHONHASHSEED/);
  const denied = await lines('Unable to locate credentials: farewell', 'AWS_PROFILE=shop');
  assert.match(denied.join('\n'), /AWS_PROFILE/);
});

test('of a crash the place is told, so that two crashes of one kind are two', async () => {
  const crash = (file: string, pid: number) => ({
    output: `==${pid}==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602 at pc 0x7f\n    #0 0x7f8ac in strcpy ../libsanitizer/asan.cpp:425\n    #1 0x55fc in main /home/dev/${file}:6\n==${pid}==ABORTING`,
  });
  const texts = await lessonsOf(
    command('make check', 2, crash('parse.c', 311)),
    edit('parse.c', 'malloc(n)', 'malloc(n + 1)'),
    command('make check', 2, crash('count.c', 322)),
    edit('count.c', 'calloc(4)', 'calloc(argc)'),
    command('make check', 0),
  );
  assert.equal(texts.length, 2, texts.join('\n'));
  assert.match(texts.join('\n'), /heap-buffer-overflow in main \(parse\.c\)`, change `malloc\(n\)`/);
});

test('a search that could not run its script is mended before it is begun anew', async () => {
  const texts = await lessonsOf(
    command('git bisect start v2 v1', 0),
    command('git bisect run ./try.sh', 126, { output: './try.sh: Permission denied' }),
    command('chmod +x try.sh', 0),
    command('git bisect start v2 v1', 0),
    command('git bisect run ./try.sh', 0),
  );
  assert.match(texts[0] ?? '', /run `chmod \+x try\.sh` first/);
});
