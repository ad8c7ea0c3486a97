import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { Theme } from '../editor/page.ts';
import { until } from '../editor/until.ts';
import { Walkthrough } from '../editor/walkthrough.ts';

/** Every byte below a folder, whatever the file. */
function bytesBelow(folder: string): string {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.includes('/logs'))
    .map((each) => readFileSync(join(each.parentPath, each.name), 'latin1'))
    .join('\n');
}

/** Pictures of the review that are made on demand. */
const pictures: Readonly<Record<string, Theme>> = {
  dark: 'dark',
  light: 'light',
  'high-contrast-dark': 'high-contrast dark',
  'high-contrast-light': 'high-contrast light',
};

describe('a newcomer looks at the sample, then goes through the walkthrough, what is kept and its map on the way', {
  timeout: 300_000,
}, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const workspace = join(scratch, 'workspace');
  const secret = ['pw', '7Kq2', 'Zx9v', 'Lm4T'].join('-');
  let editor: OpenEditor;
  let walkthrough: Walkthrough;

  before(async () => {
    await makeSample(workspace);
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch, trust: 'yes' });
    walkthrough = new Walkthrough(editor.page, 'Get Started with Mirror');
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** The page of a map, with everything in its place. */
  async function mapOf(text: string | RegExp): Promise<Frame> {
    const map = await editor.page.sidebar.webview(text);
    await map.locator('.map[aria-busy="false"]').waitFor();
    return map;
  }

  /** What stands on a map, in sight or not: what is far from it is not drawn, and has no inner text. */
  async function labelsOf(map: Frame): Promise<string> {
    return (await map.locator('.node > .unseen').allTextContents()).join('\n');
  }

  /** Goes to a node of the map by keyboard alone, and opens its moment. */
  async function openByKeyboard(map: Frame, keys: readonly string[], id: string): Promise<void> {
    const { page } = editor.page;
    await map.locator('#step-1').focus();
    for (const key of keys) await page.keyboard.press(key);
    assert.equal(await map.evaluate('document.activeElement.id'), id);
    await page.keyboard.press('Enter');
  }

  /** Waits for the tab of a recording, and for some text in the editor that has the focus. */
  async function seeMoment(tab: RegExp, text: string): Promise<void> {
    const { page, text: texts } = editor.page;
    const lines = page.locator('.editor-group-container.active .monaco-editor .view-lines');
    await until('the tab of the recording', async () => (await texts.tabs()).some((name) => tab.test(name)));
    // What is drawn of a line has no plain spaces.
    const drawn = async () => (await lines.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
    await until(`the moment with ${text}`, async () => (await drawn()).includes(text), { explain: drawn });
  }

  it('sees workflows, notes, gaps and a map of the sample, and a step’s recorded moment by keyboard', async () => {
    const { page } = editor;
    await page.runCommand('Mirror: Open Sample Recording');
    await page.sidebar.waitForRow('Workflows', 'Sample: Cut a release');
    await page.messages.notification('This is a sample');
    await page.sidebar.waitForRow('Gaps', 'NPM_TOKEN');
    await page.sidebar.clickRowAction('Workflows', 'Sample: Cut a release', 'Show Process Map');
    const map = await mapOf('2 recordings by 2 people');
    assert.match(await labelsOf(map), /Fails: Error: ENOENT/);
    await openByKeyboard(map, ['ArrowDown'], 'step-2');
    // The moment opens beside the map, which stays in sight.
    await seeMoment(/Cut a release\.txt$/, 'npm test');
    assert.ok(await map.locator('#step-2').isVisible());
  });

  it('closes it, and nothing of it is left in their folder or among their recordings', async () => {
    const { page } = editor;
    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Close Sample Recording');
    await until('an empty view', async () => (await page.sidebar.rows('Workflows')).length === 0);
    assert.deepEqual(recordingsIn(editor.server.globalStorage), []);
    assert.deepEqual(
      readdirSync(workspace).filter((name) => /AGENTS|MEMORY|\.mirror|\.agents/.test(name)),
      [],
    );
  });

  it('agrees to be recorded on the first page of the walkthrough', async () => {
    const { page } = editor;
    await walkthrough.open();
    await walkthrough.press('consent', 'Agree to Being Recorded…');
    assert.match(await page.messages.dialog(), /Secrets|secrets/);
    assert.deepEqual(await walkthrough.ticked(), []);
    await page.messages.clickDialog('Agree');
    await walkthrough.waitForTick('consent');
  });

  it('is told whether their shell can be recorded, after a command really ran in it', async () => {
    const { page } = editor;
    await walkthrough.press('shell', 'Check Shell Integration');
    assert.match(await page.messages.notification(/tells of its commands/), /what you do in it can be recorded/);
    await walkthrough.waitForTick('shell');
    await page.messages.clearNotifications();
    await page.runCommand('Terminal: Kill All Terminals');
  });

  it('records, and sees in the preview what is kept while it is being recorded', async () => {
    const { page, server } = editor;
    await walkthrough.press('record', 'Start Recording');
    await page.quick.answer('Build the rates');
    await page.messages.waitForStatusBar(/\d+:\d\d/);
    assert.deepEqual(await walkthrough.ticked(), ['consent', 'shell']);
    await page.runCommand('View: Close All Editors');
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
    await stopRecording(page, 'Build the rates');
    await page.messages.clearNotifications();
    assert.ok(!JSON.stringify(recordingsIn(server.globalStorage)).includes(secret));
  });

  it('sees a redaction, takes a word out more, removes an event for good, and no byte of either is left', async () => {
    const { page, server } = editor;
    const stored = () => JSON.stringify(recordingsIn(server.globalStorage));
    const review = await page.sidebar.webview(/left out ·.*redacted/s);
    await until('the steps', async () => (await review.getByRole('treeitem', { name: /^Step / }).count()) > 0);
    const event = (words: string) => review.getByRole('treeitem', { name: new RegExp(`^#\\d+ .*${words}`) }).first();
    await event('curl').click();
    const mark = review.getByRole('button', { name: /^\[redacted:[a-z-]+#1\], Redacted: .*found by the rule/ });
    await mark.first().waitFor();
    for (const [name, theme] of Object.entries(process.env.MIRROR_SCREENSHOTS === undefined ? {} : pictures)) {
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
  });

  it('finds the recorded moment of a step on the map by keyboard', async () => {
    const { page } = editor;
    await page.messages.clearNotifications();
    await page.runCommand('View: Close All Editors');
    await page.runCommand('Mirror: Show Process Map');
    const map = await mapOf('1 recording by 1 person');
    assert.match(await labelsOf(map), /Verify with npm test/);
    await openByKeyboard(map, ['End'], await map.evaluate("[...document.querySelectorAll('.node.step')].at(-1).id"));
    await seeMoment(/^Build the rates\.txt$/, 'npm test');
  });

  it('connects an agent while an answer is being written, and gives it: all steps of the walkthrough have a tick', async () => {
    const { page } = editor;
    await page.runCommand('View: Close All Editors');
    await walkthrough.press('answer', 'Show Gaps');
    await walkthrough.waitForTick('record');
    assert.deepEqual(await walkthrough.ticked(), ['consent', 'shell', 'record']);
    await page.sidebar.clickRow('Gaps', /npm test|build-rates/);
    const answer = 'The rates are built from the table of the postal service.';
    await (await page.sidebar.webview('Copy Question')).locator('#answer').click();
    await page.page.keyboard.type(answer);
    const written = Date.now();

    await walkthrough.press('connect', 'Connect Agents');
    await page.quick.waitForRow(/Claude Code/);
    await page.quick.dismiss();
    await walkthrough.press('connect', 'Connect Agents');
    assert.deepEqual(await walkthrough.ticked(), ['consent', 'shell', 'record'], 'asking connects nobody');
    await page.quick.chooseSeveral([/Claude Code/]);
    await page.messages.clickNotification(/Write/, 'Write');
    await page.messages.notification('Agents see it');
    assert.match(readFileSync(join(workspace, '.mcp.json'), 'utf8'), /"mirror"/);
    await walkthrough.open();
    await walkthrough.waitForTick('connect');

    if (process.env.MIRROR_RELOAD) {
      // A browser keeps what windows remember every five seconds, and not when it leaves the page.
      await until('the window to be remembered', () => Date.now() - written > 10_000);
      await page.reload();
    }
    const panel = await page.sidebar.webview('Copy Question');
    assert.equal(await panel.locator('#answer textarea').inputValue(), answer);
    await panel.locator('#accept').click();
    await walkthrough.open();
    await walkthrough.waitForTick('answer');
    assert.deepEqual(await walkthrough.ticked(), ['consent', 'shell', 'record', 'answer', 'connect']);
  });
});
