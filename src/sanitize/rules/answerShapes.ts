import { isPlainlyChosen } from '../chosenValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import { isChosenWord, looksChosen } from './callShapes.ts';
import { secretWord } from './settingShapes.ts';
import type { Shape } from './shapes.ts';

/** Long and generated, or a key: what a link that lets somebody in ends with. */
function isTicket(value: string): boolean {
  return looksGenerated(value, 16) || isKeyShaped(value);
}

/** Names and values that the grammar of a protocol, a language or a prompt puts apart, one shape an entry. */
export const answerShapes: readonly Shape[] = [
  {
    rule: 'typed-answer',
    at: ['? ', '✔ ', '› '],
    pattern: () =>
      /(?<=^[ \t]{0,4})[?✔›][ \t]+[^\n:?>]{0,50}\b(?:password|passphrase|secret|token|api[ -]?key|access key)[:?]?[ \t]{1,3}(\S{6,512})[ \t]*(?=\r?$)/imy,
    notInCode: true,
    accept: (value) => looksChosen(value) && !/[:?]$|^\(/.test(value),
  },
  {
    rule: 'typed-answer',
    words: ['? ', ': '],
    at: ['value of ', 'value for '],
    pattern: () =>
      new RegExp(
        `value (?:of|for) ["'\`]?\\w{0,60}${secretWord}["'\`]?[?:][ \\t]{1,3}(\\S{4,512})[ \\t]*(?=\\r?$)`,
        'imy',
      ),
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'typed-answer',
    at: ['pass> ', 'password> ', 'passphrase> ', 'secret> ', 'token> ', 'key> ', 'passwort> ', 'contraseña> '],
    pattern: () => /[\p{L}]{3,12}> (\S{6,512})[ \t]*(?=\r?$)/imuy,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'form-field',
    at: ['name="', "name='", 'name=pass', 'name=secret', 'name=token'],
    pattern: () =>
      new RegExp(
        `name=["']?[\\w.[\\]-]{0,60}${secretWord}["']?\\]?(?:;[^\\r\\n]{0,200})?\\r?\\n(?:[A-Za-z-]{4,40}:[^\\r\\n]{0,200}\\r?\\n){0,3}\\r?\\n([^\\r\\n]{4,2048})(?=\\r?$)`,
        'imy',
      ),
    notInCode: true,
  },
  {
    rule: 'listed-reply',
    at: ['requirepass"', 'masterauth"', 'password"', 'passwd"', 'secret"', 'token"', 'key"', '_pass"'],
    pattern: () => /(?<=^[ \t]{0,8}\d{1,4}\) "[\w.-]{0,60})\w{3,12}"\r?\n[ \t]{0,8}\d{1,4}\) "([^"\n]{4,512})"/imy,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'sensitive-value',
    words: ['"sensitive"'],
    at: ['"value"'],
    pattern: () => /(?<="sensitive"\s{0,3}:\s{0,3}true\b[^{}]{0,300})"value"\s{0,3}:\s{0,3}"([^"\n]{4,4096})"/y,
    kind: 'credential',
  },
  {
    rule: 'session-entry',
    words: ['"value"'],
    at: ['"name"'],
    pattern: () =>
      /"name"\s{0,3}:\s{0,3}"(?:[\w.-]{0,40}sess(?:ion)?(?:[_.-]?id)?|[\w.-]{0,20}sid|[\w.-]{0,30}(?:csrf|xsrf|auth|jwt)[\w.-]{0,20})"\s{0,3},\s{0,40}"value"\s{0,3}:\s{0,3}"([^"\s]{8,4096})"/iy,
    kind: 'cookie',
    accept: looksChosen,
  },
  {
    rule: 'fallback',
    at: ['env.'],
    pattern: () =>
      /env\.\w{0,60}(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|KEY|PWD|CREDENTIALS?|_PAT|_AUTH|SALT)\s{0,4}(?:\?\?|\|\||\?:|\bor\b)\s{0,4}["'`]([^"'`\n]{4,300})/iy,
    accept: looksChosen,
  },
  {
    rule: 'joined-name',
    at: [
      "key='",
      'key="',
      "token='",
      'token="',
      "secret='",
      'secret="',
      "password='",
      'password="',
      "pass='",
      'pass="',
    ],
    pattern: () =>
      /(?<=["'`][\w?&; .:-]{0,60}(?:api_?|access_?|auth_?|_)?)(?:(?<=api_?|access_?|secret_?)key|token|secret|password|pass)=["'`]\s{0,4}(?:\+|\.{1,2}|&|\|\||,)\s{0,4}["'`]([^"'`\n]{4,300})["'`]/iy,
    accept: looksChosen,
  },
  {
    rule: 'pair-of-words',
    at: ['" to "'],
    pattern: () => new RegExp(`(?<="[\\w.-]{0,60}${secretWord})" to "([^"\\n]{4,300})"`, 'iy'),
    accept: looksChosen,
  },
  {
    rule: 'credentials-call',
    at: ['basic_auth ', 'basic_auth(', 'basicauth(', 'basicauth"', "basicauth'"],
    pattern: () =>
      /basic_?auth["']?(?:[ (]|\s{0,3}[:=]\s{0,3}[[(])\s{0,4}["'][^"'\n]{1,100}["']\s{0,3},\s{0,8}["']([^"'\n]{4,300})["']/iy,
  },
  {
    rule: 'credentials-call',
    at: ['bearer_auth(', 'bearerauth(', 'bearertoken(', 'bearer_token(', 'withtoken(', 'settoken(', 'withbearer('],
    pattern: () => /[a-z_]{8,12}\(\s{0,8}["'`]([^"'`\n]{6,2048})["'`]/iy,
    kind: 'token',
    accept: looksChosen,
  },
  {
    rule: 'connect-call',
    at: ['->__construct(', 'new mysqli(', 'mysqli_connect('],
    pattern: () =>
      /(?:(?<=PDO|mysqli|Connection|Client)->__construct|new mysqli|mysqli_connect)\(\s{0,8}(?:["'][^"'\n]{1,300}["']\s{0,4},\s{0,8}){2}["']([^"'\n]{4,300})["']/iy,
  },
  {
    rule: 'client-call',
    at: ['new ', 'stripe(', 'openai(', 'sendgrid(', 'resend('],
    pattern: () =>
      /(?:new (?:\w{1,30}\.)?)?(?:Stripe(?:Client)?|OpenAI|Anthropic|Resend|SendGrid(?:APIClient|Client)?|Mailgun|Octokit|Postmark|ServerClient|Telegraf|TelegramBot|Telebot|Deepgram|Replicate|Groq|Mistral|Pinecone|WebClient|PaystackClient|LinearClient|Airtable|Algolia|Vonage|Plivo)\(\s{0,8}["'`]([^"'`\n]{10,300})["'`]/y,
    kind: 'key',
    accept: looksChosen,
  },
  {
    rule: 'options-of-secret',
    at: ["secret '", "token '", "password '", "access_key '", 'secret_key '],
    pattern: () =>
      /(?<=[(,]\s{0,40}(?:[A-Z]{1,12}_){0,3})(?:SECRET|TOKEN|PASSWORD|ACCESS_KEY|SECRET_KEY) '([^'\n]{4,300})'(?=\s{0,40}[,)])/y,
    accept: looksChosen,
  },
  {
    rule: 'prompted-password',
    at: ['password "'],
    pattern: () => /(?<=^(?:> ?)?[ \t]{0,4})password "[^"\n]{1,60}" "([^"\n]{4,300})"/imy,
    notInCode: true,
  },
  {
    rule: 'set-variable',
    at: ['config --', 'config set ', 'config add '],
    pattern: () =>
      /config(?:[ \t]+(?:set|add))?(?:[ \t]+--[a-z-]{2,20}){0,3}[ \t]+["']?[\w.:/-]{0,80}(?:token|password|passwd|secret|api_?key|smtppass|oauth)["']?[ \t]+["']?(?![$-])([^\s"']{4,512})/iy,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'set-variable',
    at: ['set ', 'setx ', 'add ', 'put ', 'update '],
    pattern: () =>
      /(?:set|setx|add|put|update)[ \t]+(?:-{1,2}[a-z][\w-]{0,30}[ \t]+)?[A-Z][A-Z0-9_]{0,60}_(?:PW|PWD|PAT|AUTH|SALT|DSN|CREDS?|PASS|KEY|SECRET|TOKEN)[ \t]+["']?(?![$-])([^\s"']{6,512})/y,
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'named-words',
    at: [
      'secret_access_key ',
      'client_secret ',
      'access_key ',
      'api_key ',
      'secret_key ',
      'auth_token ',
      'access_token ',
    ],
    pattern: () =>
      /(?:secret_access_key|client_secret|access_key|api_key|secret_key|auth_token|access_token)[ \t]{1,4}(?:["']?((?:[a-z]{4,20}-){3,8}[a-z]{4,20})["']?(?=[ \t]*\r?$)|["'](?<secret>[^\s"']{6,300})["'])/imy,
    notInCode: true,
    accept: (value) => isChosenWord(value),
  },
  {
    rule: 'new-value',
    at: ['new=', 'new_value=', 'new-value='],
    pattern: () =>
      /(?<=(?:passw(?:or)?d|secret|token|passphrase|(?:signing|api|access|encryption|private)[ _-]?key)\b[^\n]{0,80}[ \t])new(?:[_-]value)?=["']?([^\s"',;]{6,512})/iy,
    notInCode: true,
    accept: isPlainlyChosen,
  },
  {
    rule: 'named-words',
    at: ['secret id', 'secretid'],
    pattern: () => /secret ?id[ \t]{0,20}[:=][ \t]{0,20}["']?([^\s"',;]{8,300})(?=["',;]?[ \t]*\r?$)/imy,
    notInCode: true,
    accept: isPlainlyChosen,
  },
  {
    rule: 'signing-call',
    at: ['hmac256(', 'hmac384(', 'hmac512(', 'hmacshakeyfor('],
    pattern: () => /\w{7,13}\(\s{0,8}["']([^"'\n]{6,300})["']/y,
    accept: looksChosen,
  },
  {
    rule: 'sent-answer',
    at: ['send "', 'send -- "'],
    pattern: () => /send (?:-- )?"([^"\n\\]{6,200})\\r"/y,
    accept: isPlainlyChosen,
  },
  {
    rule: 'mailer-login',
    at: [']:25', ']:465', ']:587', ']:2525'],
    pattern: () => /(?<=^\[[\w.-]{1,80})\]:\d{2,5}[ \t]+[^\s:]{1,80}:(\S{4,200})(?=[ \t]*\r?$)/my,
  },
  {
    rule: 'lisp-definition',
    at: ['(def ', '(define ', '(defonce ', '(defconst', '(defvar ', '(defparameter '],
    pattern: () =>
      new RegExp(
        `\\(def[a-z]{0,9}[ \\t]+[*+]?[\\w.:-]{0,60}${secretWord}[\\w*+!?-]{0,20}\\s{1,20}"([^"\\n]{4,300})"`,
        'iy',
      ),
    accept: looksChosen,
  },
  {
    rule: 'exported-constant',
    at: ['* = "', '*: string = "'],
    pattern: () => new RegExp(`(?<=\\b\\w{0,60}${secretWord}\\w{0,12})\\*(?:: \\w{1,20})? = "([^"\\n]{4,300})"`, 'iy'),
    accept: looksChosen,
  },
  {
    rule: 'connect-statement',
    at: ["using '"],
    pattern: () => /(?<=\bconnect\b[^;\n]{1,200}\buser\s[^;\n]{1,80})using '([^'\n]{4,300})'/iy,
  },
  {
    rule: 'told-flag',
    at: ['--token ', '--password ', '--api-key ', '--secret ', '--token=', '--password=', '--api-key=', '--secret='],
    pattern: () => /--(?:token|password|api-key|secret)[ =]([^\s"'`$<>{}()|;&\\]{6,300})(?=["'` \\])/y,
    accept: (value) => isPlainlyChosen(value) && !/^\w+=/.test(value),
  },
  {
    rule: 'code-verifier',
    at: ['code_verifier', 'codeverifier'],
    pattern: () => /code_?verifier["']?\s{0,3}[:=]\s{0,3}["']?(?![${<[(])([^\s"'`&,;)}]{8,512})/iy,
    kind: 'credential',
    accept: (value) => (looksChosen(value) && !/^[A-Za-z_]+$/.test(value)) || value.includes('%'),
  },
  {
    rule: 'ticket-in-path',
    at: ['/magic', '/reset', '/verify', '/invit', '/activat', '/confirm', '/unlock'],
    pattern: () =>
      /(?<=:\/\/[^\s"'<>]{3,200})\/(?:magic(?:[-_]?links?)?|reset(?:[-_]password)?|verify(?:[-_]email)?|invit(?:e|es|ation|ations)|activat(?:e|ion)|confirm(?:ation)?|unlock)\/([^\s"'`/?#<>]{12,512})/iy,
    notInCode: true,
    kind: 'credential',
    accept: isTicket,
  },
  {
    rule: 'ticket-in-path',
    at: ['/hooks/catch/', '/hooks/', '/webhooks/'],
    pattern: () => /(?<=:\/\/[^\s"'<>]{3,200})\/(?:hooks\/catch|web-?hooks|hooks)\/\d{3,12}\/([^\s"'`/?#<>]{6,512})/iy,
    kind: 'token',
    accept: (value) => !/^[a-z]+$/.test(value),
  },
  {
    rule: 'seed-of-key',
    inRuns: 58,
    pattern: () => /(?<![A-Za-z0-9])(S[ACNOUX][A-Z2-7]{56})(?![A-Za-z0-9])/g,
    kind: 'private-key',
  },
  {
    rule: 'service-token',
    inRuns: 60,
    pattern: () => /(?<![\w.-])(st\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{32}\.[0-9a-f]{32})/g,
    kind: 'token',
  },
  {
    rule: 'service-token',
    at: ['1/', '2/'],
    pattern: () => /(?<![\w.-])([12]\/\d{13,20}\/\d{13,20}:[0-9a-f]{32})(?![\w-])/y,
    kind: 'token',
  },
  {
    rule: 'listed-login',
    words: ['userlist'],
    at: ['" "'],
    pattern: () => /(?<=^"[\w.@-]{1,60})" "([^"\n]{6,300})"(?=[ \t]*\r?$)/my,
    accept: looksChosen,
  },
  {
    rule: 'dumped-hash',
    words: [':::'],
    pattern: () => /^[^\s:]{1,80}:\d{1,10}:([0-9a-f]{32}:[0-9a-f]{32}):::/gim,
    kind: 'credential',
    notInCode: true,
    anyValue: true,
  },
];
