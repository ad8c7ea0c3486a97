import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { tokensOf } from '../../../src/ask/budget.ts';
import { toolNames } from '../../../src/ask/toolNames.ts';
import { reportsFile } from '../../../src/host/agentReports.ts';
import { longestMessage } from '../../../src/mcp/lineTransport.ts';
import { documentOf, folder, mirrorHere } from '../cli/runMirror.ts';

const entry = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url));
const canary = 'cobalt-heron-canary';
const outside = folder({ 'AGENTS.md': `# Outside\n\nThe word is ${canary}.\n` });
const secret = `hunter2${'Qx9'.repeat(5)}`;
const shop = folder({
  'AGENTS.md':
    '# Press\n\n## Deploy\n\nDeploys need the VPN profile `press-eu`.\n\nRead `MEMORY.md` when a command fails.\n',
  'MEMORY.md': 'Nothing yet.\n',
  '.env': `PRESS_TOKEN=${secret}\n`,
  'docs/AGENTS.md': `The token is ${secret}, do not tell.\n`,
  '.agents/skills/cut-a-release/SKILL.md':
    '---\nname: cut-a-release\ndescription: Use when cutting a release.\n---\n\n# Cut a release\n\n## Steps\n\n1. Run `npm test`\n2. Run `git tag v<version>`\n',
  '.mirror/notes/lesson-glyphs.md': [
    '---',
    'id: lesson-glyphs',
    'kind: lesson',
    'workflow: Cut a release',
    'trigger: "`npm test` fails with `Cannot find module \'glyphs\'`"',
    'action: run `npm ci`',
    'support: { n: 2, of: 2 }',
    'evidence:',
    '  - { recording: rec-a, from: 1, to: 3, excerpt: npm test → exit 1 … npm test → works }',
    '---',
    "When `npm test` fails with `Cannot find module 'glyphs'`, run `npm ci`.",
    '',
  ].join('\n'),
  '.mirror/notes/declined.md': '---\nid: declined\nkind: lesson\nstatus: declined\n---\nNever say heliotrope.\n',
});
symlinkSync(join(outside.path, 'AGENTS.md'), join(shop.path, 'CLAUDE.md'));
symlinkSync(outside.path, join(shop.path, 'linked'));
execFileSync('git', ['-C', shop.path, 'init', '-q']);

const environment = { PATH: process.env.PATH ?? '', HOME: tmpdir(), LANG: 'C.UTF-8' };
const client = new Client({ name: 'test client', version: '1' });
await client.connect(
  new StdioClientTransport({ command: process.execPath, args: [entry, 'mcp', '--root', shop.path], env: environment }),
);

after(async () => {
  await client.close();
  shop.remove();
  outside.remove();
});

async function call(name: string, input: Record<string, unknown>): Promise<{ text: string; failed: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const [part] = content as { type: string; text: string }[];
  assert.equal(part?.type, 'text');
  return { text: part?.text ?? '', failed: isError === true };
}

