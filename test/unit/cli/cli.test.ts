import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as documents from '../../../src/cli/documents.ts';
import {
  commandLine,
  documentOf,
  folder,
  mirror,
  mirrorHere,
  recordingFile,
  repositoryFiles,
  wholeRun,
} from './runMirror.ts';

const shop = folder({ ...repositoryFiles });
const files = folder({ 'a.jsonl': recordingFile(wholeRun) });
const a = join(files.path, 'a.jsonl');
after(() => {
  shop.remove();
  files.remove();
});

const at = (name: string, text: string): string => {
  files.write({ [name]: text });
  return join(files.path, name);
};

describe('the JSON documents', () => {
  it('are published as they are', () => {
    const published = readFileSync(
      fileURLToPath(new URL('../../../src/cli/documents.schema.json', import.meta.url)),
      'utf8',
    );
    assert.deepEqual(
      JSON.parse(published),
      JSON.parse(JSON.stringify(documents.documentsJsonSchema())),
      'run: node src/cli/publishDocuments.ts',
    );
  });

  it('distill prints steps, process and notes, and nothing of its inside', async () => {
    const ran = await mirrorHere(['distill', '--recording', a, '--root', shop.path, '--json']);
    assert.equal(ran.code, 0, ran.stderr);
    const document = documents.distillDocument.parse(documentOf(ran));
    assert.equal(document.workflow, 'Ship the catalogue');
    assert.deepEqual(document.recordings[0], {
      id: 'rec-a',
      workflow: 'Ship the catalogue',
      recorder: 'plover',
      startedAt: '2026-02-03T08:00:00Z',
      events: 11,
      complete: true,
    });
    assert.ok(!('observations' in document));
    assert.ok(document.notes.some(({ kind, text }) => kind === 'lesson' && text.includes('npm ci')));
    assert.equal(ran.stderr, '');
  });

  it('gaps prints gaps and coverage, and exits 1 only if asked', async () => {
    const args = ['gaps', '--recording', a, '--root', shop.path];
    const plain = await mirrorHere([...args, '--json']);
    assert.equal(plain.code, 0, plain.stderr);
    const { gaps, coverage } = documents.gapsDocument.parse(documentOf(plain));
    const found = new Map(gaps.map((gap) => [gap.code, gap.subject]));
    assert.equal(found.get('credential'), 'PRESS_TOKEN');
    assert.equal(found.get('unexplained-failure'), 'npm test');
    assert.ok(
      gaps.some((gap) => gap.code === 'unexplained-step' && gap.subject === './tools/press.sh --plate B-7713 4.2.0'),
    );
    assert.ok(gaps.every((gap) => gap.code !== 'unexplained-step' || gap.subject !== 'npm test'));
    assert.ok(found.has('off-screen') && found.has('not-captured') && found.has('unknown-input'));
    assert.equal(coverage.percent, 0);
    assert.equal((await mirrorHere([...args, '--fail-on', 'medium'])).code, 1);
    const quiet = at('quiet.jsonl', recordingFile([commandLine('npm test')], { id: 'q' }));
    assert.equal((await mirrorHere(['gaps', '--recording', quiet, '--root', shop.path, '--fail-on', 'high'])).code, 0);
  });

  it('sanitize prints text and findings, never the secret', async () => {
    const secret = `orchid${'-'}lantern-93`;
    const ran = await mirror(['sanitize', '--json'], { input: `psql postgres://app:${secret}@localhost:5432/shop\n` });
    const { text, findings } = documents.sanitizeDocument.parse(documentOf(ran));
    assert.ok(!ran.stdout.includes(secret) && text.includes('localhost:5432'));
    assert.equal(findings.length, 1);
  });

  it('sanitize knows the .env files of the folder it runs in and of its repository', async () => {
    const values = ['plumtree', 'walnutgrove'];
    const place = folder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.env': `LEDGER_PASSWORD=${values[0]}\n`,
      'services/press/.env.local': `export PRESS_SECRET='${values[1]}'\n`,
      'services/desk/notes.txt': '',
    });
    const input = `the job printed ${values[0]} and ${Buffer.from(values[1] ?? '').toString('base64')}\n`;
    const inside = await mirror(['sanitize'], { input, cwd: join(place.path, 'services/desk') });
    assert.equal(inside.stdout, 'the job printed [redacted:env:LEDGER_PASSWORD#1] and [redacted:env:PRESS_SECRET#1]\n');
    assert.equal((await mirror(['sanitize'], { input, cwd: shop.path })).stdout, input);
    place.remove();
  });

  it('loads, journal check and journal show print theirs', async () => {
    documents.loadsDocument.parse(
      documentOf(
        await mirrorHere(['loads', '--root', shop.path, '--for', 'tools/press.sh', '--agent', 'codex', '--json']),
      ),
    );
    documents.journalCheckDocument.parse(documentOf(await mirrorHere(['journal', 'check', a, '--json'])));
    documents.journalShowDocument.parse(documentOf(await mirrorHere(['journal', 'show', a, '--json'])));
  });
});

