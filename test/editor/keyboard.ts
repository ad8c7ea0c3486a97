import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** What a person does who has no mouse: the palette, lists and trees by keys alone. */
export interface Keyboard {
  /** Runs a command of the palette. */
  run(title: string): Promise<void>;
  /** Types into the box at the top and confirms what it offers first. */
  answer(text: string): Promise<void>;
  /** Confirms what the box at the top offers first, once it does: a row is drawn a moment before it can be taken. */
  confirm(): Promise<void>;
  /** Opens a file of the workspace. */
  open(file: string): Promise<void>;
  /** Goes down in the focused list or tree until the row with this text has the focus. */
  toRow(text: string | RegExp): Promise<string>;
  /** Presses the button of a modal dialog that says `text`. */
  dialog(text: string): Promise<void>;
  press(key: string, times?: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses of mouse buttons since the keyboard was taken. */
  clicks(): Promise<number>;
}

/** Milliseconds from seeing that a row has the focus to the next key: less than a person needs. */
const seenMs = 150;

/** Takes the keyboard of a window; clicks are counted from now on. */
export async function takeKeyboard(page: Page): Promise<Keyboard> {
  await page.evaluate("window.clicks = 0; addEventListener('pointerdown', () => { window.clicks++ }, true)");
  const box = page.locator('.quick-input-widget:visible');
  const input = box.locator('.quick-input-box input');
  const focusedName = box.locator('.monaco-list-row.focused .label-name').first();

  async function first(text: string): Promise<boolean> {
    const shown = await focusedName.innerText({ timeout: 1000 }).catch(() => '');
    return shown.replace(/^\W+/, '').trim() === text;
  }

  /** Opens the box at the top with a key until it offers `offered` first for what is typed, and confirms that. */
  async function choose(key: string, typed: string, offered: string): Promise<void> {
    await until(`${offered} to be offered first`, async () => {
      // The box closes when anything else takes the focus, and what has just appeared is missed by a search that was
      // asked a moment too early: a command of an extension that is not scanned yet, a new file.
      await press('Escape');
      await press(key);
      await input.waitFor({ timeout: 3000 }).catch(() => undefined);
      await input.fill(typed, { timeout: 3000 }).catch(() => undefined);
      return until('the row', () => first(offered), { timeout: 3000 }).catch(() => false);
    });
    await press('Enter');
  }

  async function press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  }

  return {
    press,
    type: (text) => page.keyboard.type(text, { delay: 5 }),
    async confirm() {
      await focusedName.waitFor();
      await press('Enter');
    },
    run: (title) => choose('F1', `>${title}`, title),
    open: (file) => choose('Control+P', file, file),
    async dialog(text) {
      await page.locator('.monaco-dialog-box').waitFor();
      let at = '';
      await until(
        `the focus on ${text}`,
        async () => {
          at = String(await page.evaluate('document.activeElement?.textContent?.trim()'));
          if (at === text) return true;
          await press('Tab');
          return false;
        },
        {
          timeout: 15_000,
          explain: async () => `at "${at}" in "${await page.locator('.monaco-dialog-box').innerText()}"`,
        },
      );
      await press('Enter');
      await page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });
    },
    async answer(text) {
      await input.waitFor();
      await input.pressSequentially(text);
      await until(`${text} to be offered`, () => first(text));
      await press('Enter');
    },
    async toRow(text) {
      const focused = page.locator('.pane .monaco-list:focus-within .monaco-list-row.focused').first();
      let last = '';
      let since = 0;
      await until(
        `the row ${text}`,
        async () => {
          last = (await focused.innerText({ timeout: 1000 }).catch(() => '')).replace(/\s+/g, ' ').trim();
          if (typeof text === 'string' ? last.includes(text) : text.test(last)) {
            // The window hears a moment later than the document that the focus moved, and keys go by what it heard: a
            // person sees the row before they press the next one.
            since ||= Date.now();
            return Date.now() - since >= seenMs;
          }
          since = 0;
          await press('ArrowDown');
          return false;
        },
        {
          timeout: 15_000,
          explain: async () =>
            `at "${last}", in ${await page.evaluate('document.activeElement?.outerHTML.slice(0, 300)')}`,
        },
      );
      return last;
    },
    clicks: () => page.evaluate('window.clicks'),
  };
}
