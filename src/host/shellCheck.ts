import type { Terminal, TerminalShellExecution, TerminalShellIntegration } from 'vscode';
import * as vscode from 'vscode';

/** What was found: `silent`, the shell tells of nothing; `partial`, of commands without how they ended. */
export interface ShellCheck {
  readonly found: 'works' | 'partial' | 'silent';
  /** The shell's name, empty where it is not known. */
  readonly shell: string;
}

/** Slow machines, remote ones and heavy profiles take their time; after this the shell has had its chance. */
const patience = 15_000;

/**
 * Opens a terminal, waits until its shell tells of itself, runs a harmless command in it and looks whether its end and
 * its exit code are told, as recording needs them. The terminal stays, for the person to see.
 */
export async function checkShell(name: string): Promise<ShellCheck> {
  const terminal = vscode.window.createTerminal({ name });
  terminal.show(true);
  const integration = await within<TerminalShellIntegration>(patience, (found) => integrationOf(terminal, found));
  const shell = terminal.state.shell ?? '';
  if (!integration) return { found: 'silent', shell };
  const exitCode = await within<number | undefined>(patience, (found) =>
    endOf(integration.executeCommand('echo mirror'), found),
  );
  return { found: exitCode === 0 ? 'works' : 'partial', shell: terminal.state.shell ?? shell };
}

type Found<T> = (value: T) => void;

/** What `look` finds in time; undefined otherwise. What it listens to is let go of. */
function within<T>(milliseconds: number, look: (found: Found<T>) => vscode.Disposable): Promise<T | undefined> {
  return new Promise((resolve) => {
    const stop = (value: T | undefined) => {
      clearTimeout(late);
      // `look` may find at once, before there is anything to let go of.
      queueMicrotask(() => listening.dispose());
      resolve(value);
    };
    const late = setTimeout(() => stop(undefined), milliseconds);
    const listening = look(stop);
  });
}

function integrationOf(terminal: Terminal, found: Found<TerminalShellIntegration>): vscode.Disposable {
  const listening = vscode.window.onDidChangeTerminalShellIntegration((event) => {
    if (event.terminal === terminal) found(event.shellIntegration);
  });
  if (terminal.shellIntegration) found(terminal.shellIntegration);
  return listening;
}

function endOf(execution: TerminalShellExecution, found: Found<number | undefined>): vscode.Disposable {
  return vscode.window.onDidEndTerminalShellExecution((event) => {
    if (event.execution === execution) found(event.exitCode);
  });
}
