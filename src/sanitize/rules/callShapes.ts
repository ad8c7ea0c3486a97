import { isMixed, isToldPassword } from '../chosenValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import type { Shape } from './shapes.ts';

/** Generated, shaped like a key, or words joined by marks: what a person chooses, not a single word of the language. */
export function looksChosen(value: string): boolean {
  return looksGenerated(value) || isKeyShaped(value) || /^\w+(?:[-_.@!]\w+)+[!.]?$/.test(value);
}

/** One long word that nobody says about passwords: chosen where a password is sure to stand. */
export function isChosenWord(value: string): boolean {
  return looksChosen(value) || (/^[a-z]{10,40}$/.test(value) && !wordAboutLogins.test(value));
}

const wordAboutLogins =
  /pass|auth|wrong|invalid|correct|user|secret|token|login|requir|generat|valid|manag|encrypt|charact|protect|polic|recover|reset|strength|dictionar|entropy|confirm|expir|rotat|chang|verif|storage|field|input|prompt|method|function|param|attempt|hash|string|different|possible|following|(?:ed|able|ing|ion|ions|tory|ment|ments|ly)$/;

/** Names after which a password is filled in or asked for, in the tests and drivers of user interfaces. */
const passwordField = 'pass(?:word|wd|phrase|code)?';

