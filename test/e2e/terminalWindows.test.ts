import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startRecording, stopRecording } from '../demo/person.ts';
import { type RecordedEvent, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';

describe('recording in several windows and folders', { timeout: 180_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const workspace = join(scratch, 'workspace');
  let editor: OpenEditor;

  before(async () => {
    await makeSample(workspace);
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch });
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const eventsOf = (workflow: string): RecordedEvent[] =>
    recordingsIn(editor.server.globalStorage).find((each) => each.header.workflow === workflow)?.events ?? [];
  const linesOf = (workflow: string): unknown[] =>
    eventsOf(workflow).flatMap((each) => (each.kind === 'command' ? [each.line] : []));

  it('keeps two recordings of one folder apart, each whole', async () => {
    const first = editor.page;
    await startRecording(first, 'Left');
    const second = await editor.openWindow();
    // A browser of its own, which keeps what was consented to by itself.
    await startRecording(second, 'Right');
    await first.terminal.open();
    await second.terminal.open();
    await first.terminal.type('echo left');
    await second.terminal.type('echo right');
    await first.terminal.type('echo left again');
    await stopRecording(first, 'Left');
    await second.terminal.type('echo right again');
    await stopRecording(second, 'Right');
    assert.deepEqual(linesOf('Left'), ['echo left', 'echo left again']);
    assert.deepEqual(linesOf('Right'), ['echo right', 'echo right again']);
    for (const workflow of ['Left', 'Right']) {
      const events = eventsOf(workflow);
      assert.equal(events.at(-1)?.kind, 'end');
      assert.deepEqual(
        events.map((each) => each.seq),
        events.map((_, index) => index + 1),
      );
    }
    await second.close();
  });

  it('names the folder of what happens in the second of two', async () => {
    const tools = join(scratch, 'tools');
    mkdirSync(tools);
    writeFileSync(join(tools, 'notes.md'), 'one\n');
    const file = join(scratch, 'both.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ path: workspace }, { path: tools, name: 'tools' }] }));
    const { page, server } = editor;
    await page.page.goto(`${server.address}/?workspace=${encodeURIComponent(file)}`);
    await page.page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
    await startRecording(page, 'Both', { consent: false });
    await page.text.open('notes.md');
    await page.text.goTo(1, 'end');
    await page.text.type(' and two');
    await page.text.save();
    await stopRecording(page, 'Both');
    const edits = eventsOf('Both').filter((each) => each.kind === 'edit');
    assert.deepEqual(
      edits.map(({ file, folder, hunks }) => [folder, file, hunks]),
      [['tools', 'notes.md', [{ line: 1, before: ['one'], after: ['one and two'] }]]],
    );
  });
});
