import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { startRecording, stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

describe('a newcomer looks at the sample, then at the map of their own first recording', { timeout: 240_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const workspace = join(scratch, 'workspace');
  let editor: OpenEditor;

  before(async () => {
    await makeSample(workspace);
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch, trust: 'yes' });
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
    assert.match(await map.locator('main').innerText(), /Fails: Error: ENOENT/);
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

  it('is told whether their shell can be recorded, after a command really ran in it', async () => {
    const { page } = editor;
    await page.runCommand('Mirror: Check Shell Integration');
    assert.match(await page.messages.notification(/tells of its commands/), /what you do in it can be recorded/);
    await page.messages.clearNotifications();
    await page.runCommand('Terminal: Kill All Terminals');
  });

  it('records, and finds the recorded moment of a step on the map by keyboard', async () => {
    const { page } = editor;
    await page.runCommand('View: Close All Editors');
    await startRecording(page, 'Build the rates');
    await page.terminal.open();
    await page.terminal.type('npm test');
    await page.terminal.type('node tools/build-rates.js');
    await page.terminal.type('npm test');
    await stopRecording(page, 'Build the rates');
    await page.messages.clearNotifications();
    await page.runCommand('Mirror: Show Process Map');
    const map = await mapOf('1 recording by 1 person');
    assert.match(await map.locator('main').innerText(), /Verify with npm test/);
    await openByKeyboard(map, ['End'], await map.evaluate("[...document.querySelectorAll('.node.step')].at(-1).id"));
    await seeMoment(/^Build the rates\.txt$/, 'npm test');
  });
});
