import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { createRecorder } from '../../src/capture/recorder.ts';
import { startSources } from '../../src/capture/sources.ts';
import { createTerminalNumbers } from '../../src/capture/terminalNumbers.ts';
import { createGitPort } from '../../src/host/git.ts';
import { createRecording } from '../../src/journal/recordingFile.ts';
import { createGateOne } from '../../src/sanitize/gateOne.ts';
import { createHeldOutput } from '../../src/sanitize/heldOutput.ts';

interface Recording {
  /** Text of the recording so far. */
  text(): string;
  stop(): Promise<void>;
}

/** Sources, gate and journal on the real editor. */
async function record(): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-cost-'));
  const begin = performance.now();
  const clock = (): number => performance.now() - begin;
  const made = await createRecording(
    folder,
    {
      format: 'mirror.recording',
      version: 1,
      id: 'cost',
      workflow: 'Cost',
      startedAt: '2026-01-05T10:00:00.000Z',
      recorder: 'recorder-cost',
      workspace: { name: 'cost' },
      sanitizer: 'mirror/1',
    },
    { clock, onTrouble: ({ code }) => assert.fail(code) },
  );
  assert.ok(made.ok);
  const gate = createGateOne({ now: () => performance.now() });
  const recorder = createRecorder({
    sanitize: gate.fact,
    journal: made.value,
    clock,
    defer: (work) => setImmediate(work),
  });
  const source = startSources(vscode, {
    emit: recorder.emit,
    clock,
    terminals: createTerminalNumbers(),
    git: createGitPort((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath)),
    heldOutput: () => createHeldOutput({ head: 32_768, tail: 32_768 }),
  });
  return {
    text: () => readFileSync(made.value.path, 'utf8'),
    async stop() {
      source.dispose();
      await source.drained();
      await recorder.drain();
      await made.value.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processor time of the extension host in each of ten seconds, in thousandths of a processor, the least first. */
async function idleLoad(): Promise<number[]> {
  const seconds: number[] = [];
  for (let second = 0; second < 10; second++) {
    const from = process.cpuUsage();
    const start = performance.now();
    await wait(1000);
    const { user, system } = process.cpuUsage(from);
    seconds.push((user + system) / (performance.now() - start));
  }
  return seconds.sort((a, b) => a - b);
}

/** The longest time in milliseconds that the extension host did not come to its timers while a command printed. */
async function longestBlock(shell: vscode.Terminal, line: string): Promise<number> {
  const ended = new Promise<void>((resolve) => {
    const listening = vscode.window.onDidEndTerminalShellExecution(({ terminal }) => {
      if (terminal !== shell) return;
      listening.dispose();
      resolve();
    });
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  shell.sendText(line);
  await ended;
  await wait(1500);
  delay.disable();
  return delay.max / 1e6;
}

/** Measures, which a loaded machine spoils: `MIRROR_COST=1 npm run test:host -- --grep "what capture costs"`. */
const measured = process.env.MIRROR_COST ? describe : describe.skip;

measured('what capture costs in a real host', function () {
  this.timeout(180_000);

  it('while nothing happens', async () => {
    await wait(5000);
    const before = await idleLoad();
    const recording = await record();
    await wait(3000);
    const during = await idleLoad();
    await recording.stop();
    const text = (seconds: readonly number[]): string => seconds.map((each) => each.toFixed(0)).join(' ');
    console.log(`      idle, ‰ of a processor: ${text(before)} not recording, ${text(during)} recording`);
    // The editor itself is busy now and then: the quieter half is what capture can be asked about.
    const [calm = 0, recorded = 0] = [before[4], during[4]];
    assert.ok(recorded - calm < 10, `${recorded} ‰ against ${calm} ‰`);
  });

  it('while a command prints 5 MB', async () => {
    const shell = vscode.window.createTerminal({ shellPath: '/bin/bash' });
    shell.show();
    for (let i = 0; i < 200 && !shell.shellIntegration; i++) await wait(50);
    await wait(1000);
    try {
      const plain: number[] = [];
      const recorded: number[] = [];
      for (let run = 0; run < 3; run++) {
        plain.push(await longestBlock(shell, 'seq 720000'));
        const recording = await record();
        recorded.push(await longestBlock(shell, 'seq 720000'));
        assert.match(recording.text(), /"line":"seq 720000"/);
        assert.match(recording.text(), /720000\\n/);
        await recording.stop();
      }
      const text = (values: number[]): string => values.map((value) => value.toFixed(0)).join(', ');
      console.log(`      5 MB: longest block ${text(plain)} ms not recording, ${text(recorded)} ms recording`);
      // The editor's own part is in both.
      assert.ok(Math.min(...recorded) - Math.min(...plain) < 50, `${text(recorded)} ms against ${text(plain)} ms`);
    } finally {
      shell.dispose();
    }
  });
});
