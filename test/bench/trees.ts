/**
 * `node test/bench/trees.ts`: the Notes and Gaps trees of the real editor with 1,000 rows each: how long until rows are
 * there, until the last one is, and what one key costs, with the longest task of the window and the longest block of
 * the extension host meanwhile. Prints a table; figures in milliseconds.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeSample } from '../demo/sample.ts';
import { takeKeyboard } from '../editor/keyboard.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension, packageHelper } from '../editor/package.ts';
import { until } from '../editor/until.ts';

const count = 1000;

/** Words that no two rows share: reports that say the same are one. */
const named = (n: number): string => `gauge-${n.toString(36)}${(n * 7919) % 10_007}`;

function noteFile(n: number): string {
  const words = `Warm ${named(n)} before the press of hall ${n % 20} starts.`;
  const head = `id: note-${n}\nkind: lesson\nworkflow: Workflow ${n % 20}\nstatus: proposed\ntrigger: the press of hall ${n % 20} starts`;
  return `---\n${head}\naction: warm ${named(n)}\nsupport: { n: 1, of: 2 }\nevidence:\n  - { recording: rec-${n % 40}, from: 1, to: 3, excerpt: press start → exit 1 }\n---\n${words}\n`;
}

function fill(workspace: string): void {
  for (const folder of ['.mirror/notes', '.mirror/reports']) mkdirSync(join(workspace, folder), { recursive: true });
  for (let n = 0; n < count; n++) writeFileSync(join(workspace, `.mirror/notes/note-${n}.md`), noteFile(n));
  const reports = Array.from({ length: count }, (_, n) => ({
    at: '2026-03-01T09:00:00Z',
    workflow: `Workflow ${n % 20}`,
    missing: `where the reading of ${named(n)} is kept`,
    where: `halls/${named(n)}.txt`,
  }));
  writeFileSync(
    join(workspace, '.mirror/reports/gaps.jsonl'),
    `${reports.map((each) => JSON.stringify(each)).join('\n')}\n`,
  );
}

interface Row {
  readonly what: string;
  readonly ms: number;
  readonly task: number;
  readonly block: number;
}

/** Does something and gives how long it took, the longest task of the window, and the longest block of the host. */
async function measured(editor: OpenEditor, beats: string, what: string, act: () => Promise<unknown>): Promise<Row> {
  const { page } = editor.page;
  await page.evaluate(`(() => {
    window.tasks = [];
    window.watcher = new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    window.watcher.observe({ entryTypes: ['longtask'] });
  })()`);
  const since = Date.now();
  const start = performance.now();
  await act();
  const ms = performance.now() - start;
  // What was started goes on behind what is seen.
  await wait(1000);
  const tasks = await page.evaluate<number[]>('(window.watcher.disconnect(), window.tasks)');
  const lines = existsSync(beats) ? readFileSync(beats, 'utf8').trim().split('\n') : [];
  const blocks = lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as [number, number])
    .filter(([at]) => at >= since);
  return { what, ms, task: Math.max(0, ...tasks), block: Math.max(0, ...blocks.map(([, late]) => late)) };
}

const scratch = mkdtempSync(join(tmpdir(), 'mirror-trees-'));
const workspace = await makeSample(join(scratch, 'workspace'));
fill(workspace);
const beats = join(scratch, 'beats.jsonl');
const otherVsix = [await packageHelper('test/bench/heartbeat', scratch)];
const vsix = await packageExtension();
const editor = await openEditor({
  vsix,
  otherVsix,
  workspace,
  scratch,
  trust: 'yes',
  env: { MIRROR_HEARTBEAT: beats },
});
const rows: Row[] = [];
try {
  const { sidebar } = editor.page;
  const keys = await takeKeyboard(editor.page.page);
  const run = async (what: string, act: () => Promise<unknown>) => {
    const row = await measured(editor, beats, what, act);
    rows.push(row);
  };
  await sidebar.open('Explorer');
  await run('open the sidebar: both trees filled', async () => {
    await sidebar.open('Mirror');
    await sidebar.waitForRow('Notes', 'To review');
    await sidebar.waitForRow('Gaps', 'Workflow');
  });
  for (const [view, command, first] of [
    ['Notes', 'Mirror: Review Notes', 'To review'],
    ['Gaps', 'Mirror: Show Gaps', 'Workflow'],
  ] as const) {
    for (const other of ['Workflows', 'Notes', 'Gaps', 'Context']) {
      if (other !== view) await sidebar.collapse(other);
    }
    await keys.run(command);
    await sidebar.waitForRow(view, first);
    const focused = editor.page.page.locator('.pane .monaco-list:focus-within .monaco-list-row.focused').first();
    await until('the focus', async () => (await focused.count()) > 0);
    await run(`${view}: every group unfolded`, () => keys.press('*'));
    const at = async () => focused.getAttribute('data-index');
    await run(`${view}: to the last row`, async () => {
      await keys.press('End');
      await until('the last', async () => Number(await at()) > count, { explain: async () => String(await at()) });
    });
    await run(`${view}: to the first row`, async () => {
      await keys.press('Home');
      await until('the first', async () => (await at()) === '0');
    });
    await run(`${view}: forty pages down`, () => keys.press('PageDown', 40));
    await run(`${view}: find by typing`, async () => {
      await keys.press('Control+Alt+F');
      await keys.type(named(777).slice(0, 9));
      await sidebar.waitForRow(view, named(777));
    });
    await keys.press('Escape', 2);
  }
  await run('Notes: one accepted', async () => {
    await sidebar.collapse('Gaps');
    await sidebar.expand('Notes');
    await keys.run('Mirror: Review Notes');
    await keys.toRow('Warm gauge-');
    await keys.press('Control+Enter');
    await keys.press('End');
    await sidebar.waitForRow('Notes', /Accepted, not applied yet/);
  });
} finally {
  await editor.page.screenshot(join(scratch, 'last.png')).catch(() => undefined);
  const width = 40;
  console.log(
    `${'1,000 notes, 1,000 gaps'.padEnd(width)}${['ms', 'window', 'host'].map((head) => head.padStart(9)).join('')}`,
  );
  for (const { what, ms, task, block } of rows)
    console.log(`${what.padEnd(width)}${[ms, task, block].map((each) => each.toFixed(0).padStart(9)).join('')}`);
  await editor.close();
  if (!process.env.MIRROR_KEEP) rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