describe('context', () => {
  it('is planned, applied once, and then in order', async () => {
    const own = folder({ ...repositoryFiles, 'AGENTS.md': '# Ours  \r\nKeep this.\r\n' });
    const args = ['--recording', a, '--root', own.path];
    try {
      const plan = await mirrorHere(['context', 'plan', ...args, '--accept', 'all', '--json']);
      const planned = documents.planDocument.parse(documentOf(plan));
      assert.match(planned.diff, /^\+\+\+ b\/MEMORY\.md$/m);
      assert.ok(!existsSync(join(own.path, 'MEMORY.md')));
      const applied = documents.planDocument.parse(
        documentOf(await mirrorHere(['context', 'apply', ...args, '--accept', 'all', '--json'])),
      );
      assert.deepEqual(applied.written?.toSorted(), applied.changes.map(({ path }) => path).toSorted());
      assert.ok(readFileSync(join(own.path, 'AGENTS.md'), 'utf8').startsWith('# Ours  \r\nKeep this.\r\n'));
      assert.equal((await mirrorHere(['context', 'apply', ...args, '--accept', 'all'])).stdout, 'nothing to change\n');
      const check = await mirrorHere(['context', 'check', '--root', own.path, '--json']);
      assert.deepEqual([check.code, documents.checkDocument.parse(documentOf(check)).ok], [0, true], check.stdout);

      const chart = await mirrorHere(['context', 'chart', '--root', own.path, '--json']);
      const { rows } = documents.chartDocument.parse(documentOf(chart));
      assert.ok(rows.some(({ file, status, line }) => file === 'AGENTS.md' && status === 'current' && line));
      assert.ok(rows.every(({ when }) => when !== 'never'));
      assert.match(
        (await mirrorHere(['context', 'chart', '--root', own.path])).stdout,
        /^AGENTS\.md:\d+: .*always by/m,
      );

      const gaps = documents.gapsDocument.parse(documentOf(await mirrorHere(['gaps', ...args, '--json'])));
      assert.equal(gaps.coverage.percent, 100);
      assert.ok(gaps.gaps.some(({ code, subject }) => code === 'credential' && subject === 'PRESS_TOKEN'));

      const memory = readFileSync(join(own.path, 'MEMORY.md'), 'utf8');
      writeFileSync(join(own.path, 'MEMORY.md'), memory.replace('npm ci', 'npm install'));
      const edited = await mirrorHere(['context', 'check', '--root', own.path]);
      assert.equal(edited.code, 1);
      assert.match(edited.stdout, /MEMORY\.md: hand-edited/);
      const refused = await mirrorHere(['context', 'apply', ...args, '--accept', 'all', '--json']);
      assert.equal(refused.code, 2);
      assert.match(documents.errorDocument.parse(documentOf(refused)).error.message, /MEMORY\.md/);
      assert.ok(readFileSync(join(own.path, 'MEMORY.md'), 'utf8').includes('npm install'));
    } finally {
      own.remove();
    }
  });

  it('takes single ids, and refuses one that nobody proposed', async () => {
    const distilled = documents.distillDocument.parse(
      documentOf(await mirrorHere(['distill', '--recording', a, '--root', shop.path, '--json'])),
    );
    const lesson = distilled.notes.find(({ kind }) => kind === 'lesson');
    assert.ok(lesson);
    const args = ['context', 'plan', '--recording', a, '--root', shop.path, '--json', '--accept'];
    const one = documents.planDocument.parse(documentOf(await mirrorHere([...args, `${lesson.id},`])));
    assert.equal(one.changes.filter(({ path }) => path.startsWith('.mirror/notes/')).length, 1);
    const none = await mirrorHere([...args, 'lesson-of-nobody']);
    assert.equal(none.code, 2);
    assert.match(documents.errorDocument.parse(documentOf(none)).error.message, /lesson-of-nobody/);
  });
});

