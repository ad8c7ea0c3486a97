import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { toolNames } from '../../src/ask/toolNames.ts';
import { folder } from '../unit/cli/runMirror.ts';

const run = promisify(execFile);
const entry = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const inspector = '@modelcontextprotocol/inspector@2.12.0';

describe('the MCP inspector, by its command line', { timeout: 600_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-inspector-'));
  const shop = folder({
    '.mirror/notes/glyphs.md': '---\nid: glyphs\nkind: lesson\nworkflow: Cut a release\n---\nRun `npm ci` first.\n',
  });

  before(() => run('npm', ['install', '--prefix', scratch, '--ignore-scripts', '--no-audit', '--no-fund', inspector]));
  after(() => {
    rmSync(scratch, { recursive: true, force: true });
    shop.remove();
  });

  async function inspect(...args: string[]): Promise<unknown> {
    const bin = join(scratch, 'node_modules/.bin/mcp-inspector');
    const server = ['--cli', process.execPath, entry, 'mcp', '--root', shop.path];
    return JSON.parse((await run(bin, [...server, ...args])).stdout);
  }

  it('lists every tool', async () => {
    const { tools } = (await inspect('--method', 'tools/list')) as { tools: { name: string }[] };
    assert.deepEqual(
      tools.map(({ name }) => name),
      toolNames,
    );
  });

  const calls: readonly (readonly [tool: string, inputs: readonly string[], answer: RegExp])[] = [
    ['list_workflows', [], /Cut a release/],
    ['get_procedure', ['workflow=Cut a release'], /npm ci/],
    ['search_context', ['query=npm ci first'], /note glyphs/],
    ['explain_note', ['note=glyphs'], /a person wrote it/],
    ['report_gap', ['missing=which registry'], /Noted/],
  ];
  for (const [tool, inputs, answer] of calls) {
    it(`calls ${tool}`, async () => {
      const given = inputs.flatMap((input) => ['--tool-arg', input]);
      const answered = await inspect('--method', 'tools/call', '--tool-name', tool, ...given);
      assert.match(JSON.stringify(answered), answer);
    });
  }
});
