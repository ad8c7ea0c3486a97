import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { checkJournal } from '../../src/journal/format.ts';
import { startRecording, stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

const kills = Number(process.env.MIRROR_HOST_KILLS ?? 0);

/** A command that was run, and when the shell asked for the next one. */
interface Mark {
  readonly name: string;
  readonly at: number;
}

describe('extension hosts killed at random moments', { timeout: 120_000 + kills * 30_000, skip: kills === 0 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let workspace = '';
  let editor: OpenEditor;
  let made = 0;

  before(async () => {
    workspace = await makeSample(join(scratch, 'workspace'));
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch });
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  const fileOf = (workflow: string): string =>
    recordingsIn(editor.server.globalStorage).find(({ header }) => header.workflow === workflow)?.file ??
    assert.fail(`no recording of ${workflow}`);

  /** Commands run, words are typed and saved, and files change outside, until it is told to stop. */
  function load(): { readonly marks: readonly Mark[]; stop(): Promise<void> } {
    const { page } = editor;
    const marks: Mark[] = [];
    let over = false;
    const outside = setInterval(() => writeFileSync(join(workspace, 'outside.txt'), `at ${Date.now()}\n`), 50);
    const typed = (async (): Promise<void> => {
      for (; !over; made += 1) {
        const name = `mark ${made}`;
        await page.terminal.type(`echo ${name}`, { delay: 0, timeout: 5000 });
        marks.push({ name, at: Date.now() });
        if (made % 3 !== 0 || over) continue;
        await page.page.keyboard.press('Control+1');
        await page.page.keyboard.type('words that are typed while it is killed\n', { delay: 0 });
        await page.page.keyboard.press('Control+S');
      }
    })().catch(() => undefined);
    return {
      marks,
      async stop() {
        over = true;
        clearInterval(outside);
        await typed;
      },
    };
  }

  /** The window starts three hosts by itself, and then asks; where it does neither, a person reloads it. */
  async function bringBack(): Promise<void> {
    const { page, server } = editor;
    const isThere = () => server.extensionHosts().length > 0;
    const asked = 'Restart Remote Extension Host';
    await until('a new extension host', isThere, { timeout: 1500 })
      .catch(() => page.messages.clickNotification('terminated unexpectedly', asked, 5000))
      .catch(() => page.reload());
    await until('the restarted extension host', isThere);
  }

  /** Kills and gives what was on disk just before, all of which must be there after. */
  async function kill(file: string): Promise<Buffer> {
    const acknowledged = readFileSync(file);
    await editor.page.killExtensionHost();
    const left = readFileSync(file);
    assert.ok(left.subarray(0, acknowledged.length).equals(acknowledged), `${file} lost what was on disk`);
    return left;
  }

  /** Damage other than a last line that was being written. */
  function damage(recording: Buffer): string[] {
    return checkJournal(recording).problems.flatMap(({ code, line }) =>
      code === 'torn-tail' ? [] : `${code} ${line}`,
    );
  }

  it(`leave recordings with every line that was on disk, and none damaged, ${kills} times`, async (test) => {
    const { page, server } = editor;
    let workflow = 'Kill 0';
    await startRecording(page, workflow);
    await page.terminal.open();
    await page.text.open('README.md');
    let torn = 0;
    let recordings = 1;
    const unwritten: number[] = [];
    for (let killed = 0; killed < kills; ) {
      const file = fileOf(workflow);
      const under = load();
      await wait(1000 + Math.random() * 4000);
      const left = await kill(file);
      const killedAt = Date.now();
      killed += 1;
      await under.stop();
      assert.deepEqual(damage(left), [], workflow);
      if (left.at(-1) !== 10) torn += 1;
      const first = under.marks.find(({ name }) => !left.includes(`"echo ${name}"`));
      unwritten.push(first ? Math.max(0, killedAt - first.at) : 0);
      await bringBack();
      if (killed < kills) {
        // At any moment while it starts, mends what the one before left, and tells of it.
        await wait(Math.random() * 4000);
        assert.deepEqual(damage(await kill(file)), [], workflow);
        killed += 1;
        await bringBack();
      }
      await page.messages.waitForStatusBar('interrupted');
      const mended = readFileSync(file);
      const whole = left.subarray(0, left.lastIndexOf(10) + 1);
      assert.ok(mended.subarray(0, whole.length).equals(whole), `${workflow} lost lines when it was mended`);
      assert.deepEqual(checkJournal(mended).problems, [], `${workflow} is not mended`);
      if (killed % 6 === 0) {
        await page.messages.clearNotifications();
        workflow = `Kill ${killed}`;
        recordings += 1;
        await startRecording(page, workflow, { consent: false });
      } else {
        await page.runCommand('Mirror: Resume Recording');
        await page.messages.waitForStatusBar(/\d+:\d\d/);
      }
    }
    await stopRecording(page, workflow);
    const all = recordingsIn(server.globalStorage);
    assert.equal(all.length, recordings);
    for (const { file } of all) assert.deepEqual(checkJournal(readFileSync(file)).problems, [], file);
    unwritten.sort((a, b) => a - b);
    const events = all.reduce((sum, each) => sum + each.events.length, 0);
    test.diagnostic(
      `${kills} kills, ${all.length} recordings, ${events} events kept, 0 damaged, ${torn} torn tails; ` +
        `the command that ended longest before a kill and was not on disk: ${unwritten[Math.floor(unwritten.length / 2)]} ms (median), ${unwritten.at(-1)} ms (most)`,
    );
  });
});