it('a plan that changes nothing prints no diff', async () => {
  const ran = await mirrorHere(['context', 'plan', '--recording', a, '--root', shop.path]);
  assert.deepEqual([ran.code, ran.stdout, ran.stderr], [0, '', 'mirror: nothing to change\n']);
});

describe('recordings', () => {
  it('with a torn tail are used, and the damage is told on stderr', async () => {
    const torn = at('torn.jsonl', recordingFile(wholeRun));
    appendFileSync(torn, '{"seq":12,"at":20');
    const ran = await mirrorHere(['distill', '--recording', torn, '--root', shop.path, '--json']);
    assert.equal(ran.code, 0);
    documents.distillDocument.parse(documentOf(ran));
    assert.match(ran.stderr, /torn\.jsonl:13: /);
    const check = await mirrorHere(['journal', 'check', torn, '--json']);
    assert.equal(check.code, 1);
    const { problems, events } = documents.journalCheckDocument.parse(documentOf(check));
    assert.deepEqual([problems.map(({ code }) => code).includes('torn-tail'), events], [true, 11]);
  });

  it('of no gate pass one: a secret in them reaches no document', async () => {
    const secret = `quartz${'.'}harbour-5521`;
    const raw = at(
      'raw.jsonl',
      recordingFile(
        [
          commandLine(`curl -X POST -u bot:${secret} http://localhost:8080/x`),
          commandLine(`./go.sh --password ${secret}`),
        ],
        { sanitizer: 'none' },
      ),
    );
    for (const verb of [['distill'], ['gaps']]) {
      const ran = await mirrorHere([...verb, '--recording', raw, '--root', shop.path, '--json']);
      assert.equal(ran.code, 0, ran.stderr);
      assert.ok(!ran.stdout.includes(secret) && !ran.stderr.includes(secret), verb.join(' '));
      assert.match(ran.stdout, /localhost:8080/);
    }
    assert.ok(!(await mirrorHere(['journal', 'show', raw])).stdout.includes(secret));
  });

  it('may be several, named after one flag or repeated, in any order', async () => {
    const b = at(
      'b.jsonl',
      recordingFile(wholeRun.slice(1), { id: 'rec-b', recorder: 'dunlin', startedAt: '2026-02-04T08:00:00Z' }),
    );
    const rest = ['--root', shop.path, '--json'];
    const together = await mirrorHere(['distill', '--recording', a, b, ...rest]);
    const apart = await mirrorHere(['distill', '--recording', b, '--recording', a, ...rest]);
    assert.equal(together.code, 0, together.stderr);
    assert.equal(together.stdout, apart.stdout);
    const gaps = (order: string[]) => mirrorHere(['gaps', '--recording', ...order, ...rest]);
    assert.equal((await gaps([a, b])).stdout, (await gaps([b, a])).stdout);
  });

  it('of several workflows: the most recorded one is distilled, else one must be named', async () => {
    const other = at('other.jsonl', recordingFile([commandLine('make paint')], { id: 'rec-o', workflow: 'Paint' }));
    const third = at('third.jsonl', recordingFile(wholeRun, { id: 'rec-c' }));
    const base = ['distill', '--root', shop.path, '--json', '--recording'];
    const tie = await mirrorHere([...base, a, other]);
    assert.equal(tie.code, 2);
    assert.match(documents.errorDocument.parse(documentOf(tie)).error.message, /"Paint", "Ship the catalogue"/);
    const named = documents.distillDocument.parse(
      documentOf(await mirrorHere([...base, a, other, '--workflow', 'paint'])),
    );
    assert.equal(named.workflow, 'Paint');
    const most = await mirrorHere([...base, a, other, third]);
    assert.equal(documents.distillDocument.parse(documentOf(most)).workflow, 'Ship the catalogue');
    assert.match(most.stderr, /left out/);
    const gaps = await mirrorHere(['gaps', '--root', shop.path, '--json', '--recording', a, other]);
    const workflows = new Set(documents.gapsDocument.parse(documentOf(gaps)).gaps.map(({ workflow }) => workflow));
    assert.deepEqual([...workflows].sort(), ['Paint', 'Ship the catalogue']);
  });
});

