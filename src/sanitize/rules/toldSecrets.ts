import { isBlank, lineEndWithin, lineStartWithin } from '../characters.ts';
import { isJoinedWords, isPaddedBase64, isPlainlyChosen, isToldPassword, isToldToken } from '../chosenValue.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

/** What a password is called, in the languages that people write notes in. */
const passwordWords: readonly string[] =
  `password passwd pw pwd passphrase passcode passwort kennwort contraseña contrasena clave senha parola wachtwoord lösenord
  adgangskode adgangskoden mdp passord salasana hasło heslo jelszó parolă geslo şifre пароль 密码 密碼 パスワード 비밀번호`
    .split(/\s+/)
    .concat('mot de passe', 'pass phrase');
/** The same for what services hand out: here the value must be a generated one. */
const tokenWords: readonly string[] = ['token', 'api key', 'apikey', 'api-key', 'secret', 'access key'];
/** Behind these a name and its password stand side by side. */
const loginWords: readonly string[] = [
  'login',
  'credentials',
  'creds',
  'account',
  'zugangsdaten',
  'identifiants',
  'log in',
  'sign in',
  'wifi',
  'wlan',
  'vpn',
];
/** No part of an identifier: those are for the other rules. */
const word = new RegExp(
  `(?<![\\w.$@/]|(?<!\\p{L})-)(?:${[...passwordWords, ...tokenWords, ...loginWords].join('|')})(?:s|et|en)?(?![\\p{L}\\d_(])|密[码碼]|パスワード|비밀번호`,
  'iuy',
);
const farthest = 200;
const certain = { quoted: true, certain: true };
const anyPassword = { strength: 'strong', kind: 'password' } as const;

const value = '([^\\s"\'`“”„«»<>()，。、；]{4,200})';
/** "… for the server is X", "del servidor es X", "do bazy: X", "was changed to X": some words, then what links. */
const linked = new RegExp(
  `((?:[ \\t]+["'\`[(]?(?:[\\p{L}\\p{M}\\d@._/’'-]|:(?=\\S)){1,60}["'\`\\])]?,?){0,6}?)(?:[ \\t]{0,2}(?:[:：]|=(?=[ \\t]))[ \\t]{0,3}|[ \\t]+(?:to|auf|is|c['’]est|was|are|ist|war|lautet|est|era|es|è|é|jest|je|este|esta|är|er|on|adalah|là|yra|это|—|–|-|->|→|=>)(?: now| nu| jetzt| ahora| maintenant| still)?:?[ \\t]+|[は是为為][ \\t]{0,2}|[는은이가][ \\t]{1,2})(?:["'\`“„«*]{0,2}|«[ \u00A0\u202F])${value}`,
  'uy',
);
/** "password `X`", "hardcode the password X": nothing between the two. */
const adjacent = new RegExp(`[ \\t]+(["'\`“„«*(]{0,2})${value}`, 'uy');
/** "rotate the password to X", "changed the root password from X": behind a word that says so. */
const changed = new RegExp(
  `((?:[ \\t]+[\\p{L}\\d._/’'-]{1,40}){0,6}?)[ \\t]+(?:from|to|into|with|by|von|auf|zu|durch|de|da|a|à|para|por|par|van|naar|na|på|till|til|->|→|=>)[ \\t]+(?:["'\`“„«*]{0,2}|«[ \u00A0\u202F])${value}`,
  'uy',
);
const changing =
  /(?<![\p{L}\d])(?:rotat|chang|set|reset|updat|switch|replac|bump|revert|mov|roll|swap|hard-?cod|ersetz|änder|geändert|wechsel|setz|cambi|actualiz|remplac|modifi|mud|alter|aggiorn|wijzig|zmie|byt|ændr)\p{L}{0,8}(?![\p{L}\d])[^.;\n]{0,80}$/iu;
