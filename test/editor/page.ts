import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newContext } from './browser.ts';
import { Messages } from './messages.ts';
import { QuickInput } from './quick-input.ts';
import type { Server } from './server.ts';
import { Sidebar } from './sidebar.ts';
import { Terminal } from './terminal.ts';
import { TextEditor } from './text-editor.ts';
import { until } from './until.ts';

/** The four kinds of theme that a view must be readable in. */
export type Theme = 'light' | 'dark' | 'high-contrast dark' | 'high-contrast light';

const themes: Record<Theme, { label: string; css: string }> = {
  light: { label: 'Light Modern', css: 'vs' },
  dark: { label: 'Dark Modern', css: 'vs-dark' },
  'high-contrast dark': { label: 'Dark High Contrast', css: 'hc-black' },
  'high-contrast light': { label: 'Light High Contrast', css: 'hc-light' },
};

/** One window of the editor, with the vocabulary of a person in front of it. */
export class EditorPage {
  readonly page: Page;
  readonly quick: QuickInput;
  readonly terminal: Terminal;
  readonly text: TextEditor;
  readonly sidebar: Sidebar;
  readonly messages: Messages;
  private readonly server: Server;
  private readonly context: BrowserContext;

  constructor(page: Page, context: BrowserContext, server: Server) {
    this.page = page;
    this.context = context;
    this.server = server;
    this.quick = new QuickInput(page);
    this.terminal = new Terminal(page, this.quick);
    this.text = new TextEditor(page);
    this.sidebar = new Sidebar(page);
    this.messages = new Messages(page, this.quick);
  }

  /** Opens a folder, or with none an empty window, and waits until the workbench is there. */
  async openFolder(folder: string | undefined): Promise<void> {
    const query = folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(folder)}`;
    await this.page.goto(`${this.server.address}/?${query}`);
    await this.ready();
  }

  /** Reloads the window, as after `kill -9` of its extension host. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Answers the question that an unknown folder raises. */
  async trust(trusted: boolean): Promise<void> {
    await this.messages.dialog();
    await this.messages.clickDialog(trusted ? /^Yes/ : /^No/);
  }

  runCommand(title: string): Promise<void> {
    return this.quick.runCommand(title);
  }

  /** Picks the colour theme in the palette and waits until the window shows it. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, css } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quick.answer(label);
    await this.page.locator(`.monaco-workbench.${css}`).first().waitFor();
  }

  /** Writes a picture of the window. */
  async screenshot(path: string): Promise<string> {
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
    return path;
  }

  /** `kill -9` of this server's extension hosts, and waits until the operating system has taken them. */
  async killExtensionHost(): Promise<number[]> {
    const killed = this.server.killExtensionHosts();
    await until(
      'the extension hosts to be gone',
      () => !this.server.extensionHosts().some((id) => killed.includes(id)),
    );
    return killed;
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await this.context.close();
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
    await this.page.locator('.statusbar-item').first().waitFor();
  }
}

/** A new window in `browser`, sharing nothing with other windows but the server. */
export async function openPage(browser: Browser, server: Server, folder: string | undefined): Promise<EditorPage> {
  const context = await newContext(browser);
  context.setDefaultTimeout(30_000);
  const page = new EditorPage(await context.newPage(), context, server);
  await page.openFolder(folder);
  return page;
}