/** Source code whose secret stands in a known place of a call, one shape an entry. */
export const callShapes: readonly Shape[] = [
  {
    rule: 'credentials-call',
    at: ['credential', 'usernamepasswordauth', 'passwordauthentication', 'basicauth', 'basic_auth'],
    pattern: () =>
      /(?:Credentials?|\bUsernamePasswordAuthenticationToken|PasswordAuthentication|BasicAuth|basic_auth)\w{0,24}(?:[.:]{1,2}\w{1,24})?\(\s{0,8}(?:["'][^"'\n]{0,100}["']\s{0,4},\s{0,8}(?:Some\()?){1,3}["']([^"'\n]{4,300})/y,
  },
  {
    rule: 'credentials-call',
    at: ['plainauth(', 'crammd5auth(', 'loginauth('],
    pattern: () =>
      /(?:Plain|CRAMMD5|Login)Auth\(\s{0,8}(?:(?:"[^"\n]{0,100}"|[\w.]{1,60})\s{0,4},\s{0,8}){1,2}?"([^"\n]{4,300})"\s{0,4}(?=\)|,\s{0,8}(?:"[\w.-]+"|[\w.]{1,60})\s{0,4}\))/iy,
  },
  {
    rule: 'connect-call',
    at: ['connect(', 'begin('],
    pattern: () =>
      /(?<=\b(?:pymysql|MySQLdb|mysqli?|mariadb|psycopg2?|oracledb|cx_Oracle|pg|WiFi|wifi|ftp|imap|smtp|ssh|client|conn(?:ection)?)(?:\.|_|->|::)(?:real_)?)(?:connect|begin)\(\s{0,8}(?:["'][^"'\n]{0,100}["']\s{0,4},\s{0,8}){1,2}?["']([^"'\n]{6,300})["']\s{0,4}[,)]/y,
    accept: (value) => looksChosen(value) && !/^[\w-]+(?:\.[\w-]+)+$/.test(value),
  },
  {
    rule: 'connect-call',
    words: ['pdo(', 'sequelize(', 'dbi->', 'getconnection('],
    pattern: () =>
      /(?:\bnew PDO|\bnew Sequelize|\bDBI->connect|\bgetConnection)\(\s{0,8}(?:["'][^"'\n]{1,300}["']|[\w.$]{1,80})\s{0,4},\s{0,8}["'][^"'\n]{0,100}["']\s{0,4},\s{0,8}["']([^"'\n]{4,300})/g,
  },
  {
    rule: 'login-call',
    words: ['login(', 'addlogin', 'authenticate(', 'signin(', 'sign_in(', 'create_user(', 'createuser('],
    at: ['login', 'sp_addlogin', 'authenticate', 'signin', 'sign_in', 'create_user', 'createuser'],
    pattern: () =>
      /\b(?:login|sp_addlogin|authenticate|signIn|sign_in|create_user|createUser)[ (]\s{0,4}["'][^"'\n]{1,100}["']\s{0,3},\s{0,3}["']([^"'\n]{6,200})/y,
    accept: (value) =>
      (isChosenWord(value) || /^[a-z]+(?:[-_.][a-z]+){2,}$/i.test(value)) &&
      !/^(?:wrong|invalid|incorrect|bad|not|no|any|some)[-_ ]/i.test(value),
  },
  {
    rule: 'login-call',
    at: ['login(', 'authenticate(', 'signin(', 'sign_in('],
    pattern: () => /[a-z_]{5,12}\(\s{0,8}[\w.$[\]]{1,60}\s{0,3},\s{0,8}["']([^"'\n]{6,200})["']\s{0,4}[,)]/iy,
    accept: (value) => isMixed(value) && isToldPassword(value),
  },
  {
    rule: 'set-password-call',
    at: ['setpass', 'set_pass', 'changepass', 'change_pass', 'updatepass', 'update_pass', 'resetpass', 'reset_pass'],
    pattern: () =>
      /(?:set|change|update|reset)_?password\(\s{0,8}(?:["'][^"'\n]{0,100}["']\s{0,4},\s{0,8}){0,2}["'](?:\{noop\})?([^"'\n]{4,300})/iy,
    accept: isChosenWord,
  },
  {
    rule: 'signing-call',
    at: ['jwt', 'jsonwebtoken', 'jose'],
    pattern: () =>
      /\b(?:jwt|jsonwebtoken|jose)\b[^\n]{0,40}?\b(?:sign|verify|encode|decode)\(\s{0,8}(?:\{[^{}\n]{0,300}\}|[\w.$()]{1,80})\s{0,4},\s{0,8}b?["'`]([^"'`\n]{4,512})/iy,
  },
  {
    rule: 'signing-call',
    words: ['hmac', 'secretkeyspec', 'fernet(', 'createcipheriv', 'encrypt('],
    pattern: () =>
      /(?:createHmac\(\s{0,8}["'][\w-]{1,20}["']\s{0,4},|createCipheriv\(\s{0,8}["'][\w-]{1,20}["']\s{0,4},|new SecretKeySpec\(|\bFernet\(|\bhmac\.new\(|hmac\.New\([\w.]{1,40},\s{0,4}\[\]byte\(|hash_hmac\(\s{0,8}["']\w{1,20}["']\s{0,4},[^,\n]{1,100},|pgp_sym_(?:en|de)crypt\([^,\n]{1,200},)\s{0,8}b?["'`]([^"'`\n]{4,512})/g,
  },
  {
    rule: 'signing-call',
    at: ['aes.new(', 'des.new(', 'des3.new(', 'blowfish.new(', 'arc4.new(', 'chacha20.new('],
    pattern: () => /\w{3,8}\.new\(\s{0,8}(?:key\s{0,2}=\s{0,2})?b?["']([^"'\n]{8,128})["']/iy,
    kind: 'key',
  },
  {
    rule: 'signing-call',
    at: ['cookieparser(', 'cookiesession(', 'serializer(', 'signer('],
    pattern: () =>
      /(?:cookieParser|cookieSession|\w{0,20}Serializer|\w{0,20}Signer)\(\s{0,8}["'`]([^"'`\n]{6,512})["'`]/iy,
    accept: isChosenWord,
  },
  {
    rule: 'encoded-pair',
    words: ['userpwd', 'btoa(', 'base64_encode', 'b64encode', 'buffer.from', 'base64.'],
    pattern: () =>
      /(?:CURLOPT_(?:PROXY)?USERPWD|btoa|base64_encode|b64encode|Buffer\.from|Base64[.\w()]{1,60})\W{1,8}b?["'`][\w.@-]{1,60}:([^"'`\n]{4,200})["'`]/g,
  },
  {
    rule: 'form-fill',
    at: ['.fill(', '.type(', '.setvalue(', '.typetext(', '.replacetext('],
    pattern: () =>
      new RegExp(
        `\\.(?:fill|type|setValue|typeText|replaceText)\\(\\s{0,8}["'\`][^"'\`\\n]{0,60}${passwordField}[^"'\`\\n]{0,30}["'\`]\\s{0,4},\\s{0,8}["'\`]([^"'\`\\n]{4,200})`,
        'iy',
      ),
    accept: (value) => looksChosen(value) && !/wrong|invalid|incorrect|mismatch/i.test(value),
  },
  {
    rule: 'form-fill',
    at: ['.fill(', '.type(', '.setvalue(', '.typetext(', '.sendkeys(', '.send_keys(', '.presssequentially('],
    pattern: () =>
      new RegExp(
        `(?<=${passwordField}[^"'\`\\n]{0,30}["'\`][\\])]{1,3}\\s{0,8})\\.(?:fill|type|setValue|typeText|sendKeys|send_keys|pressSequentially)\\(\\s{0,8}["'\`]([^"'\`\\n]{4,200})`,
        'iy',
      ),
    accept: (value) => looksChosen(value) && !/wrong|invalid|incorrect|mismatch/i.test(value),
  },
  {
    rule: 'named-append',
    at: ['.append(', '.set(', '.add(', '.put(', '.header(', '.addheader(', '.setheader(', '.setrequestheader('],
    pattern: () =>
      /\.(?:append|set|add|put|header|addHeader|setHeader|setRequestHeader)\(\s{0,8}["'`][\w.-]{0,40}(?:pass(?:word|wd|phrase)|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)["'`]\s{0,4},\s{0,8}["'`]([^"'`\n]{4,300})/iy,
    accept: looksChosen,
  },
  {
    rule: 'keyed-value',
    first: true,
    words: ['forkey', 'key:', 'for:'],
    at: ['.set(', '.save(', '.store(', '.add('],
    pattern: () =>
      /\.(?:set|save|store|add)\(\s{0,8}"([^"\n]{4,300})"\s{0,4},\s{0,8}(?:forKey|key|for)\s{0,2}:\s{0,4}"[\w.-]{0,40}(?:password|passwd|secret|token|key)"/iy,
  },
  {
    rule: 'lisp-credentials',
    at: ['auth-credentials'],
    pattern: () => /auth-credentials[^\n"]{0,40}(?:\s{0,4}(?:"[^"\n]{0,100}"|\d{1,5})){3}\s{1,4}"([^"\n]{4,200})"/y,
  },
  {
    rule: 'default-argument',
    words: ['default=', 'default =', 'default:', 'default :'],
    at: ['"-', "'-"],
    pattern: () =>
      /["']--?[\w-]{0,40}(?:password|passwd|secret|token|api-?key|access-?key)["'][^\n]{0,160}?\bdefault\s{0,3}[=:]\s{0,3}["']([^"'\n]{4,300})/iy,
  },
  {
    rule: 'fallback',
    words: ['getenv', 'env:', 'env(', 'env[', 'environ', 'fetch('],
    at: ['env', 'fetch', 'var', 'config', 'get'],
    pattern: () =>
      /(?:env|environ|fetch|var|config|get)[.\w:]{0,20}[[(]\s{0,4}["'`][\w.-]{0,60}(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|KEY|PWD|CREDENTIALS?)["'`]\s{0,4}[\])]{1,3}\s{0,8}(?:\?:|\?\?|\|\||\|\|=|\bor\b|\.(?:unwrap_or|orElse|getOrElse|or)\()\s{0,8}["'`]([^"'`\n]{4,300})/iy,
  },
  {
    rule: 'property-default',
    words: ['get;'],
    at: ['apikey', 'accesskey', 'password', 'secret', 'token'],
    pattern: () =>
      /(?:ApiKey|AccessKey|Password|Secret|Token)\s{1,4}\{\s{0,4}(?:private |protected )?get;[^}\n]{0,60}\}\s{0,4}=\s{0,4}"([^"\n]{4,300})/y,
  },
  {
    rule: 'define',
    at: ['#define', 'password[', 'passwd[', 'pass[', 'secret[', 'token[', 'api_key[', 'apikey['],
    pattern: () =>
      /(?:#define\s{1,8}\w{0,40}(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|PSK)\s{1,20}|(?:password|passwd|pass|secret|token|api_?key)\[\w{0,20}\]\s{0,4}=\s{0,4})"([^"\n]{4,300})/iy,
  },
  {
    rule: 'typed-variable',
    at: ['as string'],
    pattern: () =>
      /(?<=(?:password|passwd|secret|token|api_?key)\s{1,4})As\s{1,4}String\s{0,4}=\s{0,4}"([^"\n]{4,300})/iy,
  },
  {
    rule: 'block-value',
    words: ['password {', 'password{'],
    at: ['password'],
    pattern: () => /\bpassword\s{0,3}\{\s{0,4}["']([^"'\n]{4,200})["']\s{0,4}\}/y,
  },
  {
    rule: 'set-command',
    at: ['set('],
    pattern: () => /\bset\(\w{0,40}(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY)\s{1,8}"([^"\n]{4,300})/y,
  },
  {
    rule: 'typed-field',
    at: ['field('],
    pattern: () =>
      /(?<=(?:password|passwd|pass|pwd|secret|token|_key)\s{0,2}:\s{0,2}[\w.[\] |]{1,40}\s{0,2}=\s{0,2})Field\(\s{0,4}(?:default\s{0,2}=\s{0,2})?["']([^"'\n]{4,300})/iy,
    accept: looksChosen,
  },
  {
    rule: 'decoded-key',
    words: [
      'fromhex',
      'from_hex',
      'decodestring',
      'buffer.from',
      'unhexlify',
      'hextobytes',
      'parsehexstr',
      'hex.parse',
    ],
    pattern: () =>
      /key\w{0,10}\s{0,4}[:=]{1,2}\s{0,4}[\w. ]{0,40}(?:fromhex|from_hex|hex\.DecodeString|Buffer\.from|unhexlify|hexToBytes|parseHexStr|Hex\.parse)\(\s{0,4}["']([0-9a-f]{32,512})/gi,
    kind: 'key',
  },
  {
    rule: 'account-keys',
    at: ['accounts'],
    pattern: () => /\baccounts["']?\s{0,4}:\s{0,4}\[\s{0,4}["'](?:0x)?([0-9a-fA-F]{40,64})/y,
    kind: 'private-key',
  },
  {
    rule: 'compared-password',
    words: ['password,'],
    at: ['assert(', 'equal(', 'equals(', 'expect(', 'eq(', 'is('],
    pattern: () => /(?:assert|equals?|expect|eq|is)\(\s{0,4}[\w.$]{0,60}password\s{0,4},\s{0,4}["']([^"'\n]{4,200})/iy,
    accept: looksChosen,
  },
];
