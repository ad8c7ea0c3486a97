import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparable, signatureOf } from '../../../src/distill/signature.ts';

const cases: readonly (readonly [string, string, string])[] = [
  [
    'node',
    "node:internal/modules/cjs/loader:1\n  throw err;\n  ^\n\nError: Cannot find module './generated/schema.json'\nRequire stack:\n- /a/b/c.js\n    at x (y:1:2)\nnpm ERR! code 1",
    "Error: Cannot find module './generated/schema.json'",
  ],
  [
    'python',
    "Traceback (most recent call last):\n  File \"/x/y.py\", line 3, in <module>\n    region = os.environ['REGION']\nKeyError: 'REGION'",
    "KeyError: 'REGION'",
  ],
  ['make', "make: *** No rule to make target 'deploy'.  Stop.", "make: *** No rule to make target 'deploy'. Stop."],
  [
    'git',
    'To ../origin.git\n ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs\nhint: Updates were rejected',
    '! [rejected] main -> main (fetch first)',
  ],
  [
    'warnings before the error',
    '(node:1) DeprecationWarning: x is deprecated\nError: listen EADDRINUSE: address already in use :::3000',
    'Error: listen EADDRINUSE: address already in use :::3000',
  ],
  ['a single plain line', 'smoke: lamp is off', 'smoke: lamp is off'],
];

for (const [name, output, expected] of cases) {
  test(`the informative line of ${name}`, () => {
    assert.equal(signatureOf(output, 'cmd')?.text, expected);
  });
}

test('no output, or one that says nothing, has no signature', () => {
  assert.equal(signatureOf(undefined, 'cmd'), undefined);
  assert.equal(signatureOf('', 'cmd'), undefined);
  assert.equal(signatureOf(Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n'), 'cmd'), undefined);
});

test("two people's same failure is one: paths, numbers and times do not count", () => {
  const one = signatureOf("Error: Cannot find module '/home/a/work/app/dist/core.js' after 12ms", 'cmd');
  const two = signatureOf("Error: Cannot find module '/srv/b/app/dist/core.js' after 9ms", 'cmd');
  assert.equal(one?.key, two?.key);
  assert.equal(comparable('rate 12 of 100'), comparable('rate 7 of 9'));
  assert.notEqual(comparable('missing key a'), comparable('missing key b'));
});

test('a very long line is cut and costs no time', () => {
  const text = signatureOf(`Error: cannot ${'x'.repeat(500_000)}`, 'cmd')?.text ?? '';
  assert.ok(text.length < 200);
});
