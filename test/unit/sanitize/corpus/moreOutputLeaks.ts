import type { Channel, Leak } from './channel.ts';
import { channelsOf } from './template.ts';
import type { Values } from './values.ts';

/** What programs print, second collection. */
const printed = channelsOf(
  {
    'env with exports': [
      'words',
      'declare -x HOME="/root"\ndeclare -x DB_PASSWORD="§"\ndeclare -x LANG="C"',
      'declare -x LANG="C"',
    ],
    'docker inspect env': [
      'token',
      '"Env": [\n  "NODE_ENV=production",\n  "SESSION_SECRET=§"\n]',
      '"NODE_ENV=production"',
    ],
    'docker compose config': [
      'weak',
      'services:\n  db:\n    environment:\n      MYSQL_PASSWORD: §\n    image: mysql:8.4',
      'image: mysql:8.4',
    ],
    'docker history': ['token', '<missing>  2 days ago  RUN |1 NPM_TOKEN=§ /bin/sh -c npm ci  120MB', '120MB'],
    'ps e': ['token', ' 4711 pts/0 Sl 0:01 node server.js HOME=/root API_SECRET=§ LANG=C', 'LANG=C'],
    'process list': ['words', 'root 12 mysqldump -uroot -p§ shop', 'shop'],
    'systemctl show': ['token', 'Environment=NODE_ENV=production API_TOKEN=§', 'NODE_ENV=production'],
    'terraform plan': [
      'words',
      '  + resource "db" "main" {\n      + password = "§"\n      + port     = 5432\n    }',
      '+ port     = 5432',
    ],
    'terraform output json': [
      'words',
      '{\n  "db_password": {\n    "sensitive": true,\n    "type": "string",\n    "value": "§"\n  }\n}',
      '"sensitive": true',
    ],
    'terraform output raw': ['small', '$ terraform output -raw db_password\n§\n$ ls\nmain.tf', '$ ls\nmain.tf'],
    'terraform raw words': ['words', '$ terraform output -raw db_password\n§'],
    'pulumi stack': ['words', 'Current stack outputs (1):\n    OUTPUT      VALUE\n    dbPassword  §'],
    'aws access key': [
      'base64',
      '$ aws iam create-access-key --user-name ci\n{\n  "AccessKey": {\n    "UserName": "ci",\n    "SecretAccessKey": "§"\n  }\n}',
      '"UserName": "ci"',
    ],
    'aws secret value': [
      'words',
      '{\n  "Name": "shop/db",\n  "SecretString": "{\\"username\\":\\"app\\",\\"password\\":\\"§\\"}"\n}',
      '"Name": "shop/db"',
    ],
    'aws secret text': [
      'words',
      '$ aws secretsmanager get-secret-value --secret-id shop/db --query SecretString --output text\n§',
    ],
    'aws ssm param': [
      'words',
      '$ aws ssm get-parameter --name /db/password --with-decryption --query Parameter.Value --output text\n§',
    ],
    'aws export creds': [
      'base64',
      'export AWS_SECRET_ACCESS_KEY=§\nexport AWS_DEFAULT_REGION=eu-west-1',
      'AWS_DEFAULT_REGION=eu-west-1',
    ],
    'aws configure prompt': [
      'base64',
      '$ aws configure\nAWS Access Key ID [None]: none\nAWS Secret Access Key [None]: §\nDefault region name [None]: eu-west-1',
      'Default region name [None]: eu-west-1',
    ],
    'gcloud token': ['long', '$ gcloud auth print-access-token\n§'],
    'gcloud identity': ['jwt', '$ gcloud auth print-identity-token\n§'],
    'gcloud secrets access': ['words', '$ gcloud secrets versions access latest --secret=db-password\n§'],
    'az token': [
      'jwt',
      '$ az account get-access-token\n{\n  "accessToken": "§",\n  "tokenType": "Bearer"\n}',
      '"tokenType": "Bearer"',
    ],
    'az sp create': [
      'token',
      '{\n  "appId": "a",\n  "displayName": "ci",\n  "password": "§",\n  "tenant": "t"\n}',
      '"displayName": "ci"',
    ],
    'az keyvault show': ['words', '$ az keyvault secret show --vault-name kv --name db --query value -o tsv\n§'],
    'az storage keys': [
      'base64',
      '[\n  {\n    "keyName": "key1",\n    "permissions": "FULL",\n    "value": "§"\n  }\n]',
    ],
    'heroku config get': ['words', '$ heroku config:get DB_PASSWORD -a shop\n§'],
    'vault field': ['words', '$ vault kv get -field=password secret/shop\n§\n$ date\nMon', '$ date\nMon'],
    'vault table token': [
      'token',
      'Key                  Value\n---                  -----\ntoken                §\ntoken_accessor       x\ntoken_policies       ["root"]',
      'token_policies       ["root"]',
    ],
    'vault init': ['base64', 'Unseal Key 1: §\n\nInitial Root Token: x'],
    'vault root': ['token', 'Root Token: §\nUnseal progress 0/1', 'Unseal progress 0/1'],
    'op read': ['words', '$ op read op://vault/db/password\n§'],
    'pass show': ['words', '$ pass show shop/db\n§\n$ cd ..', '$ cd ..'],
    keychain: ['words', '$ security find-generic-password -w -s shop\n§'],
    lpass: ['weak', '$ lpass show --password shop\n§'],
    'bw get': ['weak', '$ bw get password shop\n§'],
    gopass: ['words', '$ gopass show -o shop/db\n§'],
    'secret-tool lookup': ['words', '$ secret-tool lookup service shop\n§'],
    pwgen: ['small', '$ pwgen -s 24 1\n§'],
    'openssl rand 64': ['base64', '$ openssl rand -base64 30\n§'],
    'uuidgen as token': ['uuid', '$ export API_TOKEN=$(uuidgen) && echo $API_TOKEN\n§'],
    'python secrets': ['long', `$ python -c "import secrets; print(secrets.token_urlsafe(48))"\n§`],
    'node randomBytes': ['hex', `$ node -e "console.log(require('crypto').randomBytes(20).toString('hex'))"\n§`],
    'rails secret': ['hex', '$ bin/rails secret\n§§§'],
    'artisan key': ['base64', '$ php artisan key:generate --show\nbase64:§'],
    'kubectl secret base64': ['words', `$ kubectl get secret db -o jsonpath='{.data.password}'\n§64`],
    'kubectl decode': ['words', `$ kubectl get secret db -o jsonpath='{.data.password}' | base64 --decode; echo\n§`],
    'kubectl template': ['words', `$ kubectl get secret db -o go-template='{{.data.password | base64decode}}'\n§`],
    'kubectl create token': ['jwt', '$ kubectl create token ci -n default\n§'],
    'kubectl describe sa': [
      'jwt',
      'Name:         ci-token\nType:  kubernetes.io/service-account-token\n\nData\n====\nca.crt:     1066 bytes\ntoken:      §',
      'ca.crt:     1066 bytes',
    ],
    'kubectl exec env': ['words', '$ kubectl exec app-1 -- printenv DB_PASSWORD\n§'],
    'kubectl exec grep': ['words', '$ kubectl exec app-1 -- env | grep PASS\nDB_PASS=§'],
    'kubeadm output': [
      'small',
      'kubeadm join 10.0.0.5:6443 --token abcdef.§ \\\n\t--discovery-token-ca-cert-hash sha256:0',
    ],
    'argocd initial': ['words', '$ argocd admin initial-password -n argocd\n§'],
    'jenkins initial': ['hex', '$ sudo cat /var/lib/jenkins/secrets/initialAdminPassword\n§'],
    'cat secret file': ['words', '$ cat /run/secrets/db_password\n§\n$ ls', '$ ls'],
    'cat token txt': ['token', '$ cat ~/.config/tool/token.txt\n§'],
    'cat vault pass': ['weak', '$ cat ~/.vault_pass\n§'],
    'head env': ['words', '$ head -2 .env\nPORT=3000\nDB_PASSWORD=§', 'PORT=3000'],
    'grep env': ['token', '$ grep -n TOKEN .env\n4:API_TOKEN=§'],
    'grep many': [
      'words',
      'config/prod.yml:12:  password: §\nconfig/prod.yml:13:  port: 5432',
      'config/prod.yml:13:  port: 5432',
    ],
    'rg match': ['token', 'src/a.ts\n12:const apiKey = "§";'],
    'git diff env': ['token', '-API_TOKEN=\n+API_TOKEN=§\n LOG=info', 'LOG=info'],
    'git show json': ['words', '+  "dbPassword": "§",\n+  "port": 1', '"port": 1'],
    'git log -p': [
      'words',
      "-const password = process.env.PW;\n+const password = '§';",
      '-const password = process.env.PW;',
    ],
    'git remote v': [
      'words',
      'origin  https://bob:§@git.internal/team/app.git (fetch)',
      '@git.internal/team/app.git (fetch)',
    ],
    'git push error': [
      'token',
      "fatal: unable to access 'https://§@git.internal/a/b.git/': The requested URL returned error: 403",
      'The requested URL returned error: 403',
    ],
    'git config list': [
      'token',
      'user.name=x\nhttp.extraheader=AUTHORIZATION: bearer §\ncore.editor=vim',
      'core.editor=vim',
    ],
    'npm config ls': [
      'token',
      '//registry.internal/:_authToken = "§"\nregistry = "https://registry.internal/"',
      'registry = "https://registry.internal/"',
    ],
    'npm debug': ['token', 'npm http fetch GET 401 https://registry.internal/x?token=§ 120ms', '120ms'],
    'npm token create': ['uuid', '│ token │ §  │\n│ readonly │ false │', 'readonly │ false'],
    'curl -v bearer': [
      'token',
      '> GET /v1 HTTP/2\n> authorization: Bearer §\n> accept: */*\n< HTTP/2 200',
      '< HTTP/2 200',
    ],
    'curl -v basic': [
      'words',
      "* Server auth using Basic with user 'bob'\n> Authorization: Basic §64\n> User-Agent: curl/8.5.0",
      'curl/8.5.0',
    ],
    'curl -v cookie': ['token', '> Cookie: session_id=§; lang=en\n', 'lang=en'],
    'set-cookie attrs': [
      'token',
      'set-cookie: connect.sid=§; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT; HttpOnly',
      'HttpOnly',
    ],
    'curl response token': [
      'token',
      '$ curl -s localhost/oauth/token -d @body\n{"access_token":"§","token_type":"Bearer","expires_in":3600}',
      '"expires_in":3600',
    ],
    'curl response refresh': ['small', '{"refresh_token":"§","scope":"read"}', '"scope":"read"'],
    'response headers': ['token', 'HTTP/1.1 200 OK\nX-Auth-Token: §\nContent-Length: 12', 'Content-Length: 12'],
    'csrf header': ['token', 'X-CSRF-Token: §\nAccept: */*', 'Accept: */*'],
    'login response': ['jwt', '{"user":{"id":1},"token":"§"}', '"id":1'],
    'http log': [
      'token',
      '127.0.0.1 - - [06/Jan/2025:10:00:00 +0000] "GET /api?api_key=§&page=2 HTTP/1.1" 200 12',
      'page=2',
    ],
    'access log reset': ['small', 'GET /reset-password?token=§ 200', '200'],
    'rails params': ['words', 'Parameters: {"user"=>{"email"=>"x", "password"=>"§"}}'],
    'ruby inspect': ['words', '#<Config host="localhost", password="§", port=5432>', 'port=5432'],
    'python repr': ['words', "Config(host='localhost', password='§', port=5432)", 'port=5432'],
    'python traceback': [
      'words',
      "  File \"a.py\", line 3, in connect\n    conn = connect(user='app', password='§')\nOperationalError: refused",
      'OperationalError: refused',
    ],
    'java tostring': [
      'words',
      'DataSource{url=jdbc:mysql://localhost/x, username=app, password=§, poolSize=5}',
      'poolSize=5',
    ],
    'go struct print': ['words', '{Host:localhost Port:5432 Password:§ Debug:true}', 'Debug:true'],
    'rust debug': ['words', 'Config { host: "localhost", password: "§", port: 5432 }', 'port: 5432'],
    'node inspect': ['words', "{\n  host: 'localhost',\n  password: '§',\n  port: 5432\n}", 'port: 5432'],
    logfmt: [
      'words',
      'time=2025-01-06T10:00:00Z level=debug msg="connecting" db.password=§ db.port=5432',
      'db.port=5432',
    ],
    'log sentence': ['weak', 'INFO Using password § for user app'],
    'log with arrow': ['words', 'password => §'],
    'log brackets': ['weak', '[DEBUG] password=[§] user=[app]', 'user=[app]'],
    'spring generated': [
      'uuid',
      'Using generated security password: §\n\nThis generated password is for development use only.',
      'development use only',
    ],
    jupyter: ['hex', '    http://localhost:8888/lab?token=§\n', 'http://localhost:8888/lab'],
    'grafana reset': ['words', 'Admin password changed successfully: §'],
    'elastic reset': [
      'token',
      'Password for the [elastic] user successfully reset.\nNew value: §',
      'successfully reset',
    ],
    'elastic first': ['token', 'The generated password for the elastic built-in superuser is : §'],
    'mysql temp': ['weak', '[Note] [MY-010454] A temporary password is generated for root@localhost: §'],
    'gitlab root': ['base64', 'Password: §\n\n# NOTE: This file will be automatically deleted in 24 hours.', '# NOTE'],
    'postgres role': ['words', "CREATE ROLE app LOGIN PASSWORD '§';\nCREATE ROLE", 'CREATE ROLE app LOGIN PASSWORD'],
    'psql select': ['token', ' id | api_key | name\n----+---------+------\n  1 | § | bob\n(1 row)', '(1 row)'],
    'mysql table': [
      'words',
      '+----+----------+\n| id | password |\n+----+----------+\n|  1 | § |\n+----+----------+',
      '| id | password |',
    ],
    'mysql vertical': [
      'words',
      '*************************** 1. row ***************************\n      id: 1\npassword: §',
      'id: 1',
    ],
    'sqlite rows': ['words', 'sqlite> select name, password from users;\nbob|§'],
    'redis get': ['token', '127.0.0.1:6379> GET session:token\n"§"'],
    'mongo doc': ['words', "{ _id: 1, user: 'bob', password: '§' }", "user: 'bob'"],
    'docker login output': [
      'words',
      '$ cat ~/.docker/config.json\n{"auths":{"reg.internal":{"auth":"§64"}}}',
      'reg.internal',
    ],
    'gh auth status': [
      'token',
      '  ✓ Logged in to github.com account bob\n  - Token: §\n  - Token scopes: repo',
      'Token scopes: repo',
    ],
    'gh auth token bare': ['token', '$ gh auth token\n§\n$ ls', '$ ls'],
    'heroku token': ['uuid', '$ heroku auth:token\n§'],
    'fly token': ['long', '$ flyctl auth token\n§'],
    'npm whoami token': ['token', '$ npm config get //registry.internal/:_authToken\n§'],
    'git credential fill': [
      'token',
      '$ echo url=https://git.internal | git credential fill\nprotocol=https\nhost=git.internal\nusername=bob\npassword=§',
      'username=bob',
    ],
    'echo var plain': ['plain', '$ echo $DB_PASSWORD\n§'],
    'echo braces': ['plain', '$ echo "${DB_PASSWORD}"\n§'],
    'printf var': ['words', '$ printf "%s\\n" "$API_SECRET"\n§'],
    'powershell echo': ['words', 'PS C:\\app> $env:DB_PASSWORD\n§'],
    'cmd echo': ['words', 'C:\\app> echo %DB_PASSWORD%\n§'],
    'set listing': ['words', 'C:\\app> set\nDB_PASSWORD=§\nPATHEXT=.COM;.EXE', 'PATHEXT=.COM;.EXE'],
    'powershell table': [
      'token',
      'Name                           Value\n----                           -----\nAPI_TOKEN                      §\nLANG                           C',
      'LANG                           C',
    ],
    'base64 decode': ['words', '$ echo §64 | base64 -d\n§'],
    'base64 of typed': ['words', "$ echo -n '§' | base64\n§64"],
    'sha of typed keeps': ['words', "$ printf '§' | sha256sum\n", 'sha256sum'],
    'history list': ['words', '  101  cd app\n  102  export DB_PASSWORD=§\n  103  npm start', '103  npm start'],
    'trace plus': ['words', "+ mysql -u root '-p§' shop\n+ exit 0", '+ exit 0'],
    'make echo': [
      'token',
      'curl -H "X-Api-Key: §" http://localhost/deploy\nmake: *** [deploy] Error 22',
      'make: *** [deploy] Error 22',
    ],
    'ansible debug': ['words', 'ok: [localhost] => {\n    "db_password": "§"\n}', 'ok: [localhost]'],
    'ansible diff': ['words', '+password = §\n changed: [localhost]', 'changed: [localhost]'],
    'wireguard genkey': ['base64', '$ wg genkey\n§'],
    'wg show': ['base64', 'interface: wg0\n  private key: §\n  listening port: 51820', 'listening port: 51820'],
    'totp uri': ['token', 'otpauth://totp/shop:bob?secret=§&issuer=shop', 'issuer=shop'],
    'recovery codes': ['small', 'Recovery codes:\n  §\nKeep them safe.', 'Keep them safe.'],
    webpush: ['long', '=======================================\n\nPublic Key:\nx\n\nPrivate Key:\n§\n'],
    'oauth device': ['token', 'Paste this token: §'],
    'your key is': ['token', 'Your API key is § – it will not be shown again.', 'it will not be shown again'],
    'key created': ['token', 'API key created successfully.\nKey:    §\nName:   ci', 'Name:   ci'],
    'client secret row': ['token', 'Client ID      shop\nClient Secret  §', 'Client ID      shop'],
    'table box': ['token', '│ Secret Key │ § │\n│ Region     │ eu │', 'Region'],
    'markdown table': ['token', '| name | token |\n|---|---|\n| ci | § |', '| name | token |'],
    'coloured name': ['words', '\u001b[33mpassword\u001b[0m: \u001b[32m§\u001b[0m\nok', 'ok'],
    'coloured equals': ['token', '\u001b[1mAPI_TOKEN\u001b[22m=\u001b[36m§\u001b[39m'],
    'json coloured': ['words', '\u001b[34m"password"\u001b[0m: \u001b[32m"§"\u001b[0m,'],
    'crlf lines': ['words', 'user: app\r\npassword: §\r\nport: 1\r\n', 'port: 1'],
    'bare bearer': ['token', 'using Bearer §'],
    'entropy alone': ['long', 'result: §'],
    'jwt in log': ['jwt', 'decoded token from §, exp in 3600s', 'exp in 3600s'],
  },
  'terminal',
);

