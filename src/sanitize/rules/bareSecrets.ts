import { isAlphanumeric, isNameCharacter, isSpace, lineEnd, lineStart } from '../characters.ts';
import { isMixed, isPaddedBase64, isPlainlyChosen, isToldPassword } from '../chosenValue.ts';
import { isCommonWord } from '../harmlessValue.ts';
import { isKeyShaped, isPublicShape, looksGenerated } from '../randomness.ts';
import { barrier, type Match, type Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';
import { joinedWords, phraseOn, wordOn } from './wordAnswers.ts';

/**
 * Commands that print a secret and nothing else. What stands before a command is looked for behind it: the other way
 * round making the pattern takes three times as long, 13 ms.
 */
const printing =
  /(?<=(?:^|[$#%>❯➜|;&(`]|\bsudo|\bthen|\bdo)[ \t]{0,3}(?:[A-Z_]{2,40}=\S{1,200} ){0,3})(?:(?:aws|gcloud|az|gh|glab|vault|bao|op|bw|rbw|pass|gopass|lpass|keepassxc-cli|kpcli|envchain|kubectl|oc|heroku|flyctl|fly|doppler|terraform|tofu|pulumi|npm|pnpm|security|secret-tool|kubeadm|argocd|doctl|oci|ibmcloud|databricks|docker|sops|age|age-keygen|ansible-vault|chamber|infisical|keyring|wg|rails|bin\/rails|php artisan|k3s|rancher|minikube|tailscale|supabase|vercel|netlify|confluent|stripe|cf|consul|nomad|boundary|teller|summon|akeyless|hcp|git|juju|snap|salt|helm)\b[^\n|;&]{0,300}?\b(?:get-login-password|get-login|print-access-token|print-identity-token|print-refresh-token|get-access-token|auth token|auth:token|auth-token|tokens? (?:create|get|issue|new|generate|add|print)|tokens?:create|authorizations:create|create token|get token|create-token|get-token|generate-token|join-token|access-token|kv get|read -field|-field=|secrets? get|secrets? show|secrets? versions access|secrets? (?:access|reveal|view)|get secrets?|get-secret-value|get-parameters?|read (?:op|"op|'op):?|op:\/\/|item get|get password|get item|get notes|show|output -raw|output -json|config get|config:get|config reveal|--show-secrets|stack output|find-(?:generic|internet)-password|lookup|configure get|initial-password|admin-password|decrypt|-d|--decrypt|view|genkey|genpsk|keys list|account keys|get-credentials|list-keys|show-connection-string|connection-string|secret|key:generate|node-token|credential fill|credentials?|env get|env pull|accounts? keys|storage account|keys (?:create|show)|api-?keys? create|generate|print)\b|(?:printenv[ \t]+|echo[ \t]+[^\n|>;&$]{0,60}(?:\$\w+[ ,:/-]{1,3}){0,3}["']?\$(?:\{|env:)?)\w*(?:PASS|SECRET|TOKEN|KEY|PWD|CRED|AUTH|_(?:PAT|PW|DSN|JWT|PIN|PSK|COOKIE|SESSION|SALT)\b)\w*|(?:cat|less|more|head|tail|type|bat|Get-Content|gc|pbpaste|xclip)\b[^\n|;&]{0,160}(?:secrets?\/|password|passwd|secret|token|\.key\b|api[_-]?key|credential|\/run\/secrets|master\.key|\.vault|\.pass\b|private|pbpaste|-o\b)[^\n|;&]{0,80}|gpg2?\b[^\n|;&]{0,200}[ \t](?:-d|--decrypt)\b|(?:jq|yq|xq|tomlq|dasel|awk|gawk|grep|egrep|rg|sed|cut|crudini|etcdctl|redis-cli|sqlite3|psql|mysql|mongosh|python3?|node|bun|ruby|perl|php|findstr|Select-String|sls|xmllint|plutil|defaults[ \t]+read|git[ \t]+config|(?:docker|podman|kubectl|oc)[ \t]+exec)\b[^\n]{0,300}?(?:passw|passphrase|secret|token|api_?key|[_.]key\b|pwd|creds?\b|credential|pass\b)|pbpaste|openssl[ \t]+rand\b[^\n|;&]{0,40}|(?:pwgen|apg|makepasswd|mkpasswd|xkcdpass|genpass|passwordmaker|grub-mkpasswd\S*|htpasswd[ \t]+-\w*n\w*)\b[^\n|;&]{0,80}|(?:head|dd|tr)\b[^\n]{0,40}\/dev\/u?random[^\n]{0,160}|secrets\.token_\w+[^\n]{0,80}|random(?:Bytes|_bytes|UUID)\([^\n]{0,80}|base64[ \t]+(?:-d|-D|--decode)\b[^\n]{0,20}|Get-Secret\b[^\n]{0,80}|ConvertFrom-SecureString[^\n]{0,60}|ssh-keygen[ \t]+-y[^\n]{0,80}|get_secret|\.get_password\(|(?:go)?pass[ \t]+[\w@.-]{1,60}(?:\/[\w@.-]{1,60}){1,6}[ \t]*$)/i;
/** Those that print one wherever they stand in the line. */
const printingAnywhere =
  /\b(?:randomBytes|random_bytes|token_(?:urlsafe|hex|bytes)|SecureRandom|getRandomValues|generate_password|get_random_secret_key|generate_?key|gensalt|uuid4)\b[^\n]{0,6}\(|\bexec\b[^\n]{0,200}\bprintenv[ \t]+\w*(?:PASS|SECRET|TOKEN|KEY|PWD|CRED|AUTH)|\bprintf\b[^\n|>]{0,80}\$\{?\w*(?:PASS|SECRET|TOKEN|KEY|PWD|CRED|AUTH)\w*\}?["']?[ \t]*$|(?:^|> )\$env:\w*(?:PASS|SECRET|TOKEN|KEY|PWD|CRED|AUTH)\w*[ \t]*$|\becho[ \t]+%\w*(?:PASS|SECRET|TOKEN|KEY|PWD|CRED|AUTH)\w*%|\b(?:oc|kubectl)[ \t]+whoami[ \t]+(?:-t|--show-token)\b|\bcopy your (?:token|key|password)/i;
/** "here is your token:" with the token on the line below. */
const announcing =
  /(?:password|passphrase|token(?: now)?|api ?key|secret(?: key)?|access key|(?:recovery|backup) codes?|unseal key|private key|credential|one-time code|mot de passe|passwort|contraseña)s?\b[^\n]{0,80}[:：][ \t]*$/i;
/** Those that print the value of one secret: then even a word of letters is it. */
const printsOnlySecret =
  /\b(?:jq|yq|dasel|awk)\b[^\n]*(?:pass|secret|token)|\b(?:cut|node -p|print\()[^\n]*(?:pass|secret|token)|\b(?:passw|secret)[^\n]*\|[ \t]*(?:cut|awk|sed|jq)\b|get-parameter\b[^\n]*--with-decryption|base64[ \t]+(?:-d|-D|--decode)\b|secrets? versions access|keyvault secret show|config:get|(?:go-template|template)=[^\n]*(?:pass|secret|token|key)|initial-password|\bexec\b[^\n]*printenv|printf[^\n]*\$\{?\w*(?:PASS|SECRET|TOKEN|PWD)\w*\}?["']?[ \t]*$|\$env:\w*(?:PASS|SECRET|TOKEN|PWD)\w*[ \t]*$|echo[ \t]+%\w*(?:PASS|SECRET|TOKEN|PWD)\w*%|find-(?:generic|internet)-password[^\n]*-w|\bop (?:read|item get)|\b(?:pass|gopass) (?:show|[\w@.-]{1,60}\/\S{1,100}[ \t]*$)|-field[= ]|bw get password|lpass show[^\n]*--password|secret-tool lookup|output -raw|jsonpath|\/run\/secrets\/|(?:echo|printenv)[ \t]+["']?\$?\{?\w*(?:PASS|SECRET|TOKEN|PWD)\w*\}?["']?[ \t]*$|secrets get|get-secret-value|config get[^\n]*(?:pass|secret|token)/i;
/** No line that holds none of these asks for a secret. */
const hintWords: readonly string[] = [
  ...`pass secret token key pwd cred auth rand pbpaste decrypt base64 show op:// login output config view generate
  contrase print wallet .vault xclip pwgen apg code whoami`.split(/\s+/),
  ' -d',
  'keyring',
  ...`_pat _pw _dsn _jwt _pin _psk _cookie _session _salt`.split(' '),
  'mot de',
];
const furtherLines = 12;

/** A secret that stands alone on the lines after the command or the sentence that asked for it. */
export function createBareSecrets(index: WordIndex): Rule {
  const watch = index.watch(hintWords);
  return {
    id: 'bare-secret',
    find({ text, as, outline }) {
      const places = as === 'terminal' ? outline.places(watch) : [];
      return places.length === 0 ? [] : answersBelow(text, places, createLines(text));
    },
  };
}

function answersBelow(text: string, places: readonly number[], lines: Lines): Match[] {
  const found: Match[] = [];
  let from = 0;
  for (const at of places) {
    if (at < from || !isHint(text, at)) {
      continue;
    }
    const end = lineEnd(text, at);
    const below = text.charCodeAt(end) === 13 ? end + 2 : end + 1;
    const several = bareAfter(text, lines, below, true);
    const answers = several.length > 0 ? several : echoedAmong(text, lineStart(text, at), below);
    const line = answers.length === 0 ? '' : text.slice(Math.max(lineStart(text, at), end - 4096), end);
    if (several.length === 1 && !asks(line)) {
      found.push(...onlyAnswer(text, line, at, several));
    } else if (asks(line)) {
      const sure = several.length === 0 || printsOnlySecret.test(line.slice(-1_000));
      const generated = sure ? answers : bareAfter(text, lines, below, false);
      found.push(...(generated.length === 0 ? joinedWords(text, line, several) : generated));
    }
    from = Math.max(end, at + 1);
  }
  return found;
}

/** A command that speaks of a secret, and prints one word, in which letters, numbers and marks mix, and no more. */
function onlyAnswer(text: string, line: string, at: number, answers: readonly Match[]): readonly Match[] {
  const [{ start, end }] = answers as [Match];
  const value = text.slice(start, end);
  const isCommand = /^[^\n]{0,80}[$#%>❯➜] \S/.test(line) || text.lastIndexOf('\n', at) === -1;
  const next = text.slice(lineEnd(text, end) + 1, lineEnd(text, end) + 122);
  return isCommand &&
    /passw|passphrase|secret|credential|keyring|(?:api|access)_?key/i.test(line) &&
    !/^[^\n]*docker[ \t]+secret/.test(line) &&
    isMixed(value) &&
    !isKeyShaped(value) &&
    isToldPassword(value) &&
    /^(?:\s*$|[^\n]{0,80}[$#%>❯➜] )/.test(next)
    ? answers
    : [];
}

const mostEchoed = 6;

/** `echo $USER $DB_PASSWORD`: the secret is one of the words below. */
function echoedAmong(text: string, asking: number, from: number): Match[] {
  const line = text.slice(Math.max(asking, from - 400), from);
  if (!line.includes('echo') || !/\becho\b[^\n|>]*\$[^\n|>]*\n?$/.test(line)) {
    return [];
  }
  const below = text.slice(from, Math.min(lineEnd(text, from), from + 1_000));
  const words = [...below.matchAll(/\S+/g)];
  return words.length > mostEchoed || words.some(([word]) => /^-|=/.test(word))
    ? []
    : words
        .filter(([word]) => isPlainlyChosen(word))
        .map(({ index, 0: word }) => ({
          rule: 'bare-secret',
          kind: 'credential',
          start: from + index,
          end: from + index + word.length,
          remember: true,
        }));
}

/** Some words of an asking line count only where they are words, or a label. */
function isHint(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  if (code !== 97 && code !== 99) {
    return code !== 32 || !isNameCharacter(text.charCodeAt(at + 3));
  }
  const strict = /apg|codes?/iy;
  strict.lastIndex = at;
  const word = strict.exec(text)?.[0] ?? '';
  return word === ''
    ? text.charCodeAt(at) !== 32 || !isNameCharacter(text.charCodeAt(at + 3))
    : word.length === 3
      ? !isNameCharacter(text.charCodeAt(at - 1))
      : text[at + word.length] === ':';
}

/** Many lines ask, and look at the same lines below: each is read once, when it is first looked at. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly words: Words;
  readonly match: Match | undefined;
  next: Line | undefined;
}

/** The line that begins at a place, which is behind that of the line before. */
type Lines = (start: number) => Line;

function createLines(text: string): Lines {
  let line: Line | undefined;
  return (start) => {
    while (line !== undefined && line.start < start) {
      line = line.next;
    }
    line = line?.start === start ? line : readLine(text, start);
    return line;
  };
}

function readLine(text: string, start: number): Line {
  const end = lineEnd(text, start);
  const words = lastWord(text, start, end);
  const isAnswer = words === 'one' || words === 'labelled';
  const match = isAnswer ? bareOn(text.slice(start, Math.min(end, start + 4096)), start, words) : undefined;
  return { start, end, words, match, next: undefined };
}

function lineBelow(text: string, line: Line): Line | undefined {
  const start = text.charCodeAt(line.end) === 13 ? line.end + 2 : line.end + 1;
  line.next ??= start < text.length ? readLine(text, start) : undefined;
  return line.next;
}

/** What a line holds: nothing, one word, a word behind `:` or `=`, or other things, of which none is an answer. */
type Words = 'none' | 'one' | 'labelled' | 'others';

function lastWord(text: string, from: number, to: number): Words {
  let end = to;
  while (end > from && isSpace(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  if (end === from) {
    return 'none';
  }
  let start = end;
  while (start > from && !isSpace(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  while (start > from && isSpace(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  if (start === from || isSeparator(text.charCodeAt(start - 1))) {
    return start === from ? 'one' : 'labelled';
  }
  while (start > from && isListMark(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  return start === from ? 'one' : 'others';
}

function isSeparator(code: number): boolean {
  return code === 58 || code === 61;
}

/** Blanks and `>`, `*`, `+`, `-`. */
function isListMark(code: number): boolean {
  return isSpace(code) || code === 62 || code === 42 || code === 43 || code === 45;
}

/** A prompt, or a block that other rules read. */
function endsAnswer(text: string, at: number): boolean {
  let end = at;
  while (end - at < longestPrompt && isInPrompt(text.charCodeAt(end))) {
    end += 1;
  }
  if (text.charCodeAt(end + 1) === 32 && promptEnds.has(text.charAt(end))) {
    return true;
  }
  const shape = /PS [^>\n]{0,80}> |-----BEGIN/y;
  shape.lastIndex = at;
  return shape.test(text);
}

const longestPrompt = 60;
const promptEnds: ReadonlySet<string> = new Set('$#%>❯➜');

/** `A-Z a-z 0-9 _ @ ~ . / : -` */
function isInPrompt(code: number): boolean {
  return (
    isAlphanumeric(code) || (code >= 45 && code <= 47) || code === 95 || code === 64 || code === 126 || code === 58
  );
}

/** Looks down from the asking line until a prompt, or lines that are no secrets, end the answer. */
function bareAfter(text: string, lines: Lines, below: number, plain: boolean): Match[] {
  const found: Match[] = [];
  let patience = furtherLines;
  let line = below < text.length ? lines(below) : undefined;
  const phrase =
    plain && line?.words === 'others' ? phraseOn(text.slice(below, Math.min(line.end, below + 200)), below) : undefined;
  if (phrase !== undefined) {
    return [phrase];
  }
  while (line !== undefined) {
    const first: Line = line;
    while (line !== undefined && patience > 0 && !mayAnswer(line)) {
      patience -= line.words === 'none' ? 1 : 4;
      line = lineBelow(text, line);
    }
    if (line === undefined || patience <= 0 || endsBefore(text, first, line)) {
      break;
    }
    const match = answerOn(text, line, plain && found.length === 0 && patience >= furtherLines - 1);
    if (match !== undefined) {
      found.push(match);
    }
    patience = match !== undefined ? patience - 1 : endsAnswer(text, line.start) ? 0 : patience - 4;
    line = patience > 0 ? lineBelow(text, line) : undefined;
  }
  return found;
}

function mayAnswer({ words }: Line): boolean {
  return words === 'one' || words === 'labelled';
}

/** Of lines that are no answers: does one end what was asked for? Looked at only where an answer stands below them. */
function endsBefore(text: string, first: Line, last: Line): boolean {
  for (let line: Line | undefined = first; line !== undefined && line !== last; line = line.next) {
    if (line.words === 'others' && endsAnswer(text, line.start)) {
      return true;
    }
  }
  return false;
}

function answerOn(text: string, { start, end, words, match }: Line, isPlain: boolean): Match | undefined {
  return match === undefined && isPlain && words === 'one'
    ? wordOn(text.slice(start, Math.min(end, start + 4096)), start)
    : match;
}

function asks(line: string): boolean {
  return (
    line.length > 5 &&
    ((/[a-z]/i.test(line) && (printing.test(line.slice(0, 1000)) || printingAnywhere.test(line.slice(0, 1000)))) ||
      (announcing.test(line.slice(-200)) && !/^\s*(?:- )?["']?[a-z][\w.-]*["']?:\s*$/.test(line)))
  );
}

/** One word, alone but for quotes, a list mark or a label of one word. */
function bareOn(line: string, at: number, words: Words): Match | undefined {
  const alone = words === 'one' ? /^[ \t>*+-]{0,8}["'`]?([^\s"'`]{6,4096})["'`]?[,;]?[ \t]*$/.exec(line) : null;
  const word =
    alone ??
    /^[ \t]{0,8}(?:[\w-]{0,20} ?(?:key|code|token|password|secret|passphrase) ?\d{0,2}|\d{1,2})[:=][ \t]*([^\s"'`]{8,4096})[ \t]*$/i.exec(
      line,
    );
  const value = word?.[1];
  if (word === null || value === undefined || !isBare(value)) {
    return undefined;
  }
  const start = at + line.indexOf(value, line.length - line.trimStart().length);
  return { rule: 'bare-secret', kind: 'credential', start, end: start + value.length, remember: true };
}

function isBare(value: string): boolean {
  if (
    value.includes(barrier) ||
    /[<>{}[\]]|[*•]{5}|^(?![A-Za-z]*\d[a-z]+=)\w+=[^=]|^[A-Z][A-Z0-9]*_[A-Z0-9_]*=|\.\w{1,5}[(:]\d/.test(value) ||
    isCommonWord(value) ||
    /^(?:data|arn|urn):|^@?[\w/.-]+@v?\d+\.\d|\(\);?$/.test(value) ||
    (!isPaddedBase64(value) &&
      /^(?:https?:\/\/[^@]*|[~.]?\/.*|\w+\/\w+|(?:[\w.-]+\/){0,20}[\w.-]+\.(?:com|io|org|net|dev|json|ya?ml|txt|ts|js|crt|cer|pub|log|md|sh|py|go|rs|csv|sql|lock|toml|t?gz|zip))$/.test(
        value,
      ))
  ) {
    return false;
  }
  if (/^(?:[a-f0-9]{32}|[a-f0-9]{40}|[a-f0-9]{48}|[a-f0-9]{64}|[a-f0-9]{128})$/i.test(value) || isUuidLike(value)) {
    return true;
  }
  return (
    !isPublicShape(value) && looksGenerated(value, 6) && !/^[\w.-]+:$/.test(value) && !/^v?\d+(?:\.\d+)+/.test(value)
  );
}

function isUuidLike(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
