import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

const claude = '# Press\n\n- Plates dry for an hour before they ship.\n- Ask before you clean the press.\n';
const files: Readonly<Record<string, string>> = {
  'AGENTS.md': `# How we work\n${'Keep the press clean.\n'.repeat(1600)}`,
  'CLAUDE.md': claude,
  'services/search/AGENTS.md': 'Search is slow to start.\n',
  'services/search/main.txt': 'start\n',
};

describe('context in the editor', { timeout: 240_000 }, () => {
  it('shows what agents load for the open file, and adopts a hand-written line', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
    const workspace = join(scratch, 'workspace');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    try {
      const { page, close } = await openEditor({ vsix: await packageExtension(), scratch, workspace });
      const shot = async (name: string) => {
        if (process.env.MIRROR_SHOTS) await page.screenshot(join(process.env.MIRROR_SHOTS, `${name}.png`));
      };
      try {
        await page.text.open('services/search/main.txt');
        await page.runCommand('Mirror: Show What Agents Load');
        const shown = page.page.locator('.editor-group-container.active .view-lines');
        const has = (text: string) =>
          until(
            `"${text}" in the text`,
            async () => (await shown.innerText()).replaceAll('\u00a0', ' ').includes(text),
            { explain: () => shown.innerText() },
          );
        await has('What agents load for services/search/main.txt');
        await has('Codex: 32768 of 32768 bytes');
        await has('bytes are cut');
        await shot('loads');

        await page.runCommand('Mirror: Adopt Hand-Written Lines');
        await page.quick.chooseSeveral(['Plates dry for an hour before they ship.']);
        await page.messages.notification('1 note is accepted');
        await shot('adopted');
        await page.messages.clickNotification('1 note is accepted', 'Apply Accepted Notes');
        await page.messages.clickNotification(/Write (this|these)/, /^Apply$/);
        const notes = join(workspace, '.mirror/notes');
        await until('the note to be written', () => existsSync(notes) && readdirSync(notes).length === 1);
        const note = readFileSync(join(notes, readdirSync(notes)[0] ?? ''), 'utf8');
        assert.match(
          note,
          /source: \{ file: CLAUDE\.md, line: 3 \}\n[\s\S]*\nPlates dry for an hour before they ship\.\n$/,
        );
        assert.equal(readFileSync(join(workspace, 'CLAUDE.md'), 'utf8'), claude);
      } finally {
        await close();
      }
    } finally {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
});
