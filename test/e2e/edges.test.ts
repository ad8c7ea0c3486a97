import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fakeCredential } from '../demo/credential.ts';
import { acceptAndApply, startRecording, stopRecording } from '../demo/person.ts';
import { type RecordedEvent, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, type OpenOptions, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { makeReadOnly } from '../editor/readOnly.ts';
import { until } from '../editor/until.ts';

/** An editor for the length of one test, in folders of its own. */
async function withEditor(
  options: (scratch: string) => Promise<OpenOptions> | OpenOptions,
  act: (editor: OpenEditor) => Promise<void>,
): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  try {
    const editor = await openEditor({ vsix: await packageExtension(), scratch, ...(await options(scratch)) });
    try {
      await act(editor);
    } finally {
      await editor.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

describe('where something is missing', { timeout: 240_000 }, () => {
  it('refuses to record in an untrusted workspace, and says why', () =>
    withEditor(
      async (scratch) => ({ workspace: await makeSample(join(scratch, 'workspace')), trust: 'no' }),
      async ({ page, server }) => {
        await page.runCommand('Mirror: Start Recording');
        await page.messages.notification('needs a trusted workspace');
        assert.deepEqual(recordingsIn(server.globalStorage), []);
      },
    ));

  it('refuses to record without a folder, and says why', () =>
    withEditor(
      () => ({}),
      async ({ page, server }) => {
        await page.runCommand('Mirror: Start Recording');
        await page.messages.notification('Open a folder first');
        assert.deepEqual(recordingsIn(server.globalStorage), []);
      },
    ));

  it('says so when its own folder cannot be written', () =>
    withEditor(
      async (scratch) => {
        const storage = join(scratch, 'data', 'data', 'User', 'globalStorage');
        mkdirSync(storage, { recursive: true });
        // A file where the folder should be stops root as well, which permissions do not.
        writeFileSync(join(storage, 'themirror.mirror'), '');
        return { workspace: await makeSample(join(scratch, 'workspace')) };
      },
      async ({ page }) => {
        await page.runCommand('Mirror: Start Recording');
        await page.messages.notification('cannot write to its folder');
      },
    ));

  it('records in a read-only folder, keeps the notes, and says that nothing was written', (test) =>
    withEditor(
      async (scratch) => ({ workspace: await makeSample(join(scratch, 'workspace')) }),
      async ({ page, server, data }) => {
        const workspace = join(data, '..', 'workspace');
        const release = await makeReadOnly(workspace);
        if (release === undefined) return test.skip('nothing on this machine can keep this user from writing a folder');
        try {
          await startRecording(page, 'Read only');
          await page.terminal.open();
          await page.terminal.type('node tools/check-registry.js');
          await page.terminal.type(`export NPM_TOKEN=${fakeCredential()}`);
          await page.terminal.type('node tools/check-registry.js');
          await stopRecording(page, 'Read only');
          assert.equal(recordingsIn(server.globalStorage).length, 1);
          await acceptAndApply(page);
          await page.messages.notification(/read-only/i);
          await page.sidebar.waitForRow('Notes', 'not applied yet');
          assert.ok(!existsSync(join(workspace, 'AGENTS.md')) && !existsSync(join(workspace, '.mirror')));
        } finally {
          await release();
        }
      },
    ));

  it('records without Git', () =>
    withEditor(
      async (scratch) => {
        const workspace = join(scratch, 'workspace');
        const sample = await makeSample(join(scratch, 'sample'));
        cpSync(sample, workspace, { recursive: true, filter: (path) => !path.endsWith('.git') });
        return { workspace };
      },
      async ({ page, server }) => {
        await startRecording(page, 'No Git');
        await page.terminal.open();
        await page.terminal.type('npm test');
        await stopRecording(page, 'No Git');
        const [recording] = recordingsIn(server.globalStorage);
        const commands = recording?.events.filter((each) => each.kind === 'command');
        assert.deepEqual(
          commands?.map((each) => [each.line, each.exitCode]),
          [['npm test', 1]],
          JSON.stringify(recording?.events),
        );
      },
    ));

  it('says that it cannot see a terminal without shell integration', () =>
    withEditor(
      async (scratch) => ({
        workspace: await makeSample(join(scratch, 'workspace')),
        settings: { 'terminal.integrated.shellIntegration.enabled': false },
      }),
      async ({ page, server }) => {
        await startRecording(page, 'Unseen');
        await page.terminal.open();
        await page.terminal.type('npm test');
        const events = (): RecordedEvent[] => recordingsIn(server.globalStorage)[0]?.events ?? [];
        await until('the terminal to be noticed', () =>
          events().some((each) => each.kind === 'capture' && each.source === 'terminal' && each.state === 'degraded'),
        );
        await stopRecording(page, 'Unseen');
        assert.ok(!events().some((each) => each.kind === 'command'));
        await page.runCommand('Mirror: Show Gaps');
        await page.sidebar.waitForRow('Gaps', /not captured|terminal/i);
      },
    ));
});
