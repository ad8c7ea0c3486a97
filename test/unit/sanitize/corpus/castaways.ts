import type { Channel, Leak } from './channel.ts';
import type { Survivor } from './survivors.ts';
import { channelsOf, type Shape, type Template } from './template.ts';
import type { Values } from './values.ts';

/**
 * Channels that a tester outside wrote without a look at the rules, mended by family: each is tried with a generated
 * value, a hash, base64, a word with marks, and words joined by hyphens.
 */
const everyKind: readonly Shape[] = ['token', 'hex', 'base64', 'marked', 'words'];

type Told = readonly [text: string, ...keeps: string[]];

export function inEveryKind(texts: Readonly<Record<string, Told>>, as?: 'terminal' | 'code' | 'data') {
  const templates = Object.entries(texts).flatMap(([name, [text, ...keeps]]) =>
    everyKind.map((kind): [string, Template] => [`${name} (${kind})`, [kind, text, ...keeps]]),
  );
  return channelsOf(Object.fromEntries(templates), as);
}

export const castawaysLeaks: Readonly<Record<string, Channel>> = {
  ...inEveryKind(
    {
      'commit that rotates': ['git commit -m "fix: rotate smtp password to §"', 'git commit -m "fix: rotate'],
      'commit that sets a key': ["git commit -am 'chore: set the api key to § again'", 'again'],
      'log of a hardcoded key': ['a1b2c3d temp: hardcode api key § until vault works', 'until vault works'],
      'password that was': ['I changed the root password from § to something else.', 'to something else.'],
      'French quotation': ['Le mot de passe de la base est « § ».', 'Le mot de passe de la base'],
      'German change': ['Ich habe das Passwort der Datenbank auf § geändert', 'Ich habe das Passwort'],
      'Spanish change': ['Cambié la contraseña del servidor a § ayer', 'ayer'],
      'key of a service in quotes': ['Our API key for the maps service is "§".', 'for the maps service'],
      'personal access token': ["export GITLAB_PAT='§'; ./run.sh", './run.sh'],
      'salt among variables': ["HOSTNAME=api-7d9f\nAPP_SIGNING_SALT='§'\nLANG=C", 'HOSTNAME=api-7d9f'],
      'header of a key': ["curl -H 'X-Api-Key: §' https://api.example.com/v2/me", 'https://api.example.com/v2/me'],
      'header of a shop': ['curl --header "X-Shop-Auth: §" https://api.example.com', 'X-Shop-Auth'],
      'key of a function': [
        "irm -Headers @{ 'x-functions-key' = '§' } -Uri https://api.example.com",
        'x-functions-key',
      ],
      'token in a configuration': ["git config --global github.token '§'", 'github.token'],
      'login of a property': ["mvn deploy '-Dsonar.login=§' -DskipTests", '-DskipTests'],
      'password in a table': [
        'Key         Value\n---         -----\nclient_secret     §\nregion      eu-west-1',
        'eu-west-1',
      ],
      'record of a table': [
        '-[ RECORD 1 ]-+------\nid            | 7\nclient_secret | §\nscope         | read',
        'scope         | read',
      ],
      'reply of a store': ['127.0.0.1:6379> CONFIG GET requirepass\n1) "requirepass"\n2) "§"', '1) "requirepass"'],
      'part of a form': ['--x\nContent-Disposition: form-data; name="password"\n\n§\n--x--', 'form-data'],
      'output marked sensitive': [
        '{\n  "redis_auth": {\n    "sensitive": true,\n    "type": "string",\n    "value": "§"\n  }\n}',
        '"type": "string"',
      ],
      'prompt with a mark': ['$ read -p "db pass> " P\ndb pass> §\n$', 'read -p'],
      'question without a colon': ['? API key §\n? Region eu-west-1\n✔ Saved', 'eu-west-1'],
      'question of a value': ["? What's the value of NEXTAUTH_SECRET? §\nAdded", 'NEXTAUTH_SECRET'],
      'variable in a set': ["glab variable set PROD_PW '§' --masked", '--masked'],
      'variable of Windows': ['C:\\> setx ARTIFACTORY_PWD "§"\n\nSUCCESS: Specified value was saved.', 'SUCCESS'],
      'service and its name': ["chamber write shop smtp_pass '§'", 'chamber write shop smtp_pass'],
      'value of a key': ["llm keys set main --value '§'", 'keys set main'],
      'service installed': ["cloudflared service install '§'", 'service install'],
      'secret by flags': ["eas secret:create --name SENTRY_AUTH --value '§' --type string", 'SENTRY_AUTH'],
      'password to be hashed': ["mkpasswd -m sha-512 '§'", '-m sha-512'],
      'login of a tunnel': ['> password "Auth" "§"\nSUCCESS: entered', 'password "Auth"'],
      'password of a broker': ["rabbitmqadmin -u admin -p '§' list queues", 'list queues'],
      'session of a log': ['session created, sid=§'],
      'arrow of a header': ['Sending header Authorization => Bearer §', 'Sending header'],
      'header in a log': ['call: authorization: bearer §\ndone', 'done'],
    },
    'terminal',
  ),
  ...inEveryKind(
    {
      'key that is not set': ['const stripe = process.env.STRIPE_KEY ?? "§";', 'STRIPE_KEY'],
      'string put together': ["const k = 'api_key=' + '§'", 'const k'],
      'field with a default': ['    db_pass: SecretStr = Field(default="§")', 'SecretStr'],
      'pair of a map': ['mapOf("api_key" to "§")', 'mapOf'],
      'login without brackets': ["req.basic_auth 'svc', '§'", "'svc'"],
      'bearer of a request': ['client.get(url).bearer_auth("§").send().await?;', 'client.get(url)'],
      'client of a service': ["const stripe = new Stripe('§', { apiVersion: '2026-01-01' })", 'apiVersion'],
      'default of a key': ["'key' => env('APP_KEY', '§'),", "env('APP_KEY'"],
      'secret of a statement': ["CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET '§');", 'TYPE s3'],
      'connection by hand': ["$m = new mysqli('db', 'root', '§', 'shop');", "'shop'"],
    },
    'code',
  ),
  ...inEveryKind(
    {
      'key in resources': ['<string name="google_maps_key">§</string>', 'google_maps_key'],
      'header of an archive': ['{"name": "Authorization", "value": "Bearer §"}', '"Authorization"'],
      'cookie of an archive': ['{"name": "sessionid", "value": "§", "httpOnly": true}', '"httpOnly": true'],
      'value below its name': ['{\n  "password":\n    "§",\n  "port": 1\n}', '"port": 1'],
    },
    'data',
  ),
  ...channelsOf(
    {
      'answer below a prompt': ['words', 'Enter vault password: \n§\nDecryption successful', 'Decryption successful'],
      'hash below a prompt': ['hex', 'Enter vault password: \n§\nDecryption successful', 'Decryption successful'],
    },
    'terminal',
  ),
  'ampersand in a query': (v) => {
    const secret = `${v.lower(6)}%26${v.digits(2)}-${v.lower(6)}`;
    return {
      text: `GET /v1/items?api_key=${secret}&page=2 200`,
      secrets: [secret],
      keeps: ['&page=2'],
      as: 'terminal',
    };
  },
  'sign in a password of sqlplus': (v) => {
    const secret = `${v.lower(6)}^${v.digits(2)}-${v.lower(6)}`;
    return {
      text: `sqlplus hr/'${secret}'@//db.example.com:1521/XE`,
      secrets: [secret],
      keeps: ['hr/'],
      as: 'terminal',
    };
  },
  'equals sign in a key of a store': (v) => {
    const secret = `${v.alphanumeric(8)}=${v.digits(2)}_${v.lower(6)}`;
    return { text: `mc alias set s3 https://x.example u1 ${secret}9=`, secrets: [secret], as: 'terminal' };
  },
  'verifier of a login': (v) => {
    const secret = v.alphanumeric(43);
    return {
      text: `-d 'code_verifier=${secret}&client_id=spa'`,
      secrets: [secret],
      keeps: ['client_id=spa'],
      as: 'terminal',
    };
  },
  'link that lets in': (v) => {
    const secret = v.alphanumeric(30);
    return {
      text: `Open https://shop.example/auth/magic/${secret}`,
      secrets: [secret],
      keeps: ['/auth/magic/'],
      as: 'terminal',
    };
  },
  'hook with an account': (v) => {
    const secret = v.alphanumeric(20);
    return {
      text: `https://hooks.example.com/hooks/catch/1234567/${secret}/`,
      secrets: [secret],
      keeps: ['/1234567/'],
      as: 'terminal',
    };
  },
  'seed of a key': (v) => token(`S${'U'}${v.upper(56).replace(/[0189]/g, 'B')}`),
  'token of a machine': (v) => token(`${'st'}.${uuid(v)}.${v.hex(32)}.${v.hex(32)}`),
  'token of a region': (v) => token(`pat-${'eu1'}-${uuid(v)}`),
  'key of a database': (v) => token(`na${'pi_'}${v.lower(64)}`),
  'key of hex': (v) => token(`ke${'y_'}${v.hex(64)}`),
  'key of an account': (v) => token(`GOO${'G1E'}${v.upper(57)}`),
  'hashes of an account': (v) => {
    const [first, second] = [v.hex(32), v.hex(32)];
    return {
      text: `Administrator:500:${first}:${second}:::`,
      secrets: [first, second],
      keeps: ['Administrator:500:'],
      as: 'terminal',
    };
  },
};

