import { isPublicShape, isScrambled, looksGenerated, makeup } from './randomness.ts';
import { barrier } from './rule.ts';
import { type NameVerdict, wordsOf } from './secretNames.ts';

/** How a value stands in its text; it decides what may still be a harmless word. */
export interface ValueSetting {
  readonly quoted: boolean;
  /** It stands for sure where a secret stands: after `--password`, in a header, in a URL. */
  readonly certain: boolean;
}

/** One reference each; a value made of nothing else is none of its own. */
const references =
  /\$\{[^}]*\}|\$\([^)]*\)|\$env:\w+|\$(?:[A-Za-z_]\w*|\d(?!\w))|%\w+%|%[sdv]|\{\{[^}]*\}\}|\{[\w.]*\}|<[^>]*>|#\{[^}]*\}|\[[A-Za-z _-]*(?:[~|^$*]?=["']?[\w-]*["']?)?\]|@\w+@|__\w+__/;
/** What closes a quotation or a sentence round a value: in Markdown and JSON it stands against it. */
const closing = /^[`"',.;:)]*$/;
/** `MYTOKEN`, `YOUR_PASSWORD2`: what manuals put where a secret is to go. */
const toBeFilledIn = /^(?:MY|YOUR|SOME|THE|A)_?(?:[A-Z]+_)?(?:TOKEN|PASSWORD|SECRET|KEY|VALUE)\d?$/;
const filler = /^(?:[*.…•?!_-]+|x{3,}|X{3,})$/;
/** What a tool leaves of a secret that it hides: a beginning, stars, at most four characters of the end. */
const starred = /^[\w-]{0,12}[*•●…]{5,}\w{0,4}$|^\([a-z]+\):?$/i;
/** `$6$salt$…` of a password file: variables side by side look the same. */
const cryptHash = /^\$(?:[1-7y]|2[abxy]|apr1)\$/;
/** Letters and digits there must be in a secret; brackets and quotes are what was left of the text around it. */
const marksAlone = /^[^\p{L}\p{N}]{1,8}$/u;
/** `Read-Host`, `Get-Secret`: what PowerShell is to run. */
const cmdlet =
  /^(?:Get|Read|New|Import|Convert(?:To|From)|Set|Select|Join|Test|Resolve|Unprotect|Protect|Invoke)-[A-Z]\w+$/;
/** `Option<String>`, `Promise<string>;`: a type. */
const genericType = /^[A-Z]\w*<[\w<>,:&' [\]]*>[,;]?$/;
/** What Terraform and its kin are doing to a resource. */
const progress = /^[A-Z][a-z]+(?:ing| complete)\b[a-z ]*(?:\.{3}| after )/;
/** What a manifest asks of a package, whatever the package is called. */
const versionRange =
  /^(?:(?:[~^]|[<>]=?|==?|~>|v) ?)?\d{1,4}\.(?:\d{1,5}|[x*])(?:\.(?:\d{1,5}|[x*]))?(?:-(?:alpha|beta|rc|next|canary|pre)[.\d]{0,10})?$/;
/** In small letters, a blank as `~`. */
const literals: ReadonlySet<string> = new Set(
  `true false null nil none undefined void yes no on off n/a na tbd todo empty blank unset not~set (none) redacted
  [redacted] masked hidden filtered [filtered] removed omitted encrypted changeme change-me change_me replaceme
  replace-me replace_me fixme dummy placeholder example sample default secret password passwd pass passed fail
  token key apikey api_key api-key username user value string str text number int integer bool boolean bytes
  object any unknown never optional required invalid expired missing incorrect wrong valid denied failed failure
  ok accepted rejected revoked enabled disabled set is are was must should cannot can may will for from to and or
  in of the a an with by at as not has have here input hash hashed file stdin env prompt basic bearer digest oauth
  oauth2 jwt saml aws vault kms auto manual managed generated random never_expires expires sha256 sha512 md5
  bcrypt argon2 rs256 hs256 es256 plain plaintext cleartext protected private public internal external global
  local read write admin base64 hex utf8 utf-8 utf16 utf-16 latin1 latin-1 ascii iso-8859-1 cp1252 scram-sha-256 header cookie query body session localhost success error warning
  info debug loading pending passwort kennwort mot~de~passe contraseña contrasena senha wachtwoord hasło lösenord
  adgangskode salasana пароль 密码 密碼 パスワード updated created deleted changed found provided specified configured
  include omit same-origin supplied mismatch mismatched exceeded reset field type name id`
    .split(/\s+/)
    .map((word) => word.replace(/~/g, ' ')),
);
const longestLiteral = 24;
/** Longer values are told apart by their blanks alone. */
const longestJudged = 300;
const stopWord =
  /(?:^|[-_. :/])(?:password|passwd|passphrase|token|secret|secrets|key|apikey|auth|your|my|the|example|sample|placeholder|changeme|insert|replace|enter|here|dummy|fake|field|input|form|form-control|header|cookie|credentials?|required|invalid|forgot|reset|confirm|current|new|old|show|hide|login|signin|session|bearer)(?:$|[-_. :/])/i;
const codeReference =
  /^(?:[A-Za-z_$][\w$]*(?:\??\.|::|->)[\w$.:>()?![\]-]+,?|[A-Za-z_$][\w$.]*\(.*|(?:process|os|env|config|settings|secrets|vars|self|this|ctx|req|request|props|options|params|args|data|var|local|module|each)\.[\w.[\]'"-]+|new [A-Z].*|await .*|function.*|\(.*\) ?=>.*)$/;
const pathShape =
  /^(?:~?\.{0,2}\/(?:[\w.@+-]+\/)*[\w.@+-]*|[A-Za-z]:\\[^"']*|[\w.-]+(?:\/[\w.-]+)*\.(?:json|ya?ml|txt|pem|key|crt|env|ini|conf|cfg|toml|xml|js|ts|py|go|rb|sh|md|properties|tfvars))$/;

/** True when a value beside a secret's name is plainly no secret: a reference, a word of prose, a type, a path. */
export function isHarmlessValue(value: string, verdict: NameVerdict, setting: ValueSetting): boolean {
  const isPlain = isOfNameCharacters(value);
  if (value.length < 3 || isReference(value, isPlain) || isCommonWord(value)) {
    return true;
  }
  if (!isPlain && (value.includes(barrier) || isHidden(value) || (!setting.certain && isOtherwiseRead(value)))) {
    return true;
  }
  if (!setting.certain && (isKeyType(value) || isOfCode(value, isPlain, verdict))) {
    return true;
  }
  if (value.length > longestJudged) {
    return isLongText(value);
  }
  if (setting.certain) {
    return /^\$[\w({]/.test(value) && !/\d.*[a-z].*\d/i.test(value) && /^\$(?:\w+|\{[^}]*\}|\(.*\))$/.test(value);
  }
  if (
    !isPlain &&
    ((isProse(value) && !isPassphrase(value, verdict, setting)) || isPathLike(value) || isEmbeddedReference(value))
  ) {
    return true;
  }
  return isWordBesideName(value, verdict, setting);
}

/** Most values are; whatever is told by another character need not be asked of them. */
function isOfNameCharacters(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code > 127 || inName[code] === 0) {
      return false;
    }
  }
  return true;
}

/** `A-Z a-z 0-9 _ -` */
const inName = Uint8Array.from({ length: 128 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

/** The kind of a public key, a number in hexadecimal digits. */
function isKeyType(value: string): boolean {
  return (
    (value.includes('-') && /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+|rsa-sha2-\d+)(?:\s|$)/.test(value)) ||
    (value.charCodeAt(0) === 48 && /^0x[0-9a-f]{1,16}(?:[),\s]|$)/i.test(value))
  );
}

/** Read by another rule (a URL with a password), marked as encrypted, a message, a type, a field's number: all by their signs. */
function isOtherwiseRead(value: string): boolean {
  return (
    (value.startsWith('@') &&
      /^@(?:[\w.-]*\/[\w./-]*|[\w-]+\.(?:txt|json|ya?ml|pem|key|env|token|jwt|pass|secret|conf|cfg|gpg))$/.test(
        value,
      )) ||
    /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s@/]{0,200}:[^\s@]{1,300}@/i.test(value) ||
    /^(?:arn:aws[\w-]*|urn):|^projects\/[\w-]+\//.test(value) ||
    /^!(?:vault|encrypted|secret|env|ENC|Ref|Sub|GetAtt|ImportValue)\b|^\?|^ENC\[/.test(value) ||
    isCommonWord(value.replace(/[\s!?;,)}\]]+$/, '')) ||
    /^#[0-9a-f]{3,8}$|^\s*--[a-z][\w-]*(?:=|\s)|^\d{1,6}\s*;/i.test(value) ||
    /^\[[a-z]\w*\([^\]]*\)\]$|^\$?[a-z]{1,3}\(\\?['"`][\w.:-]{1,80}\\?['"`]\)$/i.test(value) ||
    (/^[A-Z]/.test(value) && (genericType.test(value) || progress.test(value)))
  );
}

