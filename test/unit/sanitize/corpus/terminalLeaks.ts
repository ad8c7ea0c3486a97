import { type Channel, leak } from './channel.ts';
import type { Values } from './values.ts';

const password = (values: Values): string => values.password();
const words = (values: Values): string => values.words();
const token = (values: Values): string => values.alphanumeric(32);
const t = { as: 'terminal' } as const;

/** Commands that are given a secret. */
export const terminalLeaks: Readonly<Record<string, Channel>> = {
  'mysql -p': leak(password, (s) => `mysql -h localhost -u root -p${s} shop -e 'select 1'`, {
    ...t,
    keeps: ['mysql -h localhost -u root -p', "shop -e 'select 1'"],
  }),
  'mysqldump -p quoted': leak(password, (s) => `$ mysqldump -u app -p'${s}' shop > dump.sql`, t),
  '--password word': leak(password, (s) => `createuser --password ${s} --host localhost bob`, {
    ...t,
    keeps: ['--host localhost'],
  }),
  '--password words': leak(words, (s) => `tool login --password ${s}`, t),
  '--password=': leak(password, (s) => `wget --user=bob --password=${s} https://localhost/file`, {
    ...t,
    keeps: ['--user=bob'],
  }),
  '--password quoted': leak(words, (s) => `influx --username admin --password "${s}"`, t),
  PGPASSWORD: leak(password, (s) => `PGPASSWORD=${s} psql -h localhost -U app`, {
    ...t,
    keeps: ['PGPASSWORD=', 'psql -h localhost'],
  }),
  'PGPASSWORD quoted': leak(words, (s) => `PGPASSWORD='${s}' pg_dump shop`, t),
  'url password': leak(password, (s) => `psql postgres://app:${s}@localhost:5432/shop`, {
    ...t,
    keeps: ['postgres://app:', '@localhost:5432/shop'],
  }),
  'url hard password': leak(
    (v) => v.hardPassword(),
    (s) => `export X=redis://:${s}@cache.internal:6379/0`,
    t,
  ),
  'url token user': leak(token, (s) => `git clone https://${s}@git.internal/team/app.git`, t),
  'git remote -v': leak(
    token,
    (s) =>
      `origin\thttps://oauth2:${s}@git.internal/team/app.git (fetch)\norigin\thttps://oauth2:${s}@git.internal/team/app.git (push)`,
    t,
  ),
  'bearer curl': leak(token, (s) => `curl -H "Authorization: Bearer ${s}" https://localhost:8443/v1/items`, {
    ...t,
    keeps: ['https://localhost:8443/v1/items'],
  }),
  'bearer hex': leak(
    (v) => v.hex(40),
    (s) => `curl -sH 'Authorization: token ${s}' https://localhost/`,
    t,
  ),
  'x-api-key': leak(
    (v) => v.lower(32),
    (s) => `curl -H 'X-Api-Key: ${s}' localhost:3000`,
    t,
  ),
  'private-token': leak(
    (v) => v.lower(20),
    (s) => `curl --header "PRIVATE-TOKEN: ${s}" https://git.internal/api/v4/projects`,
    t,
  ),
  'vault token header': leak(token, (s) => `http GET :8200/v1/sys X-Vault-Token:${s}`, t),
  'docker login -p': leak(password, (s) => `docker login -u bob -p ${s} registry.internal`, {
    ...t,
    keeps: ['docker login -u bob -p', 'registry.internal'],
  }),
  'docker login words': leak(words, (s) => `podman login registry.internal --username bob -p ${s}`, t),
  'echo | docker login': leak(words, (s) => `echo ${s} | docker login --username bob --password-stdin`, t),
  'echo | sudo': leak(words, (s) => `echo '${s}' | sudo -S apt-get update`, t),
  'gh auth <<<': leak(token, (s) => `gh auth login --with-token <<< "${s}"`, t),
  'export upper': leak(token, (s) => `export NPM_TOKEN=${s}`, { ...t, keeps: ['export NPM_TOKEN='] }),
  'export words': leak(words, (s) => `export DB_PASSWORD=${s} && npm start`, { ...t, keeps: ['npm start'] }),
  'export then echo': leak(words, (s) => `export API_SECRET="${s}"\n$ echo $API_SECRET\n${s}`, t),
  'export then base64': leak(
    token,
    (s) => `export API_SECRET="${s}"\n$ printf %s "$API_SECRET" | base64\n${Buffer.from(s).toString('base64')}`,
    t,
  ),
  'inline assignment': leak(token, (s) => `AWS_SECRET_ACCESS_KEY=${s} aws s3 ls`, t),
  'fish set': leak(token, (s) => `set -gx GITHUB_TOKEN ${s}`, t),
  powershell: leak(token, (s) => `PS C:\\app> $env:NPM_TOKEN = "${s}"`, t),
  'cmd set': leak(token, (s) => `C:\\app> set API_KEY=${s}`, t),
  setx: leak(token, (s) => `setx API_KEY ${s}`, t),
  securestring: leak(words, (s) => `$p = ConvertTo-SecureString "${s}" -AsPlainText -Force`, t),
  'curl -u': leak(words, (s) => `curl -u admin:${s} http://localhost:9200/_cat/indices`, {
    ...t,
    keeps: ['curl -u admin:', 'http://localhost:9200/_cat/indices'],
  }),
  'curl --user quoted': leak(
    (v) => v.hardPassword(),
    (s) => `curl --user 'admin:${s}' http://localhost`,
    t,
  ),
  'curl json body': leak(words, (s) => `curl -X POST localhost/login -d '{"user":"bob","password":"${s}"}'`, {
    ...t,
    keeps: ['"user":"bob"'],
  }),
  'curl form body': leak(password, (s) => `curl -d 'user=bob&password=${s}&remember=1' localhost/login`, {
    ...t,
    keeps: ['remember=1'],
  }),
  'curl cookie': leak(token, (s) => `curl -b "session=${s}; theme=dark" localhost`, { ...t, keeps: ['theme=dark'] }),
  'query token': leak(token, (s) => `curl "https://localhost/api?access_token=${s}&page=2"`, {
    ...t,
    keeps: ['page=2'],
  }),
  'query sig': leak(
    (v) => v.base64(32),
    (s) => `GET /blob?sv=2020-08-04&sig=${encodeURIComponent(s)}&se=2030 200`,
    t,
  ),
  sshpass: leak(words, (s) => `sshpass -p ${s} ssh bob@localhost uptime`, t),
  'redis -a': leak(words, (s) => `redis-cli -h localhost -a ${s} ping`, { ...t, keeps: ['ping'] }),
  mongosh: leak(words, (s) => `mongosh --host localhost -u root -p ${s} admin`, t),
  sqlcmd: leak(words, (s) => `sqlcmd -S localhost -U sa -P ${s} -Q "select 1"`, t),
  ldapsearch: leak(words, (s) => `ldapsearch -x -D cn=admin,dc=x -w ${s} -b dc=x`, t),
  smbclient: leak(words, (s) => `smbclient //nas/share -U bob%${s} -c ls`, t),
  zip: leak(words, (s) => `zip -P ${s} out.zip file`, t),
  '7z': leak(words, (s) => `7z a -p${s} out.7z dir`, t),
  htpasswd: leak(words, (s) => `htpasswd -bc .users bob ${s}`, t),
  'openssl pass': leak(words, (s) => `openssl pkcs12 -in a.p12 -passin pass:${s} -nodes`, t),
  'openssl -k': leak(words, (s) => `openssl enc -aes-256-cbc -k ${s} -in a -out b`, t),
  gpg: leak(words, (s) => `gpg --batch --passphrase ${s} -c file`, t),
  keytool: leak(words, (s) => `keytool -list -keystore a.jks -storepass ${s}`, t),
  'vault login': leak(
    (v) => `hv${'s.'}${v.alphanumeric(24)}`,
    (s) => `vault login ${s}`,
    t,
  ),
  'vault kv put': leak(words, (s) => `vault kv put secret/app password=${s} user=bob`, { ...t, keeps: ['user=bob'] }),
  'kubectl literal': leak(words, (s) => `kubectl create secret generic app --from-literal=value=${s}`, t),
  'helm --set': leak(words, (s) => `helm upgrade app ./chart --set db.password=${s} --set replicas=2`, {
    ...t,
    keeps: ['replicas=2'],
  }),
  'docker run -e': leak(words, (s) => `docker run -e POSTGRES_PASSWORD=${s} -p 5432:5432 postgres:16`, {
    ...t,
    keeps: ['-p 5432:5432 postgres:16'],
  }),
  'build-arg': leak(token, (s) => `docker build --build-arg NPM_TOKEN=${s} -t app:1.2.3 .`, {
    ...t,
    keeps: ['app:1.2.3'],
  }),
  'terraform var': leak(words, (s) => `terraform apply -var="db_password=${s}" -auto-approve`, {
    ...t,
    keeps: ['-auto-approve'],
  }),
  'gh secret set': leak(words, (s) => `gh secret set DEPLOY_PASSWORD --body "${s}"`, t),
  'heroku config': leak(token, (s) => `heroku config:set SESSION_SECRET=${s} -a shop`, { ...t, keeps: ['-a shop'] }),
  'aws configure': leak(
    (v) => v.base64(30),
    (s) => `aws configure set aws_secret_access_key ${s}`,
    t,
  ),
  'npm config': leak(token, (s) => `npm config set //registry.internal/:_authToken=${s}`, t),
  'npm config old': leak(token, (s) => `npm config set //registry.internal/:_authToken ${s}`, t),
  'ansible extra': leak(words, (s) => `ansible-playbook site.yml -e "ansible_password=${s}"`, t),
  httpie: leak(words, (s) => `http POST localhost:8000/login username=bob password=${s}`, t),
  'net user': leak(password, (s) => `net user bob ${s} /add`, t),
  rabbitmq: leak(words, (s) => `rabbitmqctl add_user bob ${s}`, t),
  wifi: leak(words, (s) => `nmcli dev wifi connect Home password ${s}`, t),
  'multi line command': leak(
    words,
    (s) => `docker login \\\n  --username bob \\\n  --password ${s} \\\n  registry.internal`,
    t,
  ),
  'colour split': leak(
    (v) => `gh${'p_'}${v.alphanumeric(36)}`,
    (s) => `token \u001b[31m${s.slice(0, 12)}\u001b[0m\u001b[32m${s.slice(12)}\u001b[0m ok`,
    t,
  ),
  backspaced: leak(token, (s) => `export API_TOKEN=${s.slice(0, 9)}zz\b\b${s.slice(9)}\r\n`, t),
  'osc 52': leak(token, (s) => `copied \u001b]52;c;${Buffer.from(s).toString('base64')}\u0007done`, t),
  'osc 8 link': leak(token, (s) => `\u001b]8;;https://x.internal/?token=${s}\u0007open\u001b]8;;\u0007`, t),
};

