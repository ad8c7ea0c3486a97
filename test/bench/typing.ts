import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRecording, stopRecording } from '../demo/person.ts';
import { makeSample } from '../demo/sample.ts';
import { openEditor } from '../editor/open.ts';
import type { EditorPage } from '../editor/page.ts';
import { until } from '../editor/until.ts';

const characters = 300;

/** Milliseconds from the first key until the editor shows all of them. */
async function typeOnce({ page, text }: EditorPage): Promise<number> {
  await text.press('Control+A');
  await text.press('Delete');
  const line = 'the quick brown fox jumps '
    .repeat(20)
    .slice(0, characters - 1)
    .replaceAll(' ', '_');
  const shown = page.locator('.editor-group-container.active .view-lines');
  const start = performance.now();
  await page.keyboard.type(`${line}!`);
  await until('the text', async () => (await shown.innerText()).includes('!'), { timeout: 60_000 });
  return performance.now() - start;
}

/**
 * Typing in the real editor, recorded against not recorded: the median of `runs` of each, taken in turns so that the
 * machine's moods meet both.
 */
export async function typing(
  vsix: string,
  runs: number,
): Promise<{ readonly plain: number; readonly recorded: number }> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-typing-'));
  const workspace = await makeSample(join(scratch, 'workspace'));
  const editor = await openEditor({
    vsix,
    workspace,
    scratch,
    settings: { 'editor.wordWrap': 'on', 'editor.quickSuggestions': false },
  });
  try {
    const { page } = editor;
    await page.text.open('README.md');
    await typeOnce(page);
    const times: { plain: number[]; recorded: number[] } = { plain: [], recorded: [] };
    for (let run = 0; run < runs; run++) {
      times.plain.push(await typeOnce(page));
      await startRecording(page, `Run ${run}`, { consent: run === 0 });
      await page.text.open('README.md');
      times.recorded.push(await typeOnce(page));
      await stopRecording(page, `Run ${run}`);
      await page.text.open('README.md');
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    return { plain: median(times.plain), recorded: median(times.recorded) };
  } finally {
    await editor.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
