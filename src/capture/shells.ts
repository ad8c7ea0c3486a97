import type * as vscode from 'vscode';
import type { CaptureContext, VSCode } from './context.ts';
import { disposeAll, type Stoppable } from './emit.ts';
import type { ShellName } from './shellNames.ts';
import type { TaskTerminals } from './tasks.ts';

type ShellWindow = Pick<
  VSCode['window'],
  | 'onDidChangeTerminalShellIntegration'
  | 'onDidChangeTerminalState'
  | 'onDidOpenTerminal'
  | 'onDidCloseTerminal'
  | 'terminals'
>;

/** Shell integration comes up this long after the first key at the latest; a slow profile included. */
const graceMs = 5000;
/** A recording that ends earlier than that still says so of a terminal that was used this long. */
const shortGraceMs = 1500;

/**
 * Says which terminals cannot be seen into: a shell without integration (cmd, plain sh, a remote
 * one) tells nothing of its commands. Said once a terminal, when the person has used it.
 */
export function watchShells(
  window: ShellWindow,
  context: CaptureContext,
  tasks: TaskTerminals,
  shellName: ShellName,
): Stoppable {
  const { emit, clock, guard, terminals } = context;
  const timers = new Map<vscode.Terminal, { readonly timer: NodeJS.Timeout; readonly at: number; check(): void }>();
  const blind = new Set<vscode.Terminal>();

  function forget(terminal: vscode.Terminal): void {
    clearTimeout(timers.get(terminal)?.timer);
    timers.delete(terminal);
    blind.delete(terminal);
  }

  const watch = (terminal: vscode.Terminal): void => {
    // The first shell that is seen in a terminal is the one that the person types into.
    shellName(terminal);
    const isPseudo = 'pty' in terminal.creationOptions;
    if (isPseudo || terminal.shellIntegration || timers.has(terminal) || blind.has(terminal)) return;
    if (!terminal.state.isInteractedWith) return;
    const at = clock();
    const check = guard('terminal', () => {
      timers.delete(terminal);
      if (terminal.shellIntegration || tasks.has(terminal)) return;
      blind.add(terminal);
      const reason = `terminal ${terminals(terminal)} (${shellName(terminal)}) has no shell integration: its commands are not recorded`;
      emit({ kind: 'capture', source: 'terminal', state: 'degraded', reason }, at);
    });
    timers.set(terminal, { timer: setTimeout(check, graceMs), at, check });
  };

  for (const terminal of window.terminals) watch(terminal);
  const subscriptions = [
    window.onDidOpenTerminal(guard('terminal', watch)),
    window.onDidChangeTerminalState(guard('terminal', watch)),
    window.onDidCloseTerminal(guard('terminal', forget)),
    window.onDidChangeTerminalShellIntegration(
      guard('terminal', ({ terminal }: vscode.TerminalShellIntegrationChangeEvent) => {
        if (blind.has(terminal)) {
          const reason = `terminal ${terminals(terminal)} (${shellName(terminal)}) has shell integration now`;
          emit({ kind: 'capture', source: 'terminal', state: 'restored', reason }, clock());
        }
        forget(terminal);
      }),
    ),
  ];
  return {
    dispose() {
      disposeAll(subscriptions);
      for (const { timer, at, check } of [...timers.values()]) {
        clearTimeout(timer);
        if (clock() - at >= shortGraceMs) check();
      }
      timers.clear();
    },
  };
}
