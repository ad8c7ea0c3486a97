import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { cleanNote, readNoteFile, renderNoteFile } from '../../../src/context/noteFile.ts';
import type { Note } from '../../../src/model/note.ts';
import { bytesOf, note, textOf } from './build.ts';

const words = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    '---',
    'a: b',
    '# c',
    '- d',
    'null',
    '1e3',
    '0123',
    'yes',
    '"x',
    "'",
    'a\n---\nb',
    '[redacted:token#1]',
    '`x`',
    '&a *a',
    '{}',
    '!!x',
    '\u202e',
    '=====\nx',
  ),
);
const notes: fc.Arbitrary<Note> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 20 }).filter((id) => cleanNote(note({ id })).id.length > 0),
  kind: fc.constantFrom('lesson', 'parameter', 'decision'),
  workflow: words,
  layer: fc.constantFrom('working', 'project', 'organization'),
  trigger: words,
  action: words,
  prevents: words,
  text: words,
  parameters: fc.array(
    words.filter((word) => word.trim() !== ''),
    { maxLength: 3 },
  ),
  evidence: fc.array(fc.record({ recording: words, from: fc.nat(), to: fc.nat(), excerpt: words }), { maxLength: 3 }),
  support: fc.record({ n: fc.nat(), of: fc.nat() }),
  status: fc.constantFrom('accepted', 'declined'),
  verifiedAt: fc.stringMatching(/^[0-9a-f]{40}$/),
});

function read(bytes: Uint8Array): Note {
  const parsed = readNoteFile(bytes);
  assert.ok(parsed.ok, parsed.ok ? '' : `${parsed.error.line}: ${parsed.error.message}`);
  return parsed.value.note;
}

function needs(bytes: Uint8Array) {
  const parsed = readNoteFile(bytes);
  return parsed.ok ? parsed.value.dependsOn : undefined;
}

function problemOf(text: string): { line: number; message: string } {
  const parsed = readNoteFile(bytesOf(text));
  assert.ok(!parsed.ok);
  return parsed.error;
}

describe("a note's file", () => {
  it('gives back what was written, whatever the words look like to YAML', () => {
    fc.assert(
      fc.property(notes, (one) => {
        const bytes = renderNoteFile(one);
        assert.deepEqual(read(bytes), cleanNote(one));
        assert.deepEqual(renderNoteFile(one, bytes), bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same with the default schema of YAML, which other tools use', () => {
    const bytes = renderNoteFile(
      note({ id: '12e4', verifiedAt: '1234567890123456789012345678901234567890', trigger: 'yes' }),
    );
    const front: unknown = parse(textOf(bytes).split('---\n')[1] ?? '');
    assert.ok(typeof front === 'object' && front !== null);
    assert.deepEqual(
      Object.entries(front).filter(([key]) => ['id', 'verifiedAt', 'trigger'].includes(key)),
      [
        ['id', '12e4'],
        ['trigger', 'yes'],
        ['verifiedAt', '1234567890123456789012345678901234567890'],
      ],
    );
  });

  it("keeps a person's keys, comments, body and line ends when something else changes", () => {
    const before = textOf(renderNoteFile(note()))
      .replace('kind: lesson', 'kind: lesson # seen twice\nteam: payments')
      .replace('first.\n', 'first.\n\nAsk Ada  \nabout the rest.\n')
      .replaceAll('\n', '\r\n');
    const known = read(bytesOf(before));
    const after = textOf(renderNoteFile({ ...known, support: { n: 2, of: 3 } }, bytesOf(before)));
    assert.equal(after, before.replace('n: 1, of: 2', 'n: 2, of: 3'));
  });

  it('reads a file written by hand with little in it', () => {
    const one = read(bytesOf('\ufeff---\r\nid: 7\r\nkind: decision\r\n---\r\nWe tag from main.\r\n'));
    assert.equal(one.id, '7');
    assert.equal(one.status, 'accepted');
    assert.equal(one.layer, 'project');
    assert.equal(one.text, 'We tag from main.');
  });

  it('names the line and the trouble', () => {
    assert.deepEqual(problemOf('# hi\n'), {
      line: 1,
      message: 'the file does not begin with front matter between two "---" lines',
    });
    assert.match(problemOf('---\nid: a\n').message, /no closing/);
    assert.equal(problemOf('---\nid: a\nkind: rumour\n---\nx').line, 3);
    assert.match(problemOf('---\nid: a\nkind: rumour\n---\nx').message, /^"kind" /);
    assert.equal(problemOf('---\nid: a\nid: b\nkind: lesson\n---\nx').line, 3);
    assert.equal(problemOf('---\nid: a\nkind: lesson\nsupport: {n: x, of: 1}\n---\nx').line, 4);
    assert.ok(problemOf('---\nid: "a\nkind: lesson\n---\nx').line >= 2);
    assert.equal(problemOf('').line, 1);
    assert.deepEqual(problemOf('---\nid: a\nkind: lesson\n---\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n'), {
      line: 5,
      message: 'it has merge conflict markers',
    });
  });

  it('refuses nested aliases that would grow without end', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `k${i}: &k${i} [${i === 0 ? 'x' : `${`*k${i - 1},`.repeat(9)}`}]`,
    );
    assert.ok(problemOf(`---\nid: a\nkind: lesson\n${levels.join('\n')}\n---\nx`).message.length > 0);
  });

  it('says what the note needs, and keeps saying it', () => {
    const first = renderNoteFile(note(), undefined, [{ script: 'build', is: 'abc' }]);
    assert.deepEqual(needs(first), [{ script: 'build', is: 'abc' }]);
    const later = renderNoteFile(note({ support: { n: 2, of: 2 } }), first, []);
    assert.deepEqual(needs(later), [{ script: 'build', is: 'abc' }]);
    const reworded = renderNoteFile(note({ text: 'other' }), first, []);
    assert.deepEqual(needs(reworded), []);
  });
});
