import { type Channel, leak } from './channel.ts';
import type { Values } from './values.ts';

const words = (values: Values): string => values.words();
const hard = (values: Values): string => values.hardPassword();
const token = (values: Values): string => values.alphanumeric(32);
const d = { as: 'data' } as const;
const c = { as: 'code' } as const;

/** Configuration, of every common shape. */
export const dataLeaks: Readonly<Record<string, Channel>> = {
  npmrc: leak(token, (s) => `registry=https://registry.internal/\n//registry.internal/:_authToken=${s}\n`, d),
  'npmrc auth': (v) => {
    const s = Buffer.from(`bob:${v.words()}`).toString('base64');
    return { text: `_auth=${s}\nalways-auth=true`, secrets: [s], as: 'data' };
  },
  netrc: leak(words, (s) => `machine api.internal\n  login bob\n  password ${s}\n`, d),
  'netrc line': leak(hard, (s) => `machine api.internal login bob password ${s}`, d),
  pgpass: leak(
    (v) => v.password(),
    (s) => `localhost:5432:shop:app:${s}`,
    d,
  ),
  'docker config': (v) => {
    const s = Buffer.from(`bob:${v.words()}`).toString('base64');
    return { text: `{"auths":{"registry.internal":{"auth":"${s}"}}}`, secrets: [s], as: 'data' };
  },
  'aws credentials': leak(
    (v) => v.base64(30),
    (s) => `[default]\naws_access_key_id = none\naws_secret_access_key = ${s}\nregion = eu-west-1`,
    { ...d, keeps: ['region = eu-west-1'] },
  ),
  'aws key id': leak(
    (v) => `AK${'IA'}${v.upper(16)}`,
    (s) => `[default]\naws_access_key_id = ${s}\n`,
    d,
  ),
  dotenv: leak(hard, (s) => `PORT=3000\nDB_PASSWORD=${s}\nDEBUG=true`, { ...d, keeps: ['PORT=3000', 'DEBUG=true'] }),
  'dotenv quoted': leak(
    (v) => `${v.words()} ${v.password()}`,
    (s) => `DB_PASSWORD="${s}"`,
    d,
  ),
  'dotenv export': leak(token, (s) => `export SECRET_KEY_BASE=${s}`, d),
  properties: leak(
    hard,
    (s) => `spring.datasource.url=jdbc:mysql://localhost/shop\nspring.datasource.password=${s}\n`,
    { ...d, keeps: ['jdbc:mysql://localhost/shop'] },
  ),
  'jdbc url': leak(words, (s) => `url=jdbc:mysql://localhost/shop?user=app&password=${s}&useSSL=false`, {
    ...d,
    keeps: ['useSSL=false'],
  }),
  ini: leak(words, (s) => `[client]\nuser = app\npassword = ${s}\nport = 3306`, { ...d, keeps: ['port = 3306'] }),
  yaml: leak(words, (s) => `database:\n  user: app\n  password: ${s}\n  port: 5432`, { ...d, keeps: ['port: 5432'] }),
  'yaml quoted': leak(hard, (s) => `api:\n  secretKey: '${s}'\n`, d),
  'yaml comment': leak(words, (s) => `password: ${s} # rotate me`, d),
  'yaml flow': leak(words, (s) => `db: {user: app, password: ${s}, port: 5432}`, d),
  'compose list': leak(words, (s) => `    environment:\n      - POSTGRES_PASSWORD=${s}\n      - POSTGRES_DB=shop`, {
    ...d,
    keeps: ['POSTGRES_DB=shop'],
  }),
  'compose map': leak(words, (s) => `    environment:\n      MYSQL_ROOT_PASSWORD: ${s}\n      TZ: UTC`, {
    ...d,
    keeps: ['TZ: UTC'],
  }),
  toml: leak(words, (s) => `[db]\npassword = "${s}"\npool = 5`, { ...d, keeps: ['pool = 5'] }),
  json: leak(words, (s) => `{\n  "clientSecret": "${s}",\n  "port": 1\n}`, d),
  'json escaped': leak(words, (s) => `{"body":"{\\"password\\":\\"${s}\\",\\"a\\":1}"}`, d),
  xml: leak(words, (s) => `<server>\n  <username>bob</username>\n  <password>${s}</password>\n</server>`, {
    ...d,
    keeps: ['<username>bob</username>'],
  }),
  'xml attribute': leak(words, (s) => `<user name="bob" password="${s}"/>`, d),
  'xml add': leak(words, (s) => `<add key="ApiSecret" value="${s}" />`, d),
  'xml connection': leak(words, (s) => `<add name="db" connectionString="Server=.;User Id=sa;Password=${s};" />`, d),
  plist: leak(words, (s) => `<key>password</key>\n<string>${s}</string>`, d),
  hadoop: leak(words, (s) => `<property><name>db.password</name><value>${s}</value></property>`, d),
  'sql create': leak(words, (s) => `CREATE USER 'bob'@'localhost' IDENTIFIED BY '${s}';`, {
    ...d,
    keeps: ["CREATE USER 'bob'@'localhost' IDENTIFIED BY '"],
  }),
  'sql role': leak(words, (s) => `ALTER ROLE app WITH LOGIN PASSWORD '${s}';`, d),
  'sql insert': leak(words, (s) => `INSERT INTO users (id, name, password) VALUES (1, 'bob', '${s}');`, {
    ...d,
    keeps: ["'bob'"],
  }),
  csv: leak(
    (v) => v.password(),
    (s) => `name,password,role\nbob,${s},admin\n`,
    { ...d, keeps: ['bob,', ',admin'] },
  ),
  redis: leak(words, (s) => `port 6379\nrequirepass ${s}\n`, { ...d, keeps: ['port 6379'] }),
  'service account': (v) => {
    const pem = v.pem('PRIVATE KEY');
    const id = v.hex(40);
    return {
      text: JSON.stringify({ type: 'service_account', private_key_id: id, private_key: pem }, null, 2),
      secrets: [id, ...pem.split('\n').slice(1, -1)],
      as: 'data',
    };
  },
  kubeconfig: (v) => {
    const s = v.base64(300);
    const s2 = v.alphanumeric(40);
    return {
      text: `users:\n- name: admin\n  user:\n    client-key-data: ${s}\n    token: ${s2}\n`,
      secrets: [s, s2],
      as: 'data',
    };
  },
  wireguard: leak(
    (v) => v.base64(32),
    (s) => `[Interface]\nPrivateKey = ${s}\nAddress = 10.0.0.2/32`,
    d,
  ),
  htpasswd: leak(
    (v) => v.alphanumeric(31),
    (s) => `bob:$apr1$abcdefgh$${s}`,
    d,
  ),
  maven: leak(
    words,
    (s) => `<settings><servers><server><id>x</id><passphrase>${s}</passphrase></server></servers></settings>`,
    d,
  ),
  systemd: leak(words, (s) => `[Service]\nEnvironment="API_SECRET=${s}"\nRestart=always`, {
    ...d,
    keeps: ['Restart=always'],
  }),
  'github workflow': leak(token, (s) => `      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${s}\n`, d),
  nginx: leak(token, (s) => `proxy_set_header Authorization "Bearer ${s}";`, d),
  laravel: leak(
    (v) => v.base64(32),
    (s) => `APP_NAME=Shop\nAPP_KEY=base64:${s}\n`,
    d,
  ),
  wpa: leak(words, (s) => `network={\n  ssid="home"\n  psk="${s}"\n}`, d),
  'sentry dsn': leak(
    (v) => v.hex(32),
    (s) => `dsn: https://${s}:${s}@sentry.internal/42`,
    d,
  ),
  tfvars: leak(words, (s) => `region      = "eu-west-1"\ndb_password = "${s}"\n`, {
    ...d,
    keeps: ['region      = "eu-west-1"'],
  }),
  nuget: leak(words, (s) => `<add key="ClearTextPassword" value="${s}" />`, d),
  pypirc: leak(words, (s) => `[pypi]\nusername = __token__\npassword = ${s}\n`, d),
  har: leak(token, (s) => `{"name":"Authorization","value":"Bearer ${s}"}`, d),
  'postman header': leak(token, (s) => `{"key":"X-Api-Key","value":"${s}"}`, d),
};