describe('what cannot be done', () => {
  const newer = at('newer.jsonl', recordingFile([]).replace('"version":1', '"version":9'));
  const empty = at('empty.jsonl', '');
  const noRecording = at('photo.bin', '\u0000\u0001 not json\n');
  const missing = join(files.path, 'gone.jsonl');
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no verb', [], /name a verb/],
    ['an unknown verb', ['dance'], /"dance"/],
    ['an unknown option', ['gaps', '--recording', a, '--dance'], /--dance/],
    ['a missing option', ['distill'], /--recording/],
    ['a wrong choice', ['gaps', '--recording', a, '--fail-on', 'awful'], /awful/],
    ['a group without its verb', ['context'], /after the verb/],
    ['a missing recording', ['distill', '--recording', missing], /gone\.jsonl/],
    ['a newer version', ['gaps', '--recording', newer], /newer\.jsonl.*version/i],
    ['an empty file', ['distill', '--recording', empty], /empty\.jsonl/],
    ['a file that is none', ['distill', '--recording', noRecording], /photo\.bin/],
    ['a folder in place of a file', ['journal', 'check', files.path], /EISDIR/],
    ['a root that is none', ['context', 'check', '--root', missing], /no folder/],
    ['a path outside the root', ['loads', '--root', shop.path, '--for', '../..'], /not below/],
    ['a workflow nobody recorded', ['distill', '--recording', a, '--workflow', 'Fly'], /"Fly".*"Ship the catalogue"/],
    ['a server for a root that is none', ['mcp', '--root', missing], /no folder/],
    ['a file to sanitize that is not there', ['sanitize', missing], /ENOENT/],
  ];
  for (const [title, args, message] of cases) {
    it(`is told in one line, exit 2: ${title}`, async () => {
      const plain = await mirrorHere(args);
      assert.equal(plain.code, 2);
      assert.equal(plain.stdout, '');
      assert.match(plain.stderr, message);
      assert.equal(plain.stderr.trimEnd().split('\n').at(-1)?.startsWith('mirror: '), true);
      const json = await mirrorHere([...args, '--json']);
      assert.equal(json.code, 2);
      assert.match(documents.errorDocument.parse(documentOf(json)).error.message, message);
    });
  }
});

describe('the real entry', () => {
  it('exits as it says, wherever it stands', async () => {
    const wrong = await mirror(['dance', '--json'], { cwd: shop.path });
    assert.equal(wrong.code, 2);
    documents.errorDocument.parse(documentOf(wrong));
    const here = await mirror(['gaps', '--recording', a, '--json'], { cwd: shop.path });
    assert.equal(here.stdout, (await mirrorHere(['gaps', '--recording', a, '--root', shop.path, '--json'])).stdout);
    const help = await mirror(['--help']);
    assert.equal(help.code, 0);
    for (const verb of ['sanitize', 'distill', 'gaps', 'context', 'loads', 'journal', 'mcp'])
      assert.match(help.stdout, new RegExp(`^ {2}${verb}`, 'm'));
  });

  it('checks a recording of a newer version, and says which', async () => {
    const check = await mirrorHere([
      'journal',
      'check',
      at('next.jsonl', recordingFile([]).replace('"version":1', '"version":9')),
      '--json',
    ]);
    const document = documents.journalCheckDocument.parse(documentOf(check));
    assert.deepEqual(
      [check.code, document.ok, document.version, document.problems[0]?.code],
      [1, false, 9, 'unknown-version'],
    );
  });
});

describe('help and version', () => {
  it('are printed where they are asked for, as one document with --json', async () => {
    const version = await mirrorHere(['--version']);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    assert.deepEqual(documentOf(await mirrorHere(['--version', '--json'])), { version: version.stdout.trim() });
    assert.match((await mirrorHere(['help', 'context', 'apply'])).stdout, /^Usage: mirror context apply/);
    assert.match((await mirrorHere(['help'])).stdout, /^Usage: mirror \[options\]/);
  });
});

