import { somewhereAfter, somewhereBefore } from '../marks.ts';
import { looksGenerated } from '../randomness.ts';
import { isChosenWord, looksChosen } from './callShapes.ts';
import { beforeBlank, colonAndDigit, type Shape } from './shapes.ts';

/** A name that says "secret" at its end, as the inside of a regular expression. */
export const secretWord =
  '(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|API[-_]?KEY|ACCESS[-_]?KEY|PRIVATE[-_]?KEY|SIGNING[-_]?KEY|CREDENTIALS?)';

/** In small letters, names whose value is a list of secrets. */
const namesOfLists = `tokens secrets passwords keys api_keys api-keys apikeys access_keys access-keys accesskeys`.split(
  ' ',
);

/** Generated, and no name with a number in it. */
function isListed(value: string): boolean {
  return looksGenerated(value, 12) && !/^[a-z]+(?:[-_./:][a-z\d]+)*$/.test(value);
}

/** Settings, listings and notes in which a secret stands in a known place, one shape an entry. */
export const settingShapes: readonly Shape[] = [
  {
    rule: 'value-and-name',
    first: true,
    at: ['value:', 'value"', "value'", 'value :'],
    pattern: () =>
      new RegExp(
        `\\bvalue["']?\\s{0,3}:\\s{0,3}["']?([^\\s"',}]{4,2048})["']?\\s{0,3},?\\s{0,40}["']?(?:name|key)["']?\\s{0,3}:\\s{0,3}["']?[\\w.-]{0,60}${secretWord}\\b(?!\\s{0,3}[:=])`,
        'iy',
      ),
    kind: 'credential',
  },
  {
    rule: 'value-and-name',
    first: true,
    at: ["value = '", "value='", "value= '"],
    pattern: () =>
      new RegExp(
        `value\\s{0,2}=\\s{0,2}'([^'\\n]{4,2048})'[^;\\n]{0,80}\\b\\w{0,20}(?:name|key|code|setting|path)\\s{0,3}=\\s{0,3}'[\\w./-]{0,80}${secretWord}'`,
        'iy',
      ),
    kind: 'credential',
  },
  {
    rule: 'block-of-name',
    at: ['value', 'default'],
    pattern: () =>
      new RegExp(
        `\\b(?=(?:value|default)["']?\\s{0,8}[:=]\\s{0,4}["'])(?<=${secretWord}["']?\\s{0,4}[:=]?\\s{0,4}\\{[^{}]{0,300})(?:value|default)["']?\\s{0,8}[:=]\\s{0,4}["']([^"'\\n]{4,2048})["']`,
        'iy',
      ),
    // A sentence or a path is what is said where there is no value.
    accept: (value) => value.split(' ', 5).length < 5 && !/^\.{0,2}\//.test(value),
    kind: 'credential',
  },
  {
    rule: 'storage-key',
    at: ['"keyname"'],
    pattern: () => /"keyName"\s{0,3}:\s{0,3}"[^"\n]{1,40}"[^{}]{0,120}?"value"\s{0,3}:\s{0,3}"([^"\n]{16,512})"/y,
    kind: 'key',
  },
  {
    rule: 'credential-value',
    at: ['type"', "type'", 'type:', 'type :'],
    pattern: () =>
      /\btype["']?\s{0,3}:\s{0,3}["']?(?:password|secret|bearer|apikey|token)["']?\s{0,3},?\s{0,40}["']?(?:value|token)["']?\s{0,3}:\s{0,3}["']?([^\s"',}]{4,2048})/iy,
    kind: 'credential',
  },
  {
    rule: 'default-value',
    at: ['${'],
    pattern: () =>
      /\$\{[\w.-]{0,60}(?:password|passwd|passphrase|secret|token|key|pass|pwd)(?::-|:=|-|:)(?![?+-])([^}"'\s$]{4,300})\}/iy,
  },
  {
    rule: 'directive',
    at: beforeBlank(['password', 'passwd', 'passphrase', 'secret']),
    pattern: () =>
      /(?<=^(?:[\w@.:~()-]{1,60}[#>$])?(?:[ \t]{0,80}|[ \t]{0,80}(?:user(?:name)?[ \t]{1,20}\S{1,60}(?:[ \t]{1,4}privilege[ \t]{1,4}\d{1,2})?|enable|set|line)[ \t]{1,20})(?:[\w-]{1,40}[-_])?)(?:password|passwd|passphrase|secret)[ \t]+"?([^\s"]{6,512})"?[ \t]*\r?$/imy,
    notInCode: true,
    accept: (value) => looksChosen(value) && !/^[\w-]*(?:password|required|policy|reset)/i.test(value),
  },
  {
    rule: 'directive',
    words: ['stats auth', 'hidservauth', 'requirepass', 'masterauth', 'user-password', 'root-password'],
    pattern: () =>
      /(?:stats auth [\w.-]{1,60}:|HidServAuth \S{1,80} |config set (?:requirepass|masterauth)[ \t]+["']?|^d-i passwd\/\S{1,40}-password(?:-again)? password )([^\s"']{4,512})/gim,
    notInCode: true,
  },
  {
    rule: 'redis-user',
    words: [' >', "'>", '">'],
    at: ['user '],
    pattern: () => /(?<=\b|\bacl set)user \S{1,80}(?: [^\s>]\S{0,80}){0,8} ["']?>([^\s"']{4,200})/iy,
    notInCode: true,
  },
  {
    rule: 'static-key',
    words: ['static key'],
    pattern: () => /-----BEGIN OpenVPN Static key V1-----\s{1,4}((?:[A-Za-z0-9+/=]{16,80}\s{1,4}){1,40})(?=-----END)/g,
    kind: 'private-key',
  },
  {
    rule: 'subversion-auth',
    words: ['k 8\n', 'k 8\r'],
    pattern: () => /^K 8\r?\npassword\r?\nV \d{1,4}\r?\n([^\r\n]{3,512})/gm,
  },
  {
    rule: 'account-line',
    words: colonAndDigit,
    sign: () => /:\d{4,5}:\d{3,5}/y,
    pattern: () => /^[a-z_][\w-]{0,31}:(?!!)([^:\s*]{4,128}):\d{4,5}:\d{3,5}(?::|$)/my,
    ofLine: true,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'account-line',
    at: ['chpasswd:'],
    pattern: () =>
      /\bchpasswd:[^\n]{0,40}\n(?:[ \t]+[\w-]{1,20}:[^\n]{0,40}\n)?[ \t]+(?:- )?["']?[a-z_][\w-]{0,31}:([^\s"':]{4,128})/y,
    notInCode: true,
  },
  {
    rule: 'chap-secret',
    needs: (text) => somewhereAfter(text, '*', /(?<="[ \t]{1,20}\*)[ \t]*\r?$/my),
    pattern: () =>
      /^"?[\w.@-]{1,60}"?[ \t]+(?:\*|"[^"\n]{0,60}"|[\w.-]{1,60})[ \t]+"([^"\s]{4,128})"[ \t]+\*[ \t]*\r?$/gm,
    notInCode: true,
  },
  {
    rule: 'login-note',
    at: ['login', 'credential', 'creds', 'account', 'user'],
    pattern: () =>
      /\b(?:logins?|credentials?|creds|account|user)\b[^\n:]{0,30}:[ \t]{0,4}[\w.@-]{1,60}[ \t]{0,3}(?:\/|\|)[ \t]{0,3}([^\s/|"'`]{6,200})(?=["'`*]{0,3}[ \t.]*\r?(?:$|\n)|[ \t]*\*\/)/imy,
    accept: (value) => isChosenWord(value) && !/^[\w-]+\.(?:ts|js|json|md|py|go|ya?ml|html|txt)$/.test(value),
  },
  {
    rule: 'user-at-host',
    needs: (text) => somewhereBefore(text, '@', /\w:[^\s:"'/]{4,128}$/),
    pattern: () =>
      /:(?<=(?<![\w:/@.-])(?:[\w.-]{1,40}[\\/])?(?!(?:npm|workspace|file|link|patch|portal|mailto|git|https?|ssh|v?\d+)[:/])[A-Za-z_][\w.-]{0,63}:)([^\s:"'/\\()[\]{}<>]{4,128})@(?:tcp\(|unix\(|localhost\b|\d{1,3}(?:\.\d{1,3}){3}\b|[\w-]+\.[\w.-]+)/g,
    accept: (value) => looksChosen(value) && !/^v?\d+(?:\.\d+)+|^[\w-]+\.[a-z]{2,4}$/.test(value),
  },
  {
    rule: 'user-at-host',
    words: ['@tcp(', '@unix('],
    pattern: () => /(?<=[\w.-]):([^\s:@"'`]{3,128})@(?:tcp|unix)\(/g,
  },
  {
    rule: 'replaced-value',
    words: ['sed '],
    at: ['s/'],
    pattern: () =>
      new RegExp(
        `\\bs\\/[^\\n/]{0,160}\\/[^\\n/]{0,80}?${secretWord}["']?\\s{0,2}[:=]\\s{0,2}["']?([^\\s"'/]{4,300})["']?\\/`,
        'iy',
      ),
  },
  {
    rule: 'replaced-value',
    words: ['sed '],
    at: ['s|', 's#', 's,', 's~', 's@'],
    pattern: () =>
      new RegExp(
        `\\bs([|#,~@])[^\\n]{0,160}?\\1[^\\n]{0,80}?${secretWord}["']?\\s{0,2}[:=]\\s{0,2}["']?(?<secret>[^\\s"'|#,~@]{4,300})["']?\\1`,
        'iy',
      ),
  },
  {
    rule: 'replaced-value',
    words: ['sed '],
    at: ['s/', 's|', 's#', 's,', 's~', 's@'],
    pattern: () =>
      new RegExp(
        `\\bs([/|#,~@])[^\\n/|#,~@]{0,80}${secretWord}[^\\n/|#,~@]{0,20}\\1(?<secret>[^\\s"'/|#,~@\\\\$&]{6,300})\\1`,
        'iy',
      ),
    accept: (value) => looksGenerated(value) && !/pass|secret|token|key|cred/i.test(value),
  },
  {
    rule: 'listed-secret',
    at: namesOfLists,
    head: () =>
      /(?:tokens|secrets|passwords|api[-_]?keys|access[-_]?keys|(?<=^[ \t]*["']?)keys)["']?[ \t]{0,3}:[ \t]{0,8}(?=\r?\n)/imy,
    pattern: () =>
      /(?:\r?\n[ \t]{0,40}- [^\n]{0,300}(?=\r?\n)){0,8}?\r?\n[ \t]{0,40}- ["']?([^\s"',:]{12,512})["']?[ \t]*(?=\r?$)/my,
    notInCode: true,
    accept: isListed,
  },
  {
    rule: 'listed-secret',
    at: namesOfLists,
    head: () => /(?:tokens|secrets|passwords|api_?keys|access_?keys)["']?\s{0,3}[:=]\s{0,3}\[/iy,
    pattern: () => /[^\]]{0,600}?["'`]([^\s"'`,]{12,512})(?=["'`])/y,
    accept: isListed,
  },
  {
    rule: 'written-answer',
    words: ['…', '›', '»', '·'],
    at: ['password', 'passphrase', 'secret', 'token', 'key'],
    pattern: () =>
      /(?:password|passphrase|secret|token|key)[^\n:?]{0,30}[:?]?[ \t]{0,3}[…›»·][ \t]{1,3}(\S{4,512})[ \t]*\r?$/imy,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'script-login',
    at: ['user ', 'user\t'],
    pattern: () => /(?<=^(?:\w{0,10}> ?)?[ \t]{0,8})user[ \t]{1,8}[\w.@-]{1,60}[ \t]{1,8}(\S{6,200})[ \t]*\r?$/my,
    notInCode: true,
    accept: (value) => looksChosen(value) && !value.endsWith(';'),
  },
  {
    rule: 'piped-secret',
    at: ['<(echo', '<(printf'],
    pattern: () =>
      /(?<=(?:pass|secret|token|key|cred|auth)[^\n]{0,60})<\((?:echo|printf)[ \t]+(?:-\w+[ \t]+)?["']?([^\s"')$`]{4,300})/iy,
    notInCode: true,
  },
  {
    rule: 'set-option',
    at: ['--set', '--var', '--arg', '--env', '--define', '--config'],
    pattern: () =>
      new RegExp(
        `--(?:set|set-string|var|arg|env|define|config)[ \\t]+["']?[\\w.-]{0,60}${secretWord}["']?[ \\t]+["']?(?![$-])([^\\s"']{4,512})`,
        'iy',
      ),
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'sent-answer',
    words: ['send '],
    at: ['assword', 'assphrase'],
    pattern: () =>
      /ass(?:word|phrase)[^\n]{0,60}?(?:\n[ \t]*[^\n]{0,20}?)?\bsend(?:_user)?[ \t]+(?:--[ \t]+)?\\?["']([^"'\n\\]{4,200})/y,
  },
  {
    rule: 'printed-pair',
    at: ['printf '],
    pattern: () =>
      /\bprintf[ \t]+["'][\w.@-]{1,60}\\n([^"'\\\n]{4,200})(?:\\n)?["'][ \t]*>{1,2}[ \t]*\S{0,200}(?:auth|login|cred|pass|secret)/y,
    notInCode: true,
  },
  {
    rule: 'piped-secret',
    at: ['echo', 'printf'],
    pattern: () =>
      /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?["']?([^\s"'|$`\\][^\s"'|]{3,1024})(?:\\n)?["']?[ \t]*[|;][^\n]{0,200}?(?:secret-tool store|\bpass insert|\benv add|encrypt_string|smbpasswd|\bbase64\b(?![ \t]+-d)|\bsha\d{1,3}sum|\bmd5sum|openssl (?:dgst|passwd)|\bmkpasswd|\bargon2|\bhtpasswd|\bwg (?:set|pubkey)|\bzfs (?:load-key|create)|\bveracrypt|\bunlock\b|\S{0,60}\bamqsput)/y,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'written-key',
    words: ['privatekey', 'private_key', 'private.key', 'wg set', 'key.pem'],
    pattern: () =>
      /\becho[ \t]+["']?([A-Za-z0-9+/=_-]{16,512})["']?[ \t]*>{1,2}[ \t]*\S{0,120}(?:private[-_.]?key|\.key\b|\.pem\b)/gi,
    kind: 'private-key',
  },
  {
    rule: 'protocol-login',
    words: ['334 ugfzc3dvcmq6'],
    pattern: () => /^334 UGFzc3dvcmQ6\r?\n(\S{4,512})/gm,
    kind: 'credential',
  },
  {
    rule: 'radius-password',
    at: ['cleartext-password', 'user-password', 'nt-password', 'lm-password', 'crypt-password'],
    pattern: () => /\b(?:Cleartext|User|NT|LM|Crypt)-Password[ \t]{0,4}:?=[ \t]{0,4}"?([^\s",]{3,256})/y,
  },
  {
    rule: 'proxy-header',
    at: ['proxy_set_header', 'add_header', 'requestheader set'],
    pattern: () =>
      /(?:proxy_set_header|add_header|RequestHeader set)[ \t]+"?[\w-]{0,40}(?:key|token|secret|password)"?[ \t]+["']?(?!\$)([^\s"';]{6,512})/iy,
    kind: 'key',
  },
  {
    rule: 'new-value',
    words: ['new value:'],
    pattern: () => /password[^\n]{0,80}\n\s{0,4}New value:[ \t]{0,4}(\S{6,200})/gi,
    notInCode: true,
  },
  {
    rule: 'announced-secret',
    at: ['password is:', 'passphrase is:', 'password is now:'],
    pattern: () =>
      /(?:password|passphrase) is(?: now)?:[ \t]*["'`*]{0,2}([^\s"'`*]{6,200})["'`*]{0,2}\.?[ \t]*(?=\r?$)/imy,
    notInCode: true,
    accept: isChosenWord,
  },
  {
    rule: 'announced-secret',
    words: ['security password', 'signing secret', 'auth token', 'api key is', 'token is', 'secret is'],
    at: beforeBlank(['password', 'secret', 'token', 'api key']),
    pattern: () => /\b(?:password|secret|token|api key)[ \t]+is[ \t]*:?[ \t]*["'`]?([\w.~+/=@!#%^*-]{12,1024})/iy,
    notInCode: true,
    accept: (value) => looksChosen(value.replace(/[.,]$/, '')),
  },
];
