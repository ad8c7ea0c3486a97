import type * as vscode from 'vscode';
import type { CommandFact, Confidence } from '../model/event.ts';
import { changesHistory, opensInner, type ReadCommand, readCommandLine } from './commandLine.ts';
import type { CaptureContext, HeldOutput, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';
import { createShellNames } from './shellNames.ts';
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
  /** Characters that the stream has brought. */
  received: number;
  endedAt?: number;
  /** The next one started as it ended: then the editor may have no exit code although there was one. */
  isReplaced: boolean;
  exitCode?: number;
  timer?: NodeJS.Timeout;
  /** Until it has run for a moment. */
  moment?: NodeJS.Timeout;
  /** It was kept beside the recording. */
  isAside: boolean;
  finished: boolean;
}

/** What is remembered of a terminal from one command to the next. */
interface Seen {
  previous?: string;
  historyChanged: boolean;
  /** Commands that started in it. */
  started: number;
}

type KeptCommand = Extract<ReadCommand, { keep: true }>;

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
const innerMs = 1000;
/** An end that comes so shortly before a start was told because of the start. */
const replacedMs = 5;
/** A command that runs longer is kept beside the recording until it ends. */
const momentMs = 500;
/** How long the editor is waited for when it is asked what a command printed. */
const askMs = 1000;

/** Commands typed in terminals, through shell integration: one fact a command, when it ended, timed at its start. */
export function terminalSource(
  window: TerminalWindow,
  context: CaptureContext,
  options: TerminalOptions,
): CaptureSource {
  const { emit, clock, guard, locate, terminals, machinePaths } = context;
  const { tasks, onEnded, settleMs = 400 } = options;
  const running = new Map<vscode.TerminalShellExecution, Running>();
  const seen = new WeakMap<vscode.Terminal, Seen>();
  const shellName = createShellNames();
  const late = new Set<Promise<void>>();

  function memoryOf(terminal: vscode.Terminal): Seen {
    const known = seen.get(terminal) ?? { historyChanged: false, started: 0 };
    seen.set(terminal, known);
    return known;
  }

  function started({ execution, terminal, shellIntegration }: vscode.TerminalShellExecutionStartEvent): void {
    const at = clock();
    // Only what comes after the first call of read() is in the stream, so before anything else.
    const chunks = execution.read();
    // One command runs in a terminal at a time: one that never ended went silent.
    for (const other of running.values()) {
      if (other.terminal !== terminal) continue;
      other.isReplaced = other.endedAt === undefined || at - other.endedAt < replacedMs;
      finish(other);
    }
    memoryOf(terminal).started += 1;
    shellName(terminal);
    const output = context.heldOutput?.();
    const command: Running = {
      execution,
      terminal,
      at,
      cwd: execution.cwd ?? shellIntegration.cwd,
      output,
      stream: follow(chunks, (chunk) => {
        command.received += chunk.length;
        output?.push(chunk);
      }),
      received: 0,
      isReplaced: false,
      isAside: false,
      finished: false,
    };
    running.set(execution, command);
    if (context.underWay) command.moment = setTimeout(() => tellUnderWay(command), momentMs);
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
    clearTimeout(command.moment);
    running.delete(command.execution);
    if (tasks.has(command.terminal)) {
      leaveAside(command);
      return;
    }
    const read = readOf(command);
    const { value } = command.execution.commandLine;
    const memory = memoryOf(command.terminal);
    memory.previous = value;
    memory.historyChanged ||= changesHistory(value);
    if (!read.keep) leaveAside(command);
    else if (command.received === 0 && read.outputIsOurs && command.endedAt !== undefined) askForOutput(command, read);
    else tell(command, read, read.outputIsOurs ? command.output?.text() : undefined);
  });

  /** A crash would lose it: its event is written when it ends. */
  const tellUnderWay = guard('terminal', (command: Running): void => {
    const read = tasks.has(command.terminal) ? undefined : readOf(command);
    if (!read?.keep) return;
    command.isAside = true;
    context.underWay?.began(commandFact(command, read, undefined), command.at);
  });

  /** Nothing of it is to be recorded, or all of it is emitted. */
  function leaveAside({ isAside, terminal, at }: Running): void {
    if (isAside) context.underWay?.over(terminals(terminal), at);
  }

  function readOf(command: Running): ReadCommand {
    const { value, confidence, isTrusted } = command.execution.commandLine;
    const { previous, historyChanged } = memoryOf(command.terminal);
    return readCommandLine({
      value,
      confidence: confidences[confidence] ?? 'low',
      trusted: isTrusted,
      exitCode: command.exitCode,
      ended: command.endedAt !== undefined && !command.isReplaced,
      shell: shellName(command.terminal),
      previous,
      historyChanged,
    });
  }

  /** The stream brought nothing: the terminal may still show what the command printed, until the next one starts. */
  function askForOutput(command: Running, read: KeptCommand): void {
    const { terminal, exitCode, execution } = command;
    if (!context.readLastOutput || !command.output) {
      tell(command, read, undefined);
      return;
    }
    const memory = memoryOf(terminal);
    const { started: count } = memory;
    const asked = context.readLastOutput({ terminal, value: execution.commandLine.value, exitCode });
    const telling = within(asked, askMs).then(
      guard('terminal', (text: string | undefined) => {
        if (text !== undefined && memory.started === count) command.output?.push(text);
        tell(command, read, command.output?.text());
        late.delete(telling);
      }),
    );
    late.add(telling);
  }

  function tell(command: Running, read: KeptCommand, output: CommandFact['output']): void {
    emit(commandFact(command, read, output), command.at);
    leaveAside(command);
    tellInner(command, read.line);
  }

  function commandFact(command: Running, read: KeptCommand, output: CommandFact['output']): CommandFact {
    const { terminal, exitCode, endedAt, at } = command;
    const cwd = cwdOf(command);
    // Terminals open in the first folder where nothing else is said.
    const { file, folder } = cwd === undefined ? { file: '.' } : locate(cwd);
    return {
      kind: 'command',
      terminal: terminals(terminal),
      shell: shellName(terminal),
      cwd: file,
      line: cwd === undefined ? read.line : machinePaths.inLine(read.line, cwd),
      confidence: read.confidence,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(endedAt === undefined ? {} : { durationMs: Math.max(0, Math.round(endedAt - at)) }),
      // Empty output may as well be output that did not come through: unknown.
      ...(output && output.text.trim() !== ''
        ? { output: { ...output, text: machinePaths.inOutput(output.text) } }
        : {}),
      ...(folder ? { folder } : {}),
    };
  }

  function cwdOf({ cwd, terminal: { creationOptions } }: Running): string | undefined {
    const created = 'cwd' in creationOptions ? creationOptions.cwd : undefined;
    return cwd?.fsPath ?? (typeof created === 'string' ? created : created?.fsPath);
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
    drained: async () => void (await Promise.all(late)),
  };
}

/** The stream of an execution. It may fail or never end; the command ends all the same. */
async function follow(chunks: AsyncIterable<string>, take: (chunk: string) => void): Promise<void> {
  try {
    for await (const chunk of chunks) take(chunk);
  } catch {
    // What came so far is kept.
  }
}

/** What it gives within the time, else nothing. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
