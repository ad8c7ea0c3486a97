import type * as vscode from 'vscode';

/** What people type commands into. The editor's own names, and those of programs (`/usr/bin/dash`). */
const shells: ReadonlySet<string> = new Set(
  'ash bash cmd csh dash elvish fish gitbash ksh mksh nu powershell pwsh sh tcsh wsl xonsh zsh'.split(' '),
);

/** The shell of a terminal, as a recording names it. */
export type ShellName = (terminal: vscode.Terminal) => string;

/**
 * Remembers the first shell that is seen in each terminal: `state.shell` names whatever runs in it at the moment (`node`
 * while a program of Node.js does, `sh` while a script does) and comes back late. A shell that is started inside
 * another one is a command of the outer one, so its name is the outer one's as well.
 */
export function createShellNames(): ShellName {
  const known = new WeakMap<vscode.Terminal, string>();
  return (terminal) => {
    const name = known.get(terminal) ?? startedWith(terminal) ?? runningShell(terminal);
    if (name === undefined) return 'unknown';
    known.set(terminal, name);
    return name;
  };
}

function startedWith({ creationOptions }: vscode.Terminal): string | undefined {
  const path = 'shellPath' in creationOptions ? creationOptions.shellPath : undefined;
  return path === undefined ? undefined : shellOf(path);
}

function runningShell({ state }: vscode.Terminal): string | undefined {
  return state.shell === undefined ? undefined : shellOf(state.shell);
}

function shellOf(path: string): string | undefined {
  const name = path
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.exe$/i, '')
    .toLowerCase();
  return name !== undefined && shells.has(name) ? name : undefined;
}
