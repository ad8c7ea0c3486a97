import { looksChosen } from './callShapes.ts';
import { secretWord } from './settingShapes.ts';
import type { Shape } from './shapes.ts';

/** What tools are told and what they tell: variables set, values changed, codes to be typed once, one shape an entry. */
export const toolShapes: readonly Shape[] = [
  {
    rule: 'set-variable',
    at: ['set ', 'add ', 'put ', 'update ', 'create '],
    pattern: () =>
      new RegExp(
        `(?:set|add|put|update|create)[ \\t]+(?:-{1,2}[a-z][\\w-]{0,30}[ \\t]+)?(?:[A-Z][A-Z0-9_]{0,60}_)?${secretWord}[ \\t]+["']?(?![$-])([^\\s"']{4,512})`,
        'y',
      ),
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'set-variable',
    at: ['pulumi config set'],
    pattern: () =>
      /pulumi config set[ \t]+(?=[^\n]{0,600}--secret\b)(?:--?[a-z][\w-]{0,30}[ \t]+)?[\w:.-]{1,100}[ \t]+["']?(?![$-])([^\s"']{3,512})/y,
    notInCode: true,
    kind: 'credential',
  },
  {
    rule: 'changed-value',
    at: ['->', '=>', '→'],
    pattern: () =>
      new RegExp(
        `(?<=${secretWord}["']?\\s{0,4}[:=]\\s{0,4}(?:"[^"\\n]{0,200}"|'[^'\\n]{0,200}'|[^\\s"']{1,200})[ \\t]{0,3})(?:->|=>|→)[ \\t]{0,3}["']?([^\\s"']{4,512})`,
        'iy',
      ),
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'one-time-code',
    words: ['code'],
    at: [
      'verif',
      'security',
      'authenti',
      'confirmation',
      'one-time',
      'login',
      'sign-in',
      '2fa',
      'mfa',
      'otp',
      '-digit',
    ],
    pattern: () =>
      /(?:verification|security|authentication|confirmation|one-time|login|sign-in|2fa|mfa|otp|-digit)\b[^\n]{0,30}?\bcode\b[^\n\d:=]{0,60}?(?:\bis|:|=)[ \t]{0,3}["'*]{0,2}(\d{6,8}|\d{3}[- ]\d{3})\b(?![.:,]\d|[ \t]*(?:ms|bytes|kB))/iy,
    notInCode: true,
    kind: 'credential',
    anyValue: true,
  },
  {
    rule: 'code-of-door',
    at: [
      'door code',
      'gate code',
      'entry code',
      'alarm code',
      'access code',
      'unlock code',
      'pin code',
      'passcode',
      'door pin',
      'safe code',
    ],
    pattern: () =>
      /\w{4,8}(?: (?:code|pin))?["']?[ \t]{0,2}(?:is|was|:|=)[ \t]{0,3}["'*]{0,2}(\d{4,10})#?\b(?![.,]\d)/iy,
    notInCode: true,
    kind: 'credential',
    anyValue: true,
  },
  {
    rule: 'named-then-given',
    at: ['--name', '--key', '--variable', '--var', '--setting', '--parameter', '--property', ' -n ', '/v '],
    pattern: () =>
      new RegExp(
        `(?:--(?:name|key|variable|var|setting|parameter|property)(?:-name)?| -n|\\/v)[ \\t=]{1,4}["']?[\\w./:-]{0,80}${secretWord}["']?[ \\t][^\\n]{0,120}?(?:--?(?:value|val|data|body|content|v)|\\/d)[ \\t=]{1,4}["']?(?![$-])([^\\s"']{3,512})`,
        'iy',
      ),
    notInCode: true,
  },
  {
    rule: 'random-resource',
    words: ['random_password', 'random_string'],
    at: ['result', '"result'],
    pattern: () => /(?<=random_(?:password|string)[^}]{0,600})result\\?["']?\s{0,12}[:=]\s{0,4}\\?"([^"\\\n]{4,512})/y,
  },
  {
    rule: 'list-of-hosts',
    at: ['github-oauth', 'gitlab-oauth', 'gitlab-token', 'bitbucket-oauth', '"bearer"'],
    pattern: () =>
      /(?:(?:github|gitlab|bitbucket)-(?:oauth|token)|"bearer)"\s{0,4}:\s{0,4}\{\s{0,40}"[\w.-]{1,80}"\s{0,4}:\s{0,4}"([^"\n]{8,512})/y,
    kind: 'token',
  },
  {
    rule: 'piped-secret',
    words: ['env add', 'secret-tool store', 'pass insert', 'secret put', 'secret set', 'secret create'],
    at: ['echo ', 'printf '],
    pattern: () =>
      /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?["']?([^\s"'|$`\\][^\s"'|]{3,1024})(?:\\n)?["']?[ \t]*\|[^\n|]{0,80}?(?:\benv add|secret-tool store|\bpass insert|secret (?:put|set|create))\b/y,
    notInCode: true,
  },
  {
    rule: 'typed-answer',
    at: ['enter ', 'paste ', '✔', '? '],
    pattern: () =>
      /(?:enter |paste |✔ |\? )[^\n:?…›]{0,60}(?:password|passphrase|secret|token|api key|access key)[^\n:?…›]{0,60}[:?]?[ \t]{0,3}[…›»·:][ \t]{1,3}([^\s*•…]{4,512})[ \t]*(?=\r?$)/imy,
    notInCode: true,
    accept: (value) => !/[.:]$/.test(value),
  },
  {
    rule: 'connect-auth',
    at: ['auth '],
    pattern: () =>
      /(?<=:\d{2,5}(?:\[\d{1,2}\])?> {0,2}|printf ["'])auth (?:[\w.@-]{1,40} )?([^\s"'\\]{4,512})(?=[ \t]*\r?$|\\r)/imy,
    notInCode: true,
  },
  {
    rule: 'quoted-argument',
    words: ['password "', "password '", 'secret "', "secret '", 'token "', "token '", 'passwd "', 'key "', "key '"],
    at: ['password', 'passwd', 'secret', 'token', 'apikey', 'api_key', 'accesskey', 'access_key'].flatMap((word) => [
      `${word} "`,
      `${word} '`,
    ]),
    pattern: () =>
      /(?<=^[ \t]{0,40}\w{0,30})(?:password|passwd|secret|token|api_?key|access_?key) ["']([^"'\n]{4,300})["'][ \t]*(?=\r?$)/imy,
    accept: (value) => looksChosen(value) || /^[a-z]{10,40}$/.test(value),
  },
  {
    rule: 'login-call',
    at: ['login("', "login('"],
    pattern: () => /\blogin\(["'][^"'\n@]{1,60}@[^"'\n]{1,60}["']\s{0,3},\s{0,3}["']([^"'\n]{4,200})/y,
  },
  {
    rule: 'telegram-bot',
    words: ['telegram.org/bot'],
    at: ['/bot'],
    pattern: () => /\/bot(\d{5,14}:[\w-]{24,60})/y,
    kind: 'token',
  },
  {
    rule: 'account-and-token',
    at: ['"ac', "'ac"],
    pattern: () => /["']AC[0-9a-f]{32}["']\s{0,3},\s{0,8}["']([0-9a-f]{32})["']/y,
    kind: 'token',
  },
];
