import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageHelper } from '../editor/package.ts';
import type { EditorPage } from '../editor/page.ts';
import { until } from '../editor/until.ts';

/** What activations took, in milliseconds, one number a window. */
export interface Activations {
  /** Reading and evaluating our code, and our `activate`: between the marks that the extension host itself sets. */
  readonly ours: number[];
  /** The same of an extension that does nothing, in the same windows. */
  readonly empty: number[];
  /**
   * What "Show Running Extensions" says of ours. The clock of that one starts for all extensions that activate in a
   * moment at once, and their code is loaded one after the other: the loading of those before is in it.
   */
  readonly shown: number[];
  /** The same of the empty one. */
  readonly shownEmpty: number[];
}

const names = { ours: 'Mirror', empty: 'Stopwatch of the Bench' };
const ids = { ours: 'themirror.mirror', empty: 'mirror-tests.stopwatch' };

/** Opens `windows` windows one after the other, with an extension beside ours that does nothing but read the marks. */
export async function activations(vsix: string, windows: number): Promise<Activations> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-bench-'));
  const workspace = join(scratch, 'workspace');
  const marks = join(scratch, 'marks.jsonl');
  await makeSample(workspace);
  const found: Activations = { ours: [], empty: [], shown: [], shownEmpty: [] };
  let editor: OpenEditor | undefined;
  try {
    editor = await openEditor({
      vsix,
      otherVsix: [await packageHelper('test/bench/stopwatch', scratch)],
      workspace,
      scratch,
      trust: 'off',
      graceSeconds: 1,
      env: { MIRROR_STOPWATCH: marks },
    });
    for (let opened = 0; opened < windows; opened++) {
      const page = opened === 0 ? editor.page : await editor.openWindow();
      // Only the rows in sight are there at all.
      await page.page.setViewportSize({ width: 1280, height: 2400 });
      found.shown.push(await shownMs(page, names.ours));
      found.shownEmpty.push(await shownMs(page, names.empty));
      const told = await until('the marks of the window', () => linesOf(marks)[opened]);
      found.ours.push(markedMs(told, ids.ours));
      found.empty.push(markedMs(told, ids.empty));
      await page.close();
    }
    return found;
  } finally {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The middle of an even or odd count of numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** From the marks of a window: loading the code and activating, without what was waited for in between. */
function markedMs(line: string, id: string): number {
  const marks = JSON.parse(line) as Record<string, number>;
  const at = (mark: string): number => {
    const time = marks[`code/extHost/${mark}/${id}`];
    if (time === undefined) throw new Error(`no mark ${mark} of ${id} in ${line}`);
    return time;
  };
  const load = at('didLoadExtensionCode') - at('willLoadExtensionCode');
  return load + at('didActivateExtension') - at('willActivateExtension');
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

async function shownMs(page: EditorPage, name: string): Promise<number> {
  await page.runCommand('Developer: Show Running Extensions');
  const row = page.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: name }).first();
  const time = row.locator('.activation-time', { hasText: /\d\s*ms/ });
  await time.waitFor();
  const text = (await time.textContent()) ?? '';
  const found = /(\d+)\s*ms/.exec(text)?.[1];
  if (found === undefined) throw new Error(`no activation time in "${text}"`);
  return Number(found);
}
