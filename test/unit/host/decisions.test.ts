import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createDecisionStore } from '../../../src/host/decisions.ts';
import { note } from '../views/states.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'mirror-decisions-'));
const accepted = (id: string) => ({ note: note({ id, status: 'accepted' }) });

describe('decisions', () => {
  it('are read by another window, and taken back in the order they were made', async () => {
    const place = folder();
    const store = createDecisionStore(place);
    await store.update((all) => {
      all.notes.a = accepted('a');
    }, 'accept');
    await store.update((all) => {
      all.notes.a = { note: note({ id: 'a', status: 'declined' }), reason: 'wrong' };
      all.notes.b = accepted('b');
      all.dismissed.g = { reason: 'obvious', evidence: 1, seen: ['r:1-1'] };
    }, 'decline');
    const other = createDecisionStore(place);
    assert.deepEqual((await other.read()).notes.a?.reason, 'wrong');
    assert.equal((await other.undo())?.what, 'decline');
    assert.deepEqual(Object.keys((await store.read()).notes), ['a']);
    assert.equal((await store.read()).notes.a?.note.status, 'accepted');
    assert.deepEqual((await store.read()).dismissed, {});
    await store.undo();
    assert.deepEqual((await store.read()).notes, {});
    assert.equal(await store.undo(), undefined);
  });

  it('made at the same time are all kept', async () => {
    const store = createDecisionStore(folder());
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.update((all) => {
          all.notes[`n${n}`] = accepted(`n${n}`);
        }, 'accept'),
      ),
    );
    assert.equal(Object.keys((await store.read()).notes).length, 20);
    assert.equal((await store.read()).history.length, 20);
  });

  it('made by two windows at the same time are all kept', async () => {
    const place = folder();
    const windows = [createDecisionStore(place), createDecisionStore(place)];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        windows[n % 2]?.update((all) => {
          all.notes[`n${n}`] = accepted(`n${n}`);
        }, 'accept'),
      ),
    );
    assert.equal(Object.keys((await createDecisionStore(place).read()).notes).length, 20);
    assert.deepEqual(readdirSync(place), ['decisions.json']);
  });

  it('wait for no window that ended while it wrote', async () => {
    const place = folder();
    const lock = join(place, 'decisions.json.lock');
    writeFileSync(lock, '');
    utimesSync(lock, new Date(0), new Date(0));
    const store = createDecisionStore(place);
    await store.update((all) => {
      all.notes.a = accepted('a');
    });
    assert.deepEqual(Object.keys((await store.read()).notes), ['a']);
  });

  it('are kept where a newer version wrote of what it can undo', async () => {
    const place = folder();
    const unknown = { what: 'foretell', notes: {}, dismissed: {}, answered: {} };
    writeFileSync(
      join(place, 'decisions.json'),
      JSON.stringify({ version: 1, notes: { a: accepted('a') }, dismissed: {}, answered: {}, history: [unknown] }),
    );
    const store = createDecisionStore(place);
    assert.deepEqual(Object.keys((await store.read()).notes), ['a']);
    assert.equal(await store.undo(), undefined);
  });

  it('written by an older version are read; what cannot be read is moved aside', async () => {
    const place = folder();
    const file = join(place, 'decisions.json');
    writeFileSync(
      file,
      JSON.stringify({
        version: 1,
        notes: { a: accepted('a') },
        dismissed: { g: { reason: 'x', evidence: 2 } },
        answered: {},
      }),
    );
    const store = createDecisionStore(place);
    assert.deepEqual((await store.read()).history, []);
    assert.deepEqual((await store.read()).dismissed.g, { reason: 'x', evidence: 2 });
    writeFileSync(file, '{');
    assert.deepEqual((await store.read()).notes, {});
    await store.update((all) => {
      all.notes.a = accepted('a');
    });
    assert.ok(existsSync(`${file}.unreadable`));
    assert.equal(readFileSync(`${file}.unreadable`, 'utf8'), '{');
  });
});