/** The verb comes last in German and Dutch. */
const changedBehind =
  /^["'`”“»*]{0,2}[ \t]+(?:um)?(?:ge)?(?:ändert|setzt|wechselt|stellt|zet|wijzigd|ändern|setzen|stellen|wechseln|zetten|wijzigen)(?!\p{L})/iu;
const fresh = new RegExp(`[^.;]{0,80}?\\bnew(?: value| one)?(?: is|[:=])[ \\t]{1,3}["'\`“„«*]{0,2}${value}`, 'uiy');
/** What is done to a secret that should not be where it is: it stands next. */
const exposing =
  /(?<![\p{L}\d])(?:hard-?cod|past|leak|expos|revok|embed|inlin|put|using|use[ds]?\b|with\b)\p{L}{0,8}(?![\p{L}\d])[^.;\n]{0,60}$/iu;
/** "`X` as the admin password", "X is our staging password": the value came first. */
const before =
  /(?:^|[\s"'`“„«(])["'`“„«]?([^\s"'`“”„«»<>()]{4,200})["'`”“»]?,?[ \t]+(?:as|is|was|ist|als|es|est|è|é|como|comme|come)[ \t]+(?:the|an?|my|our|your|his|her|their|das|mein|unser|dein|el|la|le|mon|notre|votre|o|il|het|mi|nuestra|root|admin|default)[ \t]+(?:[\p{L}\d_-]{1,20}[ \t]+){0,3}$/u;
/** `write(b"X\\n")  # password`: the comment says what the string is. */
const inComment =
  /["'`]([^"'`\n]{6,200}?)(?:\\[nr]){0,2}["'`][^"'`\n]{0,60}(?:#|\/\/|--)[ \t]*(?:\w{1,12}[ \t]+){0,3}$/u;
/** "admin / X", "root:X", "bob with X". */
const pair = new RegExp(
  `(?:,?[ \\t]+[\\p{L}\\d.-]{1,30}){0,5}?[ \\t]{0,2}(?:[:：=]|is|are|sind|->|=>|→|-|–)?[ \\t]{0,3}["'\`*]{0,2}[\\p{L}\\d_.@\\\\-]{1,60}["'\`*]{0,2}(?:[ \\t]{0,2}[:/|,][ \\t]{0,2}|[ \\t]+(?:and|with|und|mit|et|y|e|i)[ \\t]+)["'\`“„«*]{0,2}${value}`,
  'uy',
);
/** Said between the word and its link, these tell of something about passwords. */
const about =
  /\b(?:links?|tickets?|polic\w+|length|hash\w*|algorithm|errors?|fail\w*|files?|fields?|columns?|tables?|lines?|versions?|ids?|names?|urls?|min\w*|max\w*|managers?|generators?|issues?|(?<!\bde )tests?(?! (?:account|user|server|system|db|database|env\w*|instance|cluster)\b)|spec|functions?|variables?|param\w*|types?|expir\w*|attempts?|prompts?|must|should|not|no|never|format|encoding|in|via|by|through|with)\b/i;
/** A user was named before: then the password is told next. */
const ofUser =
  /(?:user(?:name)?|benutzer(?:name)?|usuario|usuário|utente|utilisateur|gebruiker|użytkownik|användare|login|логин|пользователь|用户名?|ユーザー名?|admin|root)\S{0,3}(?:[ \t:=,/]+\S{1,40}){0,3}[ \t,;/]*(?:and|und|et|y|e|i|en|и|和|with)?[ \t]*$/iu;
const comment = /(?:^|\s)(?:#|\/\/|\/?\*|--|<!--|;)/;

/**
 * A secret told in a sentence: a note, a commit's message, a chat, a comment. Other rules read what stands right behind
 * a name and its separator; here words come between, in any of some twenty languages, or the value comes first.
 */
export function createToldSecrets(index: WordIndex): Rule {
  const passwords = index.watch(passwordWords);
  const tokens = index.watch(tokenWords);
  const logins = index.watch(loginWords);
  return {
    id: 'told-secret',
    find: (piece) => [
      ...toldAt(piece, piece.outline.places(passwords), toldPassword),
      ...toldAt(piece, piece.outline.places(tokens), toldToken),
      ...toldAt(piece, piece.outline.places(logins), toldPair),
    ],
  };
}

interface Told {
  readonly start: number;
  readonly text: string;
}

/** Reads what is told beside a word, in one line: `at` and `end` are the word's own. */
type Teller = (line: string, at: number, end: number) => Told | undefined;

function toldAt({ text, as, check }: Piece, places: readonly number[], tell: Teller): Match[] {
  const found: Match[] = [];
  for (const at of places) {
    word.lastIndex = at;
    const length = isInsideName(text, at) ? 0 : (word.exec(text)?.[0].length ?? 0);
    if (length === 0) {
      continue;
    }
    const next = text.charCodeAt(at + length);
    if (next < 128 && next !== 58 && !isBlank(next) && !isBlank(text.charCodeAt(at - 1))) {
      continue;
    }
    const from = lineStartWithin(text, at, farthest);
    if (as === 'code' && !comment.test(text.slice(from, at))) {
      continue;
    }
    check?.();
    const line = text.slice(from, lineEndWithin(text, at + length, farthest));
    const told = tell(line, at - from, at - from + length);
    const secret = clean(told?.text);
    if (told !== undefined && !secret.includes(barrier) && !isHarmlessValue(secret, anyPassword, certain)) {
      const start = from + told.start;
      found.push({ rule: 'told-secret', kind: 'password', start, end: start + secret.length, remember: true });
    }
  }
  return found;
}

/** Most places are: `DB_PASSWORD`, `my-token`. The pattern would say so as well, and later. */
function isInsideName(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return text.charCodeAt(at) < 128 && code < 128 && inName[code] === 1;
}

/** `A-Z a-z 0-9 _ . $ @ /`; behind a hyphen the pattern tells a flag from `Root-Passwort`. */
const inName = Uint8Array.from({ length: 128 }, (_, code) => (/[\w.$@/]/.test(String.fromCharCode(code)) ? 1 : 0));

/** A link begins with a blank, a colon, an equals sign or a character of another script. */
function mayBeLinked(line: string, end: number): boolean {
  const code = line.charCodeAt(end);
  return code === 32 || code === 9 || code === 58 || code === 61 || code > 127;
}

function toldPassword(line: string, at: number, end: number): Told | undefined {
  const link = mayBeLinked(line, end) ? exec(linked, line, end) : null;
  if (link !== null && !about.test(link[1] ?? '') && saysSo(link[0], line) && isToldPassword(clean(link[2]))) {
    return { start: end + link[0].length - (link[2] ?? '').length, text: link[2] ?? '' };
  }
  const other = changedTo(line, at, end);
  if (other !== undefined && isToldPassword(clean(other.text))) {
    return other;
  }
  const next = exec(adjacent, line, end);
  if (
    next !== null &&
    (next[1] === '' && !ofUser.test(line.slice(0, at))
      ? isPlainlyChosen(clean(next[2]))
      : isToldPassword(clean(next[2])))
  ) {
    return { start: end + next[0].length - (next[2] ?? '').length, text: next[2] ?? '' };
  }
  const lead = isBlank(line.charCodeAt(at - 1)) ? line.slice(0, at) : '';
  const first = lead === '' ? null : (before.exec(lead) ?? inComment.exec(lead));
  if (first !== null && isToldPassword(clean(first[1]))) {
    return { start: first.index + first[0].indexOf(first[1] ?? ''), text: first[1] ?? '' };
  }
  return undefined;
}

/** "… to X" and "… auf X" tell a password only of one that was set. */
function saysSo(link: string, line: string): boolean {
  return (
    !/[ \t](?:to|auf|para|naar)[ \t]+\S*$/.test(link) ||
    /\b(?:re)?set\b|\b(?:chang|updat|rotat|switch)\w*|geändert|gesetzt|mud(?:ou|ado)|cambi\w+|alterad\w|gewijzigd|veranderd/i.test(
      line,
    )
  );
}

function toldToken(line: string, at: number, end: number): Told | undefined {
  const link = mayBeLinked(line, end) ? exec(linked, line, end) : null;
  if (link !== null && !about.test(link[1] ?? '')) {
    const told = { start: end + link[0].length - (link[2] ?? '').length, text: link[2] ?? '' };
    const value = clean(told.text);
    const isQuoted = /["'`“„«*]$/.test(line.slice(0, told.start));
    if (isToldToken(value) || (isQuoted && isJoinedWords(value))) {
      return told;
    }
  }
  const next = newValue(line, end);
  if (next !== undefined && isPlainlyChosen(clean(next.text))) {
    return next;
  }
  const other = changedTo(line, at, end);
  if (other !== undefined && (isToldToken(clean(other.text)) || isJoinedWords(clean(other.text)))) {
    return other;
  }
  const beside = exec(adjacent, line, end);
  return beside !== null && exposing.test(line.slice(Math.max(0, at - 100), at)) && isPlainlyChosen(clean(beside[2]))
    ? { start: end + beside[0].length - (beside[2] ?? '').length, text: beside[2] ?? '' }
    : undefined;
}

/** "… was rotated, new value: X". */
function newValue(line: string, end: number): Told | undefined {
  const said = line.includes('new', end) ? exec(fresh, line, end) : null;
  return said === null ? undefined : { start: end + said[0].length - (said[1] ?? '').length, text: said[1] ?? '' };
}

function changedTo(line: string, at: number, end: number): Told | undefined {
  const isChanging = changing.test(line.slice(Math.max(0, at - 120), at));
  if (!isChanging && !line.includes('ge', end) && !line.includes('en', end)) {
    return undefined;
  }
  const found = exec(changed, line, end);
  if (found === null || about.test(found[1] ?? '')) {
    return undefined;
  }
  const behind = end + found[0].length;
  return isChanging || changedBehind.test(line.slice(behind, behind + 40))
    ? { start: behind - (found[2] ?? '').length, text: found[2] ?? '' }
    : undefined;
}

function toldPair(line: string, _: number, end: number): Told | undefined {
  const both = exec(pair, line, end);
  return both !== null &&
    (!/[:/]/.test(both[1] ?? '') || isPaddedBase64(both[1] ?? '')) &&
    isToldPassword(clean(both[1]))
    ? { start: end + both[0].length - (both[1] ?? '').length, text: both[1] ?? '' }
    : undefined;
}

function clean(text: string | undefined): string {
  return (text ?? '').replace(/[;&,][\w.-]{1,40}[=:].*$|[.,;:]+$/, '');
}

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
