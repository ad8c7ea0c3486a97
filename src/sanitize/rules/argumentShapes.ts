import { isJoinedWords, isMixed, isPlainlyChosen, isToldPassword } from '../chosenValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import type { Shape } from './shapes.ts';

/** `field2`, `minLength8`: a name that ends in a number, as programs have many. */
const nameWithNumber =
  /^[a-z]+(?:[A-Z][a-z]+)+\d*$|^(?:field|input|text|label|item|row|col|btn|button|form|name|email|type|id|value)\d|^[a-z]+(?:-[a-z\d]+)+$/;

/** Secrets among the arguments of a call that no name announces, one shape an entry. */
export const argumentShapes: readonly Shape[] = [
  {
    rule: 'argument-of-login',
    at: [
      'login',
      'log_in',
      'signin',
      'sign_in',
      'auth',
      'bind(',
      'connect',
      'register(',
      'ftp(',
      'ldap',
      'mysqli(',
      'createuser',
      'create_user',
      'superuser(',
      'password(',
      'credentials(',
    ],
    head: () =>
      /(?:log_?in|sign_?in|auth\w{0,12}|bind|connect\w{0,10}|register|ftp|ldap_bind|mysqli|create_?user|superuser|password|credentials)\(\s{0,8}(?:["'`][^"'`\n]{0,100}["'`]|[\w.$>&*[\]-]{1,60})\s{0,4},/iy,
    pattern: () => /\s{0,8}(?:["'`]([^"'`\n]{0,200})["'`]|[\w.$>&*[\]-]{1,60})\s{0,4}[,)]/y,
    accept: (value) =>
      (isJoinedWords(value) && !/[._]/.test(value)) ||
      (isPlainlyChosen(value) && !/^[a-z\d-]+(?:\.[a-z\d-]+)+$|^[a-z]+(?:[-_][a-z\d]+)+$|=.*,/.test(value)),
  },
  {
    rule: 'hashed-password',
    at: [
      'hashpw(',
      'bcrypt',
      'password_hash(',
      'make_password(',
      'generate_password_hash(',
      'check_password(',
      'argon2',
      'scrypt(',
    ],
    pattern: () => /\w{6,22}(?:["']?\)?\.\w{2,16})?\(\s{0,4}b?["']([^"'\n]{4,200})["']/iy,
    accept: (value) => isToldPassword(value),
  },
  {
    rule: 'secure-string',
    words: ['.tochararray()'],
    pattern: () => /"([^"\n]{4,200})"\.toCharArray\(\)/g,
    accept: isToldPassword,
  },
  {
    rule: 'beside-password',
    at: ['password', 'passwd', 'passphrase', 'passwort'],
    pattern: () =>
      /pass(?:word|wd|phrase|wort)\w{0,16}["'`]?[\])/i.]{0,6}(?:\s{0,3},\s{0,3}(?:(?:with|value|text|to|by)\s?[:=]\s?)?|\s{1,3}to\s{1,3}|\.\w{2,20}\((?:\w{2,20}\()?)\s{0,8}["'`]([^"'`\n]{4,200})["'`]/iy,
    accept: (value) => isJoinedWords(value) || (isToldPassword(value) && !nameWithNumber.test(value)),
  },
  {
    rule: 'key-of-client',
    at: ['client(', 'sdk(', 'search(', 'init(', 'constructevent(', 'api(', 'initialize(', 'configure('],
    pattern: () =>
      /[a-z]{3,14}\(\s{0,8}(?:(?:["'`][^"'`\n]{0,200}["'`]|[\w.]{1,40})\s{0,3},\s{0,8}){0,3}["'`]([\w+/=-]{20,400})["'`]\s{0,4}[,)]/iy,
    kind: 'key',
    accept: (value) =>
      isKeyShaped(value) || (looksGenerated(value, 20) && isMixed(value) && !/[a-z]{4,}[-_][a-z]{4,}/.test(value)),
  },
  {
    rule: 'default-value',
    at: ['.default('],
    pattern: () =>
      /(?<=(?:password|passwd|secret|token|api_?key)["']?\s{0,2}[:=][^\n"'`]{0,80})\.default\(\s{0,4}["'`]([^"'`\n]{4,300})/iy,
  },
];
