import { somewhereAfter, somewhereBefore } from '../marks.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import type { Match } from '../rule.ts';

/** Configuration and commands whose secret no `name = value` announces, one shape an entry. */
export interface Shape {
  readonly rule: string;
  /** Group 1 (or the group named `secret`) is the secret; what follows it in the match must not repeat it. */
  readonly pattern: () => RegExp;
  /** In small letters: the pattern is tried only on a text in which one of these stands, and `needs` says so too. */
  readonly words?: readonly string[];
  /** Sticky: it must match at one of `words` somewhere, or the pattern is not tried. */
  readonly sign?: () => RegExp;
  /** The pattern, which is sticky then, is tried where a line begins that holds the sign, and nowhere else. */
  readonly ofLine?: boolean;
  readonly needs?: (text: string) => boolean;
  /** The pattern is tried within each run of so many characters and nowhere else. */
  readonly inRuns?: number;
  /** In small letters: the pattern, which is sticky then, is tried where one of these begins and nowhere else. */
  readonly at?: readonly string[];
  /** A sticky head to be found at `at`: the pattern, sticky as well, is then tried from its end, again and again. */
  readonly head?: () => RegExp;
  /** The secret comes before the words that betray it, so its first occurrence in the match is meant. */
  readonly first?: boolean;
  readonly kind?: Match['kind'];
  readonly notInCode?: boolean;
  readonly accept?: (value: string) => boolean;
  /** Even what is a secret nowhere else: a number. */
  readonly anyValue?: boolean;
}

/** Words with the blank that is to follow on them: fewer places to look at than those of the words. */
export function beforeBlank(words: readonly string[]): string[] {
  return words.flatMap((word) => [`${word} `, `${word}\t`]);
}

/** What a number behind a colon begins with. */
export const colonAndDigit: readonly string[] = Array.from({ length: 10 }, (_, digit) => `:${digit}`);

