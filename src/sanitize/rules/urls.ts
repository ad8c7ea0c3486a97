import { isSpace } from '../characters.ts';
import { isJoinedWords, isMixed, isToldPassword } from '../chosenValue.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { looksGenerated } from '../randomness.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

const longestUrl = 640;
const anyPassword = { strength: 'strong', kind: 'password' } as const;
const documentation = /^(?:pass|pw|password|passwd|pwd|secret|token|user|username|xxx+|\*+|\.\.\.)$/i;

/** `scheme://user:secret@host`: the secret alone goes, so that host, port and path stay readable. */
export function createUrlCredentials(index: WordIndex): Rule {
  const watch = index.watch([
    'sqlplus',
    'sqlldr',
    'expdp',
    'impdp',
    'rman',
    'exp',
    'imp',
    'connect',
    'sql',
    'jdbc:oracle',
  ]);
  return {
    id: 'url-credentials',
    find: ({ text, outline, check }) => [...inUrls(text, check), ...slashCredentials(text, outline.places(watch))],
  };
}

function inUrls(text: string, check: Piece['check']): Match[] {
  const found: Match[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    check?.();
    const start = at + 3;
    const end = urlEnd(text, start);
    const userinfo = userinfoEnd(text.slice(start, end));
    if (userinfo > 0) {
      found.push(...secretsIn(text.slice(start, start + userinfo), start));
    }
  }
  return found;
}

function urlEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < longestUrl) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === 34 || code === 39 || code === 96 || code === 60 || code === 62 || code === 0xfffc) {
      return code === 0xfffc ? from : at;
    }
    at += 1;
  }
  return at;
}

/** Length of `user:password` before the `@` of the host; a password may hold `@`, `/` and `#` unescaped. */
function userinfoEnd(url: string): number {
  const authority = /^[^/?#\\]*/.exec(url)?.[0] ?? '';
  const inAuthority = authority.lastIndexOf('@');
  if (inAuthority > 0) {
    return inAuthority;
  }
  const colon = authority.indexOf(':');
  if (colon === -1 || /^[^:@]*:\d{1,5}(?:[/?#]|$)/.test(url)) {
    return 0;
  }
  const later = /^[^@\s]{1,400}@(?:[\w.-]+|\$?\{[^{}\s]{1,60}\})(?::\d+)?(?:[/?#;,)\]}&|]|$)/.exec(url);
  return later === null ? 0 : later[0].lastIndexOf('@');
}

function secretsIn(userinfo: string, start: number): Match[] {
  const colon = userinfo.indexOf(':');
  const user = colon === -1 ? userinfo : userinfo.slice(0, colon);
  const found: Match[] = [];
  if (isTokenUser(user, userinfo.slice(colon + 1), colon)) {
    found.push({ rule: 'url-credentials', kind: 'token', start, end: start + user.length, remember: true });
  }
  const password = colon === -1 ? '' : userinfo.slice(colon + 1);
  if (password !== '' && password !== 'x-oauth-basic' && !isPlaceholderPassword(password)) {
    found.push({
      rule: 'url-credentials',
      kind: 'password',
      start: start + colon + 1,
      end: start + userinfo.length,
      remember: true,
    });
  }
  return found;
}

function isTokenUser(user: string, password: string, colon: number): boolean {
  if (password === 'x-oauth-basic' && user.length >= 8 && !/[${}]/.test(user) && !user.includes(barrier)) {
    return true;
  }
  if (user.includes(barrier) || /^[\w.-]{1,39}$/.test(user) === false) {
    const isAlone = colon === -1 && isMixed(user) && isToldPassword(user) && !/%40[\w.-]+\.[a-z]{2,}$|\\/i.test(user);
    return (user.length > 39 || isAlone) && !user.includes(barrier) && !/[${}]/.test(user);
  }
  if (colon === -1 && /^[a-z]{3,20}(?:-[a-z]{3,20}){3,7}$/.test(user) && isJoinedWords(user)) {
    return true;
  }
  return (
    looksGenerated(user, 16) &&
    (colon === -1 || password === 'x-oauth-basic' || user.length >= 20) &&
    !/^[a-z]+(?:[-_.][a-z0-9]+)+$/.test(user)
  );
}

function isPlaceholderPassword(password: string): boolean {
  return (
    password.includes(barrier) ||
    documentation.test(password) ||
    isHarmlessValue(password, anyPassword, { quoted: true, certain: true })
  );
}

/** `sqlplus scott/tiger@host`, `jdbc:oracle:thin:scott/tiger@…`. */
function slashCredentials(text: string, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const pattern =
    /(?:\b(?:sqlplus|sqlldr|expdp|impdp|rman target|exp|imp|connect|sql)[ \t]+(?:-\w+[ \t]+){0,3}|jdbc:oracle:\w{1,8}:)["']?[\w$#.]{1,40}\/["']?(?:([^\s"'/]{3,80})(?=["']?@[/\w])|([^\s"'/=@]{3,80})(?=[ \t]+\w+=))/iy;
  for (const at of places) {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    const password = hit?.[1] ?? hit?.[2] ?? '';
    const end = pattern.lastIndex;
    if (hit !== null && !isPlaceholderPassword(password)) {
      found.push({ rule: 'url-credentials', kind: 'password', start: end - password.length, end, remember: true });
    }
  }
  return found;
}
