import { isHarmlessValue } from '../harmlessValue.ts';
import { looksGenerated } from '../randomness.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';

const anyPassword = { strength: 'strong', kind: 'password' } as const;

/** Configuration whose secrets no separator announces: .netrc, .pgpass, redis.conf, Dockerfile, crypt hashes, Docker's auth. */
export const fileShapes: Rule = {
  id: 'file-shape',
  find(piece) {
    return anyShape.test(piece.text) ? shapes.flatMap((shape) => matchesOf(piece, shape)) : [];
  },
};

interface Shape {
  readonly rule: string;
  /** Group 1 is the secret, and the last thing matched but for a lookahead. */
  readonly pattern: () => RegExp;
  /** Read only where this stands, so that the pattern's cost is paid seldom. */
  readonly needs: RegExp;
  readonly kind?: Match['kind'];
  readonly notInCode?: boolean;
  readonly accept?: (value: string) => boolean;
}

const shapes: readonly Shape[] = [
  {
    rule: 'netrc',
    needs: /\b(?:machine|default)\s/,
    pattern: () =>
      /\b(?:machine[ \t]+\S{1,253}|default)\s{1,40}(?:(?:login|account|user)[ \t]+\S{1,200}\s{1,40}){0,2}(?:password|passwd)[ \t]+(?:"(?=[^"\n]{1,200}"))?([^\s"]{3,512})/g,
  },
  {
    rule: 'netrc',
    needs: /\blogin\s/,
    pattern: () => /\blogin[ \t]+\S{1,200}\s{1,40}(?:password|passwd)[ \t]+(\S{3,512})/g,
  },
  {
    rule: 'pgpass',
    needs: /:\d{2,5}:|:\*:/,
    pattern: () => /^(?:[\w.*-]{1,253}):(?:\d{4,5}|\*):[\w.*-]{1,63}:[\w.*@-]{1,63}:((?:[^\s:\\]|\\.){4,512})$/gm,
  },
  {
    rule: 'server-directive',
    needs:
      /requirepass|masterauth|bindpw|rootpw|secret-key-base|auth-pass|user-pass|authtoken|userPassword|psk |passphrase|bindcredentials|olcRootPW/i,
    pattern: () =>
      /^[ \t]*(?:config set )?(?:requirepass|masterauth|bindpw|rootpw|olcRootPW:|userPassword::?|auth-pass|authtoken:?|psk|passphrase|bindcredentials|password)[ \t]+"?([^\s"]{4,512})/gim,
    notInCode: true,
  },
  {
    rule: 'dockerfile-env',
    needs: /\b(?:ENV|ARG|setx|set -[a-z]*x[a-z]*|setenv|SetEnv|fastcgi_param)\b/,
    pattern: () =>
      /^[ \t]*(?:[$>#%] )?(?:ENV|setx|set[ \t]+-[gUxlL]*x[gUxlL]*|setenv|SetEnv|fastcgi_param)[ \t]+\w*(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|_KEY|_PW|PWD)[ \t]+["']?([^\s"';]{4,1024})/gim,
    notInCode: true,
  },
  {
    rule: 'crypt-hash',
    needs: /\$(?:1|2[abxy]|5|6|7|y|apr1|argon2|scrypt|pbkdf2)|\{S?SHA|\*[0-9A-F]{40}\b/,
    pattern: () =>
      /((?:\$(?:1|2[abxy]|5|6|7|y|apr1|argon2i?d?|scrypt|pbkdf2[\w-]{0,12})\$[./A-Za-z0-9$=,+]{16,400}|\{S?SHA\d{0,3}\}[A-Za-z0-9+/=]{20,200}|(?<=')\*[0-9A-F]{40}\b))/g,
    kind: 'credential',
  },
  {
    rule: 'docker-auth',
    needs: /"(?:auth|identitytoken|registrytoken)"/,
    pattern: () => /"(?:auth|identitytoken|registrytoken)"\s{0,4}:\s{0,4}"([A-Za-z0-9+/=_.-]{8,4096})"/g,
    kind: 'credential',
  },
  {
    rule: 'npm-auth',
    needs: /:_(?:auth|password)|(?:^|\n)_auth/,
    pattern: () => /(?:^|[\s/:])_(?:authToken|auth|password)[ \t]{0,4}=[ \t]{0,4}"?([^\s"']{6,4096})/g,
    kind: 'token',
  },
  {
    rule: 'private-key-id',
    needs: /private_key_id/,
    pattern: () => /private_key_id\\?["']?\s{0,4}[:=]\s{0,4}\\?["']([a-f0-9]{24,64})/g,
    kind: 'key',
  },
  {
    rule: 'sql-password',
    needs: /identified|(?:password|passphrase|secret)(?:[ \t=(])|encryption by/i,
    pattern: () =>
      /\b(?:identified(?:[ \t]+with[ \t]+[\w'"]{1,40})?[ \t]+(?:by|as)(?:[ \t]+password)?|(?:encrypted[ \t]+)?(?:password|passphrase|secret)(?:[ \t]{0,4}=|[ \t])|encryption by password[ \t]{0,4}=|for[ \t]+[^\n;=]{1,60}=|password[ \t]{0,2}\()[ \t]{0,4}N?['"]([^'"\n]{3,200})(?=['"])/gi,
    accept: (value) => !/\s\w+\s/.test(value),
  },
  {
    rule: 'wireguard',
    needs: /(?:PrivateKey|PresharedKey)/,
    pattern: () => /(?:PrivateKey|PresharedKey)[ \t]*=[ \t]*([A-Za-z0-9+/]{42,43}=)/g,
    kind: 'private-key',
  },
  {
    rule: 'slack-webhook',
    needs: /hooks\.|webhook/i,
    pattern: () =>
      /(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{5,25}\/|webhook\.office\.com\/webhookb2\/|hooks\.zapier\.com\/hooks\/catch\/|outlook\.office\.com\/webhook\/)([\w/@.-]{16,400})/g,
    kind: 'token',
  },
  {
    rule: 'telegram-bot',
    needs: /\d:[A-Za-z0-9_-]{30}/,
    pattern: () => /(?<![\d:])(\d{6,12}:A[\w-]{30,40})(?![\w-])/g,
    kind: 'token',
  },
  {
    rule: 'azure-secret',
    needs: /\dQ~/,
    pattern: () => /(?<![\w~.])([\w~.]{3}\dQ~[\w~.-]{28,40})/g,
    kind: 'credential',
  },
  {
    rule: 'facebook-token',
    needs: /\d[|%][\w-]{20}/,
    pattern: () => /(?<!\d)\d{15,16}(?:\||%7C|%)([\w-]{24,44})/g,
    kind: 'token',
  },
  {
    rule: 'sendgrid-like',
    needs: /mmk\b|-us\d{1,2}\b|\.acc[_-]/,
    pattern: () =>
      /\b([A-Za-z0-9]{6}_[A-Za-z0-9]{24,32}_mmk|[a-f0-9]{32}-us\d{1,2}|(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-z0-9+/_=-]{30,120})/gi,
    kind: 'key',
  },
  {
    rule: 'dotted-token',
    needs: /\b(?:pat|sat)[.A-Za-z0-9]|[MNO][\w-]{23}\./,
    pattern: () =>
      /\b((?:pat|sat)\.[\w-]{20,24}\.[A-Za-z0-9]{20,28}\.[A-Za-z0-9]{16,24}|pat[A-Za-z0-9]{14}\.[a-f0-9]{40,64}|[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40})/g,
    kind: 'token',
  },
  {
    rule: 'mnemonic',
    needs: /mnemonic|seed phrase|recovery phrase/i,
    pattern: () =>
      /(?:mnemonic|seed phrase|recovery phrase)["']?[ \t]{0,4}(?:[:=]|is)[ \t]{0,4}["']?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})/gi,
    kind: 'private-key',
  },
  {
    rule: 'user-password-list',
    needs: /chpasswd|newusers|smtpd?_sasl|user(?:name)?:pass/i,
    pattern: () =>
      /(?:echo|printf|<<<)[ \t]+(?:-\w+[ \t]+)?["']?[\w.@-]{1,64}:([^\s"']{4,200})["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?(?:chpasswd|newusers)/g,
    notInCode: true,
  },
  {
    rule: 'piped-secret',
    needs: /\b(?:echo|printf)[ \t][^\n|]{1,1100}\|/,
    pattern: () =>
      /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?["']?([^\s"'|$`\\][^\s"'|]{3,1024})(?:\\n)?["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?(?:\S+[ \t]+){0,8}?(?:--password-stdin|-S\b|-kS\b|--stdin|--with-token|--passphrase-fd|luksOpen|luksFormat|kinit|passwd|secrets? (?:set|put|create|add)|(?:auth )?login|versions add)/g,
    notInCode: true,
  },
  {
    rule: 'piped-secret',
    needs: /<<</,
    pattern: () =>
      /(?:login|--with-token|--password-stdin|-S|secret (?:set|put)[^\n<]{0,80}|passwd|unlock|kinit[^\n<]{0,60})[ \t]*<<<[ \t]*["']?([^\s"'$`][^\s"']{3,1024})/g,
    notInCode: true,
  },
  {
    rule: 'literal-secret',
    needs: /--from-literal/,
    pattern: () => /--from-literal[= \t]["']?[\w.-]{1,253}=["']?([^\s"']{3,4096})/g,
    kind: 'credential',
    notInCode: true,
  },
  {
    rule: 'build-argument',
    needs: /--(?:vault-password|secret-string|admin-password|master-user)/,
    pattern: () =>
      /(?:--vault-password|--secret-string|--admin-password|--master-user-password)[= \t]["']?([^\s"']{4,512})/g,
    notInCode: true,
  },
  {
    rule: 'powershell-secret',
    needs: /SecureString|NetworkCredential|PSCredential/i,
    pattern: () =>
      /(?:ConvertTo-SecureString(?:[ \t]+-String)?|NetworkCredential\([^,\n]{1,100},|PSCredential\([^,\n]{1,100},)[ \t]*(?:-AsPlainText[ \t]+)?(?:-Force[ \t]+)?["']([^"'\n]{4,512})/gi,
  },
  {
    rule: 'connect-auth',
    needs: /\bAUTH\b|\bPASS\b/,
    pattern: () => /(?:^|\n|[>$C:] {0,2})(?:AUTH (?:PLAIN |LOGIN )?|PASS )([^\s"'<>]{6,512})(?=\r?$)/gm,
    notInCode: true,
    accept: (value) => looksGenerated(value, 6),
  },
  {
    rule: 'mysql-config',
    needs: /_authToken|npmAuthToken|npmAuthIdent/,
    pattern: () => /npmAuth(?:Token|Ident):?[ \t]+["']?([^\s"']{8,1024})/g,
    kind: 'token',
  },
  {
    rule: 'user-and-password',
    needs: /(?:using|with) password/i,
    pattern: () => /\b(?:using|with) password[ \t]+["'`]?([^\s"'`,;]{6,200})/gi,
    notInCode: true,
    accept: (value) => looksGenerated(value.replace(/[.)]$/, '')),
  },
  {
    rule: 'db2-using',
    needs: /connect to/i,
    pattern: () => /\bconnect to \w{1,40} user \w{1,40} using (\S{4,128})/gi,
    notInCode: true,
  },
  {
    rule: 'basic-pair',
    needs: /\bauth\s{0,3}=\s{0,3}\(|HTTPBasicAuth|basic_auth|setBasicAuth|\.auth\(/i,
    pattern: () =>
      /(?:\bauth\s{0,3}=\s{0,3}\(|HTTPBasicAuth\(|basic_auth\(|setBasicAuth\(|SetBasicAuth\(|\.auth\()\s{0,4}["'][^"'\n]{1,100}["']\s{0,3},\s{0,3}["']([^"'\n]{4,200})/gi,
  },
  {
    rule: 'login-call',
    needs: /\.(?:login|authenticate|connect|signIn|create_user|createUser)\(/,
    pattern: () =>
      /\.(?:login|authenticate|signIn|create_user|createUser)\(\s{0,4}["'][^"'\n]{1,100}["']\s{0,3},\s{0,3}["']([^"'\n]{6,200})/g,
    accept: (value) => looksGenerated(value),
  },
];

/** One look instead of thirty at a text that has none of them. */
const anyShape = new RegExp(shapes.map(({ needs }) => needs.source).join('|'), 'i');

function matchesOf(piece: Piece, shape: Shape): Match[] {
  if ((shape.notInCode === true && piece.as === 'code') || !shape.needs.test(piece.text)) {
    return [];
  }
  const found: Match[] = [];
  const pattern = shape.pattern();
  for (let hit = pattern.exec(piece.text); hit !== null; hit = pattern.exec(piece.text)) {
    const value = hit[1] ?? '';
    const start = hit.index + hit[0].lastIndexOf(value);
    if (isSecret(value, shape)) {
      found.push({
        rule: shape.rule,
        kind: shape.kind ?? 'password',
        start,
        end: start + value.length,
        remember: true,
      });
    }
  }
  return found;
}

function isSecret(value: string, shape: Shape): boolean {
  if (value.includes(barrier) || isHarmlessValue(value, anyPassword, { quoted: true, certain: true })) {
    return false;
  }
  return shape.accept?.(value) ?? true;
}
