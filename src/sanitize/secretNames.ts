import type { PlaceholderKind } from '../model/placeholder.ts';

/**
 * How much a name alone says. `strong`: its value is a secret unless it is plainly something
 * else. `weak`: its value is one if it looks generated.
 */
export interface NameVerdict {
  readonly strength: 'strong' | 'weak';
  readonly kind: PlaceholderKind;
}

/** Where one of these stands, a name that says "secret" may stand; `secretNamePattern` is tried there. */
export const wordsOfSecretNames: readonly string[] =
  `pass mdp clave pasw pssw pwd psw secret token key cred auth cookie sess salt psk priv jwt bearer webhook seed mnemonic signature licen appid
  kennwort senha contrase wachtwoord lösenord adgangskode hasło heslo salasana parola dsn otp pin connection sid pat pw sig code пароль 密码 密碼 パスワード passord jelszó parolă geslo şifre contrasenya slaptažodis 비밀번호 口令 暗証番号 סיסמה पासवर्ड κωδικός`
    .split(/\s+/)
    .concat('mật khẩu', 'kata sandi', 'كلمة المرور');

/** The same for what a name may say besides: with these, no name that `secretName` knows is missed. */
export const wordsOfWeakNames: readonly string[] = [
  'mfa',
  'login',
  'csrf',
  'xsrf',
  'hmac',
  'hash',
  'digest',
  'connstring',
];

/** Of the words above those that most names hold; they are what they are wherever they stand. */
const everydayWords: readonly string[] = 'pass pwd psw psk priv secret sess salt token key cred cookie auth'.split(' ');
const everydayBy: ReadonlyMap<number, readonly string[]> = new Map(
  everydayWords.map((word) => [word.charCodeAt(0), everydayWords.filter((other) => other.startsWith(word.charAt(0)))]),
);

/** The length of such a word at a place, in any case; 0 where another stands, which is for `secretNamePattern` to tell. */
export function everydayWordLength(text: string, at: number): number {
  for (const word of everydayBy.get(text.charCodeAt(at) | 32) ?? []) {
    let length = 1;
    while (length < word.length && (text.charCodeAt(at + length) | 32) === word.charCodeAt(length)) {
      length += 1;
    }
    if (length === word.length) {
      return length;
    }
  }
  return 0;
}

/** Tried at a place (`lastIndex`) where a secret-like name may stand; `secretName` then judges the whole name. */
export function secretNamePattern(): RegExp {
  return /pass|pasw|pssw|(?<![a-z])(?:mdp|clave)(?![a-z])|pwd|psw|secret|token|key|cred|auth|cookie|sess|salt|psk|priv|jwt|bearer|webhook|seed|mnemonic|signature|licen[cs]e.?key|appid|kennwort|senha|contrase|wachtwoord|lösenord|adgangskode|hasło|heslo|salasana|parola|dsn|otp|pin|connection|\bsid|(?<=\b|_)p(?:at\b|w)|\bsig\b|\bcode\b|пароль|密码|密碼|パスワード|jelszó|parolă|geslo|şifre|contrasenya|slaptažodis|비밀번호|口令|暗証番号|סיסמה|पासवर्ड|mật khẩu|kata sandi|كلمة المرور|κωδικός/iy;
}

const passwordWord =
  /(?:pa?s{1,2}w(?:o?r?d|ort)|kennwort|authtok|passphrase|passcode|passkey|senha|contraseña|contrasena|wachtwoord|lösenord|adgangskode|hasło|heslo|salasana|parola|пароль|密码|密碼|パスワード|passord|jelszó|parolă|geslo|şifre|contrasenya|slaptažodis|비밀번호|口令|暗証番号|סיסמה|पासवर्ड|khẩu|sandi|المرور|κωδικός)$|pwd$|^(?:mdp|clave|pass|passe|pw|psw|psk|passw|storepass|keypass)$|^(?!by|com|ask|any|all|pk|tres|sur|over|under|encom|multi|first|second|third|one|two|single|last|main|render)[a-z]{2,20}pass$/;
const tokenWord = /(?:token|jwt|bearer)$/;
const credentialWord = /(?:secret|credential|credentials|creds)$/;
const gluedKeyWord =
  /(?:api|access|secret|private|auth|encryption|signing|master|account|shared|license|deploy|consumer|session|sign|crypto|priv|instrumentation)key$/;
const keyQualifier =
  /^(?:api|access|secret|private|priv|auth|encryption|encrypt|enc|signing|sign|master|service|account|storage|shared|license|admin|deploy|app|application|webhook|consumer|client|session|root|hmac|jwt|crypt|crypto|cipher|aes|des|rsa|symmetric|subscription|ssh|integration|rest|write|read|server|live|prod|production|sandbox|personal|developer|dev|global|user|primary|secondary|vault|security|data|fernet|rails|base|kms|transit|tls|ssl|wg|wireguard|preshared|function|activation|recovery|unseal|host|ingest|insert|insights|instrumentation)$/;
const weakWord =
  /^(?:key|keys|auth|authorization|salt|pin|otp|totp|mfa|signature|sig|seed|mnemonic|webhook|dsn|pat|tokens|secrets|passwords|code|login|session|sess|cookie|cookies|sid|jsessionid|phpsessid|sessionid|csrf|xsrf|csrftoken|connectionstring|connstring|connection|appid|hmac|apikeys|hash|digest)$/;
const cookieWord = /(?:session|cookie|cookies|sid|sess|sessionid|csrf|xsrf|jsessionid|phpsessid)$/;

