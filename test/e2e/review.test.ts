import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { makeSample } from '../demo/sample.ts';
import { type Keyboard, takeKeyboard } from '../editor/keyboard.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

/** `MIRROR_PICTURES=folder` keeps a picture of each state, for a person to look at. */
const pictures = process.env.MIRROR_PICTURES;

/** With the long runs (`npm run soak -- keyboard`): what it shows beside the keys, others show in less time. */
const skip = process.env.MIRROR_KEYBOARD === undefined;

describe('a maintainer without a mouse', { timeout: 180_000, skip }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-review-'));
  const workspace = join(scratch, 'workspace');
  let editor: OpenEditor;
  let keys: Keyboard;

  const read = (name: string): string => readFileSync(join(workspace, name), 'utf8');
  const tab = (name: string) => editor.page.page.locator('.tab', { hasText: name }).first();
  const picture = async (name: string): Promise<void> => {
    if (pictures) await editor.page.screenshot(join(pictures, `${name}.png`));
  };

  afterEach(async (t) => {
    const { error, name } = t as { error?: unknown; name: string };
    if (error) await picture(`failed-${name.slice(0, 20).replace(/\W+/g, '-')}`);
  });

  before(async () => {
    await makeSample(workspace);
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch, trust: 'yes' });
    keys = await takeKeyboard(editor.page.page);
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('records, and stops', async () => {
    const { messages, terminal } = editor.page;
    await keys.run('Mirror: Start Recording');
    await keys.dialog('Start Recording');
    await keys.answer('Test the parcels');
    await messages.waitForStatusBar(/\d+:\d\d/);
    await keys.run('Terminal: Create New Terminal');
    await terminal.waitForPrompt();
    await terminal.type('npm test');
    await terminal.type('node tools/build-rates.js');
    await terminal.type('npm test');
    await terminal.type('./deploy.sh --region eu-2 || true');
    await keys.run('Mirror: Stop Recording');
    await messages.notification(/Recorded \d+ events of "Test the parcels"/);
    const inTerminal = "document.activeElement?.closest('.terminal') !== null";
    assert.equal(await editor.page.page.evaluate(inTerminal), true, 'what was found took no focus');
    await picture('1-stopped');
  });

  it('finds the gaps without the focus being taken, and answers one', async () => {
    const { sidebar } = editor.page;
    await keys.run('Mirror: Show Gaps');
    await sidebar.waitForRow('Gaps', 'Test the parcels');
    const question = await keys.toRow(/build-rates|deploy/);
    await keys.press('Control+Enter');
    const panel = await sidebar.webview('Accept Answer');
    await until('the cursor in the answer box', () => panel.evaluate("document.activeElement?.id === 'answer'"));
    await keys.type('The rates are generated and are not in Git.');
    await picture('2-answering');
    await keys.press('Control+Enter');
    await sidebar.webview('The gap closes when the accepted notes are applied');
    await sidebar.waitForRow('Gaps', 'answered, not applied yet');
    assert.ok(question.length > 0);
    await picture('3-answered');
  });

  it('calls a gap none with a reason, and takes that back', async () => {
    const { sidebar, quick } = editor.page;
    await keys.run('Mirror: Show Gaps');
    const group = await sidebar.waitForRow('Gaps', /^\W*Test the parcels/);
    const gaps = Number(/(\d+) gaps/.exec(group)?.[1]);
    await keys.toRow(/everyone|same way|once/i);
    await keys.press('Delete');
    await quick.waitForRow('Nobody needs this explained');
    await keys.press('Enter');
    await sidebar.waitForRow('Gaps', new RegExp(`Test the parcels.*${gaps - 1} gap`));
    await keys.run('Mirror: Show Gaps');
    await keys.toRow(/Test the parcels/);
    await keys.press('Control+Z');
    await sidebar.waitForRow('Gaps', new RegExp(`Test the parcels.*${gaps} gaps`));
  });

  it('looks at the evidence of a note beside its change, and accepts it', async () => {
    const { sidebar, page } = editor.page;
    await keys.run('Mirror: Review Notes');
    await sidebar.waitForRow('Notes', 'To review');
    await keys.toRow('When `npm test`');
    await keys.press('Enter');
    await tab('Evidence of a Note').waitFor();
    await tab('What this note changes').waitFor();
    await page.locator('.view-line', { hasText: 'by one person' }).first().waitFor();
    await picture('4-evidence');
    await keys.toRow('When `npm test`');
    await keys.press('Control+Enter');
    await sidebar.waitForRow('Notes', /not applied yet\s*2/);
    await picture('5-accepted');
  });

  it('accepts another in its own words, and takes that back', async () => {
    const { sidebar, page } = editor.page;
    await keys.run('Mirror: Review Notes');
    await keys.toRow('Test the parcels: 1.');
    await keys.press('F2');
    await tab('Accept with Edits').waitFor();
    await until('the cursor in the words of the note', () =>
      page.evaluate("document.activeElement?.closest('.editor-instance .monaco-editor') !== null"),
    );
    await keys.type('Build the rates before the tests.');
    await keys.press('Control+Enter');
    await sidebar.waitForRow('Notes', /not applied yet\s*3/);
    await sidebar.waitForRow('Notes', 'Build the rates before the tests.');
    await tab('Accept with Edits').waitFor({ state: 'detached' });
    await picture('5-edited');
    await keys.run('Mirror: Review Notes');
    await keys.toRow('Build the rates before the tests.');
    await keys.press('Control+Z');
    await sidebar.waitForRow('Notes', /not applied yet\s*2/);
    await sidebar.waitForRow('Notes', 'Test the parcels: 1.');
  });

  it('applies what was accepted', async () => {
    const { messages } = editor.page;
    assert.ok(!existsSync(join(workspace, 'AGENTS.md')));
    await keys.run('Mirror: Apply Accepted Notes');
    await messages.notification(/Write these/);
    await picture('6-apply');
    await until('the cursor in the change', () =>
      editor.page.page.evaluate("document.activeElement?.closest('.editor-instance') !== null"),
    );
    await keys.press('Control+Enter');
    await messages.notification(/Wrote /);
    assert.match(read('MEMORY.md'), /generated and are not in Git/);
    assert.match(read('AGENTS.md'), /build-rates/);
  });

  it('sees over the lines of MEMORY.md what is known of them, and retires one', async () => {
    const { page, text, sidebar, quick } = editor.page;
    await keys.press('Control+P');
    await keys.answer('MEMORY.md');
    await tab('MEMORY.md').waitFor();
    const lens = page.locator('.codelens-decoration', { hasText: /1 of 1/ }).first();
    await lens.waitFor();
    await text.goTo(
      read('MEMORY.md')
        .split('\n')
        .findIndex((line) => line.includes('build-rates')) + 1,
    );
    await keys.press('Control+K');
    await keys.press('Control+I');
    await page.locator('.monaco-hover', { hasText: 'Workflow: Test the parcels' }).first().waitFor();
    await picture('9-lens');
    await keys.press('Escape');
    await keys.run('Show CodeLens Commands for Current Line');
    await keys.answer('Retire…');
    await quick.waitFor('Retire Note: why?');
    await keys.press('Enter');
    await sidebar.waitForRow('Notes', 'to be removed');
    await picture('10-retired');
    assert.equal(await keys.clicks(), 0, 'no mouse was used');
  });
});
