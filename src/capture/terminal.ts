import type * as vscode from 'vscode';
import type { CommandFact, Confidence } from '../model/event.ts';
import { changesHistory, opensInner, type ReadCommand, readCommandLine } from './commandLine.ts';
import type { CaptureContext, HeldOutput, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';
import { watchShells } from './shells.ts';
import type { TaskTerminals } from './tasks.ts';

type TerminalWindow = Pick<
  VSCode['window'],
  | 'onDidStartTerminalShellExecution'
  | 'onDidEndTerminalShellExecution'
  | 'onDidChangeTerminalShellIntegration'
  | 'onDidChangeTerminalState'
  | 'onDidOpenTerminal'
  | 'onDidCloseTerminal'
  | 'terminals'
>;

interface Running {
  readonly execution: vscode.TerminalShellExecution;
  readonly terminal: vscode.Terminal;
  readonly at: number;
  readonly cwd: vscode.Uri | undefined;
  readonly output: HeldOutput | undefined;
  readonly stream: Promise<void>;
  endedAt?: number;
  exitCode?: number;
  timer?: NodeJS.Timeout;
  finished: boolean;
}

/** What is remembered of a terminal from one command to the next. */
interface Seen {
  previous?: string;
  historyChanged: boolean;
}

export interface TerminalOptions {
  /** Terminals that tasks run in: their commands are recorded as tasks. */
  readonly tasks: TaskTerminals;
  /** A command ended at `at`: Git may have moved. */
  readonly onEnded?: (at: number) => void;
  /** How long output may come in after the end of a command. The stream can stay open for good. */
  readonly settleMs?: number;
}

const confidences: readonly Confidence[] = ['low', 'medium', 'high'];
/** A shell inside a shell that is left sooner was hardly used. */
const innerMs = 2000;

/** Commands typed in terminals, through shell integration: one fact a command, when it ended, timed at its start. */
export function terminalSource(
  window: TerminalWindow,
  context: CaptureContext,
  options: TerminalOptions,
): CaptureSource {
  const { emit, clock, guard, locate, terminals } = context;
  const { tasks, onEnded, settleMs = 400 } = options;
  const running = new Map<vscode.TerminalShellExecution, Running>();
  const seen = new WeakMap<vscode.Terminal, Seen>();

  function started({ execution, terminal, shellIntegration }: vscode.TerminalShellExecutionStartEvent): void {
    const at = clock();
    // Only what comes after the first call of read() is in the stream, so before anything else.
    const chunks = execution.read();
    // One command runs in a terminal at a time: one that never ended went silent.
    for (const other of running.values()) if (other.terminal === terminal) finish(other);
    const output = context.heldOutput?.();
    const stream = follow(chunks, output);
    running.set(execution, {
      execution,
      terminal,
      at,
      cwd: execution.cwd ?? shellIntegration.cwd,
      output,
      stream,
      finished: false,
    });
    void tasks.learn(terminal);
  }

  function ended({ execution, exitCode }: vscode.TerminalShellExecutionEndEvent): void {
    const at = clock();
    const command = running.get(execution);
    if (!command) return;
    command.endedAt = at;
    if (exitCode !== undefined) command.exitCode = exitCode;
    command.timer = setTimeout(() => finish(command), settleMs);
    // In one turn more: the last chunk and the end of the stream may come together.
    void command.stream.then(() => setImmediate(() => finish(command)));
    onEnded?.(at);
  }

  const finish = guard('terminal', (command: Running): void => {
    if (command.finished) return;
    command.finished = true;
    clearTimeout(command.timer);
    running.delete(command.execution);
    if (tasks.has(command.terminal)) return;
    const { value, confidence, isTrusted } = command.execution.commandLine;
    const memory = seen.get(command.terminal) ?? { historyChanged: false };
    const read = readCommandLine({
      value,
      confidence: confidences[confidence] ?? 'low',
      trusted: isTrusted,
      exitCode: command.exitCode,
      previous: memory.previous,
      historyChanged: memory.historyChanged,
    });
    seen.set(command.terminal, { previous: value, historyChanged: memory.historyChanged || changesHistory(value) });
    if (!read.keep) return;
    emit(commandFact(command, read), command.at);
    tellInner(command, read.line);
  });

  function commandFact(command: Running, read: Extract<ReadCommand, { keep: true }>): CommandFact {
    const { terminal, exitCode, endedAt, at } = command;
    const { file: cwd, folder } = whereIs(command);
    const output = read.outputIsOurs ? command.output?.text() : undefined;
    return {
      kind: 'command',
      terminal: terminals(terminal),
      shell: shellName(terminal),
      cwd,
      line: read.line,
      confidence: read.confidence,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(endedAt === undefined ? {} : { durationMs: Math.max(0, Math.round(endedAt - at)) }),
      // Empty output may as well be output that did not come through: unknown.
      ...(output && output.text.trim() !== '' ? { output } : {}),
      ...(folder ? { folder } : {}),
    };
  }

  function whereIs(command: Running): { file: string; folder?: string } {
    const created = 'cwd' in command.terminal.creationOptions ? command.terminal.creationOptions.cwd : undefined;
    const cwd = command.cwd?.fsPath ?? (typeof created === 'string' ? created : created?.fsPath);
    // Terminals open in the first folder where nothing else is said.
    return cwd === undefined ? { file: '.' } : locate(cwd);
  }

  function tellInner(command: Running, line: string): void {
    const program = opensInner(line);
    const end = command.endedAt ?? clock();
    if (!program || end - command.at < innerMs) return;
    const where = `inside ${program}, in terminal ${terminals(command.terminal)}`;
    emit(
      {
        kind: 'capture',
        source: 'terminal',
        state: 'degraded',
        reason: `what was typed ${where}, was not recorded command by command`,
      },
      command.at,
    );
    if (command.endedAt !== undefined) {
      emit({ kind: 'capture', source: 'terminal', state: 'restored', reason: `${program} was left` }, command.endedAt);
    }
  }

  const shells = watchShells(window, context, tasks, shellName);
  const subscriptions = [
    window.onDidStartTerminalShellExecution(guard('terminal', started)),
    window.onDidEndTerminalShellExecution(guard('terminal', ended)),
    window.onDidCloseTerminal(
      guard('terminal', (terminal: vscode.Terminal) => {
        for (const command of running.values()) if (command.terminal === terminal) finish(command);
      }),
    ),
    shells,
  ];
  return {
    dispose() {
      disposeAll(subscriptions);
      // Still running: recorded without an exit code.
      for (const command of [...running.values()]) finish(command);
    },
    drained: () => Promise.resolve(),
  };
}

/** The stream of an execution into its held output. It may fail or never end; the command ends all the same. */
async function follow(chunks: AsyncIterable<string>, output: HeldOutput | undefined): Promise<void> {
  try {
    for await (const chunk of chunks) output?.push(chunk);
  } catch {
    // What came so far is kept.
  }
}

/** The shell of a terminal, as far as the editor knows it. */
function shellName(terminal: vscode.Terminal): string {
  const { creationOptions: created, state } = terminal;
  const path = 'shellPath' in created ? created.shellPath : undefined;
  return (
    state.shell ??
    path
      ?.split(/[\\/]/)
      .at(-1)
      ?.replace(/\.exe$/i, '') ??
    'unknown'
  );
}
