import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fakeCredential } from '../demo/credential.ts';
import { startRecording, stopRecording } from '../demo/person.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension, packageHelper } from '../editor/package.ts';
import { type MessagesServer, messagesServer, streamMessage } from '../unit/refine/messagesServer.ts';

describe('with a language model', { timeout: 240_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const settings = { 'chat.disableAIFeatures': false };
  let editor: OpenEditor;
  let local: MessagesServer;

  before(async () => {
    local = await messagesServer((response) => {
      const { messages } = JSON.parse(local.asked.at(-1) ?? '') as { messages: { content: string }[] };
      streamMessage(response, answerTo(messages[0]?.content ?? ''));
    });
    editor = await openEditor({
      vsix: await packageExtension(),
      otherVsix: [await packageHelper('test/e2e/modelProvider', scratch)],
      workspace: await makeSample(join(scratch, 'workspace')),
      scratch,
      settings: { ...settings, 'mirror.model.provider': 'vscode', 'mirror.model.name': 'parrot' },
    });
    const { page } = editor;
    await startRecording(page, 'Ask the registry');
    await page.terminal.open();
    await page.terminal.type('node tools/check-registry.js');
    await page.terminal.type(`export NPM_TOKEN=${fakeCredential()}`);
    await page.terminal.type('node tools/check-registry.js');
    await stopRecording(page, 'Ask the registry');
    await page.sidebar.open('Mirror');
    await page.sidebar.waitForRow('Notes', 'To review');
  });

  after(async () => {
    await editor?.close();
    await local?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it("of the editor's own, takes the words that the evidence carries and no others", async () => {
    const { page } = editor;
    await page.runCommand('Mirror: Rephrase Notes with a Model');
    await page.messages.clickNotification('the model would see', /^Send$/);
    await page.quick.confirm();
    await page.messages.notification(/1 suggestions of the model are taken, \d+ notes were judged; 1 claims/);
    await page.sidebar.waitForRow('Notes', /First set NPM_TOKEN|First set `NPM_TOKEN`/);
    assert.ok((await page.sidebar.rows('Notes')).every((row) => !row.includes('Hackers')));
  });

  it('behind the Messages API, asks with the key that was stored, and the same thing once', async () => {
    const { page, server } = editor;
    await page.messages.clearNotifications();
    const provider = { 'mirror.model.provider': 'anthropic', 'mirror.model.baseUrl': local.url };
    server.writeSettings({ ...settings, ...provider });
    await page.reload();
    await page.runCommand('Mirror: Set Model Key');
    await page.quick.answer('local');
    await page.sidebar.waitForRow('Notes', 'To review');
    const ask = async (): Promise<void> => {
      await page.runCommand('Mirror: Rephrase Notes with a Model');
      await page.messages.clickNotification('the model would see', /^Send$/);
      await page.quick.waitForRow(/^Set `NPM_TOKEN` before/);
    };
    await ask();
    await page.page.keyboard.press('Escape');
    await page.messages.clearNotifications();
    await ask();
    await page.quick.confirm();
    await page.messages.notification(/1 suggestions of the model are taken/);
    await page.sidebar.waitForRow('Notes', 'Set `NPM_TOKEN` before');
    assert.equal(local.asked.length, 1, 'the same question is asked once');
  });
});

function answerTo(material: string): string[] {
  const { notes } = JSON.parse(material) as { notes: { id: string; kind: string; evidence: { id: string }[] }[] };
  const lesson = notes.find(({ kind }) => kind === 'lesson');
  const evidence = lesson?.evidence.map(({ id }) => id) ?? [];
  const words = 'Set `NPM_TOKEN` before `node tools/check-registry.js`.';
  const answer = JSON.stringify({ proposals: [{ note: lesson?.id, text: { words, evidence } }] });
  return answer.match(/[\s\S]{1,40}/g) ?? [];
}
