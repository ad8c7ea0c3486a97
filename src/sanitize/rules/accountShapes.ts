import { isMixed, isPlainlyChosen, isToldPassword, ofSentence } from '../chosenValue.ts';
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
      /(?=[a-z_]{5,12}["'\])?! \t]{0,20}\r?\n)(?<=^(?:>>> |[\w().:-]{0,40}[>❯] |\(\w{2,8}\) |In \[\d{1,4}\]: )[^\n]{0,300})[a-z_]{5,12}["']?[\])?!]{0,3}[ \t]*\r?\n(?:=>? |Out\[\d{1,4}\]: |\$\d{1,4} = (?:0x\w{1,16} )?|\w{1,10}: \w{1,20} = )?["']([^"'\n]{4,2048})["'][ \t]*(?=\r?$)/imy,
    notInCode: true,
  },
  {
    rule: 'piped-secret',
    at: ['echo ', 'printf '],
    pattern: () =>
      /(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?["']?([^\s"'|$`\\][^\s"'|]{3,1024})(?:\\n)?["']?[ \t]*\|[^\n|]{0,200}?(?:pass|secret|token|login|auth|cred|unlock|crypt|vault)/iy,
    notInCode: true,
    accept: (value) => looksChosen(value) && isToldPassword(value),
  },
  {
    rule: 'printed-secret',
    at: ['echo ', 'printf '],
    pattern: () =>
      /(?<=(?:pass|secret|token|cred)[\w-]{0,20}[ =:]{0,3}["'(`<$]{1,3})(?:echo|printf)[ \t]+(?:-\w[ \t]+)?["']?([^\s"'`)$]{4,200})/iy,
  },
  {
    rule: 'default-account',
    at: [
      'admin:',
      'root:',
      'administrator:',
      'guest:',
      'postgres:',
      'ubuntu:',
      'deploy:',
      'jenkins:',
      'test:',
      'user:',
    ],
    pattern: () => /(?<![\w:/.@$-])\w{4,13}:([^\s:/"'`,;()[\]{}<>]{6,100})(?=["'`,;)]?(?:\s|$))/iy,
    notInCode: true,
    accept: (value) => isPlainlyChosen(value) && !/^\d|@[\w-]+(?:\.[\w-]+)*$/.test(value),
  },
  {
    rule: 'protocol-login',
    at: [' login '],
    pattern: () => /(?<=^(?:[>*] )?[a-z]{0,3}\d{1,5}) login "?[\w.@+-]{1,80}"? "?([^\s"]{4,200})/imy,
    notInCode: true,
  },
  {
    rule: 'name-then-password',
    at: ['password', 'passwd', 'passphrase', 'psk'],
    pattern: () =>
      /(?:password|passwd|passphrase|psk)(?:[-_]\w{2,8})?["'\]}]{0,4}[ \t]{1,12}["'\\]{0,3}([^\s"'`\\]{6,200})(?=["'\\]{0,3}[ \t]*(?:\r?$|;|#))/imy,
    notInCode: true,
    accept: isPlainlyChosen,
  },
  {
    rule: 'name-then-password',
    at: ['password "', "password '", 'passphrase "', 'psk "', "psk '"],
    pattern: () => /(?:password|passphrase|psk)[ \t]["'\\]{1,3}([^\s"'`\\]{6,200})["'\\]{1,3}[ \t]*(?=\r?$|;|#)/imy,
    accept: isToldPassword,
  },
  {
    rule: 'wireless-key',
    words: ['wlan', 'wifi', 'wi-fi', 'wireless', 'ssid'],
    at: ['key=', 'psk=', 'key ', 'pass='],
    pattern: () =>
      /(?<=(?:wlan|wi-?fi|wireless|ssid)[^\n]{0,160})(?:key|psk|pass)[= ][ \t]{0,2}["']?([^\s"'`=]{8,64})(?=["']?(?:\s|$))/iy,
    notInCode: true,
    accept: isToldPassword,
  },
  {
    rule: 'hashed-password',
    at: ['mkpasswd '],
    pattern: () => /mkpasswd[^\n|'"]{0,60}[ \t]["']([^"'\n]{4,200})["']/y,
    notInCode: true,
  },
  {
    rule: 'secure-string',
    words: ['convertto-securestring'],
    pattern: () => /["']([^"'\n]{4,200})["'][ \t]*\|[ \t]*ConvertTo-SecureString/gi,
  },
  {
    rule: 'piped-pair',
    words: ['base64'],
    at: ['echo ', 'printf '],
    pattern: () =>
      /(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?["']?[\w.@-]{1,60}:([^\s"'|$]{4,200})["']?[ \t]*\|[ \t]*(?:openssl[ \t]+)?base64\b(?![ \t]+(?:-d|-D|--decode))/y,
  },
  {
    rule: 'listed-account',
    at: ['users', 'basicauth', 'basic_auth', 'auth-user-pass', 'sqlconnectinfo', 'bundle_'],
    pattern: () =>
      /(?:users["']?\s{0,3}[:=]\s{0,3}\[?\s{0,40}(?:-[ \t]+)?["'][\w.@-]{1,60}:|(?:basic_?auth|auth-user-pass[\w-]{0,10}|sqlconnectinfo[ \t]+\S{1,80})\s{0,3}\{?[ \t]{0,4}[\w.@-]{1,60}[ \t]+|bundle_\w{1,60}=["']?[\w.@-]{1,60}:)([^\s"'{}:]{6,200})/iy,
    accept: isPlainlyChosen,
  },
  {
    rule: 'default-of-parameter',
    at: ['default:'],
    pattern: () =>
      /(?<=(?:password|passwd|secret|token|api_?key)\w{0,10}:[ \t]*\r?\n(?:[ \t]+[^\n]{0,120}\n){0,5}[ \t]+)default:[ \t]*["']?([^\s"'#]{4,200})/iy,
    notInCode: true,
    accept: (value) => looksChosen(value) && isToldPassword(value),
  },
  {
    rule: 'cookie-file',
    at: ['\ttrue\t', '\tfalse\t'],
    pattern: () => /\t(?:TRUE|FALSE)\t\d{1,12}\t[\w.-]{1,60}\t([^\s]{8,4096})[ \t]*(?=\r?$)/imy,
    kind: 'cookie',
    accept: (value) => /\d/.test(value),
  },
  {
    rule: 'quoted-password',
    at: [" -p '", ' -p "', " -P '", ' -P "'].map((flag) => flag.toLowerCase()),
    pattern: () => /[ \t]-[pP][ \t]["']([^\s"'$]{6,200})["']/y,
    notInCode: true,
    accept: (value) => isMixed(value) && isToldPassword(value),
  },
  {
    rule: 'joined-flags',
    at: ['curl '],
    pattern: () => /curl\b[^\n|;&]{0,200}?[ \t]-[a-zA-Z]{1,6}u[ \t]+["']?[\w.@-]{1,60}:([^\s"'$]{4,200})/y,
  },
  {
    rule: 'read-secret',
    at: ['<<<'],
    pattern: () => /(?<=(?:pass\w{0,8}|secret|token)[ \t]{1,4})<<<[ \t]*["']?([^\s"'$`]{4,300})/iy,
  },
  {
    rule: 'attached-password',
    at: [' -p:', ' -pw:', ' -pass:', ' /p:', ' /pw:', ' /rp:'],
    pattern: () => /[ \t][-/]\w{1,4}:["']?([^\s"'=/\\]{5,200})/y,
    notInCode: true,
    accept: isToldPassword,
  },
];
