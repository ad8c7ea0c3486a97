import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';

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