function uuid(v: Values): string {
  return [8, 4, 4, 4, 12].map((length) => v.hex(length)).join('-');
}

function token(secret: string): Leak {
  return { text: `$ run-job ${secret} --dry`, secrets: [secret], keeps: ['--dry'], as: 'terminal' };
}

export function castawaysSurvivors(v: Values): Survivor[] {
  const all = (as: 'terminal' | 'code' | 'data', texts: readonly string[]): Survivor[] =>
    texts.map((text) => ({ text, as }));
  return [
    ...all('terminal', [
      'git commit -m "fix: rotate the smtp password to a stronger one"',
      'docs: change password from plain text to bcrypt hashes',
      'refactor: move the token from localStorage to a cookie',
      'Update the api key with the new one before you deploy',
      '--- PASS: TestSecretStore_Get (0.00s)',
      'vault login -method=token token=@token.txt',
      'Status: Downloaded newer image for postgres:17-alpine',
      'kubectl get secrets -o name\nprod-database-backup-store\nprod-billing-service-store',
      `CACHE_KEY=linux-build-node-modules\nBUILD_KEY=${v.hex(40)}`,
      '? Which token store\n? Use a token (y/N)\n? API key needed? no',
      'git config --global credential.helper store\ngit config set user.signingkey ~/.ssh/id.pub',
      'https://docs.example.com/reset/your-password-again\nhttps://shop.example/verify/email',
      '1) "user:1:name"\n2) "user:2:name"',
    ]),
    ...all('code', [
      '<el-input v-model="form.password" :label="$t(\'password\')" />',
      'new Stripe(process.env.STRIPE_KEY)\nnew WebClient("https://example.com")',
      'mapOf("api_key" to "string", "token" to "required")',
    ]),
    ...all('data', ['{\n  "password":\n    "string",\n  "token":\n    "required"\n}']),
  ];
}
