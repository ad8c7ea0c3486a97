import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readNoteFile, renderNoteFile } from '../../../src/context/noteFile.ts';
import type { Note } from '../../../src/model/note.ts';
import { note } from './build.ts';

/** What Git makes of a note that two people wrote, merged by union, from nothing or from a base. */
function union(ours: Note, theirs: Note, base?: Note): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-union-'));
  try {
    const put = (name: string, one: Note | undefined, over?: Note) => {
      const existing = over && renderNoteFile(over);
      writeFileSync(join(folder, name), one ? renderNoteFile(one, existing) : '');
    };
    put('ours', ours, base);
    put('theirs', theirs, base);
    put('base', base);
    const args = ['merge-file', '--union', 'ours', 'base', 'theirs'];
    execFileSync('git', args, { cwd: folder });
    return readFileSync(join(folder, 'ours'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(bytes: Uint8Array): Note {
  const result = readNoteFile(bytes);
  assert.ok(
    result.ok,
    result.ok ? '' : `${result.error.line}: ${result.error.message}\n${new TextDecoder().decode(bytes)}`,
  );
  return result.value.note;
}

const seen = (recording: string, from: number, excerpt = `npm test → exit ${from}`) => ({
  recording,
  from,
  to: from + 2,
  excerpt,
});

describe('a note that two people wrote', () => {
  const mine = note({ evidence: [seen('rec-a', 1)], support: { n: 1, of: 1 }, recordedOn: '2026-02-01' });
  const yours = note({
    evidence: [seen('rec-b', 1, 'a: "quoted", #hash\nsecond line')],
    support: { n: 1, of: 2 },
    recordedOn: '2026-03-01',
    owner: 'plover',
  });

  it('is one note after a merge, with the evidence of both, whoever merged', () => {
    const one = read(union(mine, yours));
    const other = read(union(yours, mine));
    assert.deepEqual(one.evidence.map(({ recording }) => recording).sort(), ['rec-a', 'rec-b']);
    assert.ok(one.evidence.some(({ excerpt }) => excerpt === 'a: "quoted", #hash\nsecond line'));
    assert.deepEqual(
      [one.support, one.recordedOn, one.owner, one.text],
      [{ n: 2, of: 2 }, '2026-03-01', 'plover', mine.text],
    );
    assert.deepEqual({ ...other, evidence: [] }, { ...one, evidence: [] });
  });

  it('keeps what each added to a note that both had', () => {
    const base = note({ evidence: [seen('rec-0', 4)], support: { n: 1, of: 1 } });
    const ours = { ...base, evidence: [...base.evidence, seen('rec-a', 1)], support: { n: 2, of: 2 } };
    const theirs = { ...base, evidence: [...base.evidence, seen('rec-b', 1)], support: { n: 2, of: 3 } };
    const merged = read(union(ours, theirs, base));
    assert.deepEqual(merged.evidence.map(({ recording }) => recording).sort(), ['rec-0', 'rec-a', 'rec-b']);
    assert.deepEqual(merged.support, { n: 3, of: 3 });
  });

  it('stays retired where one of the two retired it', () => {
    const base = note({ evidence: [seen('rec-0', 4)] });
    const merged = read(union({ ...base, status: 'declined' }, { ...base, owner: 'plover' }, base));
    assert.deepEqual([merged.status, merged.owner], ['declined', 'plover']);
  });

  it('is written with each key once when it is next written', () => {
    const merged = union(mine, yours);
    const known = read(merged);
    const text = new TextDecoder().decode(renderNoteFile({ ...known, owner: 'kim' }, merged));
    for (const key of ['support', 'recordedOn', 'owner', 'evidence'])
      assert.equal(text.split(new RegExp(`^${key}:`, 'm')).length, 2, key);
    assert.deepEqual(read(new TextEncoder().encode(text)), { ...known, owner: 'kim' });
  });
});
