import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quick-input.ts';
import { until } from './until.ts';

/**
 * The prompt that `home.ts` gives the shell. It counts commands, so that the prompt after a command
 * cannot be taken for the one before, however little the screen changed.
 */
const prompt = /\[(\d+)\][$#]$/;

/** The integrated terminal, typed into by keyboard. */
export class Terminal {
  private readonly page: Page;
  private readonly quick: QuickInput;

  constructor(page: Page, quick: QuickInput) {
    this.page = page;
    this.quick = quick;
  }

  private get active(): Locator {
    return this.page.locator('.terminal-wrapper.active:visible');
  }

  /** Opens a terminal and waits for its prompt. */
  async open(): Promise<void> {
    const before = await this.page.locator('.terminal-wrapper').count();
    await this.quick.runCommand('Terminal: Create New Terminal');
    await until('a new terminal', async () => (await this.page.locator('.terminal-wrapper').count()) > before);
    await this.waitForPrompt();
    // A person takes longer to type than shell integration to come up; where it never comes, nobody waits for it long.
    const marked = this.active.locator('.terminal-command-decoration').first();
    await marked.waitFor({ state: 'attached', timeout: 3000 }).catch(() => undefined);
  }

  /** The rows on the screen, without the empty ones below the last. */
  async screen(): Promise<string[]> {
    // The pinned command of a scrolled terminal is a small terminal of its own.
    const rows = await this.active.locator('.xterm-rows:not(.terminal-sticky-scroll *) > div').allInnerTexts();
    const lines = rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd());
    while (lines.length > 0 && lines.at(-1) === '') lines.pop();
    return lines;
  }

  /** The number in the prompt that waits for input; undefined while a command runs. */
  async promptNumber(): Promise<number | undefined> {
    const found = prompt.exec((await this.screen()).at(-1) ?? '');
    return found ? Number(found[1]) : undefined;
  }

  /** Waits for a prompt, one above `after` when that is given. */
  async waitForPrompt(after = -1, timeout = 60_000): Promise<number> {
    const number = await until(
      'the prompt',
      async () => {
        const current = await this.promptNumber();
        return current !== undefined && current > after ? current : undefined;
      },
      { timeout, explain: async () => (await this.screen()).slice(-12).join('\n') },
    );
    return number;
  }

  /**
   * Types a line by keyboard and Enter, and waits until the shell asks for the next one. `wait: false`
   * returns at once: for what does not end, or reads from the keyboard.
   */
  async type(line: string, options: { wait?: boolean; timeout?: number; delay?: number } = {}): Promise<void> {
    await this.focus();
    const before = options.wait === false ? -1 : await this.waitForPrompt(-1, options.timeout);
    await this.page.keyboard.type(line, { delay: options.delay ?? 5 });
    await this.page.keyboard.press('Enter');
    if (options.wait === false) return;
    // The shell numbers what it runs: an empty line or a comment gets the same number again.
    if (/^\s*(#.*)?$/.test(line))
      await until('an answer to Enter', async () => (await this.promptNumber()) !== undefined);
    else await this.waitForPrompt(before, options.timeout);
  }

  /** Pastes a text into the terminal, as from the clipboard. */
  async paste(text: string): Promise<void> {
    await this.focus();
    await this.page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }`);
  }

  /** A key such as `Control+C` in the terminal. */
  async press(key: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press(key);
  }

  /**
   * Ctrl+C until the line is gone: a shell that is slow to clear it would take what is typed next as a part of it, and
   * one that is stopped while it makes its prompt shows none.
   */
  async interrupt(): Promise<void> {
    await until(
      'an empty line',
      async () => {
        await this.press('Control+C');
        await wait(500);
        return (await this.promptNumber()) !== undefined;
      },
      { explain: async () => (await this.screen()).slice(-12).join('\n') },
    );
  }

  /** Waits until the screen shows `text`. */
  async waitForText(text: string | RegExp, timeout = 30_000): Promise<void> {
    await until(
      `${text} in the terminal`,
      async () => {
        const screen = (await this.screen()).join('\n');
        return typeof text === 'string' ? screen.includes(text) : text.test(screen);
      },
      { timeout, explain: async () => (await this.screen()).slice(-12).join('\n') },
    );
  }

  private async focus(): Promise<void> {
    const input = this.active.locator('textarea.xterm-helper-textarea:not(.terminal-sticky-scroll *)');
    await input.focus();
  }
}
