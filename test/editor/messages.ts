import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quick-input.ts';
import { until } from './until.ts';

/** What the window says, and what can be clicked in it: notifications, dialogs, the status bar. */
export class Messages {
  private readonly page: Page;
  private readonly quick: QuickInput;

  constructor(page: Page, quick: QuickInput) {
    this.page = page;
    this.quick = quick;
  }

  /** Texts of the notifications shown now. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Waits for a notification with this text and gives its whole text. */
  async notification(text: string | RegExp, timeout = 30_000): Promise<string> {
    const toast = this.toast(text);
    try {
      await toast.waitFor({ timeout });
    } catch (error) {
      const shown = (await this.notifications()).join(' | ') || 'none';
      throw new Error(`no notification ${text} came; shown are: ${shown}`, { cause: error });
    }
    return toast.locator('.notification-list-item-message').innerText();
  }

  /** Clicks a button of the notification that contains `text`. */
  async clickNotification(text: string | RegExp, button: string | RegExp, timeout = 30_000): Promise<void> {
    const toast = this.toast(text);
    await toast.waitFor({ timeout });
    // Buttons of a notification without any are drawn once it is hovered.
    await toast.hover();
    await toast.locator('.monaco-button', { hasText: button }).first().click();
  }

  /** Closes every notification, those too that have gone to the bell. */
  async clearNotifications(): Promise<void> {
    await this.quick.runCommand('Notifications: Clear All Notifications');
    await until('no notification', async () => (await this.page.locator('.notification-toast').count()) === 0);
  }

  private toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }

  /** Message and detail of the modal dialog, once there is one. */
  async dialog(timeout = 30_000): Promise<string> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor({ timeout });
    return box.locator('.dialog-message-container').innerText();
  }

  /** Whether a modal dialog is open now. */
  hasDialog(): Promise<boolean> {
    return this.page.locator('.monaco-dialog-box').isVisible();
  }

  /** Clicks a button of the modal dialog and waits until the dialog is gone. */
  async clickDialog(button: string | RegExp): Promise<void> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.locator('.dialog-buttons .monaco-button', { hasText: button }).first().click();
    await box.waitFor({ state: 'hidden' });
  }

  /** Texts of the status bar, icons left out. */
  async statusBar(): Promise<string[]> {
    const texts = await this.page.locator('.statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Waits until an item of the status bar contains `text`. */
  async waitForStatusBar(text: string | RegExp, timeout = 30_000): Promise<string> {
    const item = this.page.locator('.statusbar-item', { hasText: text }).first();
    await item.waitFor({ timeout }).catch(async () => {
      const [shown, said] = [await this.statusBar(), await this.notifications()];
      throw new Error(
        `waited ${timeout} ms in vain for ${text} in the status bar\n${shown.join(' | ')}\n${said.join('\n')}`,
      );
    });
    return (await item.innerText()).trim();
  }

  async clickStatusBar(text: string | RegExp): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: text }).first().locator('a').first().click();
  }
}