const forms: Readonly<Record<string, (secret: string) => string>> = {
  raw: (s) => s,
  base64: (s) => Buffer.from(s).toString('base64'),
  'base64 with newline': (s) => Buffer.from(`${s}\n`).toString('base64'),
  'base64 user:': (s) => Buffer.from(`admin:${s}`).toString('base64'),
  base64url: (s) => Buffer.from(`${s}~?>`).toString('base64url'),
  hex: (s) => Buffer.from(s).toString('hex'),
  'hex upper': (s) => Buffer.from(s).toString('hex').toUpperCase(),
  url: (s) => encodeURIComponent(s),
  'url plus': (s) => new URLSearchParams({ a: s }).toString().slice(2),
  'url all': (s) => [...Buffer.from(s)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  json: (s) => JSON.stringify(s).slice(1, -1),
  'json in json': (s) => JSON.stringify(JSON.stringify({ a: s })).slice(1, -1),
  html: (s) =>
    s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;'),
  xml: (s) =>
    s
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&apos;'),
  'shell single': (s) => `'${s.replace(/'/g, "'\\''")}'`,
  'shell double': (s) => `"${s.replace(/["\\$`]/g, '\\$&')}"`,
  'shell backslash': (s) => s.replace(/[^\w.,/:@%+=-]/g, '\\$&'),
};

