import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording } from './support.ts';

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