/** A colour, a selector, a call, and for all but passwords a header's name or a place in the registry. */
function isOfCode(value: string, isPlain: boolean, { kind }: NameVerdict): boolean {
  if (isPlain) {
    return kind !== 'password' && value.includes('-') && headerName.test(value);
  }
  const last = value.charCodeAt(value.length - 1);
  return (
    /^\[[\w-]{1,40}[*^$~|]?=[\w"'-]{1,40}\]$/.test(value) ||
    /^[a-z_]+(?::[\w,.]+)?(?:\|[a-z_]+(?::[\w,.]+)?)+$/.test(value) ||
    /^\{?[A-Z]\w{1,40}(?:\|\w{1,40}){1,12}\}?$/.test(value) ||
    (last === 41 && /(?<![\w$])[A-Za-z_$][\w$]{0,60}\(\)$/.test(value)) ||
    (kind !== 'password' && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)) ||
    (kind !== 'password' && /^[^\\]{0,40}(?:\\[A-Za-z_0-9 ]{2,60}){2,12}$/.test(value))
  );
}

const headerName =
  /^(?:Access|Content|Cache|Accept|X|Set|If|Transfer|Strict|Proxy|User|Keep|Cross|Referrer|Sec|Last|Retry|Upgrade)(?:-[A-Z][a-z]+){1,5}$/;

/** Nothing of a secret is left in it. */
function isHidden(value: string): boolean {
  return value.length <= longestJudged && (starred.test(value) || marksAlone.test(value));
}

function isReference(value: string, isPlain: boolean): boolean {
  return (
    filler.test(value) ||
    toBeFilledIn.test(value) ||
    ((!isPlain || value.startsWith('__')) &&
      !cryptHash.test(value) &&
      value.length <= longestJudged &&
      /[$%{<[@_#]/.test(value) &&
      closing.test(value.replace(new RegExp(references.source, 'g'), '')))
  );
}

/** Blanks here and there: a paragraph or a document, no token. */
function isLongText(value: string): boolean {
  return value.split(' ', value.length / 20 + 2).length > value.length / 20;
}

/** Words that stand beside secrets' names without being one; never learned as known values either. */
export function isCommonWord(value: string): boolean {
  return value.length <= longestLiteral && literals.has(value.toLowerCase());
}

function isWordBesideName(value: string, verdict: NameVerdict, setting: ValueSetting): boolean {
  if (!setting.quoted && ((value.includes('(') && /^[A-Za-z_$][\w$.]*\(/.test(value)) || cmdlet.test(value))) {
    return true;
  }
  if (verdict.strength === 'weak') {
    const isPhrase = /\s/.test(value) && /(?:^|\s)[a-z]{2,}[a-z-]*(?:\s|$)/.test(value);
    if (isPhrase || /^[a-z]{2,}(?:[-_./:][a-z]{2,})+[-_.]?\d?$/.test(value)) {
      return true;
    }
    return !looksGenerated(value, 8) || isPublicShape(value) || !(/\d/.test(value) || isScrambled(value));
  }
  if (
    !setting.quoted &&
    ((codeReference.test(value) && !/[A-Za-z]\d{2,}|\d[A-Za-z]{2,}/.test(value)) || /^[{[(]/.test(value))
  ) {
    return true;
  }
  if (verdict.kind !== 'password' && /^\d{1,8}(?:\.\d+)?$/.test(value)) {
    return true;
  }
  if (value.includes('.') && versionRange.test(value)) {
    return true;
  }
  if (looksGenerated(value)) {
    return /^\d+(?:px|em|rem|ms|s|m|h|d|kb|mb|gb|%)$/i.test(value) || isLabel(value);
  }
  if (stopWord.test(value) || isNameOfSecret(value)) {
    return true;
  }
  return verdict.kind !== 'password' && (isTitle(value) || (verdict.kind !== 'credential' && isPlainWord(value)));
}

/** `invalidUserNameOrPassword`: an identifier in its own right. */
function isNameOfSecret(value: string): boolean {
  return (
    /^[A-Za-z]+(?:[A-Z_][A-Za-z_]*)+$/.test(value) &&
    wordsOf(value).some((word) =>
      /^(?:password|passwd|token|tokens|secret|secrets|key|keys|credential|credentials|jwt|auth)$/.test(word),
    )
  );
}

/** `my-app/db-password`, `TOKEN_V2`: an identifier that speaks of secrets, with at most a short number in it. */
function isLabel(value: string): boolean {
  return stopWord.test(value) && /^[A-Za-z]+(?:[-_./:][A-Za-z]+)*[-_./:]?v?\d{0,2}$/.test(value);
}

/** `Geheimnis`, `Zugangsschlüssel`: the word that a form shows for a token. */
function isTitle(value: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(value) || (/^[\p{L}\p{M}]+$/u.test(value) && !/[A-Za-z]/.test(value));
}

function isPlainWord(value: string): boolean {
  const { digits } = makeup(value);
  return digits === 0 && (value.length < 16 || /^[a-z]+(?:[._:/][a-zA-Z]+)+$/.test(value));
}

/** Several words of text rather than a passphrase: capitals, stop words, an ellipsis, punctuation of a sentence. */
function isProse(value: string): boolean {
  if (!/\s/.test(value)) {
    return false;
  }
  const words = value.trim().split(/\s+/);
  if (
    words.length < 2 ||
    words.some((word) => /\d/.test(word) && /[a-z]/i.test(word) && !/^\d+(?:st|nd|rd|th|px|ms|s)$/i.test(word))
  ) {
    return words.length > 8;
  }
  const plain = words.filter((word) => /^[\p{L}\p{N}'’.,:;!?()"/&-]+$/u.test(word)).length;
  if (plain < words.length * 0.8) {
    return false;
  }
  return (
    words.length < 4 || /[.,:;!?A-Z]/.test(value) || words.some((word) => isCommonWord(word) || stopWord.test(word))
  );
}

/** `thorn apple 7` in quotes beside a password's name: small words and a number, none of them of a sentence. */
function isPassphrase(value: string, verdict: NameVerdict, setting: ValueSetting): boolean {
  return (
    setting.quoted &&
    verdict.kind === 'password' &&
    /^(?:[a-z]{3,}|\d{1,6})(?: (?:[a-z]{3,}|\d{1,6})){1,6}$/.test(value) &&
    /\d/.test(value) &&
    !value.split(' ').some((word) => isCommonWord(word) || stopWord.test(word) || wordOfMeasure.test(word))
  );
}

const wordOfMeasure =
  /^(?:min|max|minimum|maximum|least|most|than|more|less|over|under|after|before|within|every|char|chars|characters?|letters?|digits?|words?|bytes?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times?|attempts?|tries|users?|items?|level|step|version|test|case|expires|lasts|about|only)$/;

function isPathLike(value: string): boolean {
  return pathShape.test(value) && !/[A-Za-z0-9+/]{40,}/.test(value);
}

/** `prefix-${VALUE}`, `Bearer {token}`: what remains beside the reference is no secret of its own. */
function isEmbeddedReference(value: string): boolean {
  if (!/[$#%{]/.test(value)) {
    return false;
  }
  const rest = value.replace(
    /\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)|#\{[^}]*\}|\{\{[^}]*\}\}|\{[\w.$ ()]*\}|\$env:\w+|\$[A-Z_][A-Z0-9_]*|%\([\w]+\)s/g,
    '',
  );
  return rest !== value && rest.length < 12 && !/\d/.test(rest);
}
