import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, said } from './support.ts';

/** What counts as the proof that something was mended, and what gets the credit for it; by class. */

const of = (facts: readonly Fact[], files: Readonly<Record<string, string>> = {}) =>
  distilled([recording(facts)], files);

const lessonsOf = async (...facts: Fact[]) =>
  (await of(facts)).notes.filter(({ kind }) => kind === 'lesson').map(({ text }) => text);

test('a flag that the output asks for is the remedy, though elsewhere it only makes a command quiet', async () => {
  const texts = await lessonsOf(
    edit('VERSION', '2.0.1', '2.0.2'),
    command('git commit -am "moth 2.0.2"', 1, { output: 'dco: no Signed-off-by found, commit with -s' }),
    command('git commit -s -am "moth 2.0.2"', 0),
    command('git push', 0),
  );
  assert.equal(texts.length, 1, texts.join('\n'));
  assert.match(
    texts[0] ?? '',
    /fails with `dco: no Signed-off-by found, commit with -s`, run `git commit -s -am .*` instead/,
  );
});

test('a flag of which the output says that it shows more is no remedy', async () => {
  const texts = await lessonsOf(
    command('pytest tests', 1, { output: 'E AssertionError: 3 != 4\nUse -v to get more diff' }),
    edit('moth/count.py', '    return 3', '    return 4'),
    command('pytest -v tests', 0, { output: '1 passed' }),
  );
  assert.match(texts[0] ?? '', /change `return 3` to `return 4`/);
  assert.doesNotMatch(texts[0] ?? '', /instead/);
});

test('another subcommand with the flag that the output asks for did what had failed', async () => {
  const texts = await lessonsOf(
    edit('src/moth.c', 'int a;', 'int b;'),
    command('git add -A', 0),
    command('git -c core.editor=true rebase --continue', 1, {
      output: 'hook: unsigned commits are refused, use --signoff',
    }),
    command('git commit --signoff --no-edit', 0),
  );
  assert.match(
    texts[0] ?? '',
    /fails with `hook: unsigned commits are refused.*`, run `git commit --signoff --no-edit` instead/,
  );
});

const partly: readonly (readonly [whole: string, part: string])[] = [
  ['ctest --test-dir build', 'ctest --test-dir build -R moth --output-on-failure'],
  ['pytest', 'pytest tests/test_moth.py'],
  ['pytest tests', 'pytest tests/test_moth.py::test_wing'],
  ['go test ./...', 'go test ./moth'],
  ['cargo test', 'cargo test -p moth'],
  ['gradle test', "gradle test --tests 'MothTest'"],
  ['npx jest', 'npx jest -t wing'],
];

for (const [whole, part] of partly)
  test(`that a part goes well proves nothing of the whole: ${part}`, async () => {
    const { notes } = await of(
      [
        command(whole, 1, { output: '50% tests passed, 1 tests failed out of 2' }),
        edit('src/moth.c', '  int wings = 3;', '  int wings = 4;'),
        command(part, 0, { output: 'ok' }),
        command('git commit -am "Four wings"', 0),
      ],
      { 'README.md': `# Moth\n\nRun the tests:\n\n    ${whole}\n` },
    );
    const told = notes.filter(({ kind }) => kind === 'lesson' || kind === 'contradiction');
    assert.deepEqual(
      told.map(({ text }) => text),
      [],
    );
  });

test('a check that was told too little is mended by telling it more', async () => {
  const texts = await lessonsOf(
    command('helm lint', 1, {
      output: 'Error: unable to check Chart.yaml file in chart: no chart found, specify a path',
    }),
    command('helm lint charts/moth', 0, { output: '1 chart(s) linted, 0 chart(s) failed' }),
  );
  assert.match(texts[0] ?? '', /run `helm lint charts\/moth` instead/);
});

