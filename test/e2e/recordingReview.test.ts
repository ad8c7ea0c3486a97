import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startRecording, stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { Theme } from '../editor/page.ts';
import { until } from '../editor/until.ts';

/** Every byte below a folder, whatever the file. */
function bytesBelow(folder: string): string {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.includes('/logs'))
    .map((each) => readFileSync(join(each.parentPath, each.name), 'latin1'))
    .join('\n');
}

describe('the preview of what is kept', { timeout: 300_000 }, () => {
  it('shows a redaction, takes a word out more, removes an event for good, and leaves no byte of either', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
    const secret = ['pw', '7Kq2', 'Zx9v', 'Lm4T'].join('-');
    const workspace = await makeSample(join(scratch, 'workspace'));
    const editor = await openEditor({ vsix: await packageExtension(), scratch, workspace });
    const { page, server } = editor;
    try {
      const stored = () => JSON.stringify(recordingsIn(server.globalStorage));
      await startRecording(page, 'Cut a release');
      await page.terminal.open();
      await page.terminal.type(`curl -u sam:${secret} --max-time 1 http://127.0.0.1:9/ ; true`);
      await page.terminal.type('echo handled by Bluebird');
      await page.terminal.type('npm test');
      await page.terminal.type('node tools/build-rates.js');
      await page.terminal.type('npm test');
      await page.runCommand('Mirror: Preview What Is Kept');
      const live = await page.sidebar.webview('It is being recorded now');
      await live
        .getByRole('treeitem', { name: /build-rates/ })
        .first()
        .waitFor();
      await stopRecording(page, 'Cut a release');
      await page.messages.clearNotifications();

      const review = await page.sidebar.webview(/left out ·.*redacted/s);
      await until('the steps', async () => (await review.getByRole('treeitem', { name: /^Step / }).count()) > 0);
      const event = (words: string) => review.getByRole('treeitem', { name: new RegExp(`^#\\d+ .*${words}`) }).first();
      await event('curl').click();
      const mark = review.getByRole('button', { name: /^\[redacted:[a-z-]+#1\], Redacted: .*found by the rule/ });
      await mark.first().waitFor();
      assert.ok(!stored().includes(secret));
      for (const [name, theme] of Object.entries(pictures)) {
        if (process.env.MIRROR_SCREENSHOTS === undefined && name !== 'dark') continue;
        await page.setTheme(theme);
        await mark.first().waitFor();
        await page.screenshot(join(process.env.MIRROR_SCREENSHOTS ?? scratch, `review-${name}.png`));
      }

      // A word more, everywhere and from now on: selected in the text of the event.
      await review
        .getByRole('treeitem', { name: /handled by/ })
        .first()
        .click();
      const text = review.locator('.detail pre').first();
      await until('the event to be shown', async () => (await text.innerText()).includes('Bluebird'));
      await review.evaluate(`(() => {
        const walker = document.createTreeWalker(document.querySelector('.detail pre'), NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const at = text.textContent.indexOf('Bluebird');
          if (at >= 0) getSelection().setBaseAndExtent(text, at, text, at + 'Bluebird'.length);
        }
      })()`);
      await review.getByRole('button', { name: 'Redact Selection…' }).click();
      await page.quick.choose(/keep the word to myself/);
      await until('the word to be gone', () => !stored().includes('Bluebird'));
      await page.messages.notification(/Redacted in \d+ events/);
      await event('handled by \\[redacted:term#1\\]').waitFor();

      // An event of its own, removed for good.
      await page.messages.clearNotifications();
      const before = recordingsIn(server.globalStorage)[0]?.events.length ?? 0;
      await event('curl').click();
      await review.getByRole('button', { name: 'Remove for Good…' }).click();
      await page.messages.dialog();
      await page.messages.clickDialog('Remove for Good');
      await page.messages.notification('1 event is gone');
      await until('the row to be gone', async () => (await event('curl').count()) === 0);
      const events = recordingsIn(server.globalStorage)[0]?.events ?? [];
      assert.deepEqual(
        events.map(({ seq }) => seq),
        Array.from({ length: before - 1 }, (_, index) => index + 1),
      );
      assert.equal(events.at(-1)?.kind, 'end');

      const kept = bytesBelow(server.globalStorage);
      for (const gone of [secret, 'Bluebird', '127.0.0.1:9']) assert.ok(!kept.includes(gone), gone);
    } finally {
      await editor.close();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
});

/** Pictures of the review that are made on demand. */
const pictures: Readonly<Record<string, Theme>> = {
  dark: 'dark',
  light: 'light',
  'high-contrast-dark': 'high-contrast dark',
  'high-contrast-light': 'high-contrast light',
};