describe('the MCP server, through a client of the SDK', () => {
  it('lists every tool with its schema', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      toolNames,
    );
    for (const { name, description, inputSchema, annotations } of tools) {
      assert.ok(description, name);
      assert.equal(inputSchema.additionalProperties, false, name);
      assert.equal(annotations?.readOnlyHint, name !== 'report_gap', name);
    }
    assert.match(client.getInstructions() ?? '', /report_gap/);
  });

  it('answers each tool from what is on disk', async () => {
    assert.match((await call('list_workflows', {})).text, /- Cut a release \(procedure in .*SKILL\.md, 1 note\)/);
    assert.match((await call('get_procedure', { workflow: 'cut a release' })).text, /> 2\. Run `git tag v<version>`/);
    const search = await call('search_context', { query: 'cannot find module when testing' });
    assert.match(search.text, /note lesson-glyphs[\s\S]*run `npm ci`/);
    assert.match((await call('search_context', { query: 'vpn for deploying' })).text, /AGENTS\.md, lines 3–/);
    assert.match((await call('explain_note', { note: 'lesson-glyphs' })).text, /rec-a, events 1 to 3/);
  });

  it('sees a change at the next question', async () => {
    shop.write({ 'MEMORY.md': 'The mangle press wants a warm-up of two minutes.\n' });
    assert.match((await call('search_context', { query: 'mangle press' })).text, /warm-up/);
  });

  it('keeps to the budget it is given', async () => {
    shop.write({ 'GEMINI.md': `# Long\n\n${'Every plate is cleaned before it is mounted.\n'.repeat(4000)}` });
    for (const maxTokens of [200, 1200, 4000]) {
      const { text } = await call('search_context', { query: 'plate cleaned', maxTokens });
      assert.ok(tokensOf(text) <= maxTokens, `${tokensOf(text)}`);
      assert.match(text, /mounted/);
    }
  });

  it('tells no secret, no declined note and nothing that a link brings in from outside', async () => {
    const answers = await Promise.all(
      ['token tell', canary, 'outside word', 'heliotrope'].map((query) => call('search_context', { query })),
    );
    const told = answers.map(({ text }) => text).join('\n');
    assert.ok(!told.includes(secret));
    assert.match(told, /\[redacted:/);
    assert.ok(!told.includes('The word is'));
    assert.ok(!told.includes('Never say'));
  });

  it('refuses a path outside of the root, links followed, and reads nothing there', async () => {
    for (const path of ['../../etc/passwd', '/etc/passwd', 'linked/AGENTS.md', 'linked', '..', 'a/../../b', 'x\0y']) {
      const { text, failed } = await call('search_context', { query: 'word', path });
      assert.deepEqual([failed, /outside/.test(text)], [true, true], path);
      assert.ok(!text.includes(canary), path);
    }
    const fine = await call('search_context', { query: 'deploy', path: 'not/there/yet.ts' });
    assert.equal(fine.failed, false);
  });

  it('says what is wrong with an input, shortly', async () => {
    const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
      ['search_context', {}],
      ['search_context', { query: '' }],
      ['search_context', { query: 7 }],
      ['search_context', { query: 'x'.repeat(100_000) }],
      ['search_context', { query: 'x', maxTokens: 1e9 }],
      ['search_context', { query: 'x', surprise: true }],
      ['explain_note', { note: '../../AGENTS' }],
      ['get_procedure', { workflow: 'Fly' }],
      ['report_gap', { missing: 'x'.repeat(5000) }],
      ['drop_tables', {}],
    ];
    for (const [name, input] of wrong) {
      const { text, failed } = await call(name, input);
      assert.equal(failed, true, `${name} ${JSON.stringify(input).slice(0, 60)}`);
      assert.ok(text.length < 1000, text);
    }
  });

  it('keeps a reported gap sanitized, once, limited in number, ignored by Git and shown by mirror gaps', async () => {
    const report = {
      missing: `which registry to use, the token is ${secret}`,
      where: join(shop.path, 'AGENTS.md'),
      workflow: 'Cut a release',
    };
    assert.match((await call('report_gap', report)).text, /^Noted/);
    assert.match((await call('report_gap', report)).text, /known already/);
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push(await call('report_gap', { missing: `what step ${i} is for` }));
    assert.equal(answers.filter(({ failed }) => failed).length, 3);
    const kept = readFileSync(join(shop.path, reportsFile), 'utf8');
    assert.ok(!kept.includes(secret));
    assert.match(kept, /"where":"AGENTS\.md"/);
    assert.equal(kept.trim().split('\n').length, 10);
    const status = execFileSync('git', ['-C', shop.path, 'status', '--porcelain', '-uall'], { encoding: 'utf8' });
    assert.ok(!status.includes('reports'), status);

    const recording = join(outside.path, 'r.jsonl');
    const header = {
      format: 'mirror.recording',
      version: 1,
      id: 'r',
      workflow: 'Cut a Release',
      startedAt: '2026-02-03T08:00:00Z',
      recorder: 'plover',
      workspace: { name: 'x' },
      sanitizer: 'mirror/1',
    };
    writeFileSync(recording, `${JSON.stringify(header)}\n{"kind":"end","seq":1,"at":5,"reason":"stopped"}\n`);
    const ran = await mirrorHere(['gaps', '--recording', recording, '--root', shop.path, '--json']);
    const { gaps } = documentOf(ran) as {
      gaps: { id: string; code: string; workflow: string; subject: string; why: string }[];
    };
    const reported = gaps.filter(({ code }) => code === 'agent-reported');
    assert.equal(reported.length, 10);
    const own = reported.find(({ workflow }) => workflow === 'Cut a Release');
    assert.equal(own?.subject, 'AGENTS.md');
    assert.match(own?.why ?? '', /test client/);

    shop.write({
      [`.mirror/notes/answer-${own?.id}.md`]: `---\nid: answer-${own?.id}\nkind: decision\n---\nThe inner registry.\n`,
    });
    const again = documentOf(
      await mirrorHere(['gaps', '--recording', recording, '--root', shop.path, '--json']),
    ) as typeof ran & { gaps: { id: string }[] };
    assert.ok(!again.gaps.some(({ id }) => id === own?.id), 'an answered report is no gap');
  });
});

