/**
 * `npm run screenshots`: the pictures of the README, taken in the real editor: of the sample the process map; after a
 * scripted person recorded a release what was kept of it, the sidebar with a gap selected, a note with its evidence and
 * its change, the change before it is written, and the context chart after. In the four kinds of theme, what is not in
 * the editors' own width also 220 pixels wide. `npm run screenshots -- map` takes one part.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { EditorPage, Theme } from '../editor/page.ts';
import { projectRoot } from '../editor/paths.ts';
import { fakeCredential } from './credential.ts';
import { palettePng } from './palettePng.ts';
import { cutRelease } from './person.ts';
import { makeSample } from './sample.ts';

const folder = join(projectRoot, '.mirror-demo', 'screenshots');
const pictures = join(projectRoot, 'media', 'screenshots');
const themes: readonly Theme[] = ['light', 'high-contrast dark', 'high-contrast light', 'dark'];

/** Keeps a picture in a palette of its own: people cannot tell it from the whole, and it ships at less than half. */
function keep(name: string, png: Buffer): void {
  const path = join(pictures, `${name}.png`);
  writeFileSync(path, palettePng(png));
  console.log(path);
}

async function picture({ page }: EditorPage, name: string): Promise<void> {
  keep(name, await page.screenshot());
}

async function inEachTheme(page: EditorPage, name: string, take = picture): Promise<void> {
  for (const theme of themes) {
    await page.setTheme(theme);
    await take(page, `${name}-${theme.replace(' ', '-')}`);
  }
}

/** Width of what is narrow, in pixels. */
const narrow = 220;

/** The sidebar alone, at its narrowest that must be read, in each theme; then as wide as it was. */
async function narrowSidebar(page: EditorPage, name: string): Promise<void> {
  const sidebar = page.page.locator('.part.sidebar');
  const before = await sidebar.boundingBox();
  if (!before) return;
  await drag(page, before.x + before.width, before.x + narrow);
  await inEachTheme(page, `${name}-narrow`, async (_, each) => {
    keep(each, await sidebar.screenshot());
  });
  await drag(page, before.x + narrow, before.x + before.width);
}

/** Drags the edge between the sidebar and the editors. */
async function drag({ page }: EditorPage, from: number, to: number): Promise<void> {
  const y = 600;
  await page.mouse.move(from, y);
  await page.mouse.down();
  await page.mouse.move(to, y, { steps: 5 });
  await page.mouse.up();
}

/** A page in the editors, in each theme in a window that leaves it 220 pixels, without the sidebar; then as it was. */
async function narrowPage(page: EditorPage, name: string): Promise<void> {
  const size = page.page.viewportSize();
  await page.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.page.setViewportSize({ width: narrow + 50, height: 900 });
  await inEachTheme(page, `${name}-narrow`);
  if (size) await page.page.setViewportSize(size);
  await page.runCommand('View: Toggle Primary Side Bar Visibility');
}

/** Nothing that asks for attention. */
async function quiet(page: EditorPage): Promise<void> {
  await page.messages.clearNotifications();
  await page.runCommand('View: Close All Editors');
  await page.runCommand('Terminal: Kill All Terminals');
}

/** The map of the sample, a failure selected. */
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
  await narrowPage(page, 'map');
  await quiet(page);
  await page.runCommand('Mirror: Close Sample Recording');
}

/** A release: what was kept of it, its gap in the sidebar, a note, what would be written, and what stands there then. */
async function takeRelease(page: EditorPage): Promise<void> {
  await cutRelease(page, { workflow: 'Cut a release', version: '1.3.0', credential: fakeCredential() });
  await quiet(page);
  await page.runCommand('Mirror: Preview What Is Kept');
  const review = await page.sidebar.webview('redacted');
  await review
    .getByRole('treeitem', { name: /NPM_TOKEN/ })
    .first()
    .click();
  await inEachTheme(page, 'review');
  await narrowPage(page, 'review');
  await quiet(page);
  await page.runCommand('Mirror: Show Gaps');
  await page.sidebar.collapse('Context');
  await page.sidebar.clickRow('Gaps', 'NPM_TOKEN');
  await page.sidebar.webview('NPM_TOKEN');
  await inEachTheme(page, 'gap');
  await narrowSidebar(page, 'gap');
  await page.runCommand('Mirror: Review Notes');
  await page.sidebar.clickRow('Notes', 'When `npm test`');
  await page.page.locator('.view-line', { hasText: '━━ MEMORY.md' }).first().waitFor();
  await inEachTheme(page, 'note');
  await quiet(page);
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
  await page.page.locator('.codelens-decoration', { hasText: '1 of 1' }).first().waitFor();
  await inEachTheme(page, 'context');
  await narrowSidebar(page, 'context');
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
