import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

const note = (id: string, words: string, layer: string) =>
  `---\nid: ${id}\nkind: lesson\nworkflow: Cut a release\nlayer: ${layer}\nsupport: { n: 2, of: 2 }\nevidence:\n  - { recording: rec-a, from: 1, to: 3, excerpt: npm test → works }\n---\n${words}\n`;

function git(folder: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Sam Example', '-c', 'user.email=sam@example.org'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim();
}

const claude = '# Press\n\n- Plates dry for an hour before they ship.\n- Ask before you clean the press.\n';
const files: Readonly<Record<string, string>> = {
  'AGENTS.md': `# How we work\n${'Keep the press clean.\n'.repeat(1600)}`,
  'CLAUDE.md': claude,
  'services/search/AGENTS.md': 'Search is slow to start.\n',
  'services/search/main.txt': 'start\n',
};

describe('what agents load, agents that can ask, and an organization with notes of its own', {
  timeout: 240_000,
}, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const workspace = join(scratch, 'workspace');
  const organization = join(scratch, 'organization.git');
  let editor: OpenEditor;

  /** `MIRROR_PICTURES=folder` keeps a picture of each state, for a person to look at. */
  const picture = async (name: string): Promise<void> => {
    if (process.env.MIRROR_PICTURES) await editor.page.screenshot(join(process.env.MIRROR_PICTURES, `${name}.png`));
  };

  before(async () => {
    await makeSample(workspace);
    const put = (folder: string, file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    put(
      workspace,
      '.mirror/notes/rates.md',
      note('rates', 'When `npm test` finds no rates, run `node tools/build-rates.js`.', 'project'),
    );
    for (const [path, text] of Object.entries(files)) put(workspace, path, text);
    put(workspace, '.vscode/mcp.json', '{\n  // Ask Kim before you change this.\n  "servers": {}\n}\n');
    git(workspace, 'add', '-A');
    git(workspace, 'commit', '-qm', 'What people wrote');
    git(scratch, 'init', '-q', '--bare', '-b', 'main', organization);
    git(scratch, 'clone', '-q', organization, join(scratch, 'desk'));
    put(join(scratch, 'desk'), '.mirror/notes/ci.md', note('ci', 'Run `npm ci` after each pull.', 'organization'));
    git(join(scratch, 'desk'), 'add', '-A');
    git(join(scratch, 'desk'), 'commit', '-qm', 'notes');
    git(join(scratch, 'desk'), 'push', '-q', 'origin', 'HEAD:main');
    editor = await openEditor({
      vsix: await packageExtension(),
      workspace,
      scratch,
      trust: 'yes',
      settings: { 'mirror.organization.repository': organization },
    });
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('connects an agent after showing what is written, and that agent can ask and report', async () => {
    const { page } = editor;
    await page.runCommand('Mirror: Connect Agents');
    await page.quick.chooseSeveral([/Claude Code/, /GitHub Copilot/]);
    await page.messages.clickNotification(/Write these \d files/, 'Write');
    await page.messages.notification('Agents see it');
    assert.match(readFileSync(join(workspace, '.vscode/mcp.json'), 'utf8'), /Ask Kim[\s\S]*"mirror"/);

    const { mirror } = JSON.parse(readFileSync(join(workspace, '.mcp.json'), 'utf8')).mcpServers;
    const client = new Client({ name: 'Claude Code', version: '1' });
    const env = { PATH: process.env.PATH ?? '', HOME: scratch };
    await client.connect(new StdioClientTransport({ ...mirror, cwd: workspace, env }));
    try {
      const { content } = await client.callTool({ name: 'search_context', arguments: { query: 'rates for npm test' } });
      assert.match(JSON.stringify(content), /build-rates/);
      await client.callTool({ name: 'report_gap', arguments: { missing: 'which registry the release goes to' } });
    } finally {
      await client.close();
    }
    await page.sidebar.open('Mirror');
    await page.runCommand('Mirror: Show Gaps');
    await page.sidebar.waitForRow('Gaps', 'which registry the release goes to');
  });

  it("offers the organization's note, and promotes one of ours to a branch there", async () => {
    const { page } = editor;
    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Update Organization Notes');
    await page.messages.notification('The organization offers a note');
    await page.sidebar.expand('Notes');
    await page.sidebar.waitForRow('Notes', /Run `npm ci` after each pull/);
    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Promote Note to Organization');
    await page.quick.choose(/finds no rates/);
    await page.messages.clickNotification('Commit this to a branch', 'Commit to a Branch');
    await page.messages.clickNotification('Committed to the branch', 'Push Branch');
    await until('the branch at the organization', () => git(organization, 'branch', '--list', 'mirror/rates') !== '');
    assert.match(git(organization, 'show', 'mirror/rates:.mirror/notes/rates.md'), /^layer: organization$/m);
  });

  it('show what they load for the open file', async () => {
    const { page } = editor;
    await page.text.open('services/search/main.txt');
    await page.runCommand('Mirror: Show What Agents Load');
    const shown = page.page.locator('.editor-group-container.active .view-lines');
    const text = async () => (await shown.innerText()).replaceAll('\u00a0', ' ');
    for (const words of [
      'What agents load for services/search/main.txt',
      'Codex: 32768 of 32768 bytes',
      'bytes are cut',
    ])
      await until(`"${words}" in the text`, async () => (await text()).includes(words), { explain: text });
    await picture('loads');
  });

  it('get a hand-written line as a note with an owner, on a branch first and then in the working tree', async () => {
    const { page } = editor;
    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Adopt Hand-Written Lines');
    await page.quick.chooseSeveral(['Plates dry for an hour before they ship.']);
    await page.messages.notification('1 note is accepted');
    const [head, status] = [git(workspace, 'rev-parse', 'HEAD'), git(workspace, 'status', '--porcelain')];
    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Apply on a Branch');
    await page.messages.notification(/Write (this|these)/);
    await picture('branch-asked');
    await page.messages.clickNotification(/Write (this|these)/, 'Apply on a Branch');
    const said = await page.messages.notification('Committed to the branch');
    await picture('branch-done');
    const branch = /branch (\S+?)\.? Your/.exec(said)?.[1] ?? '';
    assert.match(git(workspace, 'log', '--format=%B', `${head}..${branch}`), /Plates dry for an hour before they ship/);
    assert.match(git(workspace, 'show', `${branch}:MEMORY.md`), /Plates dry for an hour/);
    assert.equal(git(workspace, 'rev-parse', 'HEAD'), head, 'nothing is checked out');
    assert.equal(git(workspace, 'status', '--porcelain'), status, 'the working tree is as it was');

    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Apply Accepted Notes');
    await page.messages.clickNotification(/Write (this|these)/, /^Apply$/);
    await page.messages.notification(/Wrote /);
    const notes = join(workspace, '.mirror/notes');
    const adopted = readdirSync(notes)
      .map((name) => readFileSync(join(notes, name), 'utf8'))
      .filter((text) => text.includes('Plates dry'));
    assert.equal(adopted.length, 1);
    assert.match(
      adopted[0] ?? '',
      /source: \{ file: CLAUDE\.md, line: 3 \}\n[\s\S]*\nPlates dry for an hour before they ship\.\n$/,
    );
    assert.equal(readFileSync(join(workspace, 'CLAUDE.md'), 'utf8'), claude);
  });
});
