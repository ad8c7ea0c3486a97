import { isCommonWord } from './harmlessValue.ts';
import { isKeyShaped, isPublicShape, isScrambled, looksGenerated, makeup } from './randomness.ts';

/** Names of algorithms, encodings, tools and places with a number in them: said beside secrets all the time. */
const technical =
  /^(?:sha|md|aes|des|rsa|dsa|ecdsa|ed|curve|x|utf|iso|cp|base|b|bcrypt|argon|pbkdf|scrypt|hmac|oauth|oidc|saml|https?|ipv|tls|ssl|v|rfc|ldap|ntlm|krb|hs|rs|es|ps|pkcs|win|mysql|postgres|python|node|php|java|s|ec|log|line|step|part|user|test|phase|page|version|level|chapter|section|issue|pr|bug|p|server|host|group|figure|table|example|port|apache|nginx|ubuntu|debian)[-_. ]?\d{1,5}(?:[-_.]?[a-z]{1,8}\d{0,2})?$/i;
/** `OPS-1234`, `TC_LOGIN_04`: tickets, test cases, constants. */
const reference = /^[A-Z][A-Z\d]*(?:[-_][A-Z\d]+)+$/;
const notChosen =
  /:\/\/|^[/~.@]|^0x[\da-f]+$|^\W*\w+\(|^[\w./-]+\.[a-z]{2,5}$|^\d+(?:[.,:/-]\d+)*\w{0,2}$|^[\w.+-]+@[\w.-]+\.\w+$|^[\w./-]+:v?\d+(?:\.\d+)*$|^--?\w|[{}[\]()<>]|\$[\w{(]/;
/** `castle9`, `Summer2024!`: a word and a number. */
const wordAndNumber = /^\p{L}{4,24}[@#_.-]?\d{1,6}[!?*.$#]{0,2}$/u;
/** `walnut-dragon-thunder`: three words and more that marks join, none of them short. */
const joinedWords = /^[A-Za-z]{4,}(?:[-_.+][A-Za-z]{4,}){2,}\d{0,4}$/;
const ofLogins =
  /(?:^|[-_.+])(?:password|passwd|tokens?|secrets?|keys?|users?|auth|login|reset|based|less|only|must|should|required|protected|encrypted|case|level|string|value)(?:$|[-_.+])/i;

/** Words of messages: a phrase that somebody chose holds none of them. */
export const ofSentence =
  /\b(?:with|from|have|must|been|your|this|that|will|should|when|into|only|least|more|than|does|match|contain|characters?|letters?|field|please|enter|login|account|email|users?|value|changed?|reset|link|sent|again|invalid|incorrect|wrong|missing|required|passwords?|tokens?|secret|expired?|the|for|and|are|was|not|can|you|all|\w+(?:ed|ing|ly|tion))\b/;

/** Three words and more, joined by marks, and none of them about logins. */
export function isJoinedWords(text: string): boolean {
  return joinedWords.test(text) && !ofLogins.test(text) && !/^[A-Z_\d]+$/.test(text);
}

/** Base64 that fills up its last bytes: no path, though it may begin with a slash. */
export function isPaddedBase64(text: string): boolean {
  return /^[A-Za-z\d+/]{16,}={1,2}$/.test(text) && text.length % 4 === 0 && looksGenerated(text, 16);
}

/** What a person tells as a password in a sentence: letters with numbers or marks, a key, words joined. */
export function isToldPassword(text: string): boolean {
  if (text.length < 6 || technical.test(text) || reference.test(text) || isPublicShape(text) || isCommonWord(text)) {
    return isKeyShaped(text);
  }
  if (isPaddedBase64(text)) {
    return true;
  }
  return !notChosen.test(text) && (wordAndNumber.test(text) || isJoinedWords(text) || isMixed(text));
}

/** The same for a token: long, and letters and numbers by turns. */
export function isToldToken(text: string): boolean {
  return isKeyShaped(text) || (text.length >= 12 && /\d/.test(text) && isToldPassword(text) && isMixed(text));
}

/** Three classes of characters, or numbers among letters: nothing that a sentence consists of. */
export function isMixed(text: string): boolean {
  const { lower, upper, digits, others } = makeup(text);
  const classes = [lower, upper, digits, others].filter((count) => count > 0).length;
  return (
    isScrambled(text) ||
    (looksGenerated(text) && lower + upper > 1 && (classes > 2 ? digits + others > 1 : digits > 1 && others === 0))
  );
}

/** No sentence goes on like this behind the word. */
export function isPlainlyChosen(text: string): boolean {
  return isJoinedWords(text) || isKeyShaped(text) || (isMixed(text) && isToldPassword(text));
}
