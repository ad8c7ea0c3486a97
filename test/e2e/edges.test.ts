import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fakeCredential } from '../demo/credential.ts';
import { acceptAndApply, startRecording, stopRecording } from '../demo/person.ts';
import { type RecordedEvent, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { EditorPage } from '../editor/page.ts';
import { makeReadOnly } from '../editor/readOnly.ts';
import { until } from '../editor/until.ts';

const cleanUp = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 };

it('refuses to record in an untrusted workspace, and says why', { timeout: 120_000 }, async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor | undefined;
  try {
    const workspace = await makeSample(join(scratch, 'workspace'));
    editor = await openEditor({ vsix: await packageExtension(), scratch, workspace, trust: 'no' });
    await editor.page.runCommand('Mirror: Start Recording');
    await editor.page.messages.notification('needs a trusted workspace');
    assert.deepEqual(recordingsIn(editor.server.globalStorage), []);
  } finally {
    await editor?.close();
    rmSync(scratch, cleanUp);
  }
});

describe('where something is missing', { timeout: 300_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  /** The extension's own folder: at first a file stands in its place, which stops root as well. */
  const storage = join(scratch, 'data', 'data', 'User', 'globalStorage', 'themirror.mirror');
  let editor: OpenEditor;

  before(async () => {
    mkdirSync(join(storage, '..'), { recursive: true });
    writeFileSync(storage, '');
    editor = await openEditor({ vsix: await packageExtension(), scratch, graceSeconds: 1 });
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, cleanUp);
  });

  /** A window on a folder, for the length of `act`. */
  async function inWindow(workspace: string, act: (page: EditorPage) => Promise<void>): Promise<void> {
    const page = await editor.openWindow(workspace);
    try {
      await act(page);
    } finally {
      await page.close();
    }
  }

  const eventsOf = (workflow: string): RecordedEvent[] =>
    recordingsIn(editor.server.globalStorage).find(({ header }) => header.workflow === workflow)?.events ?? [];

  it('is a download of less than 1.5 MB', async () => {
    assert.ok(statSync(await packageExtension()).size < 1_500_000);
  });

  it('refuses to record without a folder, and says why', async () => {
    await editor.page.runCommand('Mirror: Start Recording');
    await editor.page.messages.notification('Open a folder first');
    await editor.page.close();
  });

  it('says so when its own folder cannot be written', async () => {
    await inWindow(await makeSample(join(scratch, 'workspace')), async (page) => {
      await page.runCommand('Mirror: Start Recording');
      await page.messages.notification('cannot write to its folder');
    });
    rmSync(storage);
    assert.deepEqual(recordingsIn(editor.server.globalStorage), []);
  });

  it('records without Git', async () => {
    const workspace = join(scratch, 'without-git');
    cpSync(join(scratch, 'workspace'), workspace, { recursive: true, filter: (path) => !path.endsWith('.git') });
    await inWindow(workspace, async (page) => {
      await startRecording(page, 'No Git');
      await page.terminal.open();
      await page.terminal.type('npm test');
      await stopRecording(page, 'No Git');
    });
    const events = eventsOf('No Git');
    assert.deepEqual(
      events.filter((each) => each.kind === 'command').map((each) => [each.line, each.exitCode]),
      [['npm test', 1]],
      JSON.stringify(events),
    );
  });

  it('records in a read-only folder, keeps the notes, and says that nothing was written', async (test) => {
    const workspace = await makeSample(join(scratch, 'read-only'));
    const release = await makeReadOnly(workspace);
    if (release === undefined) return test.skip('nothing on this machine can keep this user from writing a folder');
    try {
      await inWindow(workspace, async (page) => {
        await startRecording(page, 'Read only');
        await page.terminal.open();
        await page.terminal.type('node tools/check-registry.js');
        await page.terminal.type(`export NPM_TOKEN=${fakeCredential()}`);
        await page.terminal.type('node tools/check-registry.js');
        await stopRecording(page, 'Read only');
        assert.ok(eventsOf('Read only').length > 0);
        await acceptAndApply(page);
        await page.messages.notification(/read-only/i);
        await page.sidebar.waitForRow('Notes', 'not applied yet');
        assert.ok(!existsSync(join(workspace, 'AGENTS.md')) && !existsSync(join(workspace, '.mirror')));
      });
    } finally {
      await release();
    }
  });

  it('says that it cannot see a terminal without shell integration', async () => {
    editor.server.writeSettings({ 'terminal.integrated.shellIntegration.enabled': false });
    await inWindow(join(scratch, 'workspace'), async (page) => {
      await startRecording(page, 'Unseen');
      await page.terminal.open();
      await page.terminal.type('npm test');
      await until('the terminal to be noticed', () =>
        eventsOf('Unseen').some(
          (each) => each.kind === 'capture' && each.source === 'terminal' && each.state === 'degraded',
        ),
      );
      await stopRecording(page, 'Unseen');
      assert.ok(!eventsOf('Unseen').some((each) => each.kind === 'command'));
      await page.runCommand('Mirror: Show Gaps');
      await page.sidebar.waitForRow('Gaps', /not captured|terminal/i);
    });
  });
});
