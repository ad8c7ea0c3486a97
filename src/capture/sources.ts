import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import picomatch from 'picomatch';
import type { GitPort } from '../model/git.ts';
import { coalesceDefaults } from './coalesce.ts';
import type { CaptureContext, HeldOutput, VSCode } from './context.ts';
import { debugSource } from './debug.ts';
import { diagnosticsSource } from './diagnostics.ts';
import { createDiskLedger } from './diskLedger.ts';
import { documentSource } from './documents.ts';
import { type CaptureSource, createGuard, type Emit } from './emit.ts';
import { fileSource } from './files.ts';
import { focusSource } from './focus.ts';
import { gitSource } from './git.ts';
import { createReadLastOutput } from './lastCommand.ts';
import { createMachinePaths } from './machinePaths.ts';
import { notebookSource } from './notebooks.ts';
import { openSource } from './opens.ts';
import { createLocatePath, type LocatePath, type WorkspaceRoot } from './paths.ts';
import { taskSource } from './tasks.ts';
import { terminalSource } from './terminal.ts';
import { createTerminalNumbers, type TerminalNumbers } from './terminalNumbers.ts';
import type { UnderWay } from './underWay.ts';

export interface SourceOptions {
  readonly emit: Emit;
  /** Milliseconds since the start of the recording, never going back. */
  readonly clock: () => number;
  /**
   * The numbers of the terminals; handed in again after a pause, so that each keeps its own. Or the highest number
   * that an interrupted recording has used.
   */
  readonly terminals: TerminalNumbers | number;
  /** For the workspace folders, made when the recording starts. */
  readonly git: GitPort;
  /** Is told of commands that run, so that none is lost with the window. */
  readonly underWay?: UnderWay;
  /** Absent where output is not to be recorded. */
  readonly heldOutput?: () => HeldOutput;
  /** Larger files are recorded as touched only. A million, if left out. */
  readonly maxFileChars?: number;
  /** Globs of files that are treated as if Git ignored them. */
  readonly excludeFiles?: readonly string[];
  /** Absent where reading the clipboard would ask the person (in a browser). */
  readonly readClipboard?: () => Promise<string>;
}

/**
 * Subscribes to everything that is recorded; nothing is subscribed before. `dispose` ends it at once, and
 * `drained` resolves when what was under way is emitted. To pause is to end the sources and start them anew.
 */
export function startSources(vscode: VSCode, options: SourceOptions): CaptureSource {
  const context = contextOf(vscode, options);
  const ledger = createDiskLedger();
  const documents = documentSource(vscode, context, ledger);
  const git = gitSource(vscode, context);
  const tasks = taskSource(vscode.tasks, context);
  // In the order in which they end: a terminal asks which tasks there are.
  const sources: readonly CaptureSource[] = [
    terminalSource(vscode.window, context, { tasks: tasks.terminals, onEnded: git.poke }),
    // Before the texts settle: a cell that was run settles its own.
    notebookSource(vscode, context, documents.texts),
    documents,
    fileSource(vscode, context, ledger, documents.documents),
    openSource(vscode.window, context),
    tasks,
    debugSource(vscode.debug, context),
    git,
    focusSource(vscode.window, context),
    diagnosticsSource(vscode.languages, context),
  ];
  return {
    dispose() {
      for (const source of sources) context.guard('sources', () => source.dispose())();
    },
    async drained() {
      for (const source of sources) await source.drained();
    },
  };
}

function contextOf(vscode: VSCode, options: SourceOptions): CaptureContext {
  const { emit, clock, terminals, git, heldOutput, readClipboard, underWay, excludeFiles = [] } = options;
  const roots = rootsOf(vscode);
  const locate = createLocatePath(roots, homedir());
  return {
    emit,
    clock,
    locate,
    machinePaths: createMachinePaths(roots),
    guard: createGuard(emit, clock),
    terminals: typeof terminals === 'number' ? createTerminalNumbers(terminals) : terminals,
    git: withExcluded(git, locate, excludeFiles),
    maxFileChars: options.maxFileChars ?? coalesceDefaults.maxChars,
    ...(heldOutput ? { heldOutput, readLastOutput: createReadLastOutput(vscode.lm, vscode.window) } : {}),
    ...(readClipboard ? { readClipboard } : {}),
    ...(underWay ? { underWay } : {}),
  };
}

function rootsOf({ workspace }: VSCode): WorkspaceRoot[] {
  return (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ name, uri }) => ({ name, path: uri.fsPath, real: realPath(uri.fsPath) }));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function withExcluded(git: GitPort, locate: LocatePath, globs: readonly string[]): GitPort {
  if (globs.length === 0) return git;
  const isExcluded = picomatch([...globs], { dot: true });
  return {
    ...git,
    async ignored(paths) {
      const excluded = paths.filter((path) => isExcluded(locate(path).file));
      return new Set([...(await git.ignored(paths)), ...excluded]);
    },
  };
}