/** Source code: only quoted values count. */
export const codeLeaks: Readonly<Record<string, Channel>> = {
  'js const': leak(words, (s) => `const password = '${s}';\nconnect(password);`, {
    ...c,
    keeps: ['connect(password);'],
  }),
  'js object': leak(token, (s) => `export const config = {\n  apiKey: "${s}",\n  retries: 3,\n};`, {
    ...c,
    keeps: ['retries: 3,'],
  }),
  'js template': leak(words, (s) => `const url = \`postgres://app:${s}@localhost/shop\`;`, c),
  'js header': leak(token, (s) => `fetch(url, { headers: { Authorization: 'Bearer ${s}' } });`, c),
  'js header call': leak(token, (s) => `xhr.setRequestHeader("X-Auth-Token", "${s}");`, c),
  'js fallback': leak(words, (s) => `const secret = process.env.JWT_SECRET || '${s}';`, {
    ...c,
    keeps: ['process.env.JWT_SECRET || '],
  }),
  'js env set': leak(words, (s) => `process.env.DB_PASSWORD = '${s}';`, c),
  'js sign': leak(
    (v) => v.password(),
    (s) => `jwt.sign(payload, secret); const jwtSecret = "${s}"`,
    c,
  ),
  'ts typed': leak(words, (s) => `private readonly password: string = '${s}';`, c),
  'py assign': leak(words, (s) => `DB_PASSWORD = "${s}"\n`, c),
  'py dict': leak(words, (s) => `settings = {'password': '${s}', 'port': 5432}`, { ...c, keeps: ["'port': 5432"] }),
  'py kwargs': leak(words, (s) => `connect(host="localhost", user="app", password="${s}")`, {
    ...c,
    keeps: ['host="localhost"'],
  }),
  'py environ': leak(words, (s) => `os.environ["API_SECRET"] = "${s}"`, c),
  'py auth tuple': leak(words, (s) => `requests.get(url, auth=("bob", "${s}"))`, c),
  'py bytes': leak(words, (s) => `SECRET_KEY = b"${s}"`, c),
  django: leak(
    (v) => `django-insecure-${v.alphanumeric(40)}`,
    (s) => `SECRET_KEY = '${s}'`,
    c,
  ),
  'ruby hash': leak(words, (s) => `config = { :password => '${s}', :port => 1 }`, c),
  'ruby new hash': leak(words, (s) => `establish_connection(password: "${s}", pool: 5)`, c),
  'go assign': leak(words, (s) => `password := "${s}"`, c),
  'go struct': leak(words, (s) => `cfg := Config{User: "app", Password: "${s}"}`, c),
  'go bytes': leak(words, (s) => `var jwtSecret = []byte("${s}")`, c),
  'java field': leak(words, (s) => `private static final String DB_PASSWORD = "${s}";`, c),
  'java setter': leak(
    (v) => v.password(),
    (s) => `ds.setPassword("${s}");`,
    c,
  ),
  'java props': leak(
    (v) => v.password(),
    (s) => `props.put("password", "${s}");`,
    c,
  ),
  'php define': leak(words, (s) => `define('DB_PASSWORD', '${s}');`, { ...c, keeps: ["define('DB_PASSWORD', '"] }),
  'php array': leak(words, (s) => `$db['default']['password'] = '${s}';`, c),
  'php arrow': leak(words, (s) => `'password' => '${s}',`, c),
  csharp: leak(words, (s) => `var connectionString = "Server=.;Database=shop;User Id=sa;Password=${s};";`, c),
  'csharp verbatim': leak(words, (s) => `string password = @"${s}";`, c),
  rust: leak(words, (s) => `let api_secret: &str = "${s}";`, c),
  'rust string': leak(words, (s) => `let password = String::from("${s}");`, c),
  kotlin: leak(words, (s) => `val password: String = "${s}"`, c),
  swift: leak(words, (s) => `let apiSecret = "${s}"`, c),
  perl: leak(words, (s) => `my $password = '${s}';`, c),
  comparison: leak(words, (s) => `if (password === "${s}") { grant(); }`, c),
  comment: leak(
    (v) => v.password(),
    (s) => `// password: "${s}"`,
    c,
  ),
  'vendor in code': leak(
    (v) => `sk_${'live_'}${v.alphanumeric(24)}`,
    (s) => `stripe("${s}")`,
    c,
  ),
  'private key literal': (v) => {
    const pem = v.pem('EC PRIVATE KEY');
    return {
      text: `const key = \`${pem}\`;\nuse(key);`,
      secrets: pem.split('\n').slice(1, -1),
      as: 'code',
      keeps: ['use(key);'],
    };
  },
  'private key concat': (v) => {
    const pem = v.pem().split('\n');
    return { text: pem.map((line) => `"${line}\\n" +`).join('\n'), secrets: pem.slice(1, -1), as: 'code' };
  },
  'random literal': leak(
    (v) => v.alphanumeric(40),
    (s) => `const x = decode("${s}");`,
    c,
  ),
  'email in code': leak(
    (v) => `${v.lower(7)}@example.net`,
    (s) => `const owner = "${s}";`,
    c,
  ),
  'query in code': leak(
    (v) => v.lower(32),
    (s) => `fetch("https://localhost/v1?api_key=${s}")`,
    c,
  ),
};

