import type { Channel } from './channel.ts';
import type { Survivor } from './survivors.ts';
import { channelsOf } from './template.ts';

/**
 * Two collections written as an outside checker would write them and measured before anything was mended for them: of
 * 220 samples 210 clean, of 126 harmless texts 121 untouched. Here is what was mended, with its neighbours.
 */
export const strangersLeaks: Readonly<Record<string, Channel>> = {
  ...channelsOf(
    {
      'program run by docker exec': ['password', 'docker exec -it db mysql -u root -p§ shop', '-u root', ' shop'],
      'program run by kubectl exec': ['weak', 'kubectl exec -it db-0 -- mysql -uroot -p§ shop', 'kubectl exec -it'],
      'program run by docker compose': [
        'password',
        'docker compose exec -T db mysqldump -uroot -p§ shop > dump.sql',
        '> dump.sql',
      ],
      'program run by ssh': ['words', 'ssh web1 sshpass -p § scp a b:', 'ssh web1'],
      'value that begins like a scheme': ['words', 'az keyvault secret set --name db --value "file§"', '--name db'],
      'value that begins like another': ['words', 'sshpass -p fd§ ssh bob@10.1.2.3', 'ssh'],
      'program in backticks': ['token', 'run `vault login §` first, then go on', 'first, then go on'],
      'code of an authorization': ['token', 'GET /callback?code=§&state=xyz HTTP/1.1', '/callback', 'state=xyz'],
      'login of a script': ['password', '$ ftp -n host <<EOF\nuser bob §\nput x\nEOF', 'user bob', 'put x'],
      'echo in place of a file': ['words', 'rsync --password-file=<(echo §) a b::c', 'a b::c'],
      'opened from a string': ['weak', 'cryptsetup luksOpen /dev/sdb x <<< "§"', '/dev/sdb'],
      'sed puts it in': ['weak', 'sed -i "s/CHANGEME_PASSWORD/§/" .env', 'CHANGEME_PASSWORD'],
      'prompt with its answer': ['password', '$ wrangler secret put X\n✔ Enter a secret value: … §', 'secret put X'],
      'French prompt': ['password', 'Mot de passe : §\nBienvenue', 'Bienvenue'],
      'Swedish prompt': ['password', 'Lösenord: §\nVälkommen', 'Välkommen'],
      'Polish prompt': ['password', 'Hasło: §\nWitaj', 'Witaj'],
      'signature of an address': [
        'hex',
        'https://bucket.s3.amazonaws.com/x?X-Amz-Date=20260101T000000Z&X-Amz-Signature=§',
        'bucket.s3.amazonaws.com',
      ],
    },
    'terminal',
  ),
  ...channelsOf(
    {
      'three words in quotes': ['plain', '[client]\nuser=root\npassword="thorn § 8"', 'user=root'],
      'tokens in a list': ['small', 'tokens:\n  - §Ab\n  - other\nport: 1', 'port: 1'],
      'second of two tokens': ['token', '{"tokens": ["a", "§"], "port": 1}', '"port": 1'],
      'parameter and its value': [
        'password',
        '{"Parameters":[{"ParameterKey":"DBPassword","ParameterValue":"§"}]}',
        'DBPassword',
      ],
      'arguments of a container': ['words', 'command: ["redis-cli", "-a", "§", "ping"]', '"ping"'],
      'hash among inserted values': [
        'token',
        "INSERT INTO users (email, password_hash, name) VALUES ('a', '$2b$12$§', 'Bob');",
        "'Bob'",
      ],
    },
    'data',
  ),
  ...channelsOf(
    {
      'arguments in a list': ['password', 'run(["docker", "login", "-u", "bob", "-p", "§", "ghcr.io"])', 'ghcr.io'],
      'arguments after the program': ['words', 'spawn("sshpass", ["-p", "§", "ssh", host])', 'ssh'],
      'variable named like the program': ['weak', 'sshpass = Popen(["sshpass", "-p", "§", "ssh", "x"])', '"sshpass"'],
      'plain login of Go': ['weak', 'auth := smtp.PlainAuth("", user, "§", "smtp.shop.local")', 'smtp.shop.local'],
      'key of a cipher': ['small', 'cipher = AES.new(b"§", AES.MODE_CBC)', 'AES.MODE_CBC'],
    },
    'code',
  ),
};

export function strangersSurvivors(): Survivor[] {
  const all = (as: 'terminal' | 'code' | 'data', texts: readonly string[]): Survivor[] =>
    texts.map((text) => ({ text, as }));
  return [
    ...all('terminal', [
      'Hint: run `vault login -method=oidc` first',
      '$ npm install mysql redis zip http-server',
      '$ sudo apt-get install -y curl zip mysql-client',
      '$ docker exec -it db psql -U app -d shop -c "\\dt"',
      '$ ssh bob@10.0.0.5 docker ps -a\n$ ssh web1 curl -s localhost:9000',
      '$ kubectl get secrets\nNAME          TYPE      DATA   AGE\ndb-password   Opaque    1      5d',
      'GET /items?code=de&page=2 HTTP/1.1',
      'sed -i "s/old_token/new_token_v2/" src/*.ts',
      '✔ Which package manager do you want to use? › npm\n✔ Password: … *****',
    ]),
    ...all('data', [
      '"jsonwebtoken": "^9.0.0",\n"js-tokens": "^4.0.0",\n"passport-auth-token": "1.0.1",\n"keytar": "~7.9.0"',
      '"@types/jsonwebtoken": "^9.0.5",\n"client-sessions": "0.8.0",\n"secret": ">=1.2.3"',
      'gem "devise-jwt", "~> 0.11.0"\npyjwt = "^2.8.0"\nauthlib = "1.3.0"',
      '"scripts": {\n  "login": "docker login ghcr.io",\n  "key": "ssh-keygen -t ed25519"\n}',
      'kms_key_id = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      'password_hint: "at least 8 characters"\npassword: "min 12 chars"',
      'tokens:\n  - color-primary-500\n  - spacing-small-2\nkeys: ["user-id-1", "createdAt"]',
      'tools: ["npm", "yarn", "pnpm"]\nclients: ["curl", "wget", "http"]',
    ]),
    ...all('code', [
      'args = ["curl", "-fsSL", "https://get.example.com/install.sh"]',
      'spawn("docker", ["run", "--rm", "-p", "8080:80", "nginx"])',
      'const cmds = ["mysql", "psql", "-p"];',
      'exec.Command("git", "-C", dir, "config", "user.email")',
    ]),
  ];
}
