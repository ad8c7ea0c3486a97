import { isLetter, isQuote } from '../characters.ts';
import { type NameJudge, type NameVerdict, wordsOf } from '../secretNames.ts';
import type { Value } from '../valueText.ts';

/** `SignToken = "sign-token"`: the name once more, and in another spelling if people do not choose such a value. */
export function isSameName(value: string, name: string, { kind }: NameVerdict): boolean {
  const plain = (text: string) => text.replace(/[-_.$]/g, '').toLowerCase();
  return (
    value === name ||
    (kind !== 'password' && value.length <= name.length + 8 && endAlike(value, name) && plain(value) === plain(name))
  );
}

/** The last letters are the same in any case, or one is no letter of ASCII. */
function endAlike(one: string, other: string): boolean {
  const last = one.charCodeAt(one.length - 1);
  const otherLast = other.charCodeAt(other.length - 1);
  return (last | 32) === (otherLast | 32) || !isLetter(last) || !isLetter(otherLast);
}

/** `<key>ClientSecret</key>`: the element tells a name, and its value stands in the next. */
export function isNamedByElement(said: string, { by }: Value, judge: NameJudge): boolean {
  return by === '<>' && !/\d/.test(said) && judge(said) !== undefined;
}

/** `password.equals("…")`, `passwordField.setText("…")`, `Secret.fromString("…")`: what the method is called on. */
export function withoutMethod(text: string, name: string, end: number, judge: NameJudge): string {
  if (text.charCodeAt(end) !== 40 || !name.includes('.') || judge(name) !== undefined) {
    return name;
  }
  const owner =
    /^(.+?)(?:_?(?:field|input|box|edit|entry|element|locator))?\.(?:equals\w*|compare\w*|is_?equal\w*|eql|matches|set\w*|send_?keys|fill|type\w*|append|insert|put|val|value\w*|from\w*|parse|of|plain\w*|unsafe\w+|wrap|create|new)$/i.exec(
      name,
    )?.[1];
  return owner !== undefined && judge(owner) !== undefined ? owner : name;
}

/** `Private key: …`: a key is named by the word before it as well. */
export function twoWords(text: string, start: number, end: number): string {
  const name = text.slice(start, end);
  if (name.length !== 3 || text.charCodeAt(start - 1) !== 32 || !/^(?: \d{1,2})? ?:/.test(text.slice(end, end + 5))) {
    return name;
  }
  const before =
    /(?<![\w-])(?:public|foreign|sort|cache|lookup|api|access|secret|private|encryption|signing|master|license|deploy|account|admin|auth|shared|session|client|application|subscription|service|integration|stream|recovery|activation|unseal) $/i.exec(
      text.slice(Math.max(0, start - 20), start),
    )?.[0];
  return before === undefined ? name : before + name;
}

/** `google_maps_key`, `write-key`: a key of something. What data are found by has keys as well: those say of what. */
export function isKeyOfThing(text: string, nameStart: number, value: Value): boolean {
  const words = wordsOf(nameBefore(text, nameStart, value));
  return words.length > 1 && words.at(-1) === 'key' && !words.some((word) => keyOfData.test(word));
}

function nameBefore(text: string, nameStart: number, value: Value): string {
  return text.slice(nameStart, Math.min(value.start, nameStart + 90)).split(/["'>:=?|,;\s]/, 1)[0] ?? '';
}

/**
 * `GITLAB_PAT`, `X-Shop-Auth`, `APP_SIGNING_SALT`, `sonar.login`: with a word before it that says whose it is, and `sid=`
 * with none, such a name is sure of itself: what looks like a digest or like words is the secret.
 */
export function isNameOfOwn(text: string, nameStart: number, value: Value): boolean {
  const words = wordsOf(nameBefore(text, nameStart, value));
  const last = words.at(-1) ?? '';
  return words.length > 1
    ? /^(?:pat|salt|auth|login)$/.test(last) || /^\w{0,6}sess(?:ion)?id$/.test(last)
    : value.by === '=' && /^(?:sid|sessid|sessionid|jsessionid|phpsessid)$/.test(last);
}

const keyOfData =
  /^(?:public|pub|publishable|primary|foreign|partition|sort|row|cache|query|object|hot|translation|i18n|locale|group|lookup|map|dict|unique|registry|idempotency|dedup\w*|correlation|s3|file|storage|state|etag|node|item|entity|record|parent|child|issue|project|event|message|tracking|hash|index|range|shard|bucket|tag|content|build|image|ssh|host|known|commit|version|lock|job|task|test|user|session|data|default|gpg|pgp|apt|rpm|release)$/;

/** `'X-Api-Key: …'`: a header handed over as one argument. */
export function isInOneQuotation(text: string, nameStart: number, value: Value): boolean {
  const quote = text.charCodeAt(nameStart - 1);
  return isQuote(quote) && text.charCodeAt(value.end) === quote;
}

/** `APP_KEY` */
export function isConstant(text: string, nameStart: number): boolean {
  return /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+(?![a-z])/.test(text.slice(nameStart, nameStart + 80));
}

/** `--- PASS: TestSecretStore_Get`, as Go reports a test. */
export function isVerdictOfTest(text: string, start: number, end: number): boolean {
  return end - start === 4 && text.startsWith('--- ', start - 4) && text.startsWith('PASS:', start);
}

/** `Cache restored from key: node-cache-…`: what caches are found by. */
export function isCacheKey(text: string, nameStart: number): boolean {
  return /\bcache\b[^\n]{0,30}\n?[ \t-]{0,12}$/i.test(text.slice(Math.max(0, nameStart - 52), nameStart));
}

/** `arn:aws:secretsmanager:eu-west-1:1234:secret:prod/db`: the secret's name. */
export function isInResourceName(text: string, nameStart: number): boolean {
  return /\barn:aws[\w-]*:[\w-]*:[\w*-]*:[\w*]*:$/.test(text.slice(Math.max(0, nameStart - 80), nameStart));
}

/** `{Host:localhost Password:swordfish Debug:true}`, as Go prints a struct. */
export function isFieldOfStruct(text: string, value: Value, nameStart: number): boolean {
  return (
    text[value.start - 1] === ':' &&
    /^(?:\}| \w{1,40}:\S)/.test(text.slice(value.end, value.end + 44)) &&
    /\{(?:\w{1,40}:\S{0,80} ){0,12}$/.test(text.slice(Math.max(0, nameStart - 400), nameStart))
  );
}

/** `opentelemetry.api.${major}`: words around what is filled in. */
export function isFilledIn(value: string): boolean {
  return value.includes('${') && /^[a-z._:/-]*\$\{[\w.]{1,60}\}[a-z._:/-]*$/.test(value);
}
