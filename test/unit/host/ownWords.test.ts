import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createChoiceStore } from '../../../src/host/choices.ts';
import { createOwnWords } from '../../../src/host/ownWords.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-words-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function secrets() {
  const kept = new Map<string, string>();
  const get = (key: string) => Promise.resolve(kept.get(key));
  const store = (key: string, value: string) => Promise.resolve(void kept.set(key, value));
  return { kept, memory: { get, store } };
}

describe("a person's own words", () => {
  it('belong to one workspace, and the last word about one counts', async () => {
    const { memory } = secrets();
    const words = createOwnWords(memory);
    await Promise.all([words.addTerm(folder, 'Bluebird'), words.addTerm(folder, 'Heron')]);
    await words.addAllowed(folder, 'heron');
    assert.deepEqual(await words.read(folder), { terms: ['Bluebird'], allow: ['heron'] });
    await words.addTerm(folder, 'heron');
    assert.deepEqual(await words.read(folder), { terms: ['Bluebird', 'heron'], allow: [] });
    assert.deepEqual(await words.read(tmpdir()), { terms: [], allow: [] });
  });

  it('are none where what was kept cannot be read', async () => {
    const { kept, memory } = secrets();
    await createOwnWords(memory).addTerm(folder, 'x1');
    for (const key of kept.keys()) kept.set(key, '{"terms":');
    assert.deepEqual(await createOwnWords(memory).read(folder), { terms: [], allow: [] });
  });
});

describe('how recordings are to be read', () => {
  it('is kept for the owner alone, by recording, and forgotten with it', async () => {
    const store = createChoiceStore(folder);
    await Promise.all([
      store.update('a', (choices) => ({ ...choices, kept: [1] })),
      store.update('b', (choices) => ({ ...choices, titles: [{ seq: 2, title: 'Prepare' }] })),
    ]);
    const path = join(folder, 'choices.json');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(Object.keys(await createChoiceStore(folder).read()), ['a', 'b']);
    await store.update('b', () => undefined);
    assert.ok(!readFileSync(path, 'utf8').includes('Prepare'));
  });

  it('is nothing where the file cannot be read, and the file is set aside before another is written', async () => {
    const path = join(folder, 'choices.json');
    writeFileSync(path, '{"version":1,');
    const store = createChoiceStore(folder);
    assert.deepEqual(await store.read(), {});
    assert.ok(existsSync(path));
    await store.update('a', (choices) => ({ ...choices, cuts: [3] }));
    assert.equal(readFileSync(`${path}.unreadable`, 'utf8'), '{"version":1,');
    assert.deepEqual((await store.read()).a?.cuts, [3]);
  });

  it('writes nothing where nothing was chosen', async () => {
    await createChoiceStore(folder).update('a', () => undefined);
    assert.ok(!existsSync(join(folder, 'choices.json')));
  });
});
