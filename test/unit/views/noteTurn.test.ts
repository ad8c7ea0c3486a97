import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNoteTurn, type NoteTurn } from '../../../src/views/noteTurn.ts';

interface Clock {
  readonly turn: NoteTurn;
  /** Lets the time pass, and what waits for it go on. */
  pass(ms: number): Promise<void>;
}

function clock(): Clock {
  let time = 1000;
  const waiting: { readonly until: number; readonly go: () => void }[] = [];
  return {
    turn: createNoteTurn(
      () => time,
      (ms) => new Promise((go) => waiting.push({ until: time + ms, go })),
    ),
    async pass(ms) {
      time += ms;
      for (const { until, go } of waiting) if (until <= time) go();
      await Promise.resolve();
    },
  };
}

describe('a note whose row was selected', () => {
  it('is shown when it was clicked', async () => {
    const { turn, pass } = clock();
    const clicked = turn.isClicked();
    await pass(200);
    assert.equal(await clicked, true);
    assert.equal(turn.isWanted(), true);
  });

  it('is not shown when a key decided about it, whichever of the two is told first', async () => {
    const { turn, pass } = clock();
    const clicked = turn.isClicked();
    await pass(50);
    turn.decide();
    await pass(200);
    assert.equal(await clicked, false);
    await pass(1000);
    turn.decide();
    await pass(50);
    assert.equal(await turn.isClicked(), false);
  });

  it('is given up when the key is told of late, and shown again at the next click', async () => {
    const { turn, pass } = clock();
    const clicked = turn.isClicked();
    await pass(200);
    assert.equal(await clicked, true);
    turn.decide();
    assert.equal(turn.isWanted(), false);
    await pass(1000);
    const again = turn.isClicked();
    await pass(200);
    assert.deepEqual([await again, turn.isWanted()], [true, true]);
  });
});
