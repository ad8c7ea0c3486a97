import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGuard } from '../../../src/capture/emit.ts';
import { createRecorder, type RecorderPorts } from '../../../src/capture/recorder.ts';
import type { Fact } from '../../../src/model/event.ts';

const note = (text: string): Fact => ({ kind: 'note', text });

function setup(change: Partial<RecorderPorts> = {}) {
  const written: { fact: Fact; at: number }[] = [];
  const time = { now: 0 };
  const recorder = createRecorder({
    sanitize: (fact) => (fact.kind === 'note' ? { ...fact, text: fact.text.replaceAll('secret', '[redacted]') } : fact),
    journal: {
      append: async (fact, at) => {
        written.push({ fact, at });
        return { written: true };
      },
      flush: async () => undefined,
    },
    clock: () => time.now,
    defer: setImmediate,
    ...change,
  });
  return { recorder, written, time };
}

/** On a clock that moves with each look at it, so that slices end; they are counted. */
function setupSliced(change: Partial<RecorderPorts> = {}) {
  let now = 0;
  let slices = 0;
  const made = setup({
    clock: () => now++,
    defer: (work) => {
      slices += 1;
      setImmediate(work);
    },
    ...change,
  });
  return { ...made, slices: () => slices };
}

describe('the one exit', () => {
  it('passes the gate before anything is written, in order, with the time of the listener', async () => {
    const { recorder, written, time } = setup();
    recorder.emit(note('a secret'), 3);
    time.now = 500;
    recorder.emit(note('b'), 4);
    assert.deepEqual(written, []);
    await recorder.drain();
    assert.deepEqual(written, [
      { fact: note('a [redacted]'), at: 3 },
      { fact: note('b'), at: 4 },
    ]);
    assert.deepEqual(recorder.counts(), { written: 2, dropped: 0, lost: 0, waiting: 0 });
  });

  it('gives way to the editor', async () => {
    const { recorder, written, slices } = setupSliced();
    for (let i = 0; i < 100; i++) recorder.emit(note('x'), i);
    await recorder.drain();
    assert.equal(written.length, 100);
    assert.ok(slices() > 5, `${slices()} slices`);
  });

  it('gives way between the steps of one long text, keeps the order, and forgets what is in the gate', async () => {
    const { recorder, written, slices } = setupSliced({
      *sanitize(fact) {
        for (let step = 0; step < 100; step += 1) yield;
        return fact;
      },
    });
    recorder.emit(note('long'), 1);
    recorder.emit(note('short'), 2);
    assert.equal(recorder.counts().waiting, 2);
    await recorder.drain();
    assert.deepEqual(
      written.map(({ at }) => at),
      [1, 2],
    );
    assert.ok(slices() > 5, `${slices()} slices`);

    recorder.emit(note('long'), 3);
    await new Promise(setImmediate);
    recorder.forget(3, 4);
    await recorder.drain();
    assert.equal(written.length, 2);
  });

  it('fails closed: what is refused or cannot be judged is counted and said, without its content', async () => {
    for (const sanitize of [
      () => ({ dropped: 'too long' }),
      () => {
        throw new Error('the secret');
      },
      function* () {
        yield;
        throw new Error('the secret');
      },
    ]) {
      const { recorder, written } = setup({ sanitize });
      recorder.emit(note('the secret'), 1);
      recorder.emit(note('the secret'), 2);
      await recorder.drain();
      assert.equal(recorder.counts().dropped, 2);
      assert.deepEqual(
        written.map(({ fact }) => fact.kind),
        ['capture'],
      );
      assert.doesNotMatch(JSON.stringify(written), /the secret/);
    }
  });

  it('drops what happens while paused, keeps what came late from before, and says pause and resume', async () => {
    const { recorder, written, time } = setup();
    time.now = 10;
    await recorder.pause();
    recorder.emit(note('late, from before'), 9);
    recorder.emit(note('while paused'), 12);
    time.now = 20;
    await recorder.resume();
    recorder.emit(note('late, from the pause'), 15);
    recorder.emit(note('after'), 20);
    await recorder.drain();
    assert.deepEqual(
      written.map(({ fact }) => (fact.kind === 'note' ? fact.text : fact.kind)),
      ['pause', 'late, from before', 'resume', 'after'],
    );
    await recorder.resume();
    assert.equal(written.length, 4);
  });

  it('goes on as paused where a paused recording is resumed', async () => {
    const { recorder, written, time } = setup({ paused: true });
    recorder.emit(note('x'), 5);
    time.now = 10;
    await recorder.resume();
    recorder.emit(note('y'), 11);
    await recorder.drain();
    assert.deepEqual(
      written.map(({ fact }) => fact.kind),
      ['resume', 'note'],
    );
  });

  it('forgets a span of time, also what comes in late or was under way', async () => {
    const { recorder, written } = setup();
    const command = (at: number, durationMs: number): void =>
      recorder.emit(
        { kind: 'command', terminal: 1, shell: '', cwd: '.', line: `at ${at}`, confidence: 'low', durationMs },
        at,
      );
    recorder.emit(note('waits'), 60);
    recorder.forget(50, 100);
    recorder.emit(note('late'), 99);
    command(40, 20);
    command(30, 5);
    recorder.emit(note('after'), 100);
    await recorder.drain();
    assert.deepEqual(
      written.map(({ at }) => at),
      [30, 100],
    );
  });

  it('ends after everything else', async () => {
    const { recorder, written } = setup();
    recorder.emit(note('x'), 1);
    await recorder.end('stopped by the person');
    assert.deepEqual(
      written.map(({ fact }) => fact.kind),
      ['note', 'end'],
    );
  });

  it('counts what the file did not take', async () => {
    const answers = [async () => ({ written: false }), () => Promise.reject(new Error('x'))];
    const { recorder } = setup({
      journal: { append: () => (answers.shift() ?? (async () => ({ written: true })))(), flush: async () => undefined },
    });
    for (let i = 0; i < 3; i++) recorder.emit(note('x'), i);
    await recorder.drain();
    await new Promise(setImmediate);
    assert.deepEqual(recorder.counts(), { written: 1, dropped: 0, lost: 2, waiting: 0 });
  });
});

describe('the guard', () => {
  it('keeps a fault from the editor and says so once, without what was thrown', () => {
    const said: Fact[] = [];
    const guard = createGuard(
      (fact) => said.push(fact),
      () => 7,
    );
    const listener = guard('terminal', (value: string) => {
      throw new Error(value);
    });
    listener('the secret');
    listener('the secret');
    assert.equal(said.length, 1);
    assert.doesNotMatch(JSON.stringify(said), /the secret/);
  });
});
