/**
 * `npm run screenshots`: the pictures of the README, taken in the real editor after a scripted person recorded a
 * release: the sidebar with a gap selected, in the four kinds of theme, and the change before it is written.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { EditorPage, Theme } from '../editor/page.ts';
import { projectRoot } from '../editor/paths.ts';
import { fakeCredential } from './credential.ts';
import { cutRelease } from './person.ts';
import { makeSample } from './sample.ts';

const folder = join(projectRoot, '.mirror-demo', 'screenshots');
const pictures = join(projectRoot, 'media', 'screenshots');
const themes: readonly Theme[] = ['light', 'high-contrast dark', 'high-contrast light', 'dark'];

/** Shows the sidebar with the credential's gap selected, and nothing else that asks for attention. */
async function arrange(page: EditorPage): Promise<void> {
  await page.messages.clearNotifications();
  await page.runCommand('View: Close All Editors');
  await page.runCommand('Terminal: Kill All Terminals');
  await page.runCommand('Mirror: Show Gaps');
  await page.sidebar.collapse('Context');
  await page.sidebar.clickRow('Gaps', 'NPM_TOKEN');
  await page.sidebar.webview('NPM_TOKEN');
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const workspace = join(folder, 'parcel-rates');
await makeSample(workspace);
const editor = await openEditor({ vsix: await packageExtension(), workspace, scratch: folder, trust: 'yes' });
try {
  const { page } = editor;
  await cutRelease(page, { workflow: 'Cut a release', version: '1.3.0', credential: fakeCredential() });
  await arrange(page);
  for (const theme of themes) {
    await page.setTheme(theme);
    console.log(await page.screenshot(join(pictures, `gap-${theme.replace(' ', '-')}.png`)));
  }
  await page.runCommand('Mirror: Review Notes');
  await page.sidebar.clickViewAction('Notes', 'Accept All Notes');
  await page.sidebar.waitForRow('Notes', 'not applied yet');
  await page.runCommand('Mirror: Apply Accepted Notes');
  await page.messages.notification(/Write (this|these)/);
  console.log(await page.screenshot(join(pictures, 'apply-dark.png')));
} finally {
  await editor.close();
}
