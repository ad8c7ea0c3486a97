import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { createValues } from './corpus/values.ts';
import { survives } from './measure.ts';

const rules = createRules();

function clean(text: string, value: string): string {
  const gate = createGateOne({ rules, known: [{ name: 'APP_SECRET', value }] });
  const result = gate.sanitize({ text, as: 'terminal' });
  assert.ok(!result.withheld);
  return result.text;
}

function wrap(text: string, width: number, join: string): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(join);
}

const joins = {
  'base64 -w': '\n',
  'a block of YAML': '\n      ',
  'a string put together': '" +\n    "',
  'a shell continuation': '\\\n',
  'a difference': '\n+',
  'a quotation': '\n> ',
  'line ends of Windows': '\r\n',
};
const encodings: Readonly<Record<string, (value: string) => string>> = {
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64 amid others': (value) => Buffer.from(`USER=app\nKEY=${value}\nX=1\n`).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  hex: (value) => Buffer.from(value).toString('hex'),
  'as it is': (value) => value,
};

for (const [encoding, encode] of Object.entries(encodings)) {
  for (const [name, join] of Object.entries(joins)) {
    test(`a known value in ${encoding}, broken by ${name}, is found with any width`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 6, max: 40 }), (seed, width) => {
          const secret = createValues(seed).alphanumeric(28);
          const encoded = encode(secret);
          const start = join === '\n+' ? '+' : join === '\n> ' ? '> ' : '';
          const text = `$ show\n${start}${wrap(encoded, width, join)}\n$ ls\nREADME.md`;
          const out = clean(text, secret);
          const left = out.replace(/[\s"'\\>]+/g, '').replaceAll('+', '');
          const form = (encoding === 'base64 amid others' ? encode(secret).slice(16, -12) : encoded).replaceAll(
            '+',
            '',
          );
          assert.ok(!survives(left, form), `${text}\n--- became\n${out}`);
          assert.ok(out.includes('README.md'));
        }),
        { numRuns: 60 },
      );
    });
  }
}

test('a known value is found in a dump of bytes wherever it begins, with what the dump shows beside it', () => {
  const secret = createValues(3).alphanumeric(30);
  for (const before of ['', 'x', 'API_KEY=', 'a longer line in front of it\n']) {
    const bytes = [...Buffer.from(`${before}${secret}\nend of it\n`)];
    const rows = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, at) => bytes.slice(at * 16, at * 16 + 16));
    const hex = (row: number[]) => row.map((byte) => byte.toString(16).padStart(2, '0'));
    const shown = (row: number[]) => String.fromCharCode(...row).replace(/[^ -~]/g, '.');
    const offset = (at: number) => (at * 16).toString(16).padStart(8, '0');
    const dumps = {
      xxd: rows.map(
        (row, at) =>
          `${offset(at)}: ${hex(row)
            .join('')
            .replace(/(.{4})(?=.)/g, '$1 ')
            .padEnd(39)}  ${shown(row)}`,
      ),
      hexdump: rows.map(
        (row, at) =>
          `${offset(at)}  ${`${hex(row.slice(0, 8)).join(' ')}  ${hex(row.slice(8)).join(' ')}`.padEnd(48)}  |${shown(row)}|`,
      ),
      od: rows.map((row, at) => `${(at * 16).toString(8).padStart(7, '0')} ${hex(row).join(' ')}`),
    };
    for (const [name, dump] of Object.entries(dumps)) {
      const out = clean(`$ ${name} key\n${dump.join('\n')}\n$ ls\nREADME.md`, secret);
      const left = out.replace(/^\S+:? /gm, '').replace(/\s/g, '');
      assert.ok(!survives(left, Buffer.from(secret).toString('hex')), `${name}: ${out}`);
      assert.ok(!survives(out, secret.slice(0, 14)), `${name}: ${out}`);
      assert.ok(out.includes('README.md'));
    }
  }
});

test('lines that only look broken stay as they are', () => {
  const secret = createValues(4).alphanumeric(28);
  const text = `total 8\nsrc\ntest\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.slice(0, 12)}\nfoo\nbar\n00000000: 6d79 2d73 6f63 6b73  my-socks`;
  assert.equal(clean(text, secret), text);
});

test('a value has one placeholder, broken over lines or not', () => {
  const secret = createValues(5).alphanumeric(28);
  const out = clean(`one ${secret} two\n${wrap(secret, 10, '\n')}\n`, secret);
  assert.equal(out, 'one [redacted:env:APP_SECRET#1] two\n[redacted:env:APP_SECRET#1]\n');
});

test('a known value that quoted-printable mail breaks is found with any width, though nothing says that it is mail', () => {
  const value = createValues(5).alphanumeric(32);
  for (let width = 6; width < 32; width += 1) {
    for (const join of ['=\n', '=\r\n']) {
      const text = clean(`Use this: ${wrap(value, width, join)} until Friday`, value);
      assert.ok(!survives(text, value), text);
    }
  }
});

test('a secret that quoted-printable mail breaks over lines is one secret to every rule, and the mail around it stays', () => {
  const value = createValues(3).alphanumeric(32);
  const mail = (broken: string) =>
    `Content-Transfer-Encoding: quoted-printable\n\nHello, your=\nself, the password: ${broken} works=\n today.\n`;
  for (const at of [4, 12, 30]) {
    const result = createGateOne({ rules }).sanitize({
      text: mail(`${value.slice(0, at)}=\n${value.slice(at)}`),
      as: 'terminal',
    });
    assert.ok(!result.withheld);
    assert.equal(result.text, mail('[redacted:password#1]'));
  }
});

test('a `=` at the end of a line is no break where nothing says that the text is mail', () => {
  const text = 'CACHE_KEY=\nHOME_PAGE=on\nsum=\n3\n';
  assert.equal(clean(text, createValues(3).alphanumeric(32)), text);
});
