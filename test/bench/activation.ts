import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSample } from '../demo/sample.ts';
import { openEditor } from '../editor/open.ts';
import type { EditorPage } from '../editor/page.ts';

/** What the editor itself says of an activation, in milliseconds: loading the code, calling it, and the rest. */
async function activationMs(page: EditorPage): Promise<number> {
  await page.runCommand('Developer: Show Running Extensions');
  const row = page.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Mirror' }).first();
  const time = row.locator('.activation-time', { hasText: /\d\s*ms/ });
  await time.waitFor();
  const text = (await time.textContent()) ?? '';
  const found = /(\d+)\s*ms/.exec(text)?.[1];
  if (found === undefined) throw new Error(`no activation time in "${text}"`);
  return Number(found);
}

/** Opens `windows` windows one after the other and gives the activation time of each, sorted, in milliseconds. */
export async function activations(vsix: string, windows: number): Promise<number[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-bench-'));
  const workspace = join(scratch, 'workspace');
  await makeSample(workspace);
  const editor = await openEditor({ vsix, workspace, scratch, trust: 'off', graceSeconds: 1 });
  try {
    const times = [await activationMs(editor.page)];
    await editor.page.close();
    while (times.length < windows) {
      const page = await editor.openWindow();
      times.push(await activationMs(page));
      await page.close();
    }
    return times.sort((a, b) => a - b);
  } finally {
    await editor.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