/** A known value in each form that a program prints it in. */
function knownForms(): Record<string, Channel> {
  const make: Readonly<Record<string, (v: Values) => string>> = {
    plain: (v) => v.words(),
    marked: (v) => `${v.lower(5)}"&<'$ ${v.upper(4)}\\${v.digits(3)}?`,
  };
  return Object.fromEntries(
    Object.entries(forms).flatMap(([form, encode]) =>
      Object.entries(make).map(([kind, value]) => [
        `known ${kind} as ${form}`,
        (v: Values): Leak => {
          const secret = value(v);
          const shown = encode(secret);
          return {
            text: `it says ${shown} there\n`,
            secrets: [shown.replace(/^['"]|['"]$/g, '')],
            env: { SHOP_DB_PASSWORD: secret },
            as: 'terminal',
          };
        },
      ]),
    ),
  );
}

const blocks: Readonly<Record<string, (v: Values) => Leak>> = {
  'kubectl list yaml': (v) => {
    const one = Buffer.from(v.words()).toString('base64');
    const two = Buffer.from(v.lower(9)).toString('base64');
    return {
      text: `apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    PGUSER: ${one}\n    note: ${two}\n  kind: Secret\n  metadata:\n    name: db\n    namespace: default\n  type: Opaque\nkind: List\n`,
      secrets: [one, two],
      keeps: ['name: db', 'kind: List'],
      as: 'terminal',
    };
  },
  'kubectl list json': (v) => {
    const one = Buffer.from(v.words()).toString('base64');
    return {
      text: JSON.stringify(
        { items: [{ apiVersion: 'v1', data: { alpha: one }, kind: 'Secret', metadata: { name: 'db' } }], kind: 'List' },
        null,
        4,
      ),
      secrets: [one],
      keeps: ['"name": "db"'],
      as: 'terminal',
    };
  },
  'last-applied annotation': (v) => {
    const one = v.words();
    return {
      text: `  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"apiVersion":"v1","kind":"Secret","metadata":{"name":"db"},"stringData":{"plain":"${one}"}}\n`,
      secrets: [one],
      as: 'terminal',
    };
  },
  'service account pretty': (v) => {
    const pem = v.pem('PRIVATE KEY');
    return {
      text: `$ cat sa.json\n${JSON.stringify({ type: 'service_account', project_id: 'shop', private_key_id: v.hex(40), private_key: `${pem}\n`, client_email: `ci@shop.iam.internal` }, null, 2)}\n`,
      secrets: pem.split('\n').slice(1, -1),
      keeps: ['"type": "service_account"'],
      as: 'terminal',
    };
  },
  ...Object.fromEntries(
    [
      'RSA PRIVATE KEY',
      'EC PRIVATE KEY',
      'DSA PRIVATE KEY',
      'ENCRYPTED PRIVATE KEY',
      'PRIVATE KEY',
      'OPENSSH PRIVATE KEY',
    ].map((label) => [
      `pem ${label}`,
      (v: Values): Leak => {
        const pem = v.pem(label);
        return {
          text: `$ cat k\n${pem}\n$ ls`,
          secrets: pem.split('\n').slice(1, -1),
          keeps: ['$ ls'],
          as: 'terminal',
        };
      },
    ]),
  ),
  'pem with headers': (v) => {
    const lines = v.pem('RSA PRIVATE KEY').split('\n');
    const text = [
      lines[0],
      'Proc-Type: 4,ENCRYPTED',
      `DEK-Info: AES-128-CBC,${v.hex(32).toUpperCase()}`,
      '',
      ...lines.slice(1),
    ].join('\n');
    return { text, secrets: lines.slice(1, -1), as: 'terminal' };
  },
  'pgp block': (v) => {
    const body = [v.base64(48), v.base64(48), v.base64(48)];
    return {
      text: `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${body.join('\n')}\n=ab12\n-----END PGP PRIVATE KEY BLOCK-----\nafter`,
      secrets: body,
      keeps: ['after'],
      as: 'terminal',
    };
  },
  putty: (v) => {
    const body = [v.base64(48), v.base64(48)];
    return {
      text: `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: x\nPrivate-Lines: 2\n${body.join('\n')}\nPrivate-MAC: ${v.hex(64)}\n`,
      secrets: body,
      as: 'terminal',
    };
  },
  'pem indented yaml': (v) => {
    const pem = v.pem('PRIVATE KEY').split('\n');
    return {
      text: `tls:\n  key: |\n${pem.map((line) => `    ${line}`).join('\n')}\n  port: 443\n`,
      secrets: pem.slice(1, -1),
      keeps: ['port: 443'],
      as: 'terminal',
    };
  },
  'pem diff added': (v) => {
    const pem = v.pem('EC PRIVATE KEY').split('\n');
    return {
      text: `${pem.map((line) => `+${line}`).join('\n')}\n context`,
      secrets: pem.slice(1, -1),
      keeps: [' context'],
      as: 'terminal',
    };
  },
  'pem escaped in env': (v) => {
    const pem = v.pem('PRIVATE KEY').split('\n');
    return {
      text: `PRIVATE_KEY="${pem.join('\\n')}"\nPORT=1`,
      secrets: pem.slice(1, -1),
      keeps: ['PORT=1'],
      as: 'terminal',
    };
  },
  'pem numbered': (v) => {
    const pem = v.pem('RSA PRIVATE KEY').split('\n');
    return {
      text: pem.map((line, at) => `     ${at + 1}\t${line}`).join('\n'),
      secrets: pem.slice(1, -1),
      as: 'terminal',
    };
  },
  'pem crlf': (v) => {
    const pem = v.pem('RSA PRIVATE KEY').split('\n');
    return { text: pem.join('\r\n'), secrets: pem.slice(1, -1), as: 'terminal' };
  },
  'pem base64 whole': (v) => {
    const whole = Buffer.from(v.pem('PRIVATE KEY')).toString('base64');
    return { text: `TLS_KEY=${whole}\n`, secrets: [whole], as: 'terminal' };
  },
  'base64 wrapped secret': (v) => {
    const whole = v.base64(114);
    const lines = [whole.slice(0, 76), whole.slice(76)];
    return { text: `$ base64 secret.key\n${lines.join('\n')}\n$ ls`, secrets: lines, keeps: ['$ ls'], as: 'terminal' };
  },
  'xxd of known': (v) => {
    const s = v.lower(16);
    const bytes = Buffer.from(s)
      .toString('hex')
      .replace(/(....)/g, '$1 ')
      .trim();
    return {
      text: `$ printf %s "$API_SECRET" | xxd\n00000000: ${bytes}  ${s}\n`,
      secrets: [s, bytes],
      env: { API_SECRET: s },
      as: 'terminal',
    };
  },
  'colour every char': (v) => {
    const s = v.words();
    return {
      text: `password: ${[...s].map((c, at) => `\u001b[3${at % 8}m${c}`).join('')}\u001b[0m`,
      secrets: [s],
      as: 'terminal',
    };
  },
  'colour mid prefix': (v) => {
    const s = `gh${'p_'}${v.alphanumeric(36)}`;
    return { text: `x \u001b[1m${s.slice(0, 2)}\u001b[0m${s.slice(2)}`, secrets: [s.slice(4)], as: 'terminal' };
  },
  'erased and retyped': (v) => {
    const s = v.words();
    return { text: `export DB_PASSWORD=${s.slice(0, 8)}\u001b[K${s.slice(8)}`, secrets: [s], as: 'terminal' };
  },
  'carriage return overwrite': (v) => {
    const s = v.words();
    return { text: `loading...\rDB_PASSWORD=${s}\n`, secrets: [s], as: 'terminal' };
  },
  'wide wrap by width': (v) => {
    const s = v.alphanumeric(60);
    return {
      text: `API_TOKEN=${s.slice(0, 30)}\u001b[30C\b\u001b[30D${s.slice(30)}`,
      secrets: [s.slice(0, 30)],
      as: 'terminal',
    };
  },
  'title osc 0': (v) => {
    const s = v.words();
    return {
      text: `\u001b]0;mysql -proot --password=${s}\u0007$ ls\r\nsrc`,
      secrets: [s],
      keeps: ['src'],
      as: 'terminal',
    };
  },
  'osc 633 command': (v) => {
    const s = v.words();
    return { text: `\u001b]633;E;mysql --password=${s}\u0007ok\n`, secrets: [s], as: 'terminal' };
  },
  'alternate screen': (v) => {
    const s = v.words();
    return {
      text: `before\n\u001b[?1049h\u001b[Hpassword = ${s}\u001b[?1049lafter\n`,
      secrets: [s],
      keeps: ['before'],
      as: 'terminal',
    };
  },
  mnemonic: (v) => {
    const phrase = Array.from({ length: 12 }, () => v.lower(6).replace(/\d/g, 'a')).join(' ');
    return { text: `Mnemonic: ${phrase}\nAddress: x`, secrets: [phrase], keeps: ['Address: x'], as: 'terminal' };
  },
  'same value everywhere': (v) => {
    const s = v.words();
    return {
      text: `$ export DB_PASSWORD=${s}\n$ echo hello\nhello\n$ node app.js\nconnect failed for ${s} on db\n`,
      secrets: [s],
      keeps: ['hello', 'connect failed for '],
      as: 'terminal',
    };
  },
  'later in base64': (v) => {
    const s = v.words();
    const encoded = Buffer.from(`app:${s}`).toString('base64');
    return {
      text: `$ curl -u app:${s} localhost -v\n> Authorization: Basic ${encoded}\n`,
      secrets: [s, encoded],
      as: 'terminal',
    };
  },
};

export const moreOutputLeaks: Readonly<Record<string, Channel>> = { ...printed, ...knownForms(), ...blocks };
