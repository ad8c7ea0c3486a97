import { fromBase64, printable } from '../base64.ts';
import { isNameCharacter, lineEndWithin } from '../characters.ts';
import { isPlainlyChosen } from '../chosenValue.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

const certainToken = { strength: 'strong', kind: 'token' } as const;

/** `Authorization: Bearer …` and its kin, wherever they stand: curl, logs, code, proxies' configuration. */
export function createAuthorization(index: WordIndex): Rule {
  const headers = index.watch(['authorization', 'authorisation']);
  const schemes = index.watch(['bearer', 'basic', 'token']);
  return {
    id: 'authorization',
    find(piece) {
      const { text, outline, check } = piece;
      const found: Match[] = [];
      for (const at of outline.places(headers)) {
        check?.();
        const end = at + 'authorization'.length;
        const match = isNameCharacter(text.charCodeAt(end)) ? undefined : credentialAfter(piece, end);
        found.push(...(match === undefined ? [] : [match]));
      }
      return found.concat(bareSchemes(piece, outline.places(schemes)));
    },
  };
}

/** `Cookie: a=b; c=d` and `Set-Cookie:`; the cookies' names and attributes stay. */
export function createCookies(index: WordIndex): Rule {
  const watch = index.watch(['cookie', ' -b']);
  return { id: 'cookie', find: ({ text, outline }) => cookiesIn(text, outline.places(watch)) };
}

