import { isToldPassword, ofSentence } from '../chosenValue.ts';
import { somewhereAfter } from '../marks.ts';
import { looksGenerated } from '../randomness.ts';
import { looksChosen } from './callShapes.ts';
import type { Shape } from './shapes.ts';

/** Accounts made, listed and told with their passwords, whatever the program: one shape an entry. */
export const accountShapes: readonly Shape[] = [
  {
    rule: 'listed-secret',
    at: ['passwords', 'passwds'],
    head: () => /pass(?:word|wd)s["']?\s{0,3}[:=]\s{0,3}\[/iy,
    pattern: () => /[^\]"'`]{0,80}["'`]([^"'`\n]{5,200})["'`]/y,
    accept: isToldPassword,
  },
  {
    rule: 'pair-of-login',
    at: ['credentials', 'creds', 'basic_auth', 'basicauth', 'auth', 'login'],
    pattern: () =>
      /(?:credentials|creds|basic_?auth|auth|login)["']?\s{0,3}[:=]\s{0,3}[[(]\s{0,8}["'`][^"'`\n]{1,80}["'`]\s{0,3},\s{0,8}["'`]([^"'`\n]{4,200})["'`]\s{0,8}[\])]/iy,
    accept: isToldPassword,
  },
  {
    rule: 'pair-of-login',
    at: ['login', 'logon', 'user', 'auth', 'credential', 'creds', 'account'],
    pattern: () =>
      /(?:log[io]n|users?|auth|(?:proxy|basic|http)?[-_]?auth|credentials?|creds|accounts?|user(?:pass|pwd|info))["']?[ \t]{0,3}[:=][ \t]{0,3}["']?[\w.@\\-]{1,60}:([^\s"'`,;:/@]{6,200})(?=[\s"'`,;]|$)/iy,
    notInCode: true,
    accept: isToldPassword,
  },
  {
    rule: 'user-at-host',
    needs: (text) => somewhereAfter(text, '@', /[\w-]{1,63}:\d{2,5}/y),
    pattern: () => /(?<=[ \t"'=][\w.-]{1,40}):([^\s:"'`/]{4,128})@[\w-]{1,63}:\d{2,5}(?!\d|\.)/g,
    notInCode: true,
    accept: isToldPassword,
  },
  {
    rule: 'dockerfile-env',
    at: ['env '],
    pattern: () =>
      /(?<=^[ \t]{0,8})ENV[ \t]+[A-Z][A-Z0-9_]*(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|_PW|PWD)[ \t]+["']?([^\s"']{4,1024})/my,
    accept: (value) => isToldPassword(value) || looksGenerated(value),
  },
  {
    rule: 'new-user',
    at: [
      'user create ',
      'user add ',
      'user new ',
      'user:create ',
      'user:add ',
      'create user ',
      'add user ',
      'create-user ',
      'add-user ',
      'create_user ',
      'add_user ',
      'createuser ',
      'adduser ',
      'account create ',
      'account add ',
      'create account ',
      'user passwd ',
      'user password ',
      'user setpassword ',
      'set-password ',
      'set_password ',
      'setpassword ',
      'change-password ',
      'change_password ',
      'reset-password ',
      'reset_password ',
      'user update ',
    ],
    pattern: () =>
      /[a-z]{3,8}[ :_-]?[a-z]{3,11}[ \t]{1,4}(?:-{1,2}[a-z][\w-]*(?:=\S+)?[ \t]{1,4}){0,4}["']?[\w.@\\-]{1,60}["']?[ \t]{1,4}["']?(?![-/])([^\s"'`|;&]{4,200})/iy,
    notInCode: true,
    accept: (value) => looksChosen(value) && isToldPassword(value),
  },
  {
    rule: 'input-value',
    at: ['<input'],
    pattern: () =>
      /<input(?=[^<>]{0,400}?(?:type|name|id)=["'][^"'<>]{0,40}(?:pass(?:word|wd)?|secret|token|api-?key)["'])[^<>]{0,400}?\svalue=["']([^"'<>{}$]{4,200})/iy,
    accept: looksChosen,
  },
  {
    rule: 'scheme-of-hash',
    at: ['{plain}', '{clear', '{noop}', '{crypt}'],
    pattern: () => /\{(?:PLAIN|CLEAR|CLEARTEXT|noop|CRYPT)\}([^\s:"'<>]{3,200})/iy,
  },
  {
    rule: 'auth-user-pass',
    at: ['<auth-user-pass>'],
    pattern: () => /<auth-user-pass>\s+\S{1,100}\s+([^\s<]{3,200})/iy,
  },
  {
    rule: 'typed-phrase',
    at: ['password', 'passphrase', 'passwort', 'pass:', 'pass='],
    pattern: () =>
      /pass\w{0,6}\b[^\n:=]{0,40}(?::[ \t]{0,3}|=["']?)((?:[a-z]{4,12}[ ]){3,7}[a-z]{4,12})["']?[ \t]*(?=\r?$)/imy,
    notInCode: true,
    accept: (value) => !ofSentence.test(value),
  },
  {
    rule: 'told-value',
    at: ['password', 'passwd', 'secret', 'token', 'api_key', 'apikey', 'credential'],
    pattern: () =>
      /(?<=^(?:>>> |[\w().:-]{0,40}[>❯] |In \[\d{1,4}\]: )[^\n]{0,300})[a-z_]{5,12}["']?[\])?!]{0,3}[ \t]*\r?\n(?:=>? |Out\[\d{1,4}\]: |\$\d{1,4} = |\w{1,10}: \w{1,20} = )?["']([^"'\n]{4,2048})["'][ \t]*(?=\r?$)/imy,
    notInCode: true,
  },
];
