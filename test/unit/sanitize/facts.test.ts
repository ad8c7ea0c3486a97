import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { createValues } from './corpus/values.ts';
import { survives } from './measure.ts';

const rules = createRules({ machine: { user: 'jroe', host: 'thinkbox-7', home: '/home/jroe', people: ['Jane Roe'] } });
const command = { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', confidence: 'high' } as const;

function clean(gate: ReturnType<typeof createGateOne>, fact: Fact): Fact {
  const result = gate.fact(fact);
  assert.ok(!('dropped' in result));
  return result;
}

test('a secret typed once is known for the rest: bare, encoded, in an editor, under one placeholder', () => {
  const secret = createValues(3).words();
  const gate = createGateOne({ rules });
  const first = clean(gate, { ...command, line: `export API_SECRET=${secret}`, exitCode: 0 });
  const echoed = clean(gate, {
    ...command,
    line: 'echo $API_SECRET | base64',
    output: { text: `${secret}\n${Buffer.from(secret).toString('base64')}` },
  });
  const edited = clean(gate, {
    kind: 'edit',
    file: 'src/a.ts',
    origin: 'typed',
    hunks: [{ line: 3, before: [''], after: [`call(${secret});`] }],
  });
  const placeholder = '[redacted:env:API_SECRET#1]';
  assert.equal(first.kind === 'command' && first.line, `export API_SECRET=${placeholder}`);
  assert.equal(echoed.kind === 'command' && echoed.output?.text, `${placeholder}\n${placeholder}`);
  assert.deepEqual(edited.kind === 'edit' && edited.hunks, [
    { line: 3, before: [''], after: [`call(${placeholder});`] },
  ]);
});

test('the output is read with the command that asked for it', () => {
  const token = createValues(4).lower(30);
  const fact = clean(createGateOne({ rules }), { ...command, line: 'gh auth token', output: { text: `${token}\n` } });
  assert.deepEqual(fact, { ...command, line: 'gh auth token', output: { text: '[redacted:credential#1]\n' } });
});

test('a key over several hunks is seen as one', () => {
  const pem = createValues(5).pem('EC PRIVATE KEY').split('\n');
  const hunks = pem.map((line, at) => ({ line: at + 1, before: [], after: [line] }));
  const fact = clean(createGateOne({ rules }), { kind: 'edit', file: 'notes.md', origin: 'paste', hunks });
  assert.ok(!pem.slice(1, -1).some((line) => survives(JSON.stringify(fact), line)));
  assert.equal(fact.kind === 'edit' && fact.hunks?.length, pem.length);
});

test('the content of files that are never recorded is withheld', () => {
  const gate = createGateOne({ rules, withheldGlobs: ['*.private', 'vault/**'] });
  for (const file of [
    '.env',
    'app/.env.local',
    'deploy.pem',
    'home/.ssh/config',
    'x.private',
    'vault/a.txt',
    '.docker/config.json',
    'id_ed25519',
    'a.tfvars',
  ]) {
    const fact = clean(gate, { kind: 'edit', file, origin: 'typed', hunks: [{ line: 1, before: [], after: ['A=1'] }] });
    assert.deepEqual(fact, { kind: 'edit', file, origin: 'typed', withheld: true });
  }
  const ordinary = clean(gate, {
    kind: 'edit',
    file: 'src/environment.ts',
    origin: 'typed',
    hunks: [{ line: 1, before: [], after: ['A=1'] }],
  });
  assert.ok(ordinary.kind === 'edit' && ordinary.withheld === undefined);
});

test('the person, the machine and the home folder are not named', () => {
  const gate = createGateOne({ rules });
  const fact = clean(gate, {
    ...command,
    cwd: '/home/jroe/work',
    line: 'git log -1',
    output: { text: 'Author: Jane Roe <jane.roe@example.org>\njroe@thinkbox-7:~$ /home/jroe/x' },
  });
  const text = JSON.stringify(fact);
  assert.doesNotMatch(text, /jroe|thinkbox|Jane|example\.org/);
  assert.equal(fact.kind === 'command' && fact.cwd, '~/work');
});

test('a fact that takes too long is dropped, with its reason', () => {
  let time = 0;
  const gate = createGateOne({ rules, now: () => (time += 100), deadlineMs: 150 });
  assert.deepEqual(gate.fact({ kind: 'note', text: 'anything' }), { dropped: 'Examining the text took too long.' });
});

test('numbers of placeholders already in a text are not given again', () => {
  const secret = createValues(6).alphanumeric(24);
  const result = createGateOne({ rules }).sanitize({
    text: `x [redacted:password#4] --password ${secret}`,
    as: 'terminal',
  });
  assert.equal(result.withheld ? '' : result.text, 'x [redacted:password#4] --password [redacted:password#5]');
});
