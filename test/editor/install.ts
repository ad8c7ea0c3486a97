import { existsSync, linkSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { fetchedFolder, onPath, projectRoot } from './paths.ts';
import { isRunning, npm, run } from './processes.ts';
import { type Progress, progressOnStderr } from './progress.ts';

/** A VS Code for the desktop. */
export interface DesktopEditor {
  kind: 'desktop';
  executable: string;
  origin: 'installed' | 'downloaded';
}

/** The same workbench and extension host, served to a browser. */
export interface ServerEditor {
  kind: 'server';
  /** The Node.js to run it with. */
  node: string;
  /** The server's entry point. */
  main: string;
  version: string;
}

/** Either is a real VS Code. */
export type Editor = DesktopEditor | ServerEditor;

const short = ['--no-audit', '--no-fund', '--loglevel=error'];

const serverVersion = '4.139.1';

/**
 * A real VS Code: a desktop one that is installed or can be downloaded, otherwise one from npm.
 * `MIRROR_EDITOR=desktop` or `server` insists; `VSCODE_EXECUTABLE` names a desktop one.
 */
export async function findEditor(): Promise<Editor> {
  const wanted = process.env.MIRROR_EDITOR;
  const progress = progressOnStderr('editor');
  try {
    if (wanted !== 'server') {
      const desktop = await findDesktop(progress);
      if (desktop) return desktop;
      if (wanted === 'desktop') throw new Error('MIRROR_EDITOR=desktop, but there is no desktop VS Code to use here');
    }
    return await installServer(progress);
  } finally {
    progress.end();
  }
}

/** The server kind, whatever else is installed: what a browser can drive. */
export async function findServerEditor(): Promise<ServerEditor> {
  const progress = progressOnStderr('editor');
  try {
    return await installServer(progress);
  } finally {
    progress.end();
  }
}

async function findDesktop(progress: Progress): Promise<DesktopEditor | undefined> {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) return { kind: 'desktop', executable: named, origin: 'installed' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    progress.say('no display for a desktop VS Code; using code-server');
    return undefined;
  }
  const installed = installedDesktop();
  if (installed) return { kind: 'desktop', executable: installed, origin: 'installed' };
  progress.step('asking for a desktop VS Code');
  try {
    const executable = await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: fetchedFolder,
      reporter: new SilentReporter(),
      // Also the longest silence during the download: a machine without a network gives up here.
      timeout: 8000,
    });
    return { kind: 'desktop', executable, origin: 'downloaded' };
  } catch (error) {
    progress.say(`a desktop VS Code cannot be downloaded (${reason(error)}); using code-server`);
    return undefined;
  }
}

/** `code` on the PATH is a script; the program lies at a known place from it. */
function installedDesktop(): string | undefined {
  const script = onPath('code');
  if (!script) return undefined;
  const folder = dirname(realpathSync(script));
  const places = {
    darwin: join(folder, '..', '..', '..', 'MacOS', 'Electron'),
    win32: join(folder, '..', 'Code.exe'),
  } as Partial<Record<NodeJS.Platform, string>>;
  const program = places[process.platform] ?? join(folder, '..', 'code');
  return existsSync(program) ? program : undefined;
}

/**
 * code-server from npm. Its install scripts would compile native modules that ship prebuilt, so they
 * are skipped, and the inner server's own dependencies, which those scripts install, are asked for.
 */
async function installServer(progress: Progress): Promise<ServerEditor> {
  const folder = join(fetchedFolder, `code-server-${serverVersion}`);
  const inner = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const marker = join(folder, 'complete.json');
  const editor: ServerEditor = {
    kind: 'server',
    node: nodeForServer(),
    main: join(inner, 'out', 'server-main.js'),
    version: serverVersion,
  };
  if (existsSync(marker)) return editor;
  mkdirSync(folder, { recursive: true });
  const unlock = await lock(join(folder, 'installing.pid'), progress);
  try {
    if (existsSync(marker)) return editor;
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    progress.step(`1/2 code-server ${serverVersion} from npm (about 600 MB, once)`);
    await npm(['install', `code-server@${serverVersion}`, '--ignore-scripts', '--no-save', ...short], folder);
    progress.step('2/2 what its server needs, from npm');
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-save', ...short], inner);
    const version = await run(editor.node, [editor.main, '--version'], { timeoutMs: 60_000 });
    if (version.code !== 0) throw new Error(`code-server was installed but does not start:\n${version.output}`);
    writeFileSync(marker, `${JSON.stringify({ version: serverVersion, says: version.output.trim() })}\n`);
    progress.say(`code-server ${serverVersion} is ready in .vscode-test/`);
    return editor;
  } finally {
    unlock();
  }
}

/** The node package of this project is the Node.js that code-server asks for, whatever the machine has. */
function nodeForServer(): string {
  const ours = join(projectRoot, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(ours) ? ours : process.execPath;
}

/** Waits while another living process installs; a lock left by a dead one is taken over. */
async function lock(file: string, progress: Progress): Promise<() => void> {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  for (;;) {
    try {
      // A link is there with its content at once; a file would be there empty first.
      linkSync(own, file);
      rmSync(own);
      return () => rmSync(file, { force: true });
    } catch {
      if (!isRunning(holder(file))) rmSync(file, { force: true });
      else progress.step('waiting for another installation');
      await wait(500);
    }
  }
}

function holder(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || -1;
  } catch {
    return -1;
  }
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