describe('loads --for and --root', () => {
  it('take the path as the root is written, through a link too, and tell of the repository above', async () => {
    const repository = folder({ '.git/HEAD': 'x', 'AGENTS.md': 'a', 'pkg/AGENTS.md': 'b', 'pkg/a.ts': '' });
    const link = `${repository.path}-link`;
    symlinkSync(repository.path, link);
    try {
      for (const path of [`${link}/pkg/a.ts`, `${repository.path}/pkg/a.ts`, 'pkg/a.ts']) {
        const ran = await mirrorHere(['loads', '--root', link, '--for', path, '--agent', 'codex', '--json']);
        assert.equal((documentOf(ran) as { for: string }).for, 'pkg/a.ts', path);
        assert.equal(ran.stderr, '');
      }
      const below = await mirrorHere(['loads', '--root', `${repository.path}/pkg`, '--json']);
      assert.match(below.stderr, /is a folder of the repository .*--root/);
      assert.equal(below.code, 0);
    } finally {
      rmSync(link);
      repository.remove();
    }
  });

  it('tell of a file that is a link out of the repository', async () => {
    const elsewhere = folder({ 'AGENTS.md': 'x' });
    const repository = folder({ 'docs/AGENTS.md': 'b' });
    symlinkSync(`${elsewhere.path}/AGENTS.md`, `${repository.path}/AGENTS.md`);
    symlinkSync(`${repository.path}/docs/AGENTS.md`, `${repository.path}/CLAUDE.md`);
    try {
      const ran = await mirrorHere(['loads', '--root', repository.path, '--json']);
      assert.equal(ran.stderr.match(/link out/g)?.length, 1);
      assert.match(ran.stderr, /AGENTS\.md is a link out of the repository/);
    } finally {
      elsewhere.remove();
      repository.remove();
    }
  });

  it("refuse Git's own folder, which has no files of the repository", async () => {
    const bare = folder({ HEAD: 'x', 'objects/x': '', 'refs/x': '' });
    const ran = await mirrorHere(['context', 'apply', '--root', bare.path, '--json']);
    assert.equal(ran.code, 2);
    assert.match((documentOf(ran) as { error: { message: string } }).error.message, /working tree/);
    bare.remove();
  });
});

describe('sanitize --lines', () => {
  const secret = `maple${'!'}copper-7`;

  it('answers one for one in order, knows env for its line alone, and withholds what is never recorded', async () => {
    const asked = [
      { id: 1, text: `psql says ${secret}`, env: { DB_PASSWORD: secret } },
      { id: 'x', text: `psql says ${secret}` },
      { id: 'y', text: 'A=1', file: 'config/.env.local' },
      { id: 'z', text: 'const a = 1;\n', as: 'code', file: 'src/a.ts' },
    ];
    const ran = await mirror(['sanitize', '--lines'], {
      input: `${asked.map((one) => JSON.stringify(one)).join('\n')}\n`,
    });
    assert.equal(ran.code, 0, ran.stderr);
    const answers = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      answers.map(({ id }) => id),
      [1, 'x', 'y', 'z'],
    );
    assert.equal(answers[0]?.text, 'psql says [redacted:env:DB_PASSWORD#1]');
    assert.ok(!JSON.stringify(answers[0]).includes(secret));
    assert.equal(answers[1]?.text, `psql says ${secret}`);
    assert.equal(answers[2]?.withheld, true);
    assert.ok(!('text' in (answers[2] ?? {})));
    assert.equal(answers[3]?.text, 'const a = 1;\n');
  });

  it('answers a bad line with its error, goes on, and exits 2', async () => {
    const ran = await mirror(['sanitize', '--lines'], { input: 'no json\n\n{"id":4}\n{"id":5,"text":"fine"}' });
    const answers = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      answers.map(({ id }) => id),
      [null, 4, 5],
    );
    assert.equal(ran.code, 2);
    assert.equal(answers[2]?.text, 'fine');
  });

  it('takes a byte order mark, CRLF and null for what is not known, and breaks no answer in two', async () => {
    const asked = [
      { id: 1, text: 'a\u2028b\u2029c', as: null, file: null, env: null },
      { id: 2, text: `psql says ${secret}`, env: { DB_PASSWORD: secret, OTHER: null } },
    ];
    const ran = await mirror(['sanitize', '--lines'], {
      input: `\ufeff${asked.map((one) => JSON.stringify(one)).join('\r\n')}\r\n`,
    });
    assert.equal(ran.code, 0, ran.stdout);
    assert.ok(!/[\u2028\u2029]/.test(ran.stdout));
    const [first, second] = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(first?.text, 'a\u2028b\u2029c');
    assert.equal(second?.text, 'psql says [redacted:env:DB_PASSWORD#1]');
  });

  it('keeps a text byte for byte where there is nothing to take out', async () => {
    const text = 'no line end, ümlaut, \r\n tab\t, 版';
    const ran = await mirror(['sanitize', '-'], { input: text });
    assert.equal(ran.stdout, text);
    assert.equal((await mirror(['sanitize'], { input: '' })).stdout, '');
  });
});
