import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Streams } from '../../../src/cli/outcome.ts';
import { createProgressBar } from '../../../src/cli/progressBar.ts';

function screen(isTTY: boolean): { stderr: Streams['stderr']; written: string[] } {
  const written: string[] = [];
  const stderr = {
    isTTY,
    columns: 60,
    write: (text: string) => written.push(text) > 0,
  } as unknown as Streams['stderr'];
  return { stderr, written };
}

it('a progress bar is drawn over itself on a terminal and taken away', () => {
  const { stderr, written } = screen(true);
  let now = 0;
  const bar = createProgressBar('Distilling', stderr, () => now);
  bar.update(1, 4);
  assert.deepEqual(written, []);
  now = 200;
  bar.update(2, 4);
  bar.update(2, 4);
  bar.update(9, 4);
  bar.end();
  assert.equal(written.length, 3);
  assert.match(written[0] ?? '', /^\rDistilling █{15}░{15} {2}50 %$/);
  assert.match(written[1] ?? '', / 100 %$/);
  assert.equal(written[2], '\r\u001b[2K');
});

it('a progress bar writes nothing where stderr is no terminal', () => {
  const { stderr, written } = screen(false);
  const bar = createProgressBar('Distilling', stderr, () => 1000);
  bar.update(1, 2);
  bar.end();
  assert.deepEqual(written, []);
});
