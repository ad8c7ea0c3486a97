import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { fakeCredential, findSecret } from '../demo/credential.ts';
import { doRelease } from '../demo/person.ts';
import { type RecordingOnDisk, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type Keyboard, takeKeyboard } from '../editor/keyboard.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

/** `MIRROR_PICTURES=folder` keeps a picture of each state, for a person to look at. */
const pictures = process.env.MIRROR_PICTURES;

describe('a person without a mouse records a release, answers, judges, and gets context files', {
  timeout: 240_000,
}, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const workspace = join(scratch, 'workspace');
  const secret = fakeCredential();
  let editor: OpenEditor;
  let keys: Keyboard;
  let recording: RecordingOnDisk;
  /** Clicks until the recording ended: in the release itself a mouse is no fault. */
  let clicked = 0;

  const lines = (): string[] =>
    recording.events.filter((each) => each.kind === 'command').map((each) => String(each.line));
  const read = (name: string): string => readFileSync(join(workspace, name), 'utf8');
  const tab = (name: string) => editor.page.page.locator('.tab', { hasText: name }).first();
  const picture = async (name: string): Promise<void> => {
    if (pictures) await editor.page.screenshot(join(pictures, `${name}.png`));
  };
  const focusIn = (selector: string): Promise<boolean> =>
    editor.page.page.evaluate(`document.activeElement?.closest(${JSON.stringify(selector)}) !== null`);

  before(async () => {
    await makeSample(workspace);
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch, trust: 'yes' });
    keys = await takeKeyboard(editor.page.page);
  });

  afterEach(async (t) => {
    const { error, name } = t as { error?: unknown; name: string };
    if (error) await picture(`failed-${name.slice(0, 20).replace(/\W+/g, '-')}`);
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('starts a recording and stops it, and what was found takes no focus', async () => {
    const { messages } = editor.page;
    await keys.run('Mirror: Start Recording');
    await keys.dialog('Start Recording');
    await keys.answer('Cut a release');
    await messages.waitForStatusBar(/\d+:\d\d/);
    assert.equal(await keys.clicks(), 0);
    await doRelease(editor.page, { version: '1.3.0', credential: secret });
    clicked = await keys.clicks();
    await keys.run('Mirror: Stop Recording');
    await messages.notification(/Recorded \d+ events of "Cut a release"/);
    assert.ok(await focusIn('.terminal'));
    await picture('1-stopped');
    const [only] = recordingsIn(editor.server.globalStorage);
    assert.ok(only, 'a recording is on disk');
    recording = only;
  });

  it('records every command, with what it printed and how it ended', () => {
    const commands = recording.events.filter((each) => each.kind === 'command').sort((a, b) => a.at - b.at);
    assert.deepEqual(
      commands.map((each) => [String(each.line).replace(/\[redacted:[^\]]*\]/, '<secret>'), each.exitCode]),
      [
        ['ls', 0],
        ['git status', 0],
        ['npm test', 1],
        ['node tools/build-rates.js', 0],
        ['npm test', 0],
        ['export NPM_TOKEN=<secret>', 0],
        ['node tools/check-registry.js', 0],
        ['git commit -am "Release 1.3.0"', 0],
        ['git tag v1.3.0', 0],
      ],
    );
  });

  it('records edits, Git changes and the end', () => {
    const edited = recording.events.filter((each) => each.kind === 'edit').map((each) => each.file);
    assert.ok(edited.includes('package.json') && edited.includes('CHANGELOG.md'), `edited ${edited.join(', ')}`);
    assert.ok(recording.events.some((each) => each.kind === 'git' && each.op === 'commit'));
    assert.equal(recording.events.at(-1)?.kind, 'end');
    assert.deepEqual(
      recording.events.map((each) => each.seq),
      recording.events.map((_, index) => index + 1),
    );
  });

  it('answers a gap', async () => {
    const { sidebar } = editor.page;
    await keys.run('Mirror: Show Gaps');
    await sidebar.waitForRow('Workflows', 'Cut a release');
    await keys.toRow('NPM_TOKEN');
    await keys.press('Control+Enter');
    const panel = await sidebar.webview('Accept Answer');
    await until('the cursor in the answer box', () => panel.evaluate("document.activeElement?.id === 'answer'"));
    await keys.type('The platform team gives the token to maintainers.');
    await picture('2-answering');
    await keys.press('Control+Enter');
    await sidebar.webview('The gap closes when the accepted notes are applied');
    await sidebar.waitForRow('Gaps', 'answered, not applied yet');
    await picture('3-answered');
  });

  it('calls a gap none with a reason, and takes that back', async () => {
    const { sidebar, quick } = editor.page;
    await keys.run('Mirror: Show Gaps');
    const group = await sidebar.waitForRow('Gaps', /^\W*Cut a release/);
    const gaps = Number(/(\d+) gaps/.exec(group)?.[1]);
    await keys.toRow(/everyone/);
    await keys.press('Delete');
    await quick.waitForRow('Nobody needs this explained');
    await keys.confirm();
    await sidebar.waitForRow('Gaps', new RegExp(`Cut a release.*${gaps - 1} gap`));
    await keys.run('Mirror: Show Gaps');
    await keys.toRow('Cut a release');
    await keys.press('Control+Z');
    await sidebar.waitForRow('Gaps', new RegExp(`Cut a release.*${gaps} gaps`));
  });

  it('looks at the evidence of a note beside its change, the focus in the list, and accepts it', async () => {
    const { sidebar, page } = editor.page;
    await keys.run('Mirror: Review Notes');
    await sidebar.waitForRow('Notes', 'To review');
    const focused = await keys.toRow('When `npm test`');
    await page.evaluate(`window.left = 0;
      document.activeElement.addEventListener('focusout', () => { window.left++ }, { once: true })`);
    await keys.press('Enter');
    await tab('Evidence of a Note').waitFor();
    await tab('What this note changes').waitFor();
    await page.locator('.view-line', { hasText: 'by one person' }).first().waitFor();
    await page.locator('.view-line', { hasText: '━━ MEMORY.md' }).first().waitFor();
    await picture('4-evidence');
    assert.equal(await page.evaluate('window.left'), 0, 'the list kept the focus all the while');
    assert.equal(await keys.toRow('When `npm test`'), focused);
    await keys.press('Control+Enter');
    await sidebar.waitForRow('Notes', /not applied yet\s*2/);
    await picture('5-accepted');
  });

  it('accepts another in its own words, and takes that back', async () => {
    const { sidebar } = editor.page;
    await keys.run('Mirror: Review Notes');
    await keys.toRow('Cut a release: 1.');
    await keys.press('F2');
    await tab('Accept with Edits').waitFor();
    await until('the cursor in the words of the note', () => focusIn('.editor-instance .monaco-editor'));
    await keys.type('Build the rates before the tests.');
    await keys.press('Control+Enter');
    await sidebar.waitForRow('Notes', /not applied yet\s*3/);
    await tab('Accept with Edits').waitFor({ state: 'detached' });
    await picture('6-edited');
    await keys.run('Mirror: Review Notes');
    await keys.toRow('Build the rates before the tests.');
    await keys.press('Control+Z');
    await sidebar.waitForRow('Notes', /not applied yet\s*2/);
  });

  it('accepts the rest, and gets what was learned, once, and nothing that everybody knows', async () => {
    const { sidebar, messages } = editor.page;
    assert.ok(!existsSync(join(workspace, 'AGENTS.md')));
    await keys.run('Mirror: Review Notes');
    await keys.toRow(/./);
    await keys.press('Home');
    await keys.toRow('To review');
    await keys.press('Control+Enter');
    await until('nothing to review', async () => !(await sidebar.rows('Notes')).join().includes('To review'));
    await keys.run('Mirror: Apply Accepted Notes');
    await messages.notification(/Write these/);
    await picture('7-apply');
    await until('the cursor in the change', () => focusIn('.editor-instance'));
    await keys.press('Control+Enter');
    await messages.notification(/Wrote /);
    await sidebar.waitForRow('Workflows', '100 % explained');
    assert.ok(!(await sidebar.rows('Gaps')).join().includes('NPM_TOKEN'), 'the answered gap is closed');
    const context = read('AGENTS.md') + read('MEMORY.md');
    for (const said of [/npm test/, /data\/rates\.json/, /build-rates/, /<version>/, /platform team gives the token/])
      assert.match(context, said);
    for (const noise of [/git status/, /\bls\b/, /1\.3\.0/]) assert.doesNotMatch(context, noise);
    assert.ok(existsSync(join(workspace, '.agents/skills/cut-a-release/SKILL.md')));
  });

  it('has nothing to apply a second time', async () => {
    const before = ['AGENTS.md', 'MEMORY.md'].map(read);
    await keys.run('Notifications: Clear All Notifications');
    await keys.run('Mirror: Apply Accepted Notes');
    await editor.page.messages.notification('nothing to apply');
    assert.deepEqual(['AGENTS.md', 'MEMORY.md'].map(read), before);
  });

  it('sees over the lines of MEMORY.md what is known of them, and retires one', async () => {
    const { page, text, sidebar, quick } = editor.page;
    await keys.open('MEMORY.md');
    await tab('MEMORY.md').waitFor();
    await page
      .locator('.codelens-decoration', { hasText: /1 of 1/ })
      .first()
      .waitFor();
    const lesson = read('MEMORY.md')
      .split('\n')
      .findIndex((line) => line.includes('build-rates'));
    await text.goTo(lesson + 1);
    await keys.press('Control+K');
    await keys.press('Control+I');
    await page.locator('.monaco-hover', { hasText: 'Workflow: Cut a release' }).first().waitFor();
    await picture('8-lens');
    await keys.press('Escape');
    await keys.run('Show CodeLens Commands for Current Line');
    await keys.answer('Retire…');
    await quick.waitFor('Retire Note: why?');
    await keys.confirm();
    await sidebar.waitForRow('Notes', 'to be removed');
    await picture('9-retired');
    assert.equal(await keys.clicks(), clicked, 'no mouse was used');
  });

  it('keeps the credential nowhere', async () => {
    assert.ok(
      lines().some((line) => line.includes('[redacted:')),
      lines().join('\n'),
    );
    assert.deepEqual(await findSecret(secret, [editor.data, workspace]), []);
  });
});
