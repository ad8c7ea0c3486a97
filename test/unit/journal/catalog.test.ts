import assert from 'node:assert/strict';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openCatalog } from '../../../src/journal/catalog.ts';
import { createRecording, type JournalOptions } from '../../../src/journal/recordingFile.ts';
import type { JournalWriter } from '../../../src/journal/writer.ts';
import { header } from './samples.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-catalog-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options: JournalOptions = { clock: () => 0, onTrouble: () => undefined, flushMs: 5 };

async function record(id: string, workflow: string, startedAt: string, end = true): Promise<JournalWriter> {
  const made = await createRecording(folder, { ...header, id, workflow, startedAt }, options);
  assert.ok(made.ok);
  await made.value.append({ kind: 'note', text: 'x' }, 1500);
  if (end) {
    await made.value.append({ kind: 'end', reason: 'x' }, 2000);
    await made.value.close();
  }
  return made.value;
}

describe('the catalog', () => {
  it('is empty where nothing was recorded, and writes nothing then', async () => {
    assert.deepEqual(await openCatalog(join(folder, 'none')).view(), { recordings: [], workflows: [], unreadable: [] });
    assert.equal(existsSync(join(folder, 'none')), false);
  });

  it('lists recordings and workflows, the newest first, with their state', async () => {
    await record('a', 'Release', '2026-01-01T00:00:00Z');
    await record('b', 'Hotfix', '2026-02-01T00:00:00Z');
    const live = await record('c', 'Release', '2026-03-01T00:00:00Z', false);
    const catalog = openCatalog(folder);
    const view = await catalog.view();
    assert.deepEqual(
      view.recordings.map(({ id, state, events, durationMs }) => [id, state, events, durationMs]),
      [
        ['c', 'recording-here', 1, 1500],
        ['b', 'ended', 2, 2000],
        ['a', 'ended', 2, 2000],
      ],
    );
    assert.deepEqual(
      view.workflows.map(({ name, recordings }) => [name, recordings]),
      [
        ['Release', 2],
        ['Hotfix', 1],
      ],
    );
    await live.close();
    assert.equal((await catalog.view()).recordings[0]?.state, 'interrupted');
    assert.equal(statSync(join(folder, 'catalog.json')).mode & 0o777, 0o600);
  });

  it('is rebuilt where it is missing, damaged or out of date', async () => {
    await record('a', 'Release', '2026-01-01T00:00:00Z');
    const expected = await openCatalog(folder).view();
    const file = join(folder, 'catalog.json');
    for (const damage of [
      '',
      '{',
      '[]',
      '{"version":9}',
      readFileSync(file, 'utf8')
        .replace('Release', 'Other')
        .replace(/"bytes": \d+/, '"bytes": 1'),
    ]) {
      writeFileSync(file, damage);
      assert.deepEqual(await openCatalog(folder).view(), expected);
    }
    rmSync(file);
    assert.deepEqual(await openCatalog(folder).view(), expected);
    rmSync(join(folder, 'recordings', 'a.jsonl'));
    assert.deepEqual((await openCatalog(folder).view()).recordings, []);
  });

  it('reads of a recording that is being written only what was added, and all of it once it has ended', async () => {
    const live = await record('a', 'Release', '2026-01-01T00:00:00Z', false);
    const catalog = openCatalog(folder);
    const seen = async () => {
      const [entry] = (await catalog.view()).recordings;
      return [entry?.state, entry?.events, entry?.durationMs];
    };
    await live.append({ kind: 'note', text: 'x'.repeat(1000) }, 1600);
    assert.deepEqual(await seen(), ['recording-here', 2, 1600]);
    for (let i = 0; i < 4; i++) await live.append({ kind: 'note', text: `n${i}` }, 2001 + i);
    // Damage in what was read before is seen only by somebody who reads it again.
    const handle = openSync(live.path, 'r+');
    const first = readFileSync(live.path, 'utf8').indexOf('{"seq":1,');
    writeSync(handle, '#', first);
    closeSync(handle);
    assert.deepEqual(await seen(), ['recording-here', 6, 2004]);
    const both = await Promise.all([catalog.view(), live.append({ kind: 'note', text: 'x' }, 3000), catalog.view()]);
    assert.ok(both.flatMap((each) => ('recordings' in each ? each.recordings : [])).every(({ events }) => events >= 6));
    assert.deepEqual(await seen(), ['recording-here', 7, 3000]);
    await live.append({ kind: 'end', reason: 'x' }, 4000);
    await live.close();
    assert.deepEqual(await seen(), ['ended', 7, 4000]);
  });

  it('reads a recording anew whose last minutes were discarded', async () => {
    const live = await record('a', 'Release', '2026-01-01T00:00:00Z', false);
    const catalog = openCatalog(folder);
    for (let at = 0; at < 20; at++) await live.append({ kind: 'note', text: `n${at}` }, 10_000 + at);
    assert.equal((await catalog.view()).recordings[0]?.events, 21);
    await live.discardSince(10_005);
    for (let at = 0; at < 40; at++) await live.append({ kind: 'note', text: 'a longer text than before' }, 20_000 + at);
    assert.equal((await catalog.view()).recordings[0]?.events, 46);
    await live.close();
  });

  it('names files that hold no recording', async () => {
    await record('a', 'Release', '2026-01-01T00:00:00Z');
    writeFileSync(join(folder, 'recordings', 'odd.jsonl'), 'odd');
    for (let i = 0; i < 2; i++) {
      const view = await openCatalog(folder).view();
      assert.deepEqual([view.recordings.length, view.unreadable], [1, ['odd.jsonl']]);
    }
  });

  it('loses nothing when two windows update it at once', async () => {
    const windows = Array.from({ length: 6 }, () => openCatalog(folder));
    await Promise.all(
      windows.map(async (window, index) => {
        await record(`r${index}`, 'Release', `2026-01-0${index + 1}T00:00:00Z`);
        await window.view();
      }),
    );
    assert.equal((await openCatalog(folder).view()).recordings.length, 6);
    assert.equal(JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')).recordings.length, 6);
  });
});