export const shapes: readonly Shape[] = [
  {
    rule: 'name-and-value',
    words: ['value', 'val:', 'val"'],
    at: ['name', 'key', 'variable', 'header'],
    pattern: () =>
      /(?:name|key|variable|header)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?[\w.-]{0,60}(?:PASS(?:WORD|WD|PHRASE)?|_PW|SECRET|TOKEN|API[-_]?KEY|ACCESS[-_]?KEY|PRIVATE[-_]?KEY|SIGNING[-_]?KEY|CREDENTIALS?)\\?["']?\s{0,3},?\s{0,60}\\?["']?\w{0,20}?val(?:ue)?\\?["']?\s{0,3}[:=]\s{0,3}(?:\\?["'])?([^\s"'\\,}]{4,4096})/iy,
    kind: 'credential',
  },
  {
    rule: 'name-then-value',
    words: ['password ', 'passwd ', 'secret', '_key ', 'token '],
    at: beforeBlank(['password', 'passwd', 'passphrase', 'secret', 'token', 'key']),
    pattern: () =>
      /(?:(?<=^[ \t]{0,8})(?:password|passwd|passphrase)|(?<=[a-z]_)(?:secret|token|key|password)|(?<=\b(?:api|access|auth|bearer|secret|deploy) ?)(?:token|key)|(?<![\w-])token)[ \t]+["'`]?([\w.~+/=@!#%^*-]{6,2048})["'`]?(?=[ \t]*(?:\r?$|[ \t][-\w]))/imy,
    notInCode: true,
    kind: 'credential',
    accept: (value) =>
      (value.length >= 12
        ? looksGenerated(value, 12) || isKeyShaped(value)
        : /\d.*[a-z].*\d|[a-z].*\d.*[A-Z]/i.test(value)) &&
      /\d/.test(value) &&
      !/^[\d.]+$|^[\da-f]{16}$|^[a-z]+(?:[-_./][a-z]+)*[-_.]?\d{0,3}$/i.test(value),
  },
  {
    rule: 'password-line',
    words: ['password ', 'passwd '],
    at: beforeBlank(['password', 'passwd', 'passphrase']),
    pattern: () =>
      /(?<=^[ \t]*(?:[#;]|\/\/)?[ \t]*)(?:password|passwd|passphrase)[ \t]+"?([^\s"]{6,512})"?[ \t]*\r?$/imy,
    notInCode: true,
    accept: (value) =>
      !value.startsWith('(') && (looksGenerated(value) || isKeyShaped(value) || /^\w+(?:[-_.]\w+)+$/.test(value)),
  },
  {
    rule: 'echoed-into-secret',
    at: ['echo', 'printf'],
    pattern: () =>
      /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?["']?([^\s"'|$`\\<>][^\s"'|<>]{3,1024})["']?[ \t]*>{1,2}[ \t]*\S{0,200}(?:passw|secret|token|passphrase|pwd|cred|\.key\b|_key\b|api-?key|\.pass\b|vault)/iy,
    notInCode: true,
  },

  {
    rule: 'netrc',
    words: ['machine', 'default login'],
    at: ['machine', 'default'],
    pattern: () =>
      /\b(?:machine[ \t]+\S{1,253}|default)\s{1,40}(?:(?:login|account|user)[ \t]+\S{1,200}\s{1,40}){0,2}(?:password|passwd)[ \t]+(?:"(?=[^"\n]{1,200}"))?([^\s"]{3,512})/y,
  },
  {
    rule: 'netrc',
    at: ['login ', 'login\t'],
    pattern: () => /\blogin[ \t]+\S{1,200}\s{1,40}(?:password|passwd)[ \t]+(\S{3,512})/y,
    accept: (value) =>
      /[^a-z]/.test(value) || !/(?:auth\w*|ed|able|ion|ions|ment|field|form|page|policy|prompt)$/.test(value),
  },
  {
    rule: 'pgpass',
    words: [':*:', ...colonAndDigit],
    sign: () => /:(?:\*|\d{4,5}:[\w.*-]{1,63}):/y,
    pattern: () =>
      /^(?:echo[ \t]+["'])?(?:[\w.*-]{1,253}):(?:\d{4,5}|\*):[\w.*-]{1,63}:[\w.*@-]{1,63}:((?:[^\s:\\]|\\.){4,512})(?:$|(?=["'][ \t]*>))/my,
    ofLine: true,
  },
  {
    rule: 'server-directive',
    words: [
      'requirepass',
      'masterauth',
      'bindpw',
      'rootpw',
      'secret-key-base',
      'auth-pass',
      'user-pass',
      'authtoken',
      'userpassword',
      'passphrase',
      'bindcredentials',
      'olcrootpw',
      'psk ',
    ],
    at: beforeBlank([
      'requirepass',
      'masterauth',
      'bindpw',
      'rootpw',
      'olcrootpw:',
      'userpassword:',
      'userpassword::',
      'auth-pass',
      'authtoken',
      'authtoken:',
      'psk',
      'passphrase',
      'bindcredentials',
      'password',
    ]),
    pattern: () =>
      /(?<=^(?:[\w@.:~()-]{1,60}[#>$])?[ \t]*(?:config set )?)(?:requirepass|masterauth|bindpw|rootpw(?:[ \t]+--\w{1,20})?|olcRootPW:|userPassword::?|auth-pass|authtoken:?|psk|passphrase|bindcredentials|password)[ \t]+"?(?!--)([^\s"]{4,512})/imy,
    notInCode: true,
  },
  {
    rule: 'dockerfile-env',
    words: ['env ', 'arg ', 'setx', 'set -', 'setenv', 'fastcgi_param'],
    at: ['env', 'set', 'fastcgi_param'],
    pattern: () =>
      /(?<=^[ \t]{0,80}(?:[$>#%] )?)(?:ENV|setx|set[ \t]+-[gUxlL]*x[gUxlL]*|setenv|SetEnv|fastcgi_param)[ \t]+\w*(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|_KEY|_PW|PWD)[ \t]+["']?([^\s"';]{4,1024})/imy,
    notInCode: true,
  },
  {
    rule: 'crypt-hash',
    at: ['$1$', '$2', '$5$', '$6$', '$7$', '$y$', '$apr1$', '$argon2', '$scrypt$', '$pbkdf2', '{sha', '{ssha'],
    pattern: () =>
      /(\$(?:1|2[abxy]|5|6|7|y|apr1|argon2i?d?|scrypt|pbkdf2[\w-]{0,12})\$[./A-Za-z0-9$=,+]{16,400}|\{S?SHA\d{0,3}\}[A-Za-z0-9+/=]{20,200})/y,
    kind: 'credential',
  },
  {
    rule: 'crypt-hash',
    needs: (text) => somewhereAfter(text, '*', /[0-9A-F]{40}\b/y),
    pattern: () => /(?<=['"\s|])(\*[0-9A-F]{40}\b)/g,
    kind: 'credential',
  },
  {
    rule: 'docker-auth',
    at: ['"auth"', '"identitytoken"', '"registrytoken"'],
    pattern: () => /"(?:auth|identitytoken|registrytoken)"\s{0,4}:\s{0,4}"([A-Za-z0-9+/=_.-]{8,4096})"/y,
    kind: 'credential',
  },
  {
    rule: 'npm-auth',
    at: ['_auth', '_password'],
    pattern: () => /(?<=^|[\s/:])_(?:authToken|auth|password)[ \t]{0,4}=[ \t]{0,4}"?([^\s"']{6,4096})/y,
    kind: 'token',
  },
  {
    rule: 'private-key-id',
    words: ['private_key_id'],
    pattern: () => /private_key_id\\?["']?\s{0,4}[:=]\s{0,4}\\?["']([a-f0-9]{24,64})/g,
    kind: 'key',
  },
  {
    rule: 'sql-password',
    at: ['identified', 'encrypted', 'password', 'passphrase', 'secret', 'encryption by', 'pragma'],
    pattern: () =>
      /\b(?:identified(?:[ \t]+with[ \t]+[\w'"]{1,40})?[ \t]+(?:by|as)(?:[ \t]+password)?|(?:encrypted[ \t]+)?(?:(?:password|passphrase)(?:[ \t]{0,4}=|[ \t](?=[ \t]{0,4}N?['"][^'"\n]*[^a-z'"\n])|(?<=\b(?:create|alter|set|user|role|login|grant|with|encrypted)\b[^\n]{0,160})[ \t])|secret[ \t]{0,4}=)|encryption by password[ \t]{0,4}=|password[ \t]+for[ \t]+[^\n;=]{1,60}=|password[ \t]{0,2}\(|pragma[ \t]+(?:hex|re|hexre)?key[ \t]{0,4}=)[ \t]{0,4}N?['"]([^'"\n]{3,200})(?=['"])/iy,
    accept: (value) => !/\s\w+\s|:\s*$|\s\S*\?\s*$/.test(value),
  },
  {
    rule: 'wireguard',
    words: ['privatekey', 'presharedkey'],
    pattern: () => /(?:PrivateKey|PresharedKey)[ \t]*=[ \t]*([A-Za-z0-9+/]{42,43}=)/g,
    kind: 'private-key',
  },
  {
    rule: 'slack-webhook',
    words: [
      'hooks.',
      'webhook',
      '.alchemy',
      'infura.io/',
      'quiknode.pro/',
      'hc-ping.com/',
      '/with/key/',
      '/private-',
      '/integration/',
    ],
    pattern: () =>
      /(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{5,25}\/|webhook\.office\.com\/webhookb2\/|hooks\.zapier\.com\/hooks\/catch\/|outlook\.office\.com\/webhook\/|alchemy(?:api)?\.(?:com|io)\/v2\/|infura\.io\/(?:ws\/)?v3\/|quiknode\.pro\/|hc-ping\.com\/|maker\.ifttt\.com\/trigger\/\w{1,60}\/with\/key\/|\/ical\/[\w.%@-]{1,100}\/private-|pagerduty\.com\/integration\/)([\w/@.-]{16,400})/g,
    kind: 'token',
  },
  {
    rule: 'telegram-bot',
    words: [':a'],
    sign: () => /:A[\w-]{30}/y,
    pattern: () => /(?<![\d:])(\d{6,12}:A[\w-]{30,40})(?![\w-])/g,
    kind: 'token',
  },
  {
    rule: 'azure-secret',
    words: ['q~'],
    pattern: () => /(?<![\w~.])([\w~.]{3}\dQ~[\w~.-]{28,40})/g,
    kind: 'credential',
  },
  {
    rule: 'facebook-token',
    needs: (text) => somewhereBefore(text, '|', /\d{15}$/) || somewhereBefore(text, '%', /\d{15}$/),
    pattern: () => /(?<!\d)\d{15,16}(?:\||%7C|%)([\w-]{24,44})/g,
    kind: 'token',
  },
  {
    rule: 'sendgrid-like',
    words: ['_mmk', '-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9', '.acc_', '.acc-'],
    pattern: () =>
      /\b([A-Za-z0-9]{6}_[A-Za-z0-9]{24,32}_mmk|[a-f0-9]{32}-us\d{1,2}|(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-z0-9+/_=-]{30,120})/gi,
    kind: 'key',
  },
  {
    rule: 'dotted-token',
    inRuns: 50,
    pattern: () =>
      /\b((?:pat|sat)\.[\w-]{20,24}\.[A-Za-z0-9]{20,28}\.[A-Za-z0-9]{16,24}|pat[A-Za-z0-9]{14}\.[a-f0-9]{40,64}|[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40})/g,
    kind: 'token',
  },
  {
    rule: 'mnemonic',
    words: ['mnemonic', 'seed phrase', 'recovery phrase'],
    pattern: () =>
      /(?:mnemonic|seed phrase|recovery phrase)["']?[ \t]{0,4}(?:[:=]|is)[ \t]{0,4}["']?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})/gi,
    kind: 'private-key',
  },
  {
    rule: 'user-password-list',
    words: ['chpasswd', 'newusers'],
    pattern: () =>
      /(?:echo|printf|<<<)[ \t]+(?:-\w+[ \t]+)?["']?[\w.@-]{1,64}:([^\s"']{4,200})["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?(?:chpasswd|newusers)/g,
    notInCode: true,
  },
  {
    rule: 'piped-secret',
    at: ['echo', 'printf'],
    pattern: () =>
      /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?["']?([^\s"'|$`\\][^\s"'|]{3,1024})(?:\\n)?["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?(?:\S+[ \t]+){0,8}?(?:--password-stdin|-S\b|-kS\b|--stdin|--with-token|--passphrase-fd|luksOpen|luksFormat|kinit|passwd|secrets? (?:set|put|create|add)|create secrets?|(?:auth )?login|versions add)/y,
    notInCode: true,
  },
  {
    rule: 'piped-secret',
    words: ['<<<'],
    pattern: () =>
      /(?:login|--with-token|--password-stdin|-k?S\b[^\n<]{0,80}|secret (?:set|put)[^\n<]{0,80}|passwd|unlock|cryptsetup[^\n<]{0,120}|kinit[^\n<]{0,60})[ \t]*<<<[ \t]*["']?([^\s"'$`][^\s"']{3,1024})/g,
    notInCode: true,
  },
  {
    rule: 'literal-secret',
    words: ['--from-literal'],
    pattern: () => /--from-literal[= \t]["']?[\w.-]{1,253}=["']?([^\s"']{3,4096})/g,
    kind: 'credential',
    notInCode: true,
  },
  {
    rule: 'build-argument',
    words: ['--vault-password', '--secret-string', '--admin-password', '--master-user'],
    pattern: () =>
      /(?:--vault-password|--secret-string|--admin-password|--master-user-password)[= \t]["']?([^\s"']{4,512})/g,
    notInCode: true,
  },
  {
    rule: 'powershell-secret',
    words: ['securestring', 'networkcredential', 'pscredential'],
    pattern: () =>
      /(?:ConvertTo-SecureString(?:[ \t]+-String)?|NetworkCredential\([^,\n]{1,100},|PSCredential\([^,\n]{1,100},)[ \t]*(?:-AsPlainText[ \t]+)?(?:-Force[ \t]+)?["']([^"'\n]{4,512})/gi,
  },
  {
    rule: 'connect-auth',
    at: ['auth ', 'pass '],
    pattern: () => /(?<=^|[>$C:] {0,2}|["'])(?:AUTH (?:PLAIN |LOGIN )?|PASS )([^\s"'<>\\]{6,512})(?=\r?$|\\r)/my,
    notInCode: true,
    accept: (value) => looksGenerated(value, 6) || isKeyShaped(value) || /^\w+(?:[-_.]\w+)+$/.test(value),
  },
  {
    rule: 'mysql-config',
    words: ['npmauth'],
    pattern: () => /npmAuth(?:Token|Ident):?[ \t]+["']?([^\s"']{8,1024})/g,
    kind: 'token',
  },
  {
    rule: 'user-and-password',
    at: ['using password', 'with password'],
    pattern: () => /\b(?:using|with) password[ \t]+["'`]?([^\s"'`,;]{6,200})/iy,
    notInCode: true,
    accept: (value) => looksGenerated(value.replace(/[.)]$/, '')) || isKeyShaped(value),
  },
  {
    rule: 'basic-pair',
    words: ['auth=', 'auth =', 'httpbasicauth', 'basic_auth', 'setbasicauth', '.auth('],
    pattern: () =>
      /(?:\bauth\s{0,3}=\s{0,3}\(|HTTPBasicAuth\(|basic_auth\(|setBasicAuth\(|SetBasicAuth\(|\.auth\()\s{0,4}["'][^"'\n]{1,100}["']\s{0,3},\s{0,3}["']([^"'\n]{4,200})/gi,
  },
];
