import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { checkJournal, parseRecording, serializeEvent, serializeHeader } from '../../../src/journal/format.ts';
import { acquireLock, lockPath, releaseLock } from '../../../src/journal/lock.ts';
import { createRecording } from '../../../src/journal/recordingFile.ts';
import { keepsAfterRemoval } from '../../../src/journal/removal.ts';
import { rewriteRecording } from '../../../src/journal/rewrite.ts';
import type { Fact } from '../../../src/model/event.ts';
import { facts, header } from './samples.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-rewrite-'));
  path = join(folder, 'sample-1.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(events: readonly Fact[], more = ''): void {
  const lines = events.map((fact, index) => serializeEvent(fact, index + 1, index * 100));
  writeFileSync(path, `${serializeHeader(header)}${lines.join('')}${more}`, { mode: 0o600 });
}

function read() {
  const parsed = parseRecording(readFileSync(path));
  assert.ok(parsed.ok);
  return parsed.value;
}

const note = (text: string): Fact => ({ kind: 'note', text });
const end: Fact = { kind: 'end', reason: 'stopped' };

describe('a recording written anew', () => {
  it('is byte for byte the same where nothing changes', async () => {
    put(facts);
    const before = readFileSync(path);
    const done = await rewriteRecording(path, { event: (event) => event });
    assert.ok(done.ok);
    assert.deepEqual(readFileSync(path), before);
    assert.equal(done.value.removed, 0);
  });

  it('loses the bytes of what is taken out, keeps its end, and has no gap', async () => {
    put([note('first'), note('unwanted-words'), note('last'), end]);
    const done = await rewriteRecording(path, {
      event: (event) => (event.seq === 2 || event.kind === 'end' ? undefined : event),
    });
    assert.ok(done.ok);
    assert.deepEqual(
      [done.value.removed, [...done.value.renumbered]],
      [
        1,
        [
          [1, 1],
          [3, 2],
          [4, 3],
        ],
      ],
    );
    assert.ok(!readFileSync(path, 'utf8').includes('unwanted-words'));
    assert.deepEqual(checkJournal(readFileSync(path)), {
      ok: true,
      version: 1,
      events: 3,
      complete: true,
      problems: [],
    });
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['sample-1.jsonl']);
  });

  it('keeps what a newer version wrote', async () => {
    put(
      [note('x')],
      '{"seq":2,"at":5,"kind":"gesture","shape":"wave"}\n{"seq":3,"at":6,"kind":"note","text":"y","mood":"calm"}\n',
    );
    await rewriteRecording(path, { event: (event) => (event.seq === 1 ? undefined : event) });
    const text = readFileSync(path, 'utf8');
    assert.ok(text.includes('{"seq":1,"at":5,"kind":"gesture","shape":"wave"}'));
    assert.ok(text.includes('{"seq":2,"at":6,"kind":"note","text":"y","mood":"calm"}'));
  });

  it('says where events were lost, since its numbers no longer can', async () => {
    put([note('x')], `{"seq":2,"at":5,"ki\n${serializeEvent(note('y'), 4, 300)}${serializeEvent(end, 5, 400)}`);
    await rewriteRecording(path, { event: (event) => event });
    const { events, problems, complete } = read();
    assert.deepEqual([problems, complete], [[], true]);
    assert.deepEqual(
      events.map((event) => (event.kind === 'capture' ? event.state : event.kind)),
      ['note', 'degraded', 'restored', 'note', 'end'],
    );
  });

  it('is refused while it is written, and left as it was', async () => {
    put([note('x'), end]);
    const before = readFileSync(path);
    assert.ok(await acquireLock(path));
    const refused = await rewriteRecording(path, { event: () => undefined });
    assert.ok(!refused.ok && refused.error.code === 'locked');
    await releaseLock(path);
    writeFileSync(path, Buffer.concat([before, before]));
    const joined = await rewriteRecording(path, { event: () => undefined });
    assert.ok(!joined.ok && joined.error.code === 'unreadable');
    assert.deepEqual(readFileSync(path), Buffer.concat([before, before]));
    assert.ok(!readdirSync(folder).includes(lockPath(path)));
  });

  it('is left as it was by a change that throws, and what died before is cleared away', async () => {
    put([note('x'), end]);
    const before = readFileSync(path);
    await rewriteRecording(path, {
      event: () => {
        throw new Error('no');
      },
    });
    assert.deepEqual(readFileSync(path), before);
    writeFileSync(`${path}.99999.tmp`, 'left over');
    await rewriteRecording(path, { event: (event) => event });
    assert.deepEqual(readdirSync(folder), ['sample-1.jsonl']);
  });

  it('goes on where it runs: what comes in meanwhile follows, numbered after', async () => {
    const made = await createRecording(folder, header, { clock: () => 0, onTrouble: () => undefined, flushMs: 5 });
    assert.ok(made.ok);
    const writer = made.value;
    for (const text of ['a', 'b', 'c']) await writer.append(note(text), 1);
    let after: Promise<unknown> = Promise.resolve();
    const rewriting = await writer.rewrite({
      event(event) {
        if (event.seq === 2) after = writer.append(note('d'), 2);
        return event.kind === 'note' && event.text === 'b' ? undefined : event;
      },
    });
    assert.ok(rewriting.ok);
    assert.deepEqual(await after, { written: true, seq: 3 });
    await writer.close();
    const parsed = parseRecording(readFileSync(writer.path));
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.events.map((event) => [event.seq, event.kind === 'note' && event.text]),
      [
        [1, 'a'],
        [2, 'c'],
        [3, 'd'],
      ],
    );
    assert.deepEqual(parsed.value.problems, []);
  });
});

describe('taking a stretch out', () => {
  const away = (focused: boolean): Fact => ({ kind: 'focus', focused });

  it('never leaves the rest of the recording away, paused or unseen', () => {
    const kept = (facts: readonly Fact[], removed: readonly number[]) => {
      const keeps = keepsAfterRemoval(new Set(removed));
      return facts.filter((fact, index) => keeps({ ...fact, seq: index + 1, at: 0 })).length;
    };
    assert.equal(kept([away(false), note('x'), away(true), end], [2, 3]), 3);
    assert.equal(kept([away(false), note('x'), away(true), end], [1, 2, 3]), 1);
    assert.equal(kept([{ kind: 'pause' }, { kind: 'resume' }, end], [2, 3]), 3);
  });

  it('leaves a valid recording, whatever is taken out of whatever', async () => {
    const fact = fc.constantFrom(...facts.filter(({ kind }) => kind !== 'end'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fact, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 22 })),
        async (all, gone) => {
          put([...all, end]);
          const keeps = keepsAfterRemoval(new Set(gone));
          const done = await rewriteRecording(path, { event: (event) => (keeps(event) ? event : undefined) });
          assert.ok(done.ok);
          const check = checkJournal(readFileSync(path));
          assert.deepEqual([check.ok, check.complete, check.problems], [true, true, []]);
          assert.equal(check.events, all.length + 1 - done.value.removed);
        },
      ),
      { numRuns: 60 },
    );
  });
});
