import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { knownValuesFromDotenv, knownValuesFromEnvironment } from '../../../src/sanitize/knownValues.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { validatePattern } from '../../../src/sanitize/settings.ts';
import { createValues } from './corpus/values.ts';
import { survives } from './measure.ts';

test('secret-named and random values are known, everyday ones are not', () => {
  const values = createValues(11);
  const environment = {
    DB_PASSWORD: values.words(),
    BUILD_BLOB: values.alphanumeric(32),
    DATABASE_URL: `postgres://app:${values.words()}@localhost:5432/shop`,
    PATH: '/usr/local/bin:/usr/bin',
    HOME: '/home/jroe',
    SHELL: '/bin/bash',
    PWD: '/work/secret/app',
    GIT_COMMIT: values.hex(40),
    PIN: '1234',
    API_TOKEN: 'changeme',
    KEYBOARD: 'de-latin1-nodeadkeys',
    SESSION_TIMEOUT: '3600000',
  };
  assert.deepEqual(
    knownValuesFromEnvironment(environment).map(({ name }) => name),
    ['DB_PASSWORD', 'BUILD_BLOB', 'DATABASE_URL'],
  );
  assert.equal(
    knownValuesFromEnvironment(environment)[2]?.value,
    environment.DATABASE_URL.slice('postgres://app:'.length, -'@localhost:5432/shop'.length),
  );
});

test('a dotenv file is read with its quotes, comments and line breaks', () => {
  const [one, two, three] = [createValues(1).words(), createValues(2).words(), createValues(3).pem()];
  const text = `# comment\nexport API_SECRET="${one}" # why\r\nDB_PASSWORD='${two}'\nPORT=3000\nSIGNING_KEY="${three}"\n`;
  assert.deepEqual(knownValuesFromDotenv(text), [
    { name: 'API_SECRET', value: one },
    { name: 'DB_PASSWORD', value: two },
    { name: 'SIGNING_KEY', value: three },
  ]);
});

test('own terms go, allowed values stay, a known value is never allowed', () => {
  const token = createValues(12).alphanumeric(24);
  const known = createValues(13).alphanumeric(24);
  const rules = createRules({
    settings: { terms: ['Project Falcon'], patterns: ['ACME-\\d{4}'], allow: [token, known] },
  });
  const gate = createGateOne({ rules, known: [{ name: 'K', value: known }] });
  const result = gate.sanitize({ text: `project falcon ACME-1234 --token ${token} ${known}`, as: 'terminal' });
  assert.equal(
    result.withheld ? '' : result.text,
    `[redacted:term#1] [redacted:term#2] --token ${token} [redacted:env:K#1]`,
  );
});

test('a pattern that could hang the editor is refused', () => {
  for (const pattern of ['(a+)+$', '(a|a)*b', 'a*a*b', '(?=x)y', '(x)\\1', '[', '', 'x'.repeat(500)]) {
    assert.equal(validatePattern(pattern).ok, false, pattern);
  }
  assert.deepEqual(validatePattern('ACME-\\d{4,8}'), { ok: true, value: 'ACME-\\d{4,8}' });
});

test('a known value is found as other languages escape it', () => {
  const value = `tr"ub&4<d'r>ü=/7\\`;
  const unicode = (text: string, marks: RegExp): string =>
    text.replace(marks, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const json = JSON.stringify(value).slice(1, -1);
  const forms = {
    go: unicode(json, /[&<>]/g),
    gson: unicode(json, /[&<>=']/g),
    python: unicode(json, /[^ -~]/g),
    php: unicode(json.replace(/\//g, '\\/'), /[^ -~]/g),
    dotnet: unicode(json.replace(/\\"/g, '\\u0022'), /[&<>'+`]|[^ -~]/g).replace(
      /\\u[0-9a-f]{4}/g,
      (code) => `\\u${code.slice(2).toUpperCase()}`,
    ),
    html: value.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`),
    'html in hex': value.replace(/[&<>"']/g, (mark) => `&#x${mark.charCodeAt(0).toString(16)};`),
    'single quotes': value.replace(/[\\']/g, '\\$&'),
    powershell: Buffer.from(value, 'utf16le').toString('base64'),
  };
  for (const [name, form] of Object.entries(forms)) {
    const gate = createGateOne({ known: knownValuesFromEnvironment({ APP_PASSWORD: value }) });
    const result = gate.sanitize({ text: `it wrote ${form} to the log`, as: 'terminal' });
    assert.ok(
      !result.withheld && /\[redacted:env:APP_PASSWORD#1\]/.test(result.text),
      `${name}: ${JSON.stringify(result)}`,
    );
    assert.ok(!survives(result.text, form), `${name}: ${result.text}`);
  }
});
