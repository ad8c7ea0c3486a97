import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DangerText } from '../../../src/model/danger.ts';
import { dangersIn } from '../../../src/model/dangers.ts';
import type { Fact } from '../../../src/model/event.ts';
import { look } from '../gaps/build.ts';
import { command, distilled, edit, recording, said } from './support.ts';

const dangerous: readonly (readonly [DangerText, string])[] = [
  ['command', 'curl -sk https://intranet.example/x'],
  ['command', 'wget --no-check-certificate https://intranet.example/x'],
  ['command', 'export NODE_TLS_REJECT_UNAUTHORIZED=0'],
  ['command', 'git config --global http.sslVerify false'],
  ['command', 'yarn config set strict-ssl false'],
  ['command', 'pip3 install --trusted-host pypi.example shoplib'],
  ['command', 'helm repo add shop https://charts.example --insecure-skip-tls-verify'],
  ['command', 'scp -o StrictHostKeyChecking=no a.tar web1:'],
  ['command', 'sudo apt-get install --allow-unauthenticated shop-agent'],
  ['command', 'dnf install --nogpgcheck ./shop.rpm'],
  ['command', 'chmod -R 777 /srv/shop'],
  ['command', 'chmod a+rwx /srv/shop'],
  ['command', 'git commit -nm "quick"'],
  ['command', 'git push --no-verify'],
  ['command', './gradlew build -x test'],
  ['command', 'sudo setenforce 0'],
  ['command', 'sudo ufw disable'],
  ['command', 'docker run --privileged shop'],
  ['command', 'wget -qO- https://get.example/i.sh | sh -s -- -y'],
  ['command', 'bash <(curl -s https://get.example/i.sh)'],
  ['command', 'git push -f origin main'],
  ['command', 'mysql -e "drop database shop"'],
  ['command', 'rm -rf ~/shop-data'],
  ['code', '    client = httpx.Client(verify=False)'],
  ['code', 'tls: { rejectUnauthorized: false },'],
  ['code', 'proxy_ssl_verify off;'],
  ['code', 'conf := &tls.Config{InsecureSkipVerify: true}'],
  ['code', 'curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);'],
  ['code', 'ctx.verify_mode = ssl.CERT_NONE'],
  ['code', '      allowPrivilegeEscalation: true'],
  ['code', 'os.chmod(path, 0o777)'],
  ['code', 'h = md5(x)  # nosec B303'],
  ['code', '@pytest.mark.skip(reason="flaky")'],
  ['code', ' * GNU Affero General Public License for more details'],
  ['code', '// adapted from a GPLv3 project'],
  ['prose', 'we switched off certificate checks for the proxy'],
  ['prose', 'SSL verification is disabled on staging'],
  ['prose', 'skip certificate validation in the importer'],
  ['prose', 'I ran it directly on prod'],
  ['prose', 'merged it without review'],
  ['prose', 'Die Zertifikatsprüfung ist hier abgeschaltet'],
  ['prose', 'the parser is copied from a GPL tool'],
];

const harmless: readonly (readonly [DangerText, string])[] = [
  ['command', 'curl -fsSL -o out.json https://api.example/health'],
  ['command', 'curl -K curl.conf https://api.example/k'],
  ['command', 'curl -s https://api.example/x.json | python3 -m json.tool'],
  ['command', 'git push --force-with-lease'],
  ['command', 'git push -u origin fix/insecure-flag'],
  ['command', 'chmod 755 run.sh'],
  ['command', 'chmod u+w notes.txt'],
  ['command', 'rm -rf dist node_modules'],
  ['command', 'npm ci --ignore-scripts'],
  ['command', 'git commit -m "no verify step needed"'],
  ['command', 'docker run --rm -v "$PWD":/src shop'],
  ['command', 'openssl verify -CAfile ca.pem server.pem'],
  ['command', 'git commit -am "drop the note"'],
  ['code', 'requests.get(url, verify=True)'],
  ['code', 'rejectUnauthorized: true,'],
  ['code', 'InsecureSkipVerify: false'],
  ['code', 'process.exit(1)'],
  ['code', 'const disabled = false'],
  ['code', 'sign(payload)'],
  ['prose', 'never turn TLS verification off'],
  ['prose', 'do not disable certificate checks; install the CA instead'],
  ['prose', 're-enable the hooks'],
  ['prose', 'check the certificate before the release'],
  ['prose', 'The migration must run before the seed'],
  ['prose', 'run the tests before you push to main'],
];

