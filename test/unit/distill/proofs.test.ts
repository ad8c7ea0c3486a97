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
