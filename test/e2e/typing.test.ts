import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startRecording, stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';

/** What a person types, and how it ends. Among them what shell integration is known to get wrong. */
const typed: [line: string, exitCode: number][] = [
  ['pwd', 0],
  ['ls -la', 0],
  ['echo one', 0],
  ['echo "two words"', 0],
  ["echo 'single quotes'", 0],
  ['echo $HOME', 0],
  ['false', 1],
  ['true', 0],
  ['cat package.json', 0],
  ['cat no-such-file', 1],
  ['grep version package.json', 0],
  ['grep nothing-here package.json', 1],
  ['cat package.json | grep name', 0],
  ['cat package.json | grep nothing-here', 1],
  ['ls src tools && echo both', 0],
  ['false || echo rescued', 0],
  ['false && echo never', 1],
  ['cd src', 0],
  ['ls', 0],
  ['cd ..', 0],
  ['mkdir -p tmp/deep', 0],
  ['touch tmp/deep/file.txt', 0],
  ['echo text > tmp/deep/file.txt', 0],
  ['wc -l < tmp/deep/file.txt', 0],
  ['rm -r tmp', 0],
  ['for n in 1 2 3; do echo "n=$n"; done', 0],
  ['if true; then echo yes; fi', 0],
  ['NAME=value env | grep NAME=', 0],
  ['git status --short', 0],
  ['git log --oneline', 0],
  ['git show no-such-revision', 128],
  ['no-such-command', 127],
  ['bash -c "exit 7"', 7],
  ['node -e "process.exit(3)"', 3],
  ['node -e "console.log(1 + 1)"', 0],
  ['seq 200', 0],
  ['printf "no newline at the end"', 0],
  ['sleep 0.2', 0],
  ['echo same', 0],
  ['echo same', 0],
];

describe('typing in the terminal', { timeout: 180_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor;

  before(async () => {
    const workspace = await makeSample(join(scratch, 'workspace'));
    editor = await openEditor({ vsix: await packageExtension(), workspace, scratch });
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it(`records ${typed.length} of ${typed.length} commands with their lines and exit codes`, async () => {
    const { page, server } = editor;
    await startRecording(page, 'Type');
    await page.terminal.open();
    for (const [line] of typed) await page.terminal.type(line);
    await stopRecording(page, 'Type');
    const [recording] = recordingsIn(server.globalStorage);
    const commands = (recording?.events ?? []).filter((each) => each.kind === 'command').sort((a, b) => a.at - b.at);
    assert.deepEqual(
      commands.map((each) => [each.line, each.exitCode]),
      typed,
    );
  });

  it('does not record Enter alone', async () => {
    const { page, server } = editor;
    await startRecording(page, 'Leave out', { consent: false });
    await page.terminal.type('echo before');
    await page.terminal.type('');
    await page.terminal.type('echo after');
    await stopRecording(page, 'Leave out');
    const recording = recordingsIn(server.globalStorage).find((each) => each.header.workflow === 'Leave out');
    const lines = recording?.events.filter((each) => each.kind === 'command').map((each) => each.line);
    assert.deepEqual(lines, ['echo before', 'echo after']);
  });
});
