import { inEveryKind } from './castaways.ts';
import type { Channel } from './channel.ts';
import type { Survivor } from './survivors.ts';
import { channelsOf } from './template.ts';

/** What two rounds of channels written without a look at the rules found at first sight, by family. */
export const ramblersLeaks: Readonly<Record<string, Channel>> = {
  ...inEveryKind(
    {
      'login told by the way': ['btw I reset the wiki login, it is admin and § now', 'btw I reset the wiki login'],
      'new value of a secret': ['OPS-77: the shared secret was rotated, new value: §', 'new value:'],
      'French note': ["le mdp du compte de test c'est §", 'le mdp du compte'],
      'identifier that is a secret': ['Accessor ID  = 7\nSecret ID    = §\nName         = Bootstrap', 'Bootstrap'],
      'answer that a script sends': ['send -- "§\\r"\nexpect "$ "', 'expect "$ "'],
      'login of a depot': ["p4 -u ci -P '§' sync", 'sync'],
      'new value in a log': ['10:00:00Z INFO rotated signing key old=a1 new=§', 'old=a1'],
      'user in quotes of an ACL': ["redis-cli ACL SETUSER worker on '>§' ~* +@all", '+@all'],
    },
    'terminal',
  ),
  ...inEveryKind(
    {
      'login of a relay': ['[smtp.acme.example]:587 mailer:§', ':587 mailer:'],
      'request with a variable': ['@token = §\nGET https://api.acme.example/me', 'GET https://api.acme.example/me'],
    },
    'code',
  ),
  ...inEveryKind({ 'definition in brackets': ['(def api-key "§")', '(def api-key'] }, 'code'),
  ...inEveryKind({ 'constant that is exported': ['const apiToken* = "§"', 'const apiToken*'] }, 'code'),
  ...inEveryKind(
    { 'connection of embedded SQL': ["EXEC SQL CONNECT TO shop USER 'app' USING '§';", "USER 'app'"] },
    'code',
  ),
  ...channelsOf(
    {
      'field of a request': ['token', '[FormParams]\nuser: app\npassword: §', 'user: app'],
      'words in a field of a request': ['words', '[FormParams]\nuser: app\npassword: §', 'user: app'],
      'key that signs': ['hex', 'Algorithm.HMAC256("§")', 'Algorithm.HMAC256('],
      'flag in a string': ['hex', 'sh "deploy --token § --env prod"', '--env prod'],
      'flag of words in a string': ['words', "exec('deploy --password §')", 'deploy --password'],
    },
    'code',
  ),
  'base64 that begins with a slash': (v) => {
    const secret = `/${v.alphanumeric(8)}+${v.alphanumeric(32)}k=`;
    return {
      text: `$ op read op://Prod/db/password\n${secret}=\n$ ls`.replace('==', '='),
      secrets: [secret],
      keeps: ['$ ls'],
      as: 'terminal',
    };
  },
  'token with an encoded sign before a host': (v) => {
    const secret = `${v.alphanumeric(6)}%40${v.digits(2)}!${v.lower(6)}`;
    return {
      text: `git clone https://${secret}@github.com/acme/shop.git`,
      secrets: [secret],
      keeps: ['@github.com/acme'],
      as: 'terminal',
    };
  },
};

export function ramblersSurvivors(): Survivor[] {
  const all = (as: 'terminal' | 'code' | 'data', texts: readonly string[]): Survivor[] =>
    texts.map((text) => ({ text, as }));
  return [
    ...all('terminal', [
      'docker build --secret id=token,env=TOKEN -t acme/app:dev .',
      '331 Password required\n530 Login incorrect',
      'I fixed the login, it is on main and ready now',
      'The token cache was rotated, new value: see the wiki',
      'NAME       TYPE     DATA   AGE\nshop-tls   Opaque   3      12d',
      'KEY            VALUE          AGE\nfeature-flag   enabled-beta   2d',
      'cargo login --registry acme',
      'Secret ID    = none\nthe password of the test is never a real one',
      'send -- "ls -la\\r"\nsend "exit\\r"',
    ]),
    ...all('code', [
      "it('rejects a wrong password', async () => { await login('bob', 'wrong-password'); });",
      'sh "deploy --token $TOKEN --password-file pw.txt"',
      '(def api-key (System/getenv "API_KEY"))',
      '@token = {{login.response.body.token}}\n@password = ask_for_password',
      'type Auth = {\n  password: string\n  token: Base64String\n}',
    ]),
    ...all('data', [
      'cache:\n  key: node-modules-linux-x64',
      '[FormParams]\npassword: {{password}}',
      '{"token": "see-the-wiki"}',
    ]),
  ];
}