const vendorStarts: Readonly<Record<string, (values: Values) => string>> = {
  'github classic': (v) => `gh${'p_'}${v.alphanumeric(36)}`,
  'github fine': (v) => `github${'_pat_'}${v.alphanumeric(22)}_${v.alphanumeric(59)}`,
  gitlab: (v) => `gl${'pat-'}${v.alphanumeric(20)}`,
  'slack bot': (v) => `xo${'xb-'}${v.digits(11)}-${v.digits(12)}-${v.alphanumeric(24)}`,
  stripe: (v) => `sk_${'test_'}${v.alphanumeric(24)}`,
  openai: (v) => `sk-${'proj-'}${v.alphanumeric(74)}`,
  anthropic: (v) => `sk-${'ant-'}api03-${v.alphanumeric(93)}AA`,
  google: (v) => `AI${'za'}${v.alphanumeric(35)}`,
  npm: (v) => `npm${'_'}${v.alphanumeric(36)}`,
  pypi: (v) => `py${'pi-'}AgEIcHlwaS5vcmc${v.alphanumeric(60)}`,
  sendgrid: (v) => `S${'G.'}${v.alphanumeric(22)}.${v.alphanumeric(43)}`,
  digitalocean: (v) => `do${'p_v1_'}${v.hex(64)}`,
  huggingface: (v) => `h${'f_'}${v.alphanumeric(34)}`,
  shopify: (v) => `shp${'at_'}${v.hex(32)}`,
  twilio: (v) => `S${'K'}${v.hex(32)}`,
  age: (v) => `AGE-SECRET-${'KEY-1'}${v.upper(58)}`,
  linear: (v) => `lin_${'api_'}${v.alphanumeric(40)}`,
  databricks: (v) => `da${'pi'}${v.hex(32)}`,
  doppler: (v) => `dp.${'pt.'}${v.alphanumeric(43)}`,
  grafana: (v) => `gl${'sa_'}${v.alphanumeric(32)}_${v.hex(8)}`,
};

/** Tokens with a vendor's beginning, bare in a sentence. */
export const vendorLeaks: Readonly<Record<string, Channel>> = Object.fromEntries(
  Object.entries(vendorStarts).map(([name, make]) => [
    name,
    leak(make, (s) => `the value ${s} was rejected by the server`, { keeps: ['was rejected by the server'] }),
  ]),
);
