import type { TextKind } from '../../../../src/sanitize/rule.ts';
import type { Channel } from './channel.ts';
import type { Survivor } from './survivors.ts';
import { channelsOf } from './template.ts';
import type { Values } from './values.ts';

/**
 * The second collection of this kind, of tools that the first had not: at first sight 1,147 of 1,374 samples clean (185 of
 * 229 channels with all six kinds of passwords), 146 of 150 harmless texts untouched. A third, of streams, known values,
 * sessions and source code: 701 of 756 clean (111 of 126), 59 of 62 untouched. A fourth, of what people do every day: 638 of
 * 690 clean (105 of 115), 56 of 60 untouched. Here is what was mended.
 */
export const voyagersLeaks: Readonly<Record<string, Channel>> = {
  ...channelsOf(
    {
      'asked for and pasted': ['hex', 'wandb: Paste an API key from your profile and hit enter: §', 'hit enter'],
      'user and password of any program': ['plain', 'vid-dl -u bob -p § https://videos.example.com/x', '-u bob'],
      'user and password of a script': ['weak', "./add-user.sh -u admin -p '§' --silent", '--silent'],
      'logging in to a game': ['weak', 'steamcmd +login builduser § +app_update 740 +quit', '+app_update 740'],
      'password set again': ['weak', 'grafana-cli admin reset-admin-password §', 'grafana-cli admin'],
      'answered in a chat': ['weak', '/msg NickServ IDENTIFY §', 'NickServ'],
      'hashed where it is set': [
        'weak',
        ">>> User::create(['name' => 'bob', 'password' => bcrypt('§')])",
        "'name' => 'bob'",
      ],
      'piped into a key': ['weak', "echo '§' | zfs load-key tank/enc", 'tank/enc'],
      'login of a warehouse': ['weak', '.LOGON tdprod/bob,§;', 'tdprod/bob'],
      'login of a keeper': ['weak', 'addauth digest super:§', 'super:'],
      'word of an array': ['words', 'typeset -A creds=(user bob password §)', 'user bob'],
      'sent by hand': ['plain', "printf 'AUTH §\\r\\nPING\\r\\n' | nc localhost 6379", 'nc localhost 6379'],
      'shown by the radio': [
        'weak',
        '    Authentication         : WPA2-Personal\n    Key Content            : §',
        'WPA2-Personal',
      ],
      'code beside the role': [
        'code',
        'aws sts assume-role --role-session-name y --token-code §',
        '--role-session-name y',
      ],
      'key made by a line of Python': [
        'token',
        '$ python -c "from django.core.management.utils import get_random_secret_key as k; print(k())"\n§',
        'print(k())',
      ],
      'note with a slash': ['plain', '# temp creds: admin / §\nx = 1', 'admin'],
      'asked of a console': ['token', "> process.env.SESSION_SECRET\n'§'\n> 1 + 1", '1 + 1'],
      'asked of Ruby': ['hex', 'irb(main):001:0> ENV[\'SECRET_KEY_BASE\']\n=> "§"', 'irb(main)'],
      'mounted by address': ['weak', 'mount_smbfs //bob:§@nas/share /mnt', '@nas/share /mnt'],
      'found out': ['weak', '$ hashcat -m 0 h.txt w.txt --show\n88973b2abd87dd797fafa7722cb0630c:§', 'hashcat -m 0'],
      'two words for a key': ['hex', 'Private key: §\nAddress: 0xabc', 'Address'],
      'folder of another system': ['plain', 'ls /mnt/c/Users/§/Downloads/a.zip', 'Downloads/a.zip'],
      'key in a path': ['uuid', 'curl -fsS https://hc-ping.com/§', 'curl -fsS'],
      'key of a chain': [
        'token',
        'cast block latest --rpc-url https://eth-mainnet.g.alchemy.com/v2/§',
        'cast block latest',
      ],
    },
    'terminal',
  ),
  ...channelsOf(
    {
      'key beside its user': ['hex', '{"username":"bob","key":"§"}', '"username":"bob"'],
      'value in an element': [
        'weak',
        '<Password>\n  <Value>§</Value>\n  <PlainText>true</PlainText>\n</Password>',
        'PlainText',
      ],
      'shared by two': ['weak', '%any 10.0.0.9 : PSK "§"\n', '%any'],
      'map of servers': ['weak', '[smtp.acme.example]:587    bot@acme.example:§\n', '587'],
      'word below a user': ['plain', 'account work\nhost smtp\nuser bob\npassword §\n', 'user bob'],
      'word beside a user': ['plain', 'userlist users\n  user admin insecure-password §\n', 'user admin'],
      'parameter of a store': [
        'weak',
        '{\n  "Name": "/prod/db/password",\n  "Type": "SecureString",\n  "Value": "§",\n  "Version": 3\n}',
        '"Version": 3',
      ],
      'list of users': ['weak', '"app" "§"\n', '"app"'],
      'comment of a configuration': ['weak', 'Host x\n  # password §\n', 'Host x'],
      'member of a call': [
        'weak',
        '<member><name>password</name><value><string>§</string></value></member>',
        '<name>password</name>',
      ],
      'code for cameras': ['weak', 'WIFI:S:Office;T:WPA;P:§;;', 'S:Office'],
      'key in capitals': ['uuid', 'KEY="§"\nPORT=8055', 'PORT=8055'],
      'code of a door': ['code', 'the door code is § until Friday', 'until Friday'],
      'word in a mail': ['plain', 'Your temporary password is: §\nPlease change it.', 'Please change it.'],
      'root of an installation': ['weak', 'rootpw --plaintext §\nlang en_US', 'lang en_US'],
      'seed of a user': ['base32', '-----BEGIN USER NKEY SEED-----\nS§\n------END USER NKEY SEED------', 'NKEY'],
    },
    'data',
  ),
  ...channelsOf(
    {
      'third of four': ['weak', "conn = database('shop','app','§','Vendor','PostgreSQL');", "'Vendor'"],
      'fifth of five': ['weak', 'net.MapNetworkDrive "Z:", "\\\\nas\\x", False, "svc", "§"', '"svc"'],
      'signed cookies': ['weak', 'app.use(cookieParser("§"))', 'app.use('],
      'third of four in PHP': ['weak', '$m = new mysqli("localhost", "app", "§", "shop");', '"shop"'],
      'third before a map': ['weak', 'epgsql:connect("db", "app", "§", #{database => "shop"})', '"app"'],
      'word that is set': ['plain', 'ds.setUsername("app");\nds.setPassword("§");', 'setUsername'],
      'word that is tried': ['plain', "expect(login('bob', '§')).resolves.toBe(true)", "'bob'"],
      'word in a comment': ['plain', '// password for staging: §\nconst x = 1;', 'const x = 1;'],
      'key of the cipher': ['hex', "'crypt' => [ 'key' => '§' ],", "'crypt'"],
      'word filled in': ['plain', "await page.getByLabel('Password').fill('§');", 'getByLabel'],
      'column of a test': ['weak', 'Input Password    id:password    §', 'id:password'],
    },
    'code',
  ),
  'printed with its length': ({ password }) => {
    const secret = password();
    return { text: `  ["user"]=>\n  string(3) "bob"\n  ["password"]=>\n  string(13) "${secret}"`, secrets: [secret] };
  },
  'bytes of a key': (v) => bytes(v, 16, (list) => `advanced:\n  channel: 11\n  network_key: [${list}]`, 'channel: 11'),
  'bytes of a pair': (v) => bytes(v, 64, (list) => `$ cat id.json\n[${list}]`, 'cat id.json'),
};

