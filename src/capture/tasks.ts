import type * as vscode from 'vscode';
import type { TaskFact } from '../model/event.ts';
import type { CaptureContext, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

type TaskEvents = Pick<
  VSCode['tasks'],
  'onDidStartTask' | 'onDidStartTaskProcess' | 'onDidEndTaskProcess' | 'onDidEndTask' | 'taskExecutions'
>;

/** Tells the terminals that tasks run in from those that the person types in: both fire terminal events. */
export interface TaskTerminals {
  has(terminal: vscode.Terminal): boolean;
  /** Asks a terminal for its process, which is known a moment later. */
  learn(terminal: vscode.Terminal): Promise<void>;
}

export interface TaskSource extends CaptureSource {
  readonly terminals: TaskTerminals;
}

interface RunningTask {
  readonly fact: TaskFact;
  readonly at: number;
  exitCode?: number;
}

/** Tasks of the editor: one fact a task, when it ended, timed at its start. */
export function taskSource(tasks: TaskEvents, context: CaptureContext): TaskSource {
  const { emit, clock, guard } = context;
  const running = new Map<vscode.TaskExecution, RunningTask>();
  const processes = new Set<number>();
  const names = new Set<string>(tasks.taskExecutions.map((execution) => execution.task.name));
  const processOf = new WeakMap<vscode.Terminal, number>();

  function started({ execution }: vscode.TaskStartEvent): void {
    const { name, source } = execution.task;
    names.add(name);
    running.set(execution, { fact: { kind: 'task', name, source }, at: clock() });
  }

  function finish(execution: vscode.TaskExecution): void {
    const task = running.get(execution);
    if (!task) return;
    running.delete(execution);
    emit({ ...task.fact, ...(task.exitCode === undefined ? {} : { exitCode: task.exitCode }) }, task.at);
  }

  const subscriptions = [
    tasks.onDidStartTask(guard('tasks', started)),
    tasks.onDidStartTaskProcess(
      guard('tasks', ({ processId }: vscode.TaskProcessStartEvent) => void processes.add(processId)),
    ),
    tasks.onDidEndTaskProcess(
      guard('tasks', ({ execution, exitCode }: vscode.TaskProcessEndEvent) => {
        const task = running.get(execution);
        if (task && exitCode !== undefined) task.exitCode = exitCode;
      }),
    ),
    tasks.onDidEndTask(guard('tasks', ({ execution }: vscode.TaskEndEvent) => finish(execution))),
  ];
  return {
    terminals: {
      has(terminal) {
        const process = processOf.get(terminal);
        return (process !== undefined && processes.has(process)) || isNamedAs(terminal, names);
      },
      async learn(terminal) {
        const process = await terminal.processId;
        if (process !== undefined) processOf.set(terminal, process);
      },
    },
    dispose() {
      disposeAll(subscriptions);
      for (const execution of [...running.keys()]) finish(execution);
    },
    drained: () => Promise.resolve(),
  };
}

/** A terminal made for a task carries its name and hands its command to the shell. */
function isNamedAs(terminal: vscode.Terminal, names: ReadonlySet<string>): boolean {
  const created = terminal.creationOptions;
  const name = created.name?.replace(/^Task - /, '');
  return name !== undefined && names.has(name) && 'shellArgs' in created && created.shellArgs !== undefined;
}
