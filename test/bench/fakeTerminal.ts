import { setImmediate as turn } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { terminalSource } from '../../src/capture/terminal.ts';
import type { Fact } from '../../src/model/event.ts';
import { createHeldOutput, type OutputLimits } from '../../src/sanitize/heldOutput.ts';
import { benchContext, fakeEditor } from './fakeEditor.ts';

export interface TypedCommand {
  readonly line: string;
  /** What it prints, as it reaches the extension host. */
  readonly chunks: readonly string[];
  readonly exitCode?: number;
  readonly limits?: OutputLimits;
}

/** What is emitted of a command, through the source of terminals; only the editor's events are made up. */
export async function capturedCommand({
  line,
  chunks,
  exitCode = 0,
  limits = { head: 32_768, tail: 32_768 },
}: TypedCommand): Promise<Fact[]> {
  const { parts, listeners } = fakeEditor([]);
  const { context, facts } = benchContext();
  const window = new Proxy(parts.window, {
    get: (target, name) => (name === 'terminals' ? [] : Reflect.get(target, name)),
  }) as unknown as Parameters<typeof terminalSource>[0];
  const source = terminalSource(
    window,
    { ...context, heldOutput: () => createHeldOutput(limits) },
    { tasks: { has: () => false, learn: () => Promise.resolve() } },
  );
  const terminal = {
    creationOptions: {},
    state: { shell: 'bash' },
    shellIntegration: {},
  } as unknown as vscode.Terminal;
  const execution = {
    commandLine: { value: line, confidence: 2, isTrusted: true },
    cwd: undefined,
    async *read() {
      yield* chunks;
    },
  };
  const fire = (name: string, event: unknown): void => (listeners.get(name) as (given: unknown) => void)(event);
  fire('onDidStartTerminalShellExecution', { execution, terminal, shellIntegration: {} });
  fire('onDidEndTerminalShellExecution', { execution, terminal, exitCode });
  for (let wait = 0; facts.length === 0 && wait < 50; wait += 1) await turn();
  source.dispose();
  await source.drained();
  return facts;
}
