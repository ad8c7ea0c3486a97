import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in a real host', () => {
  it('is active', () => {
    const extension = vscode.extensions.getExtension('themirror.mirror');
    assert.equal(extension?.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const contributed = vscode.extensions.getExtension('themirror.mirror')?.packageJSON.contributes?.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributed
      .map((each: { command: string }) => each.command)
      .filter((id: string) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});