/** What the server writes for raw lines, then the end of its input; the last line without a newline where `cut`. */
function raw(
  args: readonly string[],
  lines: readonly (string | Buffer)[],
  cut = false,
): Promise<{ answers: Record<string, unknown>[]; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, 'mcp', ...args], {
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        answers: out
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
        code,
      }),
    );
    for (const [at, line] of lines.entries()) {
      child.stdin.write(line);
      if (!cut || at < lines.length - 1) child.stdin.write('\n');
    }
    child.stdin.end();
  });
}

const hello =
  '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}';
const ask = '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_workflows","arguments":{}}}';

describe('the MCP server, for a client that sends anything', () => {
  it('answers garbage and lines too long with an error, and goes on', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const { answers, code } = await raw(
      ['--root', shop.path],
      [
        'GET / HTTP/1.1',
        Buffer.from([0xff, 0xfe, 0x00, 0x80]),
        'x'.repeat(longestMessage + 10),
        '[]',
        deep,
        '{"jsonrpc":"2.0","id":{},"method":7}',
        '{"id":5}',
        '',
        hello,
        '{"jsonrpc":"2.0","id":6,"method":"no/such"}',
        ask,
      ],
    );
    assert.equal(code, 0);
    const errors = answers
      .filter((each) => 'error' in each)
      .map(({ id, error }) => [id, (error as { code: number }).code]);
    assert.deepEqual(errors, [
      [null, -32700],
      [null, -32700],
      [null, -32600],
      [null, -32600],
      [null, -32600],
      [null, -32600],
      [5, -32600],
      [6, -32601],
    ]);
    assert.ok(answers.some(({ id, result }) => id === 2 && JSON.stringify(result).includes('Cut a release')));
  });

  it('answers what was asked before the input ended, and ends', async () => {
    const { answers, code } = await raw(['--root', shop.path], [hello, ask]);
    assert.deepEqual([answers.length, code], [2, 0]);
  });

  it('answers a last message without its newline', async () => {
    const { answers, code } = await raw(['--root', shop.path], [hello, ask], true);
    assert.deepEqual([answers.map(({ id }) => id), code], [[1, 2], 0]);
  });

  it('ends with its input although a request was cancelled', async () => {
    const cancel = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2,"reason":"no"}}';
    const { answers, code } = await raw(['--root', shop.path], [hello, ask, cancel]);
    assert.deepEqual([answers.map(({ id }) => id), code], [[1], 0]);
  });

  it('counts reports that come together one by one', async () => {
    const busy = folder({ 'AGENTS.md': 'x\n' });
    const reports = Array.from(
      { length: 30 },
      (_, i) =>
        `{"jsonrpc":"2.0","id":${i + 10},"method":"tools/call","params":{"name":"report_gap","arguments":{"missing":"thing ${i}"}}}`,
    );
    const { answers } = await raw(['--root', busy.path], [hello, ...reports]);
    assert.equal(answers.length, 31);
    assert.equal(readFileSync(join(busy.path, reportsFile), 'utf8').trim().split('\n').length, 10);
    busy.remove();
  });

  it('writes no report through a link that leads outside', async () => {
    const trap = folder({ 'AGENTS.md': 'x\n' });
    mkdirSync(join(outside.path, 'catch'));
    symlinkSync(join(outside.path, 'catch'), join(trap.path, '.mirror'));
    const report =
      '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"report_gap","arguments":{"missing":"a thing"}}}';
    const { answers } = await raw(['--root', trap.path], [hello, report]);
    const result = answers.find(({ id }) => id === 3)?.result as { isError?: boolean } | undefined;
    assert.equal(result?.isError, true);
    assert.ok(!existsSync(join(outside.path, 'catch', 'reports')));
    trap.remove();
  });
});

describe('mirror mcp --json', () => {
  it('prints what it would serve, from a folder below the root too', async () => {
    const document = documentOf(await mirrorHere(['mcp', '--root', shop.path, '--json'])) as {
      name: string;
      tools: { name: string }[];
    };
    assert.equal(document.name, 'mirror');
    assert.deepEqual(
      document.tools.map(({ name }) => name),
      toolNames,
    );
  });
});
