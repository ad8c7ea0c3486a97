import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** As in the manifest. */
export const mcpProviderId = 'mirror.context';

/**
 * Offers the MCP server of the extension to the editor: `mirror mcp` for the first folder on a disk, once the workspace
 * is trusted. Where `.vscode/mcp.json` names the server already, it is not offered a second time.
 */
export function provideMcpServer(cli: vscode.Uri, version: string): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const again = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(again),
    vscode.workspace.onDidChangeWorkspaceFolders(again),
    vscode.lm.registerMcpServerDefinitionProvider(mcpProviderId, {
      onDidChangeMcpServerDefinitions: changed.event,
      async provideMcpServerDefinitions() {
        const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
        if (folder === undefined || !vscode.workspace.isTrusted || (await isConfigured(folder))) return [];
        const env = { ELECTRON_RUN_AS_NODE: '1' };
        const args = [cli.fsPath, 'mcp', '--root', folder];
        return [new vscode.McpStdioServerDefinition('Mirror', process.execPath, args, env, version)];
      },
    }),
  );
}

async function isConfigured(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, '.vscode', 'mcp.json'), 'utf8').catch(() => '');
  return /"mirror"\s*:/.test(text);
}
