import type { Locator } from 'playwright-core';
import type { EditorPage } from './page.ts';
import { until } from './until.ts';

/** A walkthrough on the page "Welcome": its steps, their buttons and their ticks. */
export class Walkthrough {
  private readonly editor: EditorPage;
  private readonly title: string;

  constructor(editor: EditorPage, title: string) {
    this.editor = editor;
    this.title = title;
  }

  /** Opens it, or brings it up where it is open. */
  async open(): Promise<void> {
    await this.editor.runCommand('Welcome: Open Walkthrough...');
    await this.editor.quick.choose(new RegExp(this.title));
    await this.steps.first().waitFor();
  }

  /** Unfolds a step, its walkthrough opened where it is not, and presses one of its buttons. */
  async press(step: string, button: string): Promise<void> {
    const one = this.step(step);
    const pressed = one.locator('.monaco-button', { hasText: button }).first();
    // A step that gets its tick unfolds the next by itself, a moment later.
    await until(`the step ${step} to be unfolded`, async () => {
      // Another tab, or the list of walkthroughs, may have taken its place.
      if ((await one.count()) === 0 || !(await one.isEnabled())) await this.open();
      if ((await one.getAttribute('aria-expanded')) !== 'true') await one.locator('.step-title').click();
      return (await one.getAttribute('aria-expanded')) === 'true' && (await pressed.isVisible());
    });
    await pressed.click();
  }

  /** Names of the steps that have their tick, in order. */
  async ticked(): Promise<string[]> {
    const found: string[] = [];
    for (const step of await this.steps.all())
      if (await step.locator('[role="checkbox"][aria-checked="true"]').count())
        found.push((await step.getAttribute('data-step-id'))?.split('#').at(-1) ?? '');
    return found;
  }

  async waitForTick(step: string): Promise<void> {
    await until(`the tick of ${step}`, async () => (await this.ticked()).includes(step), {
      explain: async () => `ticked are ${(await this.ticked()).join(', ')}`,
    });
  }

  private get steps(): Locator {
    return this.editor.page.locator('.gettingStartedDetailsContent .getting-started-step');
  }

  private step(name: string): Locator {
    return this.editor.page.locator(`.gettingStartedDetailsContent .getting-started-step[data-step-id$="#${name}"]`);
  }
}