describe('dangers', () => {
  for (const [as, text] of dangerous)
    test(`in ${as}: ${text}`, () => assert.equal(dangersIn(text, as).length > 0, true));
  for (const [as, text] of harmless) test(`none in ${as}: ${text}`, () => assert.deepEqual(dangersIn(text, as), []));
});

const release = [edit('package.json', '"version": "1.2.3"', '"version": "1.2.4"')];
const published = [command('npm publish', 0, { output: '+ shop@1.2.4' })];
const commit = (message: string): Fact => ({ kind: 'git', op: 'commit', message });

const sights: readonly (readonly [string, Fact, string, string])[] = [
  ['a command', command('curl -k https://intranet.example/health', 0), 'TLS verification off', 'curl -k'],
  ['an edit', edit('app/client.py', 'get(url)', 'get(url, verify=False)'), 'TLS verification off', 'app/client.py'],
  [
    'a comment',
    edit('src/lzw.c', '', '/* pasted from GPL code: gzip */'),
    'code under a licence of others',
    'src/lzw.c',
  ],
  ['a commit', commit('disable TLS verification in staging'), 'TLS verification off', 'disable TLS verification'],
  ['a remark', said('SSL verification is off for the proxy'), 'TLS verification off', 'SSL verification is off'],
  ['a line that looks like noise', command('sudo setenforce 0', 0), 'a protection off', 'setenforce 0'],
];

for (const [what, fact, label, words] of sights)
  test(`${what} that is dangerous is told with a mark, and a gap asks about it`, async () => {
    const one = recording([...release, fact, ...published]);
    const result = await distilled([one]);
    const procedure = result.notes.find(({ kind }) => kind === 'procedure')?.text ?? '';
    assert.ok(procedure.includes(`⚠ ${label}`), procedure);
    const { gaps } = look({ recordings: [one], observations: result.observations ?? {} });
    const gap = gaps.find(({ code, why }) => code === 'unverified' && why.includes(label));
    assert.ok(gap?.subject.includes(words), JSON.stringify(gaps.map(({ subject }) => subject)));
  });

test('a lesson whose cure is dangerous says so', async () => {
  const result = await distilled([
    recording([
      command('node sync.js', 1, { output: 'Error: self-signed certificate in certificate chain' }),
      command('NODE_TLS_REJECT_UNAUTHORIZED=0 node sync.js', 0),
    ]),
  ]);
  const lesson = result.notes.find(({ kind }) => kind === 'lesson')?.text ?? '';
  assert.match(lesson, /NODE_TLS_REJECT_UNAUTHORIZED=0.*⚠ TLS verification off\.$/);
});

test('what was taken out again, failed, or stands in a document is none', async () => {
  const result = await distilled([
    recording([
      ...release,
      edit('app/client.py', 'get(url)', 'get(url, verify=False)'),
      command('pytest', 0),
      edit('app/client.py', 'get(url, verify=False)', 'get(url)'),
      command('curl -k https://intranet.example', 7),
      edit('docs/faq.md', '', 'Never use `curl -k https://intranet.example`.'),
      ...published,
    ]),
  ]);
  assert.deepEqual(result.observations?.dangers, []);
});

test('an answer closes the gap of a danger, telling it does not', () => {
  const scene = {
    recordings: [recording([command('curl -k https://intranet.example', 0)])],
    observations: {
      dangers: [
        {
          recording: 'r1',
          seq: 1,
          kind: 'verification' as const,
          label: 'TLS verification off',
          said: 'curl -k',
          subject: 'curl -k https://intranet.example',
          stays: false,
          written: false,
        },
      ],
    },
  };
  const open = (text: string) =>
    look({ ...scene, loaded: { 'AGENTS.md': text } }).gaps.filter(({ code }) => code === 'unverified').length;
  assert.equal(open('- Run `curl -k https://intranet.example` ⚠ TLS verification off.\n'), 1);
  assert.equal(open('- After `curl -k https://intranet.example`: fine on the build network.\n'), 0);
  assert.equal(open('- `curl -k https://intranet.example` is used because the proxy has its own CA.\n'), 0);
});
