import { isAlphanumeric } from '../characters.ts';
import { isJoinedWords } from '../chosenValue.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import { type NameJudge, wordsOfSecretNames, wordsOfWeakNames } from '../secretNames.ts';
import { shellWords, type Word } from '../shellWords.ts';
import type { WordIndex } from '../wordIndex.ts';

const certain = { quoted: true, certain: true };
const code = { strength: 'weak', kind: 'credential' } as const;
/** Flags that take a code to be typed once. */
const nameOfCode =
  /^(?:otp|pin|totp|mfa|2fa|passcode|(?:mfa|otp|totp|2fa|token|auth|verification|security)-?(?:code|token))$/i;
const anyPassword = { strength: 'strong', kind: 'password' } as const;

/** `--password x`, `-token=x`, `/password:x` of any program: the flag's own name says what follows. */
export function createNamedFlags(judge: NameJudge, index: WordIndex): Rule {
  const watch = index.watch([...wordsOfSecretNames, ...wordsOfWeakNames]);
  return {
    id: 'named-flag',
    find(piece) {
      const { text, as, outline } = piece;
      const found: Match[] = [];
      const pattern =
        /(?<=[\s"'`([,]|^)(--?|\/)([A-Za-z][\w.-]{1,60})(?:[ \t]+|[ \t]*\\\r?\n[ \t]*|=|:(?=[^\s:/])|["'],\s{0,40}(?=["']))/y;
      let from = 0;
      for (const at of outline.places(watch)) {
        pattern.lastIndex = at < from ? -1 : flagStart(text, at);
        const hit = at < from || text.charCodeAt(pattern.lastIndex) > 47 ? null : pattern.exec(text);
        // Of code only what is told to a program, word by word: `['mysql', '--password', '…']`.
        if (hit !== null && (as !== 'code' || /,\s*$/.test(hit[0]))) {
          piece.check?.();
          from = pattern.lastIndex;
          found.push(...flagSecrets(piece, hit, judge));
        }
      }
      return found;
    },
  };
}

/** Where the flag around a word would begin: with the dashes of its own stretch, or the slash before it. */
function flagStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && from - at < longestFlag && isInFlag(text.charCodeAt(at - 1))) {
    at -= 1;
  }
  return text.charCodeAt(at - 1) === 47 ? at - 1 : at;
}

const longestFlag = 64;

function isInFlag(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 46 || code === 45;
}

function flagSecrets(piece: Piece, hit: RegExpExecArray, judge: NameJudge): Match[] {
  const [whole, dashes, name = ''] = hit;
  const isOfCode = nameOfCode.test(name);
  const verdict = judge(name) ?? (isOfCode ? code : undefined);
  if (verdict === undefined || (dashes === '/' && !/[=:]$/.test(whole)) || (dashes === '--' && whole.endsWith(':'))) {
    return [];
  }
  const word = shellWords(piece.text, hit.index + whole.length, 1)[0];
  if (
    word === undefined ||
    !isFlagValue(word, piece, whole) ||
    isNameOfIt(word.text, judge) ||
    isKeyFile(name, word.text)
  ) {
    return [];
  }
  const isCode = isOfCode && /^\d{4,10}$/.test(word.text);
  const weak =
    verdict.strength === 'weak' &&
    !isCode &&
    !looksGenerated(word.text.replace(/`.*$/, ''), 6) &&
    !isKeyOfLogin(name, word.text);
  return weak ? [] : [{ rule: 'named-flag', kind: verdict.kind, start: word.start, end: word.end, remember: true }];
}

/** `-Dsonar.login=<uuid>`: services take their keys where a name could stand. */
function isKeyOfLogin(name: string, text: string): boolean {
  return (isKeyShaped(text) || isJoinedWords(text)) && /(?:login|auth|pat)$/i.test(name);
}

/** `--secret dbPassword`: the name of a secret, not the secret. */
function isNameOfIt(text: string, judge: NameJudge): boolean {
  return /^[a-zA-Z][A-Za-z_.:-]{2,60}$/.test(text) && judge(text) !== undefined && !looksGenerated(text);
}

/** `--privkey server.pem`: the file that the key is in. */
function isKeyFile(name: string, text: string): boolean {
  return (
    /(?:^|(?:priv(?:ate)?|public|ssh|tls|ssl|client|server|signing|host)[-_]?)key$|(?:cert|file|store|path|identity)$/i.test(
      name,
    ) &&
    !isKeyShaped(text.replace(/\.\w+$/, '')) &&
    /^[\w.@-]+(?:[/\\][\w.@-]+)*\.(?:pem|key|pub|crt|cer|der|csr|p8|p12|pfx|jks|keystore|ppk|asc|gpg|json|ya?ml|txt|ini|conf|env)$/i.test(
      text,
    )
  );
}

function isFlagValue(word: Word, piece: Piece, flag: string): boolean {
  if (word.text.startsWith('-') && !flag.endsWith('=') && piece.text[word.start - 1] === ' ') {
    return false;
  }
  return (
    !isHarmlessValue(word.text.replace(/[\]),.;`]+$/, ''), anyPassword, certain) &&
    !/^<[^>]*$/.test(word.text) &&
    !/^(?:\.{0,2}\/|~\/|@)[\w./-]+$|^(?:file|env|fd):\S|^stdin$|^(?:id|type|src|source)=[\w./-]+(?:,|$)/.test(word.text)
  );
}
