import type { TextKind } from '../../../../src/sanitize/rule.ts';
import type { Channel } from './channel.ts';
import type { Survivor } from './survivors.ts';
import { channelsOf } from './template.ts';
import type { Values } from './values.ts';

/**
 * Other ecosystems, written without a look at the rules or the rest of the corpus and measured before anything was mended:
 * of 309 channels with six kinds of passwords 1,718 of 1,854 samples clean (277 channels in all six), and 191 of 198
 * harmless texts untouched. Here is what was mended, with its neighbours.
 */
export const wayfarersLeaks: Readonly<Record<string, Channel>> = {
  ...channelsOf(
    {
      'random password in a state': [
        'token',
        '$ terraform state show random_password.db\nresource "random_password" "db" {\n    length      = 20\n    result      = "§"\n}',
        'length      = 20',
      ],
      'bootstrap of consul': [
        'uuid',
        'AccessorID:       7f1e7727-79c5-4083-96ed-e2ce1241ba06\nSecretID:         §\nDescription:      Bootstrap Token',
        'Bootstrap Token',
      ],
      'approle of vault': ['uuid', '$ vault write auth/approle/login role_id=web secret_id=§', 'role_id=web'],
      'word in a table of names': [
        'plain',
        '====== Data ======\nKey         Value\n---         -----\npassword    §\nusername    app',
        'username    app',
      ],
      'word among outputs': [
        'plain',
        '    OUTPUT         VALUE\n    rootPassword   §\n    url            https://app.example.com',
        'https://app.example.com',
      ],
      'word piped into a store': [
        'plain',
        "printf '§' | vercel env add DB_PASSWORD production",
        'DB_PASSWORD production',
      ],
      'word typed at a mark': ['plain', '✔ Enter a secret value: … §\nCreating', 'Creating'],
      'command in a command': ['weak', 'sudo useradd -m -p "$(openssl passwd -6 \'§\')" deploy', ')" deploy'],
      'word at the prompt of redis': ['plain', '127.0.0.1:6379> AUTH §\nOK', '\nOK'],
      'name and value of the registry': [
        'words',
        'reg add HKLM\\Software\\Acme /v DefaultPassword /t REG_SZ /d § /f',
        '/t REG_SZ',
      ],
      'name and value as flags': [
        'plain',
        'acmectl variable set --name SMTP_PASSWORD --value § --env prod',
        '--env prod',
      ],
      'key of an app in a query': [
        'uuid',
        'curl "https://api.weather.example/v1?q=Berlin&appid=§&units=metric"',
        'units=metric',
      ],
      'community of a switch': ['weak', 'snmpwalk -v2c -c § localhost system', 'localhost system'],
      'seed of codes': ['base32', '$ oathtool --totp -b §\n492039', '--totp -b'],
      'login tried at a server': ['weak', 'radtest bob § localhost 0 testing123', 'radtest bob'],
      'Russian prompt': ['plain', 'Введите пароль: §\nГотово', 'Готово'],
      'login by address': ['token', '$ ./mint --as bot --api-secret §', '--as bot'],
    },
    'terminal',
  ),
  ...channelsOf(
    {
      'hosts and their tokens': [
        'hex',
        '{"github-oauth":{"github.com":"§"},"config":{"sort-packages":true}}',
        'sort-packages',
      ],
      'element with a prefix': [
        'plain',
        '<wsse:Username>svc</wsse:Username><wsse:Password Type="PasswordText">§</wsse:Password>',
        'svc',
      ],
      'login of a router': [
        'weak',
        'hostname r1\nusername admin privilege 15 password 0 §\nip ssh version 2',
        'ip ssh version 2',
      ],
      'secret of a router': ['long', 'enable secret 5 $1$abcd$§\nno ip http server', 'no ip http server'],
      'community of a router': ['weak', 'snmp-server community § RO\nsnmp-server location lab', 'location lab'],
      'key of a router': ['weak', 'tacacs-server host 10.0.0.9 key §\n', 'tacacs-server host'],
      'neighbour of a router': ['weak', ' neighbor 10.0.0.9 password 7 §\n', 'neighbor 10.0.0.9'],
      'cell in backticks': ['token', '| env | password |\n|---|---|\n| prod | `§` |', '| prod |'],
      'French telephone': ['code', 'Téléphone : 06 87 22 5§7', 'Téléphone'],
      'social security number': ['code', 'SSN: 219-09-§', 'SSN'],
    },
    'data',
  ),
  ...channelsOf(
    {
      'variable of an image': [
        'uuid',
        'FROM node:20\nENV NPM_TOKEN=§ \\\n    NODE_ENV=production',
        'NODE_ENV=production',
      ],
      'answer on the line below': ['weak', 'expect "password:"\nsend "§\\r"\ninteract', 'interact'],
      'argument without brackets': [
        'weak',
        'release {\n    storeFile file("app.jks")\n    storePassword "§"\n}',
        'storeFile file("app.jks")',
      ],
      'login with an address': ['plain', 'server.login("bot@acme.example", "§")', 'server.login('],
      'header of a request': [
        'token',
        'POST https://api.acme.example/login\nX-Api-Key: §\n\n{}',
        'POST https://api.acme.example/login',
      ],
      'account and its token': [
        'code',
        'client = Client("AC0123456789abcdef0123456789abcdef", "0123456789abcdef01234567ab§")',
        'Client(',
      ],
    },
    'code',
  ),
};

/** Harmless texts of the same kind: those that were touched, and their neighbours. */
export function wayfarersSurvivors(v: Values): Survivor[] {
  const all = (as: TextKind, texts: readonly string[]): Survivor[] => texts.map((text) => ({ text, as }));
  return [
    ...all('terminal', [
      'aws_secretsmanager_secret.db_password: Refreshing state... [id=prod/db]\nrandom_password.db: Creation complete after 1s [id=none]',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
      `  - Token: gho_${'*'.repeat(36)}\n  - Token scopes: 'gist', 'repo'`,
      '00000010: 0300 3e00 0100 0000 4010 0000 0000 0000  ..>.....@.......',
      '$password = Read-Host -AsSecureString "Password"\n$secret = Get-AzKeyVaultSecret -VaultName kv',
      'token: Option<String>,\nsecret: Arc<Mutex<Secret>>',
      'CREATE TABLE users (\n  id bigserial PRIMARY KEY,\n  password_hash varchar(255) NOT NULL,\n  api_token char(64),\n  at timestamptz\n);',
      'user@host:~/project$ git status\ndeploy@localhost:/srv$ ls',
      'brew install openssl@1.1.1.2 && npm i left-pad@1.2.3',
      'part 415-55 of 2026-02-03, ticket 12-3456',
    ]),
    ...all('data', [
      '{"password":"Passwort","token":"Zugangsschlüssel","secret":"Geheimnis"}',
      '{"source":["import getpass\\n","pw = getpass.getpass(\'Password: \')"]}',
      '"Resource":"arn:aws:secretsmanager:*:*:secret:app/*"',
      'telephony: 2\nmobile-first: true\nfax: none\ntax: 19 %\nnational: no',
      `etag: ${v.hex(32)}`,
      'neighbor 10.0.0.9 remote-as 65001\nsnmp-server location lab\nkey chain eigrp',
    ]),
    ...all('code', [
      'validates :token, presence: true\nsecret "app"\npassword "password"',
      'expect "password:"\nsend "$password\\r"',
      'const appid = query.appid;\nfetch("/v1?appid=" + appid + "&units=metric");',
    ]),
  ];
}