function bytes(v: Values, count: number, render: (list: string) => string, keep: string): ReturnType<Channel> {
  const list = Array.from({ length: count }, () => Number.parseInt(v.hex(2), 16) % 250).join(', ');
  return { text: render(list), secrets: [list], keeps: [keep] };
}

/** Harmless texts of the same kind: those that were touched, and their neighbours. */
export function voyagersSurvivors(v: Values): Survivor[] {
  const all = (as: TextKind, texts: readonly string[]): Survivor[] => texts.map((text) => ({ text, as }));
  return [
    ...all('terminal', [
      'docker build --secret id=token,env=TOKEN -t acme/app:dev .',
      '#1  0x0000555555555189 in check_token (token=0x7fffffffe3a0) at auth.c:42',
      'docker run -u 1000 -p 8080:80 nginx\ndiff -u -p old.c new.c\nnmap -sV -p 22,80 localhost',
      'npm config set allow-scripts=canvas --location=user\nnpm config set save-exact true',
      'pass a one-time password with `--otp <one-time password>`, or `[--otp <otpcode>]`',
      'mozilla/D-TRUST_BR_Root_CA_1_2020.crt\nmozilla/DigiCert_TLS_ECC_P384_Root_G5.crt',
      `Cache restored from key: node-cache-Linux-x64-npm-${v.hex(64)}`,
      'debug1: Server host key: ssh-ed25519 SHA256:abc\ndebug1: Offering public key: ~/.ssh/id_ed25519 ED25519',
      "> process.env.NODE_ENV\n'production'\n>>> settings.TOKEN_TTL\n3600",
      'primary key: id\nforeign key: user_id\nsort key: createdAt',
      'Private key: /etc/ssl/private/site.key\nAPI key: not set\nAccess key: enabled',
      `GPG_KEY=${v.hex(40).toUpperCase()}\nCACHE_KEY=v3-linux-node20`,
      'The exit code is 137, the country code is 49, error code: 500123',
      'scp build.tgz deploy@web1.acme.example:app-2.tgz\nrsync -a x bob@nas.local:backup-2026',
      'alice@devbox:~/shop$ npm test\n-rw-r--r-- 1 alice alice 571 Jan  6 10:00 token.md',
      'user bob with password authentication is not allowed here\nuse login and password protection',
    ]),
    ...all('data', [
      '"administratorLoginPassword": "[parameters(\'adminPassword\')]"',
      '    password: "{{ db_password }}"\n    update_password: on_create\n',
      'keys: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]',
      '{"username":"bob","key":"row-header"}',
      '"app" "disabled"\n"name" "release-2026-01"',
      '[{"name":"TOKEN_TTL","type":"Number","value":"3600"},{"name":"API_KEY","valueFrom":"x"}]',
      '"password": "パスワード", "token": "トークン", "secret": "シークレットキー"',
      'Login: GitHub / GitLab\nAccounts: sales / marketing',
      'https://github.com/acme/site/settings/hooks/12345678',
    ]),
    ...all('code', [
      'page.getByLabel("Password").fill("wrong-password-again");\ncy.get("#password").type("invalidpassword");',
      "keywords = ['OPTIONAL', 'PARAMETER', 'PASS', 'PAUSE', 'POINTER'];\nnames = ['parts', 'pass', 'path-sep']",
      "def unix_getpass(prompt='Password: ', stream=None):",
      "styles = { Token: '#d0d0d0', Keyword: '#8fbcbb' }",
      "token = state.push('ordered_list_open', 'ol', 1);",
      'headers["Authorization"] = build_digest_header(r.method, r.url)\nthis.none = !req.headers.authorization;',
      'fetch(url, { credentials: "include", mode: "cors" });',
      'COMMON_NAME = ObjectIdentifier("2.5.4.3")\n// 5.2.1.1. Append the result',
      'file: "[type=file]",\npassword: "[type=password]",',
      'ENV TOKEN_FILE=/run/secrets/token KEY_PATH=/keys/app.pem',
      '// password: required, at least 12 characters\n// token for tests: see env',
      'db.connect("localhost", "my_db_2", "utf8");\nuseTranslation("password");',
      'const keyCodes = [37, 38, 39, 40, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76];',
    ]),
  ];
}
