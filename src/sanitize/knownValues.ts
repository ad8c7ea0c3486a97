import { isCommonWord } from './harmlessValue.ts';
import { isPublicShape, looksGenerated, looksRandom } from './randomness.ts';
import { secretName } from './secretNames.ts';

/** The value of a variable that must never be kept; `name` stands in its placeholder. */
export interface KnownValue {
  readonly name: string;
  readonly value: string;
}

export const shortestKnownValue = 6;

const harmlessName =
  /^(?:PATH|HOME|SHELL|PWD|OLDPWD|USER|USERNAME|LOGNAME|HOSTNAME|HOST|COMPUTERNAME|TERM|TERM_\w+|COLORTERM|LANG|LANGUAGE|LC_\w+|TZ|EDITOR|VISUAL|PAGER|MANPATH|INFOPATH|DISPLAY|WAYLAND_DISPLAY|XDG_\w+|LS_COLORS|LSCOLORS|PS[1-4]|PROMPT\w*|SHLVL|_|TMPDIR|TEMP|TMP|WINDIR|SYSTEMROOT|COMSPEC|PATHEXT|PROGRAM\w*|APPDATA|LOCALAPPDATA|ALLUSERSPROFILE|PUBLIC|OS|PROCESSOR_\w+|NUMBER_OF_PROCESSORS|NODE_ENV|NODE_OPTIONS|NODE_PATH|GOPATH|GOROOT|JAVA_HOME|PYTHONPATH|VIRTUAL_ENV|CONDA_\w+|NVM_\w+|VSCODE_(?!\w*(?:TOKEN|SECRET))\w+|ELECTRON_\w+|CHROME_\w+|DBUS_\w+|SSH_(?:AUTH_SOCK|AGENT_PID|CLIENT|CONNECTION|TTY|ASKPASS)|GPG_(?:AGENT_INFO|TTY)|GIT_(?:ASKPASS|EDITOR|PAGER|TERMINAL_PROMPT|SSH\w*)|\w+_(?:VERSION|PATH|DIR|HOME|ROOT|FILE|SOCK|SOCKET|PID|PORT|HOST|SHA|COMMIT|CHECKSUM|DIGEST|ENABLED|LEVEL|MODE|TIMEOUT|COUNT|SIZE|LIMIT|TTL|NAME|TYPE|REGION|URI_SCHEME)|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_\w+|npm_(?:lifecycle|package|execpath|node)\w*)$/i;

/**
 * The values of an environment that must never be kept: six characters or more, under a name that
 * says "secret" or random in themselves. Of a URL only the password counts: its host is harmless.
 */
export function knownValuesFromEnvironment(environment: Readonly<Record<string, string | undefined>>): KnownValue[] {
  const known: KnownValue[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined) {
      known.push(...secretsOf(name, value));
    }
  }
  return known;
}

/** The same from a dotenv file's text: `export` prefixes, quotes, comments and quoted line breaks understood. */
export function knownValuesFromDotenv(text: string): KnownValue[] {
  const known: KnownValue[] = [];
  const entry =
    /^[ \t]*(?:export[ \t]+)?([\w.-]{1,200})[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;
  for (let hit = entry.exec(text); hit !== null; hit = entry.exec(text)) {
    const [, name = '', double, single, backtick, bare] = hit;
    const value =
      double?.replace(/\\n/g, '\n').replace(/\\(["\\$])/g, '$1') ??
      single ??
      backtick ??
      (bare ?? '').replace(/\s+#.*$/, '').trim();
    known.push(...secretsOf(name, value));
  }
  return known;
}

/** Could a value found in a text be looked for everywhere without hitting ordinary words? */
export function isWorthRemembering(value: string): boolean {
  if (value.length < shortestKnownValue || value.length > 1024 || isCommonWord(value) || /\s{2}|^\s|\s$/.test(value)) {
    return false;
  }
  if (isPublicShape(value)) {
    return value.length >= 24;
  }
  return looksGenerated(value) || (!everyday.test(value) && value.length >= 8);
}

const everyday =
  /^(?:postgres|postgresql|mysql|mongo|mongodb|redis|rabbitmq|docker|kubernetes|localhost|development|production|staging|testing|database|application|configuration|authorization|authentication|credentials|username|password|anonymous|undefined|function|interface|component|javascript|typescript|master|minioadmin|elastic|grafana|jenkins|sonarqube|keycloak|wordpress|drupal|laravel|symfony|guest|welcome|security|document|template|workspace|repository|container|environment|variable)$/i;

function secretsOf(name: string, raw: string): KnownValue[] {
  const value = raw.trim();
  const inUrl = /^[a-z][a-z0-9+.-]*:\/\/([^\s:@/]*):([^\s]+)@[^@\s]+$/i.exec(value);
  if (inUrl !== null) {
    const password = inUrl[2] ?? '';
    return [password, decoded(password)]
      .filter((secret, at, all) => all.indexOf(secret) === at && isUsable(secret))
      .map((secret) => ({ name, value: secret }));
  }
  if (!isUsable(value) || harmlessName.test(name) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    return isUrlWithSecret(value) && isUsable(value) ? [{ name, value }] : [];
  }
  return isSecretHere(name, value) ? [{ name, value }] : [];
}

function isUsable(value: string): boolean {
  return (
    value.length >= shortestKnownValue && !isCommonWord(value) && !everyday.test(value) && !/^\$\{?\w+\}?$/.test(value)
  );
}

/** Webhook addresses are secrets as a whole. */
function isUrlWithSecret(value: string): boolean {
  return /^https:\/\/(?:hooks\.slack|discord(?:app)?\.com\/api\/webhooks|[\w.-]*webhook\.office)/.test(value);
}

function isSecretHere(name: string, value: string): boolean {
  const verdict = secretName(name);
  if (/^(?:~?\.{0,2}\/|[A-Za-z]:\\)[\w./\\ -]*$/.test(value) || /^(?:true|false|\d{1,5})$/i.test(value)) {
    return false;
  }
  if (verdict?.strength === 'strong') {
    return true;
  }
  if (verdict?.strength === 'weak') {
    return looksGenerated(value, 8) || (isPublicShape(value) && value.length >= 24);
  }
  return !/[\s:;,]|\/.*\//.test(value) && !isPublicShape(value) && looksRandom(value, 16);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
