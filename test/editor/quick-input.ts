import type { Locator, Page } from 'playwright-core';

/** The box at the top of the window: command palette, quick picks, input boxes. */
export class QuickInput {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The box while it is shown; VS Code keeps it in the document, hidden. */
  private get box(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  private get input(): Locator {
    return this.box.locator('.quick-input-box input');
  }

  private get rows(): Locator {
    return this.box.locator('.quick-input-list .monaco-list-row');
  }

  /** Runs a command as a person does: F1, its title, the row, Enter. */
  async runCommand(title: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      // The box closes when anything else takes the focus, and an extension's commands appear once it was scanned.
      const timeout = attempt < 4 ? 3000 : 10_000;
      try {
        await this.page.keyboard.press('F1');
        await this.input.waitFor({ timeout });
        await this.input.fill(`>${title}`, { timeout });
        const name = this.page.locator('.label-name', { hasText: exactly(title) });
        await this.rows.filter({ has: name }).first().click({ timeout });
        return;
      } catch (error) {
        if (attempt === 4) {
          throw new Error(`no command "${title}" in the palette, which shows: ${await this.shown()}`, { cause: error });
        }
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Whether the palette offers a command of this title. */
  async offersCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.input.waitFor();
    await this.input.fill(`>${title}`);
    await this.rows.first().waitFor();
    const found = await this.rows.locator('.label-name', { hasText: exactly(title) }).count();
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
    return found > 0;
  }

  /** Picks the row with this label, without filtering. */
  async choose(label: string | RegExp): Promise<void> {
    await this.row(label).click();
  }

  /** Waits until a row with this label is there. */
  async waitForRow(label: string | RegExp): Promise<void> {
    await this.row(label).waitFor();
  }

  /** Ticks the rows with these labels in a list of several, then confirms. */
  async chooseSeveral(labels: (string | RegExp)[]): Promise<void> {
    for (const label of labels)
      await this.row(label).locator('.quick-input-list-checkbox, .monaco-checkbox').first().click();
    await this.confirm();
  }

  /** Types into the box and confirms: a new name in a quick pick, or the answer of an input box. */
  async answer(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill('');
    await this.input.pressSequentially(text);
    if ((await this.box.locator('.quick-input-list').isVisible()) === true) {
      // A quick pick that takes new names adds its row when it has heard of the text.
      await this.rows.filter({ hasText: text }).first().waitFor();
    }
    await this.input.press('Enter');
  }

  /** The OK button of a list of several, or Enter. */
  async confirm(): Promise<void> {
    const ok = this.box.locator('.quick-input-action .monaco-button:visible', { hasText: 'OK' });
    if ((await ok.count()) > 0) await ok.first().click();
    else await this.input.press('Enter');
  }

  /** Waits until a box is there whose title, placeholder or message contains `text`. */
  async waitFor(text: string | RegExp): Promise<void> {
    const byText = this.box.filter({ hasText: text });
    const byHint = typeof text === 'string' ? this.box.locator(`input[placeholder*=${JSON.stringify(text)}]`) : byText;
    await byText.or(byHint).first().waitFor();
  }

  /** Labels of the rows that are drawn. */
  async labels(): Promise<string[]> {
    await this.rows.first().waitFor();
    return (await this.rows.locator('.label-name').allInnerTexts()).map((text) => text.trim());
  }

  /** Leaves the box, wherever the focus went meanwhile. */
  async dismiss(): Promise<void> {
    await this.input.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }

  private row(label: string | RegExp): Locator {
    const name = this.page.locator('.label-name', { hasText: typeof label === 'string' ? exactly(label) : label });
    return this.rows.filter({ has: name }).first();
  }

  private async shown(): Promise<string> {
    return (await this.rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')).join(' | ') || 'nothing';
  }
}

/** Icons are drawn before a label as a character of their own. */
function exactly(text: string): RegExp {
  return new RegExp(`^\\W*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