/** Last words that turn a secret's name into the name of something about it. */
const aboutWord =
  /^(?:id|ids|name|names|file|files|filename|path|paths|dir|url|uri|urls|endpoint|type|types|length|len|size|count|counts|limit|limits|ttl|expiry|expires|expired|expiration|timeout|age|ref|refs|field|fields|input|inputs|label|placeholder|hint|policy|reset|strength|regex|pattern|format|version|required|enabled|disabled|valid|invalid|error|errors|manager|provider|service|helper|helpers|store|storage|prefix|suffix|header|headers|param|params|parameter|index|map|list|set|algorithm|alg|method|mode|scope|scopes|issuer|audience|column|table|event|handler|callback|option|options|config|configuration|class|page|form|view|link|button|title|text|message|msg|rotation|arn|host|port|user|username|usage|used|budget|bucket|region|changed|visible|visibility|created|updated|at|on|date|time|attempts|retries|rate|source|kind|status|state|check|checks|checker|validator|generator|parser|reader|writer|loader|factory|client|module|package|test|tests|spec|example|examples|description|desc|docs|rules|rule|min|max|present|exists|missing|needed|stdin|prompt|command|cmd|env|var|variable|loc|location|mount|volume|namespace|strategy|authority|author|authors|code|codes|board|word|words|value|values|data|bits|usages|ring|pair|pairs|down|up|press|frame|frames|chain|note|notes|point|points)$/;
/** First words with which a password's name says what to do with it. */
const aboutDoing =
  /^(?:update|change|require|requires|force|show|hide|forgot|forget|allow|check|validate|ask|needs|has|is|use|enable|disable|hash|remember)$/;
/** First words that make a key public. */
const publicWord =
  /^(?:public|pub|publishable|primary_key|foreign|partition|sort|row|cache|query|object|primarykey|hot|hotkey|translation|i18n|locale|group|lookup|map|dict|unique|registry|license_id)$/;

/** What a whole name (`DB_PASSWORD`, `spring.mail.password`, `clientSecret`) says about its value. */
export function secretName(name: string): NameVerdict | undefined {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined) {
    return undefined;
  }
  const before = words.at(-2) ?? '';
  return aboutWord.test(last) ? verdictOfAbout(before, last, words) : verdictOfLast(last, before, words);
}

export type NameJudge = (name: string) => NameVerdict | undefined;

const mostRemembered = 5_000;
const saysNothing = 'nothing';

/** `secretName` with a memory, because the same few names fill a text. Shared by the rules of one set. */
export function createNameJudge(): NameJudge {
  const verdicts = new Map<string, NameVerdict | typeof saysNothing>();
  return (name) => {
    const known = verdicts.get(name);
    if (known !== undefined) {
      return known === saysNothing ? undefined : known;
    }
    if (verdicts.size >= mostRemembered) {
      verdicts.clear();
    }
    const verdict = secretName(name);
    verdicts.set(name, verdict ?? saysNothing);
    return verdict;
  };
}

/** The words of a name in lower case: split at punctuation and at camel case, trailing numbers dropped. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.\-$:/\\[\]()@]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
}

function verdictOfLast(last: string, before: string, words: readonly string[]): NameVerdict | undefined {
  if (passwordWord.test(last)) {
    return { strength: aboutDoing.test(words[0] ?? '') && words.length > 1 ? 'weak' : 'strong', kind: 'password' };
  }
  if (cookieWord.test(last)) {
    return { strength: 'weak', kind: 'cookie' };
  }
  if (tokenWord.test(last)) {
    return { strength: 'strong', kind: 'token' };
  }
  if (last === 'secret' && /^(?:existing|pull|image|tls|kubernetes|k)$/.test(before)) {
    return undefined;
  }
  if (credentialWord.test(last)) {
    return { strength: 'strong', kind: 'credential' };
  }
  return verdictOfKey(last, before, words);
}

function verdictOfKey(last: string, before: string, words: readonly string[]): NameVerdict | undefined {
  if (gluedKeyWord.test(last)) {
    return { strength: 'strong', kind: 'key' };
  }
  if (last === 'key' && keyQualifier.test(before)) {
    return { strength: 'strong', kind: before.startsWith('priv') ? 'private-key' : 'key' };
  }
  if (last === 'base' && before === 'key') {
    return { strength: 'strong', kind: 'key' };
  }
  if (words.some((word) => publicWord.test(word))) {
    return undefined;
  }
  if (last === 'pass' || (last === 'keys' && keyQualifier.test(before))) {
    return { strength: 'strong', kind: last === 'pass' ? 'password' : 'key' };
  }
  if (!weakWord.test(last)) {
    return undefined;
  }
  return { strength: 'weak', kind: last.startsWith('key') ? 'key' : 'credential' };
}

/** `token_value`, `secret_data`, `session_id`, `private_key_id`: still worth a look when the value is generated. */
function verdictOfAbout(before: string, last: string, words: readonly string[]): NameVerdict | undefined {
  if (last === 'id' && /^(?:session|sess|cookie)$/.test(before)) {
    return { strength: 'weak', kind: 'cookie' };
  }
  const secretBefore = verdictOfLast(before, words.at(-3) ?? '', words.slice(0, -1));
  if (secretBefore === undefined) {
    return last === 'code' &&
      /^(?:auth|authorization|recovery|backup|verification|device|otp|security|access)$/.test(before)
      ? { strength: 'weak', kind: 'credential' }
      : undefined;
  }
  return /^(?:value|values|data|text|string|env|var|hash|test|word|id)$/.test(last)
    ? { ...secretBefore, strength: 'weak' }
    : undefined;
}
