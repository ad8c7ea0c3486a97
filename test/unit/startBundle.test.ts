import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What every window of every user reads at its start. Each kilobyte is some tenths of a millisecond on a busy machine. */
const mostBytes = 16 * 1024;

describe('what is loaded when a window opens', () => {
  it('is small: views, flow and libraries come with the first look or command', async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['src/extension.ts'],
      external: ['vscode', './mirrorInEditor.ts'],
      outdir: 'dist',
      platform: 'node',
      format: 'cjs',
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const outputs = Object.values(metafile.outputs);
    const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0);
    const largest = outputs.flatMap(({ inputs }) =>
      Object.entries(inputs).map(([file, { bytesInOutput }]) => `${bytesInOutput} ${file}`),
    );
    assert.ok(bytes > 0 && bytes <= mostBytes, `${bytes} bytes:\n${largest.join('\n')}`);
  });
});
