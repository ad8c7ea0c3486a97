import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** The text editor in front, used by keyboard. */
export class TextEditor {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  private get focused(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor.focused').first();
  }

  /** Opens a file of the workspace by quick open. */
  async open(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    const box = this.page.locator('.quick-input-widget:visible');
    const input = box.locator('.quick-input-box input');
    const label = this.page.locator('.label-name', { hasText: name });
    for (let attempt = 1; ; attempt++) {
      // A file that has just appeared is missed by a search that was asked a moment too early, and not asked again.
      const timeout = attempt < 4 ? 3000 : 10_000;
      try {
        await this.page.keyboard.press('Control+P');
        await input.waitFor({ timeout });
        await input.fill(path, { timeout });
        await box.locator('.monaco-list-row', { has: label }).first().click({ timeout });
        break;
      } catch (error) {
        if (attempt === 4) throw error;
        await this.page.keyboard.press('Escape');
        await box.waitFor({ state: 'hidden', timeout });
      }
    }
    await this.inFront(name);
  }

  /** Waits until a file, opened by whatever, has the cursor. */
  async inFront(name: string): Promise<void> {
    await this.page.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`).waitFor();
    await this.focused.waitFor();
  }

  /** Names of the open tabs. */
  async tabs(): Promise<string[]> {
    const tabs = await this.page.locator('.tabs-container .tab').all();
    const names = await Promise.all(tabs.map((tab) => tab.getAttribute('data-resource-name')));
    return names.filter((name) => name !== null);
  }

  /** Types at the cursor. Newlines are Enter, so the editor indents and closes brackets as it does for a person. */
  async type(text: string, delay = 8): Promise<void> {
    await this.focused.waitFor();
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) await this.page.keyboard.press('Enter');
      if (line) await this.page.keyboard.type(line, { delay });
    }
  }

  /** Goes to a line, counted from 1, and there to its end when `at` says so. */
  async goTo(line: number, at: 'start' | 'end' = 'start'): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.waitFor();
    await input.fill(`:${line}`);
    await input.press('Enter');
    await this.focused.waitFor();
    await this.page.keyboard.press(at === 'end' ? 'End' : 'Home');
  }

  /** Finds a text, leaves it selected and types over it. */
  async replace(found: string, typed: string): Promise<void> {
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const widget = this.page.locator('.find-widget.visible');
    const input = widget.locator('.find-part textarea').first();
    await input.waitFor();
    await input.fill(found);
    await until(
      `"${found}" to be found`,
      async () => /^\d+ of \d+$/.test((await widget.locator('.matchesCount').innerText()).trim()),
      {
        timeout: 10_000,
        explain: () => widget.locator('.matchesCount').innerText(),
      },
    );
    // A second Escape in the editor would drop the selection, so the widget is asked first each time.
    await until('the find widget to close', async () => {
      if (!(await widget.isVisible())) return true;
      await input.press('Escape');
      return widget.waitFor({ state: 'hidden', timeout: 1000 }).then(
        () => true,
        () => false,
      );
    });
    await this.focused.waitFor();
    await this.type(typed);
  }

  /** A key or chord in the editor. */
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Saves and waits until the tab says so. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }

  async closeAll(): Promise<void> {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+W');
    await until('all editors closed', async () => (await this.tabs()).length === 0);
  }
}