test('what runs all of it again with other talk is the proof', async () => {
  const texts = await lessonsOf(
    command('npx vitest', 1, { output: 'FAIL AssertionError: expected 3 to be 4' }),
    edit('src/moth.ts', 'const wings = 3;', 'const wings = 4;'),
    command('npx vitest run --reporter=dot', 0, { output: 'ok' }),
  );
  assert.match(texts[0] ?? '', /change `const wings = 3;` to `const wings = 4;`/);
});

const bad = 'E AssertionError: [2, 1] != [1, 2]\n1 failed in 0.05s';
const swallowing = [
  'for i in 1 2 3; do pytest -q || break; done',
  'pytest -q || true',
  'pytest -q; echo over',
  'pytest -q | tail -3',
];

for (const line of swallowing)
  test(`a line that ends well whatever comes of it is no proof when it says that it failed: ${line}`, async () => {
    const texts = await lessonsOf(
      command('pytest -q', 1, { output: bad }),
      edit('tests/test_moth.py', '', '    time.sleep(1)'),
      command(line, 0, { output: bad }),
      edit('moth/wings.py', '    return list(wings)', '    return sorted(wings)'),
      command('pytest -q', 0, { output: '2 passed' }),
    );
    assert.match(texts.join('\n'), /sorted\(wings\)/);
    assert.doesNotMatch(texts.join('\n'), /then `(?:for|pytest -q (?:\|\||\|)|pytest -q;)/);
  });

test('a line that ends well whatever comes of it is a proof where it says that it went well', async () => {
  const texts = await lessonsOf(
    command('pytest -q', 1, { output: bad }),
    edit('moth/wings.py', '    return list(wings)', '    return sorted(wings)'),
    command('for i in 1 2 3; do pytest -q || break; done', 0, { output: '2 passed\n2 passed\n2 passed' }),
  );
  assert.match(texts[0] ?? '', /sorted\(wings\)/);
});

for (const takeback of ['git checkout tests/test_moth.py', 'git restore .', 'git reset --hard', 'git stash'])
  test(`what was tried and taken back explains nothing: ${takeback}`, async () => {
    const texts = await lessonsOf(
      command('pytest -q', 1, { output: bad }),
      edit('tests/test_moth.py', '', '    time.sleep(1)'),
      command(takeback, 0),
      edit('moth/wings.py', '    return list(wings)', '    return sorted(wings)'),
      command('pytest -q', 0, { output: '2 passed' }),
    );
    assert.match(texts[0] ?? '', /change `return list\(wings\)` to `return sorted\(wings\)`/);
    assert.doesNotMatch(texts.join('\n'), /sleep|git (?:checkout|restore|reset|stash)/);
  });

test('what was committed before the file was put back still stands', async () => {
  const texts = await lessonsOf(
    command('pytest -q', 1, { output: bad }),
    edit('moth/wings.py', '    return list(wings)', '    return sorted(wings)'),
    command('git commit -am "Sort the wings"', 0),
    command('git checkout moth/wings.py', 0),
    command('pytest -q', 0, { output: '2 passed' }),
  );
  assert.match(texts[0] ?? '', /change `return list\(wings\)` to `return sorted\(wings\)`/);
});

test('a check of chance that was tried with a variable after a try that was taken back is not mended by the variable', async () => {
  const texts = await lessonsOf(
    command('pytest -q tests', 1, { output: "E AssertionError: ['sea', 'sky'] != ['sky', 'sea']" }),
    edit('tests/test_moth.py', '', '    time.sleep(1)'),
    command('git checkout tests/test_moth.py', 0),
    command('SEED=2 pytest -q tests', 1, { output: "E AssertionError: ['sun', 'sea'] != ['sea', 'sun']" }),
    edit('moth/wings.py', '    return list(wings)', '    return sorted(wings)'),
    command('SEED=2 pytest -q tests', 0, { output: '2 passed' }),
  );
  assert.match(texts[0] ?? '', /sorted\(wings\)/);
  assert.doesNotMatch(texts.join('\n'), /set `SEED/);
});

