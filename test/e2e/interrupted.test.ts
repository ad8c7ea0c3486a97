import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startRecording, stopRecording } from '../demo/person.ts';
import { type RecordedEvent, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

/** Whether any file below a folder holds `text`. */
function grepFiles(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), 'utf8').includes(text),
  );
}

describe('a recording whose extension host is killed', { timeout: 180_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor;

  const events = (): RecordedEvent[] => recordingsIn(editor.server.globalStorage)[0]?.events ?? [];
  const lines = (): unknown[] => events().flatMap((each) => (each.kind === 'command' ? [each.line] : []));

  before(async () => {
    const workspace = await makeSample(join(scratch, 'workspace'));
    editor = await openEditor({
      vsix: await packageExtension(),
      workspace,
      scratch,
      // What still runs would come back at some moment after the reload, and take the place of the terminal typed into.
      settings: { 'terminal.integrated.enablePersistentSessions': false },
    });
    await startRecording(editor.page, 'Interrupted');
    await editor.page.terminal.open();
    await editor.page.terminal.type('echo first');
    await editor.page.terminal.type('echo second');
    await editor.page.terminal.type('sleep 300', { wait: false });
    // "Up to the last second": what is younger may be lost.
    await until('the commands on disk', () => lines().length === 2, { timeout: 1500 });
    await until('the running command on disk', () => grepFiles(editor.server.globalStorage, 'sleep 300'));
    await editor.page.killExtensionHost();
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('is there when the window is opened again, marked as interrupted', async () => {
    await editor.page.reload();
    await editor.page.messages.waitForStatusBar('interrupted');
    await until('what ran to be in the recording', () => lines().length === 3);
    assert.deepEqual(lines(), ['echo first', 'echo second', 'sleep 300']);
    const running = events().find((each) => each.line === 'sleep 300');
    assert.deepEqual([running?.exitCode, running?.durationMs, running?.confidence], [undefined, undefined, 'medium']);
  });

  it('can be resumed and ended', async () => {
    const { page } = editor;
    await page.runCommand('Mirror: Resume Recording');
    await page.messages.waitForStatusBar(/Interrupted \d+:\d\d/);
    await page.terminal.open();
    await page.terminal.type('echo third');
    await stopRecording(page, 'Interrupted');
    assert.deepEqual(lines(), ['echo first', 'echo second', 'sleep 300', 'echo third']);
    assert.deepEqual(
      events().map((each) => each.seq),
      events().map((_, index) => index + 1),
    );
    assert.equal(events().at(-1)?.kind, 'end');
  });
});
