import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { createValues } from './corpus/values.ts';
import { channels } from './measure.ts';

const length = 200_000;
const repeated = [
  'eyJ',
  'password=',
  'password: ',
  '{"a":"{\\"password\\":\\"',
  '"\'',
  'http://a:b',
  'Cookie: a=b; ',
  '--password ',
  'mysql -p',
  'curl -u a ',
  '"mysql","-p",',
  'docker exec mysql ',
  '`vault login ',
  '* ',
  'key_',
  'name val ',
  'http -A bearer -a b ',
  'password=[',
  'password: |\n  a\n',
  'adobe',
  `$${'{'}PASSWORD:-`,
  'user:pw@',
  's/password=/password=/',
  '-----BEGIN RSA PRIVATE KEY-----',
  `gh${'p_'}`,
  '?password=&',
  `password=$${'{'}`,
  'a.a@a.',
  '1.2.3.',
  '\u001b[31mA',
  'a\b',
  'Zm9vYmFyYmF6',
  'insert into a (',
  '[redacted:',
];

test('hostile lines are examined in time or dropped', () => {
  const rules = createRules();
  const slow: string[] = [];
  for (const text of repeated) {
    const line = text.repeat(Math.ceil(length / text.length)).slice(0, length);
    const before = process.cpuUsage().user;
    createGateOne({ rules, now: () => performance.now() }).sanitize({ text: line, as: 'terminal' });
    const spent = (process.cpuUsage().user - before) / 1000;
    if (spent > 500) {
      slow.push(`${text}: ${spent} ms`);
    }
  }
  assert.deepEqual(slow, []);
});

test('64 KB are seen to in steps that hold nobody up, with the outcome of one go', () => {
  const rules = createRules();
  const samples = Object.values(channels).map((channel) => channel(createValues(1)));
  const text = samples
    .map((leak) => leak.text)
    .join('\n')
    .slice(0, 65_536);
  const fact = {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: '.',
    line: 'make',
    confidence: 'high',
    output: { text },
  } as const;
  const whole = createGateOne({ rules }).fact(fact);
  const longest = [1, 2, 3].map(() => {
    let most = 0;
    const steps = createGateOne({ rules }).factInSteps(fact);
    for (let at = process.cpuUsage(), step = steps.next(); ; at = process.cpuUsage(), step = steps.next()) {
      most = Math.max(most, process.cpuUsage(at).user / 1000);
      if (step.done === true) {
        assert.deepEqual(step.value, whole);
        return most;
      }
    }
  });
  assert.ok(text.length === 65_536 && Math.min(...longest) < 50, `${longest.join(', ')} ms`);
});
