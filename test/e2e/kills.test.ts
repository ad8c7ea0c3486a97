import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { checkRecordingFile } from '../../src/journal/read.ts';
import { startRecording } from '../demo/person.ts';
import { type RecordingOnDisk, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

const kills = Number(process.env.MIRROR_HOST_KILLS ?? 0);

describe('extension hosts killed at random moments', { timeout: 60_000 + kills * 60_000, skip: kills === 0 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor;

  before(async () => {
    const workspace = await makeSample(join(scratch, 'workspace'));
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch });
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  const recordingOf = (workflow: string): RecordingOnDisk =>
    recordingsIn(editor.server.globalStorage).find(({ header }) => header.workflow === workflow) ??
    assert.fail(`no recording of ${workflow}`);

  it(`leave ${kills} recordings, each with every line that was on disk, and none damaged`, async (test) => {
    const { page } = editor;
    let events = 0;
    for (let kill = 0; kill < kills; kill++) {
      const workflow = `Kill ${kill}`;
      await startRecording(page, workflow, { consent: kill === 0 });
      await page.terminal.open();
      const load = `for n in $(seq 400); do echo "load $n" > "load-$((n % 7)).txt"; sleep 0.02; done`;
      await page.terminal.type(load, { wait: false });
      await page.text.open('README.md');
      const typing = page.text.type('words that are typed while it is killed '.repeat(20), 0).catch(() => undefined);
      await wait(Math.random() * 4000);
      const { file } = recordingOf(workflow);
      const onDisk = readFileSync(file, 'utf8');
      await page.killExtensionHost();
      await typing;
      await page.reload();
      await page.messages.waitForStatusBar('interrupted');
      await until('the repair', async () => {
        const checked = await checkRecordingFile(file);
        return checked.ok && checked.value.problems.length === 0;
      });
      const whole = onDisk.slice(0, onDisk.lastIndexOf('\n') + 1);
      assert.ok(readFileSync(file, 'utf8').startsWith(whole), `${workflow} lost what was on disk`);
      events += recordingOf(workflow).events.length;
      await page.runCommand('Terminal: Kill All Terminals');
    }
    test.diagnostic(`${kills} kills, ${events} events kept, 0 recordings damaged`);
  });
});