function cookiesIn(text: string, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const pattern =
    /(?<=\b(?:set-)?)cookie["']?\s{0,3}[:=,]\s{0,3}["'`]?|(?<=--)cookie[ \t=]+["']?| (?<=\bcurl\b[^\n|]{0,400} )-b[ \t=]+["']?/iy;
  let from = 0;
  for (const at of places) {
    pattern.lastIndex = at;
    const hit = at < from ? null : pattern.exec(text);
    if (hit !== null) {
      const start = at + hit[0].length;
      const end = lineEndWithin(text, start, 8192);
      found.push(...cookieValues(text, start, end));
      from = Math.max(start, end);
    }
  }
  return found;
}

/** After the header's name: separator, an optional scheme, the credential. */
function credentialAfter(piece: Piece, from: number): Match | undefined {
  const gap =
    /["']\s{0,4},\s{0,40}["']value["']\s{0,3}:\s{0,3}["']|\\?["'`\])]{0,3}(?:\s{0,4}(?:=>|[:=,]|%3A)\s{0,4}(?:\\?["'`]|[a-z]?["'`]|%22|%20)?|[ \t]{1,4}["'](?=(?:bearer|basic|token)[ \t]))/iy;
  gap.lastIndex = from;
  const opened = gap.exec(piece.text);
  if (opened === null) {
    return undefined;
  }
  const at = from + opened[0].length;
  const scheme =
    /(?:bearer|basic|token|digest|negotiate|apikey|api-key|key|ntlm|aws4-hmac-sha256|sharedkey|sharedkeylite|jwt|splunk|oauth|bot|ssws|hmac|genie-?key|snyk|discogs|klaviyo-api-key|private-token)(?:[ \t]|%20|\+)(?:token=)?["']?/iy;
  scheme.lastIndex = at;
  const named = scheme.exec(piece.text)?.[0] ?? '';
  return credentialAt(piece, at + named.length, named);
}

function credentialAt(piece: Piece, start: number, scheme: string): Match | undefined {
  if (/^(?:digest|aws4)/i.test(scheme)) {
    return signatureAt(piece, start);
  }
  const whole = /^(?:oauth|hmac)/i.test(scheme);
  const word = whole ? /[^"'\r\n`]{1,4096}/y : /(?:[^\s"'`,;\\<>&|)\]}]|&(?![\w.-]{1,40}=|[&\s]|amp;)){1,8192}/y;
  word.lastIndex = start;
  const value = word.exec(piece.text)?.[0] ?? '';
  if (
    isHarmlessValue(value, certainToken, { quoted: true, certain: true }) ||
    /^[$%{<([]/.test(value) ||
    isCode(value, scheme)
  ) {
    return undefined;
  }
  // `headers['Authorization'] = basic_auth(user, password)`: what is called, not what it gives.
  if (scheme === '' && ((!looksGenerated(value, 8) && !isKeyShaped(value)) || /^[A-Za-z_$][\w$.]*\(/.test(value))) {
    return undefined;
  }
  const kind = /^basic/i.test(scheme) ? 'credential' : 'token';
  return { rule: 'authorization', kind, start, end: start + value.length, remember: true };
}

/** `headers.authorization`, `basicAuth(user`, an address: code and prose about the header. */
function isCode(value: string, scheme: string): boolean {
  return (
    /^[a-z_]+=$/i.test(value) ||
    (scheme === '' && /^(?:!?[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$|[A-Za-z_$][\w$.]*\(|https?:\/\/)/.test(value))
  );
}

/** Of `Digest …` and `AWS4-HMAC-SHA256 …` only the answer is secret: user, realm and signed headers stay. */
function signatureAt(piece: Piece, start: number): Match | undefined {
  const field = /[^\r\n]{0,2000}?\b(?:response|signature)=\\?["']?([A-Za-z0-9+/=_-]{16,512})/iy;
  field.lastIndex = start;
  const found = field.exec(piece.text);
  const value = found?.[1] ?? '';
  const end = start + (found?.[0].length ?? 0);
  return value === ''
    ? undefined
    : { rule: 'authorization', kind: 'token', start: end - value.length, end, remember: true };
}

/** A scheme and its credential with no header before them: `Bearer …`, `Basic …` that decodes to `user:password`. */
function bareSchemes({ text }: Piece, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const pattern = /\b(?:bearer|basic|token)(?:[ \t]|%20)["']?(?=[\w.~+/=-]{8})/iy;
  const word = /[\w.~+/=-]{8,8192}/y;
  let from = 0;
  for (const at of places) {
    pattern.lastIndex = at;
    const hit = at < from ? null : pattern.exec(text);
    if (hit === null) {
      continue;
    }
    const start = at + hit[0].length;
    const value = quotedAt(text, at, start) ?? exec(word, text, start);
    from = start + value.length;
    if (isBareCredential(hit[0], value) || (/^bearer/i.test(hit[0]) && quotedAt(text, at, start) !== undefined)) {
      const kind = /^basic/i.test(hit[0]) ? 'credential' : 'token';
      found.push({ rule: 'authorization', kind, start, end: from, remember: true });
    }
  }
  return found;
}

/** `"Bearer X"` in code: all up to the quote, whatever marks stand in it. */
function quotedAt(text: string, at: number, start: number): string | undefined {
  const quote = text.charAt(at - 1);
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    return undefined;
  }
  const end = text.indexOf(quote, start);
  const value = end === -1 || end - start > 300 ? '' : text.slice(start, end);
  return /^[^\s${}<>()"'`]{8,300}$/.test(value) && isPlainlyChosen(value) ? value : undefined;
}

function exec(word: RegExp, text: string, at: number): string {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? '';
}

function isBareCredential(scheme: string, value: string): boolean {
  if (value.includes(barrier) || /^[A-Z_][A-Z0-9_]*=\S|^[a-z_]+=$/.test(value)) {
    return false;
  }
  if (/^basic/i.test(scheme)) {
    const plain = fromBase64(value);
    return plain !== undefined && (printable(plain)?.includes(':') ?? false);
  }
  if (/^bearer/i.test(scheme) && isKeyShaped(value)) {
    return true;
  }
  return (
    looksGenerated(value, /^bearer/i.test(scheme) ? 12 : 20) && !/^[a-z]+(?:[-_./][a-z]+)*[-_./]?\d{0,3}$/i.test(value)
  );
}

const attribute =
  /^(?:path|domain|expires|max-age|samesite|secure|httponly|priority|partitioned|version|comment|lang|language|locale|theme|tz|timezone|currency|country|region|consent|debug)$/i;

function cookieValues(text: string, from: number, to: number): Match[] {
  const found: Match[] = [];
  const pair = /([\w.$!#%&*+^|~-]{1,120})=("?)([^;,\s"'`\\]{1,4096})/g;
  pair.lastIndex = from;
  for (let hit = pair.exec(text); hit !== null && hit.index < to; hit = pair.exec(text)) {
    const value = hit[3] ?? '';
    const start = hit.index + hit[0].length - value.length;
    if (!attribute.test(hit[1] ?? '') && isCookieSecret(value)) {
      found.push({ rule: 'cookie', kind: 'cookie', start, end: start + value.length, remember: value.length >= 12 });
    }
  }
  return found;
}

function isCookieSecret(value: string): boolean {
  return (
    value.length >= 6 &&
    !value.includes(barrier) &&
    !/^[$%{<]/.test(value) &&
    !/^(?:[a-z]+|\d{1,8}|true|false|[a-z]{2}-[A-Z]{2})$/.test(value)
  );
}