/** What programs print. */
export const outputLeaks: Readonly<Record<string, Channel>> = {
  'env listing': leak(
    (v) => v.hardPassword(),
    (s) => `HOME=/root\nDB_PASSWORD=${s}\nLANG=C.UTF-8`,
    { ...t, keeps: ['HOME=/root', 'LANG=C.UTF-8'] },
  ),
  'known bare': (v) => {
    const s = v.words();
    return { text: `$ echo $DEPLOY_PASS\n${s}`, secrets: [s], env: { DEPLOY_PASS: s }, as: 'terminal' };
  },
  'known base64': (v) => {
    const s = v.password();
    return {
      text: `x ${Buffer.from(s).toString('base64')} y`,
      secrets: [Buffer.from(s).toString('base64')],
      env: { DEPLOY_PASS: s },
      as: 'terminal',
    };
  },
  'known inside base64': (v) => {
    const s = v.password();
    const whole = Buffer.from(`bob:${s}:x`).toString('base64');
    return { text: `payload ${whole}`, secrets: [whole.slice(8, -6)], env: { DEPLOY_PASS: s }, as: 'terminal' };
  },
  'known hex': (v) => {
    const s = v.password();
    return {
      text: `00: ${Buffer.from(s).toString('hex')}`,
      secrets: [Buffer.from(s).toString('hex')],
      env: { DEPLOY_PASS: s },
      as: 'terminal',
    };
  },
  'known url': (v) => {
    const s = v.hardPassword();
    return {
      text: `GET /?x=${encodeURIComponent(s)}`,
      secrets: [encodeURIComponent(s)],
      env: { DEPLOY_PASS: s },
      as: 'terminal',
    };
  },
  'known json': (v) => {
    const s = `${v.password()}"${v.password()}\\x`;
    return {
      text: JSON.stringify({ note: s }),
      secrets: [JSON.stringify(s).slice(1, -1)],
      env: { DEPLOY_PASS: s },
      as: 'data',
    };
  },
  'known html': (v) => {
    const s = `${v.password()}<&>${v.password()}`;
    const form = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;');
    return { text: `<td>${form}</td>`, secrets: [form], env: { DEPLOY_PASS: s }, as: 'data' };
  },
  'known shell': (v) => {
    const s = `${v.password()}'${v.password()}`;
    const form = s.replace("'", "'\\''");
    return { text: `run '${form}'`, secrets: [form], env: { DEPLOY_PASS: s }, as: 'terminal' };
  },
  'known url password': (v) => {
    const s = v.words();
    return {
      text: `connecting with ${s} ...`,
      secrets: [s],
      env: { DATABASE_URL: `postgres://app:${s}@localhost/shop` },
      as: 'terminal',
    };
  },
  'gh auth token': leak(
    (v) => v.lower(40),
    (s) => `$ gh auth token\n${s}`,
    t,
  ),
  'aws ecr': leak(
    (v) => v.base64(120),
    (s) => `$ aws ecr get-login-password --region eu-west-1\n${s}`,
    t,
  ),
  'vault get': leak(words, (s) => `$ vault kv get -field=password secret/app\n${s.replace(/-/g, '')}7x`, t),
  'openssl rand': leak(
    (v) => v.hex(64),
    (s) => `$ openssl rand -hex 32\n${s}`,
    t,
  ),
  'cat token': leak(
    (v) => v.lower(24),
    (s) => `$ cat /run/secrets/db_password\n${s}`,
    t,
  ),
  jsonpath: leak(
    (v) => v.lower(24),
    (s) => `$ kubectl get secret app -o jsonpath='{.data.password}' | base64 -d\n${s}`,
    t,
  ),
  announced: leak(
    (v) => v.lower(24),
    (s) => `Your new API token:\n\n  ${s}\n`,
    t,
  ),
  printenv: leak(
    (v) => v.alphanumeric(20),
    (s) => `$ printenv STRIPE_KEY\n${s}`,
    t,
  ),
  'echo var': leak(
    (v) => v.password(),
    (s) => `$ echo "$DB_PASS"\n${s}\n$ ls\nsrc`,
    { ...t, keeps: ['$ ls\nsrc'] },
  ),
  'password is': leak(
    (v) => v.password(),
    (s) => `Initial root password is: ${s}`,
    t,
  ),
  'temporary password': leak(
    (v) => v.password(),
    (s) => `A temporary password is generated for root@localhost: ${s}`,
    t,
  ),
  'password prompt': leak(words, (s) => `Password: ${s}\nLogin Succeeded`, { ...t, keeps: ['Login Succeeded'] }),
  'log line': leak(
    (v) => v.password(),
    (s) => `level=info msg="login" user=bob password=${s} ip=127.0.0.1`,
    { ...t, keeps: ['user=bob', 'ip=127.0.0.1'] },
  ),
  'json log': leak(words, (s) => `{"level":"debug","db":{"user":"app","password":"${s}"},"port":5432}`, {
    ...t,
    keeps: ['"port":5432'],
  }),
  'python dict': leak(words, (s) => `{'user': 'app', 'password': '${s}', 'port': 5432}`, t),
  'kubectl yaml': (v) => {
    const one = Buffer.from(v.password()).toString('base64');
    const two = Buffer.from(v.words()).toString('base64');
    return {
      text: `$ kubectl get secret app -o yaml\napiVersion: v1\ndata:\n  host: ${one}\n  extra: ${two}\nkind: Secret\nmetadata:\n  name: app\n`,
      secrets: [one, two],
      as: 'terminal',
      keeps: ['name: app', 'apiVersion: v1'],
    };
  },
  'kubectl json': (v) => {
    const one = Buffer.from(v.words()).toString('base64');
    return {
      text: `{"apiVersion":"v1","data":{"host":"${one}"},"kind":"Secret","metadata":{"name":"app"}}`,
      secrets: [one],
      as: 'terminal',
    };
  },
  stringData: leak(words, (s) => `kind: Secret\nstringData:\n  config: |\n    ${s}\n  plain: ok-${s}\n`, t),
  'pem in cat': (v) => {
    const pem = v.pem();
    return {
      text: `$ cat deploy_key\n${pem}\n$ ls`,
      secrets: pem.split('\n').slice(1, -1),
      as: 'terminal',
      keeps: ['$ ls'],
    };
  },
  'pem cut': (v) => {
    const pem = v.pem('OPENSSH PRIVATE KEY').split('\n').slice(0, 4);
    return { text: `${pem.join('\n')}\n[… cut]\nnext`, secrets: pem.slice(1), as: 'terminal', keeps: ['next'] };
  },
  'pem tail': (v) => {
    const pem = v.pem('EC PRIVATE KEY').split('\n').slice(2);
    return {
      text: `ok then\n${pem.join('\n')}\nnext`,
      secrets: pem.slice(0, -1),
      as: 'terminal',
      keeps: ['next', 'ok then'],
    };
  },
  'pem one line': (v) => {
    const pem = v.pem('PRIVATE KEY');
    return {
      text: JSON.stringify({ type: 'service_account', private_key: pem, project: 'x' }),
      secrets: pem.split('\n').slice(1, -1),
      as: 'terminal',
    };
  },
  'set-cookie': leak(
    (v) => v.alphanumeric(26),
    (s) => `< HTTP/1.1 200 OK\n< Set-Cookie: sid=${s}; Path=/; HttpOnly`,
    { ...t, keeps: ['Path=/; HttpOnly'] },
  ),
  'curl verbose basic': (v) => {
    const s = Buffer.from(`admin:${v.words()}`).toString('base64');
    return {
      text: `> GET / HTTP/1.1\n> Authorization: Basic ${s}\n> Accept: */*`,
      secrets: [s],
      as: 'terminal',
      keeps: ['> Accept: */*'],
    };
  },
  jwt: leak(
    (v) => v.jwt(),
    (s) => `got ${s} from server`,
    t,
  ),
  'docker inspect': leak(
    words,
    (s) =>
      `            "Env": [\n                "POSTGRES_PASSWORD=${s}",\n                "PATH=/usr/bin"\n            ]`,
    { ...t, keeps: ['"PATH=/usr/bin"'] },
  ),
  'ps listing': leak(words, (s) => `bob  4711  0.0  1.2 /usr/bin/mysqld --user=app --password=${s} --port=3306`, {
    ...t,
    keeps: ['--port=3306'],
  }),
  'git diff': leak(words, (s) => `-password: ""\n+password: "${s}"`, t),
  'set -x trace': leak(token, (s) => `+ API_TOKEN=${s}\n+ curl localhost`, t),
  'stack trace': leak(
    words,
    (s) => `Error: connect ECONNREFUSED mysql://app:${s}@127.0.0.1:3306/shop\n    at run (app.js:3:1)`,
    { ...t, keeps: ['127.0.0.1:3306/shop', 'at run (app.js:3:1)'] },
  ),
  'connection string': leak(words, (s) => `Server=localhost;Database=shop;User Id=sa;Password=${s};Encrypt=true`, {
    ...t,
    keeps: ['Encrypt=true'],
  }),
  'storage key': leak(
    (v) => v.base64(64),
    (s) => `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${s};EndpointSuffix=core.internal`,
    t,
  ),
  'vault table': leak(
    (v) => v.password(),
    (s) => `Key         Value\n---         -----\npassword    ${s}\nuser        bob`,
    t,
  ),
  'psql table': leak(
    (v) => v.password(),
    (s) => ` id | name | password \n----+------+----------\n  1 | bob  | ${s}\n(1 row)`,
    t,
  ),
  'heroku config list': leak(words, (s) => `=== shop Config Vars\nSESSION_SECRET: ${s}\nNODE_ENV:       production`, t),
  'git credential': leak(token, (s) => `protocol=https\nhost=git.internal\nusername=bob\npassword=${s}`, t),
  'tf output': leak(
    (v) => v.password(),
    (s) => `db_password = "${s}"\ndb_host = "localhost"`,
    { ...t, keeps: ['localhost'] },
  ),
  'sts json': leak(
    (v) => v.base64(30),
    (s) => `{\n  "Credentials": {\n    "SecretAccessKey": "${s}",\n    "Expiration": "2030-01-01T00:00:00Z"\n  }\n}`,
    t,
  ),
  'bare random': leak(
    (v) => v.alphanumeric(40),
    (s) => `done\n${s}\n`,
    t,
  ),
  swarm: leak(
    (v) => v.lower(50),
    (s) => `    docker swarm join --token SWMTKN-1-${s}-${s.slice(0, 25)} 10.0.0.5:2377`,
    t,
  ),
  shadow: leak(
    (v) => v.alphanumeric(60),
    (s) => `bob:$6$rounds$${s}:19000:0:99999:7:::`,
    t,
  ),
  'slack webhook': leak(
    (v) => `T${v.upper(8)}/B${v.upper(8)}/${v.alphanumeric(24)}`,
    (s) => `POST https://hooks.slack.com/services/${s} ok`,
    t,
  ),
  telegram: leak(
    (v) => `${v.digits(9)}:A${v.alphanumeric(34)}`,
    (s) => `https://api.telegram.org/bot${s}/getMe`,
    t,
  ),
  email: leak(
    (v) => `${v.lower(7)}.${v.lower(6)}@example.org`,
    (s) => `Author: Jane Roe <${s}>`,
    t,
  ),
  phone: leak(
    (v) => `+49 171 ${v.digits(7)}`,
    (s) => `call me at ${s} please`,
    t,
  ),
  'phone us': leak(
    (v) => `(${v.digits(3)}) ${v.digits(3)}-${v.digits(4)}`,
    (s) => `tel ${s}`,
    t,
  ),
  card: leak(
    () => ['4111', '1111', '1111', '1111'].join(' '),
    (s) => `paid with ${s}`,
    t,
  ),
  ip: leak(
    (v) => `203.0.113.${(Number(v.digits(2)) % 90) + 10}`,
    (s) => `ssh: connect to host ${s} port 22: refused`,
    { ...t, keeps: ['port 22: refused'] },
  ),
};
