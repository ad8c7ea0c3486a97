import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createAnswerCache } from '../../../src/host/answerCache.ts';

describe('answers of models, kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-answers-'));
  const file = join(folder, 'model-answers.json');
  after(() => rmSync(folder, { recursive: true }));

  it('are found by who was asked what, also later', async () => {
    await createAnswerCache(folder).write(`a one`, 'first');
    const cache = createAnswerCache(folder);
    assert.equal(await cache.read(`a one`), 'first');
    assert.equal(await cache.read(`b one`), undefined);
    assert.equal(await cache.read(`a two`), undefined);
  });

  it('are fifty at most, the newest', async () => {
    const cache = createAnswerCache(folder);
    for (let index = 0; index < 55; index++) await cache.write(`a q${index}`, `answer ${index}`);
    assert.equal(await cache.read(`a q0`), undefined);
    assert.equal(await cache.read(`a q54`), 'answer 54');
    assert.equal((JSON.parse(readFileSync(file, 'utf8')) as unknown[]).length, 50);
  });

  it('begin anew where the file is damaged', async () => {
    for (const damaged of ['{', '[{"asked": 1}]']) {
      writeFileSync(file, damaged);
      const cache = createAnswerCache(folder);
      assert.equal(await cache.read(`a q54`), undefined);
      await cache.write(`a new`, 'fresh');
      assert.equal(await cache.read(`a new`), 'fresh');
    }
  });
});
