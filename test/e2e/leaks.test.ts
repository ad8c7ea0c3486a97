import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { encodedForms } from '../../src/sanitize/encodings.ts';
import { applyNotes, startRecording, stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';
import { createValues, type Values } from '../unit/sanitize/corpus/values.ts';

/** What the person lets slip, made up for this run. Each way has a secret of its own, so that a leak names its way. */
const values: Values = createValues(Date.now() % 1_000_000);
const secrets = new Map<string, string>();

/** A secret of the given shape for one way of leaking it. */
function slip(way: string, secret: string): string {
  secrets.set(way, secret);
  return secret;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const password = (way: string): string => slip(way, values.words());
const token = (way: string): string => slip(way, values.alphanumeric(32));

/** Command lines; that most programs are not there does not matter, their line is recorded all the same. */
function leakyCommands(known: string): string[] {
  const echoed = slip('echoed variable', values.words());
  const header = slip('credentials in base64', values.words());
  return [
    `mysql -h localhost -uroot -p${password('attached flag')} shop`,
    `tool login --password ${password('long flag')}`,
    `PGPASSWORD=${password('inline variable')} true`,
    `export API_SECRET=${echoed}`,
    'echo $API_SECRET',
    'echo -n "$API_SECRET" | base64',
    `true postgres://app:${password('address')}@localhost:5432/shop`,
    `true -H "Authorization: Bearer ${token('header')}"`,
    `true -H "Authorization: Basic ${base64(`bob:${header}`)}"`,
    `curl -s -u bob:${password('user and password')} http://127.0.0.1:9/`,
    `curl -s "http://127.0.0.1:9/?access_token=${token('query')}"`,
    `curl -s -b "session=${token('cookie')}" http://127.0.0.1:9/`,
    `echo ${password('pipe')} | docker login -u bob --password-stdin`,
    `echo "DB_PASSWORD=${password('appended line')}" >> notes.txt`,
    `printf 'password: %s\\n' ${password('printed')} | cat`,
    `sshpass -p ${password('sshpass')} true`,
    `kubectl create secret generic db --from-literal=value=${password('literal')}`,
    `git remote add leak https://${token('remote')}@git.internal/a/b.git`,
    'git remote -v',
    'git remote remove leak',
    `touch api_key-gh${'p_'}${token('file name')}.txt`,
    'ls',
    `git commit --allow-empty -m "Use token gh${'p_'}${token('commit message')}"`,
    `echo gh${'p_'}${token('vendor token')}`,
    `printf '\\033[31mgh${'p_'}%s\\033[0m\\n' ${token('coloured token')}`,
    'cat .env',
    `echo ${known}`,
    `echo ${known} | xxd -p`,
    'cat deploy_key',
    'cat credentials.json',
  ];
}

describe('a person who leaks in thirty ways', { timeout: 300_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor;
  let workspace: string;

  before(async () => {
    workspace = await makeSample(join(scratch, 'workspace'));
    const known = slip('dotenv value', values.words());
    const key = values.pem('PRIVATE KEY');
    for (const [at, line] of key.split('\n').slice(1, -1).entries()) slip(`private key, line ${at + 1}`, line);
    writeFileSync(join(workspace, '.env'), `PORT=3000\nSHOP_PASSWORD=${known}\n`);
    writeFileSync(join(workspace, 'deploy_key'), `${key}\n`);
    writeFileSync(
      join(workspace, 'credentials.json'),
      JSON.stringify({ type: 'service_account', private_key: key, client_secret: token('json file') }, null, 2),
    );
    writeFileSync(join(workspace, 'settings.conf'), '# settings\n\n');
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    const task = {
      label: `deploy with ${token('task name')}`,
      type: 'shell',
      command: 'true',
      group: { kind: 'build', isDefault: true },
    };
    writeFileSync(join(workspace, '.vscode', 'tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [task] }));
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch });
    const { page } = editor;
    await startRecording(page, 'Leaks');
    await page.terminal.open();
    for (const line of leakyCommands(known)) await page.terminal.type(line);
    await page.text.open('settings.conf');
    await page.text.goTo(2, 'start');
    await page.text.type(`db_password = ${password('typed setting')}\napi_token = ${token('second setting')}\n`);
    await page.text.save();
    await page.text.open('.env');
    await page.text.goTo(1, 'end');
    await page.text.type(`\nNEW_SECRET=${password('typed dotenv')}`);
    await page.text.save();
    await page.runCommand('Mirror: Add Note to Recording');
    await page.quick.waitFor(/Add Note to Recording|What are you doing/);
    await page.quick.answer(`The password is ${slip('note', `${values.lower(6)}-${values.digits(4)}X`)}`);
    const recorded = (kind: string) => () =>
      recordingsIn(editor.server.globalStorage)[0]?.events.some((event) => event.kind === kind) ?? false;
    await until('the note to be recorded', recorded('note'));
    await page.runCommand('Tasks: Run Build Task');
    await until('the task to be recorded', recorded('task'));
    await stopRecording(page, 'Leaks');
    await applyNotes(page);
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('has been recorded', () => {
    const events = recordingsIn(editor.server.globalStorage)[0]?.events ?? [];
    const kinds = new Set(events.map(({ kind }) => kind));
    assert.ok(secrets.size >= 30, `${secrets.size}`);
    for (const kind of ['command', 'edit', 'note', 'git', 'task'])
      assert.ok(kinds.has(kind), `${kind} is missing after ${JSON.stringify(events.slice(-8))}`);
    assert.ok(events.filter(({ kind }) => kind === 'command').length >= 25);
    assert.ok(JSON.stringify(events).includes('[redacted:'));
  });

  it('leaves no secret in what Mirror keeps or writes, in no form', () => {
    const own = join(editor.server.globalStorage, 'themirror.mirror');
    const places = [
      own,
      ...['AGENTS.md', 'MEMORY.md', 'CLAUDE.md', '.mirror', '.agents'].map((name) => join(workspace, name)),
    ];
    const files = places.filter((place) => existsSync(place)).flatMap(filesBelow);
    assert.ok(files.length >= 2);
    const found = files.flatMap((file) => {
      const text = `${file}\n${readFileSync(file, 'latin1')}`;
      return [...secrets].flatMap(([way, secret]) =>
        formsOf(secret).some((form) => text.includes(form)) ? [`${way} in ${file}`] : [],
      );
    });
    assert.deepEqual(found, []);
  });
});

/** The secret in every encoding, and either half of it as it is. */
function formsOf(secret: string): string[] {
  const half = Math.ceil(secret.length / 2);
  return [...encodedForms(secret).filter((form) => form.length >= 8), secret.slice(0, half), secret.slice(-half)];
}

function filesBelow(place: string): string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
