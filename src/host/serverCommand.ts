import { access, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** In the extension's own storage, whose place outlives updates of the extension. */
const launcherName = 'mirror.mjs';

/**
 * How an agent on this machine starts the MCP server: by `mirror` where that program is ours and on the path, since
 * such a configuration can be shared; else by Node and a launcher in the extension's storage.
 */
export async function serverCommand(storage: string, cli: string): Promise<{ command: string; args: string[] }> {
  if (await isOnPath()) return { command: 'mirror', args: ['mcp'] };
  await mkdir(storage, { recursive: true, mode: 0o700 });
  await writeFile(join(storage, launcherName), launcherText(cli), { mode: 0o600 });
  return { command: 'node', args: [join(storage, launcherName), 'mcp'] };
}

/** After an update the extension stands elsewhere: a launcher that was written before leads there again. */
export async function refreshLauncher(storage: string, cli: string): Promise<void> {
  const path = join(storage, launcherName);
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== undefined && before !== launcherText(cli))
    await writeFile(path, launcherText(cli)).catch(() => undefined);
}

function launcherText(cli: string): string {
  return `import ${JSON.stringify(pathToFileURL(cli).href)};\n`;
}

/** Another program may have the name: ours is a link to the command line's bundle. */
async function isOnPath(): Promise<boolean> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter((each) => each !== '')) {
    const path = join(folder, process.platform === 'win32' ? 'mirror.cmd' : 'mirror');
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) continue;
    if (process.platform !== 'win32') return /[\\/]dist[\\/]cli\.js$/.test(await realpath(path));
    return /dist[\\/]cli\.js/.test(await readFile(path, 'utf8'));
  }
  return false;
}
