import type { Frame, Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** A view container of the activity bar, its trees and its webviews. */
export class Sidebar {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the container of this title unless it is open. */
  async open(title: string): Promise<void> {
    const item = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`a[aria-label^=${JSON.stringify(title)}]`),
    });
    await item.first().waitFor();
    if ((await item.first().getAttribute('aria-selected')) !== 'true') await item.first().locator('a').first().click();
    await until(`${title} in the sidebar`, async () => (await item.first().getAttribute('aria-selected')) === 'true');
  }

  /** The number on the container's icon; empty when there is none. */
  async badge(title: string): Promise<string> {
    const item = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`a[aria-label^=${JSON.stringify(title)}]`),
    });
    const content = item.first().locator('.badge-content');
    return (await content.count()) > 0 ? (await content.innerText()).trim() : '';
  }

  /** Titles of the views, from top to bottom. */
  async views(): Promise<string[]> {
    const titles = await this.page.locator('.sidebar .pane-header .title').allInnerTexts();
    return titles.map((title) => title.trim());
  }

  /** Unfolds a view. */
  async expand(view: string): Promise<void> {
    const header = this.pane(view).locator('.pane-header').first();
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    await until(`${view} unfolded`, async () => (await header.getAttribute('aria-expanded')) !== 'false');
  }

  /** Folds a view, to give the others room. */
  async collapse(view: string): Promise<void> {
    const header = this.pane(view).locator('.pane-header').first();
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
    await until(`${view} folded`, async () => (await header.getAttribute('aria-expanded')) === 'false');
  }

  /** Texts of the rows that are drawn; a long tree draws only what is in sight. */
  async rows(view: string): Promise<string[]> {
    const texts = await this.pane(view).locator('.monaco-list-row').allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Waits for a row with this text. */
  async waitForRow(view: string, text: string | RegExp, timeout = 30_000): Promise<string> {
    const row = this.row(view, text);
    await row.waitFor({ timeout });
    return (await row.innerText()).replace(/\s+/g, ' ').trim();
  }

  async clickRow(view: string, text: string | RegExp): Promise<void> {
    await this.row(view, text).click();
  }

  /** Unfolds a row by its arrow. */
  async expandRow(view: string, text: string | RegExp): Promise<void> {
    const row = this.row(view, text);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await until(`${text} unfolded`, async () => (await row.getAttribute('aria-expanded')) === 'true');
  }

  /** Clicks an inline action of a row, which is drawn while the row is hovered. */
  async clickRowAction(view: string, text: string | RegExp, action: string | RegExp): Promise<void> {
    const row = this.row(view, text);
    await row.hover();
    await row
      .getByRole('button', { name: action })
      .or(row.locator('.action-label').and(this.page.getByLabel(action)))
      .first()
      .click();
  }

  /** Clicks an action in the title of a view. */
  async clickViewAction(view: string, action: string | RegExp): Promise<void> {
    const header = this.pane(view).locator('.pane-header').first();
    await header.hover();
    await header.getByRole('button', { name: action }).first().click();
  }

  /** The words that a view without rows shows instead. */
  welcome(view: string): Promise<string> {
    return this.pane(view).locator('.welcome-view-content').innerText();
  }

  /** The document inside the webview whose text contains `text`: two frames deep. */
  webview(text: string | RegExp, timeout = 30_000): Promise<Frame> {
    return until(
      `a webview with ${text}`,
      async () => {
        for (const frame of this.page.frames()) {
          // The inner one is about:blank-like and is named by its parent; only it holds the extension's document.
          if (!frame.parentFrame()?.url().includes('/webview/browser/pre/')) continue;
          const words = await frame
            .locator('body')
            .innerText({ timeout: 1000 })
            .catch(() => '');
          if (typeof text === 'string' ? words.includes(text) : text.test(words)) return frame;
        }
        return undefined;
      },
      {
        timeout,
        explain: () =>
          `frames: ${this.page
            .frames()
            .map((frame) => frame.url())
            .join(' ')}`,
      },
    );
  }

  private pane(view: string): Locator {
    const title = this.page.locator('.pane-header .title', { hasText: new RegExp(`^\\s*${view}\\s*$`, 'i') });
    return this.page.locator('.pane', { has: title }).first();
  }

  private row(view: string, text: string | RegExp): Locator {
    return this.pane(view).locator('.monaco-list-row', { hasText: text }).first();
  }
}
