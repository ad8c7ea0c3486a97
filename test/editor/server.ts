import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerEditor } from './install.ts';
import { descendants, freePort, type Running, run, start } from './processes.ts';

/** How a server is to be started. */
export interface ServerOptions {
  editor: ServerEditor;
  /** Its data folder: settings, extensions, global storage. Made when it is not there. */
  data: string;
  /** The extension to install before it starts. */
  vsix?: string;
  /** Further extensions to install. */
  otherVsix?: readonly string[];
  /** User settings, written before the start over the quiet defaults. */
  settings?: Record<string, unknown>;
  /** `on` is what a user has: an unknown folder is asked about. `off` trusts every folder. */
  trust?: 'on' | 'off';
  /** For the in-host suite only: obeys the payload, and suppresses notifications and dialogs. */
  smokeTest?: boolean;
  port?: number;
  env?: Record<string, string>;
  /** How long the extension host outlives its window. VS Code's own default is three hours. */
  graceSeconds?: number;
}

/** A running code-server. */
export interface Server {
  readonly port: number;
  readonly address: string;
  readonly data: string;
  readonly running: Running;
  /** Where an extension's `globalStorageUri` folders lie. */
  readonly globalStorage: string;
  /** Replaces user settings; an open window picks them up by itself. */
  writeSettings(settings: Record<string, unknown>): void;
  /** Ids of its extension hosts, one for each window. */
  extensionHosts(): number[];
  /** `kill -9` to every extension host: no farewell, no flush. */
  killExtensionHosts(): number[];
  stop(): Promise<void>;
}

/** Nothing that pops up by itself, nothing that looks for a network, the same shell everywhere. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  // Off, as on the desktop; in a browser VS Code would save a second after each change.
  'files.autoSave': 'off',
  'json.schemaDownload.enable': false,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'terminal.integrated.defaultProfile.linux': 'bash',
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.shellIntegration.enabled': true,
  'security.workspace.trust.startupPrompt': 'always',
} satisfies Record<string, unknown>;

/** Starts code-server as a user would, and resolves when it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { editor, data } = options;
  const port = options.port ?? (await freePort());
  const userFolder = join(data, 'data', 'User');
  const extensions = join(data, 'extensions');
  mkdirSync(userFolder, { recursive: true });
  mkdirSync(extensions, { recursive: true });
  const writeSettings = (settings: Record<string, unknown>): void => {
    writeFileSync(join(userFolder, 'settings.json'), `${JSON.stringify({ ...quiet, ...settings }, undefined, 2)}\n`);
  };
  writeSettings(options.settings ?? {});
  const folders = ['--server-data-dir', data, '--extensions-dir', extensions];
  for (const vsix of [...(options.vsix ? [options.vsix] : []), ...(options.otherVsix ?? [])]) {
    const installed = await run(editor.node, [editor.main, ...folders, '--install-extension', vsix], {
      timeoutMs: 120_000,
    });
    if (installed.code !== 0) throw new Error(`${vsix} cannot be installed:\n${installed.output}`);
  }
  const running = start(
    editor.node,
    [
      editor.main,
      ...folders,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry', '--telemetry-level', 'off'],
      ...['--reconnection-grace-time', String(options.graceSeconds ?? 10_800)],
      ...(options.smokeTest ? ['--enable-smoke-test-driver'] : []),
      ...(options.trust === 'off' ? ['--disable-workspace-trust'] : []),
    ],
    { env: { ...ownEnvironment(), ...options.env } },
  );
  const address = `http://127.0.0.1:${port}`;
  await answering(address, running);
  const extensionHosts = (): number[] => descendants(running.pid, '--type=extensionHost');
  return {
    port,
    address,
    data,
    running,
    globalStorage: join(userFolder, 'globalStorage'),
    writeSettings,
    extensionHosts,
    killExtensionHosts() {
      const ids = extensionHosts();
      for (const id of ids) process.kill(id, 'SIGKILL');
      return ids;
    },
    stop: () => running.stop(),
  };
}

/**
 * The environment without what this process was told by npm and by node:test: a nested `node --test`
 * would take itself for a part of this run, print nothing and exit 0.
 */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_.*|NODE_TEST_CONTEXT|NODE_OPTIONS|INIT_CWD)$/i.test(name)),
  );
}

async function answering(address: string, running: Running): Promise<void> {
  const deadline = Date.now() + 60_000;
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  while (Date.now() < deadline && !over) {
    try {
      const answer = await fetch(address, { redirect: 'manual' });
      if (answer.status < 500) return;
    } catch {
      // Not listening yet.
    }
    await wait(50);
  }
  await running.stop();
  throw new Error(`the editor's server does not answer:\n${running.output().slice(-3000)}`);
}
