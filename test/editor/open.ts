import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { makeHome } from './home.ts';
import { findServerEditor } from './install.ts';
import { type EditorPage, openPage } from './page.ts';
import { type Server, startServer } from './server.ts';

/** What to open. */
export interface OpenOptions {
  /** The extension to install. */
  vsix?: string;
  /** Further extensions to install. */
  otherVsix?: readonly string[];
  /** The folder to open; none is an empty window. */
  workspace?: string;
  /** Where the data and the home folder go; without it a folder that `close` removes. */
  scratch?: string;
  settings?: Record<string, unknown>;
  /** `yes` and `no` answer VS Code's question, `off` switches it off. */
  trust?: 'yes' | 'no' | 'off';
  /** How long the extension host outlives its window. */
  graceSeconds?: number;
  env?: Record<string, string>;
  /** More lines for the shell's profile. */
  bashrc?: string;
}

/** An editor with a window open. */
export interface OpenEditor {
  readonly page: EditorPage;
  readonly server: Server;
  readonly browser: Browser;
  /** Settings, extensions and everything that they store. */
  readonly data: string;
  /** Another window, on the same folder or another. */
  openWindow(workspace?: string): Promise<EditorPage>;
  close(): Promise<void>;
}

/** Starts an editor with everything fresh and opens a window, as a person would with a newly installed VSIX. */
export async function openEditor(options: OpenOptions): Promise<OpenEditor> {
  const trust = options.trust ?? 'off';
  const scratch = options.scratch ?? mkdtempSync(join(tmpdir(), 'mirror-editor-'));
  mkdirSync(scratch, { recursive: true });
  // Not below the data: what the shell keeps of its own, a history say, is not the editor's.
  const home = makeHome(join(scratch, 'home'), options.bashrc);
  const data = join(scratch, 'data');
  const server = await startServer({
    editor: await findServerEditor(),
    data,
    trust: trust === 'off' ? 'off' : 'on',
    env: { ...home, ...options.env },
    ...(options.vsix === undefined ? {} : { vsix: options.vsix }),
    ...(options.otherVsix === undefined ? {} : { otherVsix: options.otherVsix }),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.graceSeconds === undefined ? {} : { graceSeconds: options.graceSeconds }),
  });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.stop();
    if (options.scratch === undefined)
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const started = await launchBrowser();
    browser = started;
    const page = await openPage(started, server, options.workspace);
    if (trust !== 'off' && options.workspace !== undefined) await page.trust(trust === 'yes');
    return {
      page,
      server,
      browser: started,
      data,
      openWindow: (workspace = options.workspace) => openPage(started, server, workspace),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