const unsorted = 'names_test.go:27: names.yaml: keys are not in order: [moth wasp ant]';

test('lines taken out in one place and put in in another are told as a move', async () => {
  const block = ['ant:', '  wings: 0'];
  const check = (code: number, output = 'ok') => command('make test', code, { output });
  const up = await lessonsOf(
    check(2, unsorted),
    edit('names.yaml', block, '', 9),
    edit('names.yaml', '', block, 1),
    check(0),
  );
  assert.match(up[0] ?? '', /, move `ant:` up in `names\.yaml`; then/);
  const down = await lessonsOf(
    check(2, unsorted),
    edit('names.yaml', '', block, 12),
    edit('names.yaml', block, '', 1),
    check(0),
  );
  assert.match(down[0] ?? '', /, move `ant:` down in `names\.yaml`; then/);
});

test('neighbours that changed places are told as a move', async () => {
  const texts = await lessonsOf(
    command('make test', 2, { output: unsorted }),
    edit('names.yaml', ['wasp: 4', 'moth: 4', 'ant: 0'], ['ant: 0', 'wasp: 4', 'moth: 4']),
    command('make test', 0),
  );
  assert.match(texts[0] ?? '', /, move `ant: 0` up in `names\.yaml`; then/);
});

test('what was put in changed is no move', async () => {
  const texts = await lessonsOf(
    command('make test', 2, { output: unsorted }),
    edit('names.yaml', ['ant: 0'], '', 9),
    edit('names.yaml', '', ['ant: 1'], 1),
    command('make test', 0),
  );
  assert.doesNotMatch(texts[0] ?? '', /\bmove\b/);
});

const declared: readonly (readonly [says: string, before: string, after: string])[] = [
  ['TypeError: glow is not a function', "const glow = require('glow');", "const { glow } = require('glow');"],
  ["ImportError: cannot import name 'glow' from 'lamps'", 'from lamps import glow', 'from lamps.night import glow'],
  ['./main.go:9:2: undefined: glow', 'var glo = 3', 'var glow = 3'],
];

for (const [says, before, after] of declared)
  test(`of several changes the one is told that makes known what the failure is about: ${says}`, async () => {
    const texts = await lessonsOf(
      command('make test', 1, { output: says }),
      {
        kind: 'edit',
        file: 'src/night.js',
        origin: 'typed',
        hunks: [
          { line: 1, before: [before], after: [after] },
          {
            line: 8,
            before: ['function lamps(glow, main) {', '  return glow(9, 2);'],
            after: ['async function lamps(glow, main) {', '  return await glow(9, 2);'],
          },
        ],
      },
      command('make test', 0),
    );
    assert.ok(texts[0]?.includes(`change \`${before}\` to \`${after}\``), texts[0]);
  });

test('what was missing came with all that is declared, not with the version that was chosen afterwards', async () => {
  const texts = await lessonsOf(
    command('npm test', 1, { output: "Error: Cannot find module 'glow'" }),
    command('npm ci', 0),
    command('npm install glow@11.0.0', 0),
    said('11 is too new for our CI, so 10'),
    command('npm install --save-exact glow@10.4.5', 0),
    command('npm test', 1, { output: 'TypeError: glow is not a function' }),
    edit('src/night.js', "const glow = require('glow');", "const { glow } = require('glow');"),
    command('npm test', 0),
  );
  const missing = texts.find((text) => text.includes('Cannot find module')) ?? '';
  assert.match(missing, /run `npm ci` first; then `npm test` (?:passes|gets past that)\.$/);
});

test('what was missing and is declared nowhere came with its own install', async () => {
  const texts = await lessonsOf(
    command('npm test', 1, { output: "Error: Cannot find module 'glow'" }),
    command('npm install', 0),
    command('npm install glow', 0),
    command('npm test', 0),
  );
  assert.match(texts[0] ?? '', /run `npm install glow` first/);
});
