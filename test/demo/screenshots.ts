/**
 * `npm run screenshots`: the pictures of the README, taken in the real editor: of the sample the process map; after a
 * scripted person recorded a release the sidebar with a gap selected, the change before it is written, and the context
 * chart after. In the four kinds of theme, the map also narrow and wide. `npm run screenshots -- map` takes one part.
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

async function picture(page: EditorPage, name: string): Promise<void> {
  console.log(await page.screenshot(join(pictures, `${name}.png`)));
}

async function inEachTheme(page: EditorPage, name: string): Promise<void> {
  for (const theme of themes) {
    await page.setTheme(theme);
    await picture(page, `${name}-${theme.replace(' ', '-')}`);
  }
}

/** Nothing that asks for attention. */
async function quiet(page: EditorPage): Promise<void> {
  await page.messages.clearNotifications();
  await page.runCommand('View: Close All Editors');
  await page.runCommand('Terminal: Kill All Terminals');
}

/** The map of the sample, a failure selected; as wide as a window may be, and as narrow as 220 pixels. */
async function takeMap(page: EditorPage): Promise<void> {
  await quiet(page);
  await page.runCommand('Mirror: Open Sample Recording');
  await page.sidebar.waitForRow('Workflows', 'Sample: Cut a release');
  await page.messages.notification('This is a sample');
  await page.messages.clearNotifications();
  await page.runCommand('Mirror: Show Process Map');
  const map = await page.sidebar.webview('2 recordings by 2 people');
  await map.locator('.map[aria-busy="false"]').waitFor();
  await map.locator('.node.failure').first().focus();
  await inEachTheme(page, 'map');
  const size = page.page.viewportSize();
  await page.page.setViewportSize({ width: 1800, height: 1000 });
  await picture(page, 'map-wide');
  await page.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.page.setViewportSize({ width: 270, height: 900 });
  await picture(page, 'map-narrow');
  if (size) await page.page.setViewportSize(size);
  await page.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.runCommand('Mirror: Close Sample Recording');
}

/** A release, its gap in the sidebar, what would be written, and what stands there afterwards. */
async function takeRelease(page: EditorPage): Promise<void> {
  await cutRelease(page, { workflow: 'Cut a release', version: '1.3.0', credential: fakeCredential() });
  await quiet(page);
  await page.runCommand('Mirror: Show Gaps');
  await page.sidebar.collapse('Context');
  await page.sidebar.clickRow('Gaps', 'NPM_TOKEN');
  await page.sidebar.webview('NPM_TOKEN');
  await inEachTheme(page, 'gap');
  await page.runCommand('Mirror: Review Notes');
  await page.sidebar.clickViewAction('Notes', 'Accept All Notes');
  await page.sidebar.waitForRow('Notes', 'not applied yet');
  await page.runCommand('Mirror: Apply Accepted Notes');
  await page.messages.notification(/Write (this|these)/);
  await picture(page, 'apply-dark');
  await page.messages.clickNotification(/Write (this|these)/, /^Apply$/);
  await page.messages.notification(/Wrote /);
  await quiet(page);
  for (const view of ['Workflows', 'Notes', 'Gaps', 'Selected Gap']) await page.sidebar.collapse(view);
  await page.sidebar.expand('Context');
  await page.sidebar.expandRow('Context', 'MEMORY.md');
  await page.sidebar.clickRow('Context', 'AGENTS.md');
  await inEachTheme(page, 'context');
}

const parts: Readonly<Record<string, (page: EditorPage) => Promise<void>>> = { map: takeMap, release: takeRelease };
const asked = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const workspace = join(folder, 'parcel-rates');
await makeSample(workspace);
const editor = await openEditor({ vsix: await packageExtension(), workspace, scratch: folder, trust: 'yes' });
try {
  for (const [name, take] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await take(editor.page);
  }
} finally {
  await editor.close();
}
