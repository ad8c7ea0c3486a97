import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as vscode from 'vscode';
import { createShellNames } from '../../../src/capture/shellNames.ts';

function terminal(shell: string | undefined, creationOptions: vscode.TerminalOptions = {}) {
  return { state: { isInteractedWith: true, shell }, creationOptions } as vscode.Terminal;
}

describe('the shell of a terminal', () => {
  it('stays the one that the person types into while programs and other shells run', () => {
    const nameOf = createShellNames();
    const opened = terminal('bash');
    assert.equal(nameOf(opened), 'bash');
    for (const running of ['node', 'python', 'sh', 'zsh', undefined]) {
      Object.assign(opened.state, { shell: running });
      assert.equal(nameOf(opened), 'bash');
    }
  });

  it('is never the name of a program, and is known once a shell is seen', () => {
    const nameOf = createShellNames();
    const busy = terminal('node');
    assert.equal(nameOf(busy), 'unknown');
    Object.assign(busy.state, { shell: 'fish' });
    assert.equal(nameOf(busy), 'fish');
  });

  it('is what the terminal was started with before what runs in it', () => {
    const nameOf = createShellNames();
    assert.equal(nameOf(terminal('sh', { shellPath: '/usr/bin/zsh' })), 'zsh');
    assert.equal(nameOf(terminal('bash', { shellPath: '/usr/bin/node' })), 'bash');
    assert.equal(nameOf(terminal(undefined, { shellPath: 'C:\\Program Files\\PowerShell\\7\\PWSH.exe' })), 'pwsh');
  });

  it('is of each terminal by itself', () => {
    const nameOf = createShellNames();
    assert.deepEqual([terminal('bash'), terminal('zsh'), terminal(undefined)].map(nameOf), ['bash', 'zsh', 'unknown']);
  });
});
