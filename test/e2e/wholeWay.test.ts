import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fakeCredential, findSecret } from '../demo/credential.ts';
import { applyNotes, cutRelease } from '../demo/person.ts';
import { type RecordingOnDisk, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

describe('a person records a release and gets context files and gaps', { timeout: 180_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  const workspace = join(scratch, 'workspace');
  const secret = fakeCredential();
  let editor: OpenEditor;
  let recording: RecordingOnDisk;

  const lines = (): string[] =>
    recording.events.filter((each) => each.kind === 'command').map((each) => String(each.line));
  const read = (name: string): string => readFileSync(join(workspace, name), 'utf8');

  before(async () => {
    await makeSample(workspace);
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch, trust: 'yes' });
    await cutRelease(editor.page, { workflow: 'Cut a release', version: '1.3.0', credential: secret });
    const [only] = recordingsIn(editor.server.globalStorage);
    assert.ok(only, 'a recording is on disk');
    recording = only;
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
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

  it('shows the workflow, notes to review and gaps', async () => {
    const { sidebar } = editor.page;
    await sidebar.open('Mirror');
    await sidebar.waitForRow('Workflows', 'Cut a release');
    await sidebar.expand('Notes');
    await sidebar.waitForRow('Notes', 'To review');
    await editor.page.runCommand('Mirror: Show Gaps');
    await until('a gap', async () => (await sidebar.rows('Gaps')).length > 0);
  });

  it('writes what was learned, once, and nothing that everybody knows', async () => {
    await applyNotes(editor.page);
    const context = read('AGENTS.md') + read('MEMORY.md');
    for (const said of [/npm test/, /data\/rates\.json/, /build-rates/, /<version>/]) assert.match(context, said);
    for (const noise of [/git status/, /\bls\b/, /1\.3\.0/]) assert.doesNotMatch(context, noise);
    assert.ok(existsSync(join(workspace, '.agents/skills/cut-a-release/SKILL.md')));
  });

  it('has nothing to apply a second time', async () => {
    const before = ['AGENTS.md', 'MEMORY.md'].map(read);
    await editor.page.messages.clearNotifications();
    await editor.page.runCommand('Mirror: Apply Accepted Notes');
    await editor.page.messages.notification('nothing to apply');
    assert.deepEqual(['AGENTS.md', 'MEMORY.md'].map(read), before);
  });

  it('keeps the credential nowhere', async () => {
    assert.ok(
      lines().some((line) => line.includes('[redacted:')),
      lines().join('\n'),
    );
    assert.deepEqual(await findSecret(secret, [editor.data, workspace]), []);
  });
});
