import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type CoalesceOptions,
  type Coalescer,
  coalesceDefaults,
  createCoalescer,
  type SettledEdit,
} from '../../../src/capture/coalesce.ts';
import { applyHunks, computeHunks, splitLines } from '../../../src/capture/hunks.ts';
import type { TextChange } from '../../../src/capture/shadow.ts';

/** A document as an editor keeps it, feeding a coalescer. */
interface Desk {
  readonly coalescer: Coalescer;
  readonly edits: SettledEdit[];
  now: number;
  text(): string;
  /** Replaces `[from, to)` by offsets; several ranges are one event, last range first, as the editor sends them. */
  replace(
    ranges: readonly { from: number; to: number; text: string }[],
    stamp?: { reason?: 'undo'; clean?: boolean; keyboard?: boolean },
  ): void;
  type(text: string, at?: number): void;
  rest(ms: number): void;
}

function desk(initial: string, change: Partial<CoalesceOptions> = {}): Desk {
  let text = initial;
  const edits: SettledEdit[] = [];
  const coalescer = createCoalescer((edit) => edits.push(edit), {
    ...coalesceDefaults,
    changedOutside: () => false,
    textOf: () => text,
    lineCountOf: () => splitLines(text).length,
    ...change,
  });
  coalescer.snapshot('doc', initial);
  const position = (offset: number): { line: number; character: number } => {
    const lines = splitLines(text.slice(0, offset));
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const self: Desk = {
    coalescer,
    edits,
    now: 0,
    text: () => text,
    replace(ranges, { reason, clean = false, keyboard = true } = {}) {
      const changes: TextChange[] = ranges.map((range) => ({
        range: { start: position(range.from), end: position(range.to) },
        text: range.text,
      }));
      for (const range of ranges) text = text.slice(0, range.from) + range.text + text.slice(range.to);
      coalescer.change('doc', changes, { at: self.now, clean, ...(reason ? { reason } : {}) });
      if (keyboard) coalescer.selection('doc', position(ranges[0]?.from ?? 0).line, true, self.now + 1);
    },
    type(typed, at = text.length) {
      for (const [index, char] of [...typed].entries()) {
        self.replace([{ from: at + index, to: at + index, text: char }]);
        self.now += 20;
      }
    },
    rest(ms) {
      const end = self.now + ms;
      for (self.now += 10; self.now <= end; self.now += 10) coalescer.tick(self.now);
      self.now = end;
    },
  };
  return self;
}

const at = (text: string, part: string): number => text.indexOf(part);

describe('settled edits', () => {
  it('a word typed is one small hunk', () => {
    const doc = desk('one\ntwo\nthree\n');
    doc.type('2', at(doc.text(), 'two') + 3);
    doc.type('nd', at(doc.text(), 'two2') + 4);
    doc.rest(5000);
    assert.deepEqual(doc.edits, [
      { key: 'doc', origin: 'typed', at: 40, hunks: [{ line: 2, before: ['two'], after: ['two2nd'] }] },
    ]);
  });

  it('what was typed and deleted again leaves no trace, also with a rest between', () => {
    const doc = desk('a\nb\n');
    doc.type('hunter2', 1);
    doc.rest(1500);
    doc.replace([{ from: 1, to: 8, text: '' }]);
    doc.rest(5000);
    assert.deepEqual(doc.edits, []);
    assert.equal(doc.coalescer.tick(doc.now), undefined);
  });

  it('lines that were left settle while the line being typed waits', () => {
    const doc = desk('');
    doc.type('first\nsec');
    doc.rest(1500);
    assert.deepEqual(
      doc.edits.map((edit) => edit.hunks),
      [[{ line: 1, before: [''], after: ['first'] }]],
    );
    doc.type('ret');
    doc.rest(1500);
    assert.equal(doc.edits.length, 1);
    doc.rest(2000);
    assert.deepEqual(doc.edits.at(-1)?.hunks, [{ line: 2, before: [], after: ['secret'] }]);
  });

  it('a block in which one line is being typed is cut around it', () => {
    const doc = desk('a\nb\nc');
    doc.replace([{ from: 0, to: 5, text: 'A\nB\nC\nD' }]);
    doc.type('x', 3);
    doc.rest(1500);
    assert.deepEqual(doc.edits[0]?.hunks, [
      { line: 1, before: ['a'], after: ['A'] },
      { line: 3, before: ['c'], after: ['C', 'D'] },
    ]);
    doc.rest(2000);
    assert.deepEqual(doc.edits[1]?.hunks, [{ line: 2, before: ['b'], after: ['Bx'] }]);
  });

  it('undo collapses to its effect', () => {
    const doc = desk('a\n');
    doc.type('xyz', 1);
    for (const length of [3, 2, 1]) doc.replace([{ from: length, to: length + 1, text: '' }], { reason: 'undo' });
    doc.rest(5000);
    assert.equal(doc.edits.length, 0);
    doc.type('q', 1);
    doc.rest(5000);
    doc.replace([{ from: 1, to: 2, text: '' }], { reason: 'undo' });
    doc.rest(5000);
    assert.deepEqual(
      doc.edits.map((edit) => edit.origin),
      ['typed', 'undo'],
    );
  });

  it('settles at once on a save that was asked for, on leaving the file, and at the end', () => {
    for (const settle of [
      (coalescer: Coalescer) => coalescer.willSave('doc', 100, true),
      (coalescer: Coalescer) => coalescer.leave('doc'),
      (coalescer: Coalescer) => coalescer.settleAll(),
      (coalescer: Coalescer) => coalescer.rename('doc', 'new'),
    ]) {
      const doc = desk('a');
      doc.type('b');
      settle(doc.coalescer);
      assert.equal(doc.edits.length, 1);
    }
  });

  it("a timer's save holds the line being typed", () => {
    const doc = desk('a');
    doc.type('b');
    doc.coalescer.willSave('doc', doc.now, false);
    doc.coalescer.didSave('doc');
    assert.equal(doc.edits.length, 0);
  });

  it('moving the cursor away settles the line', () => {
    const doc = desk('a\nb\nc');
    doc.type('x', 1);
    doc.rest(1100);
    doc.coalescer.selection('doc', 0, true, doc.now);
    assert.equal(doc.edits.length, 0);
    doc.coalescer.selection('doc', 2, true, doc.now);
    assert.equal(doc.edits.length, 1);
  });

  it('typing without a rest settles now and then, but not the line under the cursor', () => {
    const doc = desk('');
    for (let line = 0; line < 60; line++) {
      doc.type(`line ${line} of many\n`);
      doc.coalescer.tick(doc.now);
    }
    assert.ok(doc.edits.length >= 1 && doc.edits.length < 6, `${doc.edits.length} edits`);
    assert.equal(
      doc.edits.every((edit) =>
        edit.hunks?.every((hunk) => hunk.after.every((line) => /^line \d+ of many$/.test(line))),
      ),
      true,
    );
  });

  it('changing the line ends alone is no edit', () => {
    const doc = desk('a\nb\n');
    doc.replace([{ from: 0, to: 4, text: 'a\r\nb\r\n' }]);
    doc.rest(5000);
    assert.deepEqual(doc.edits, []);
  });

  it('a change from outside while the file is closed is the difference to what was known', () => {
    const doc = desk('a\nb\n');
    doc.coalescer.outside('doc', 'a\nB\n', 7);
    doc.coalescer.outside('doc', 'a\nB\n', 8);
    doc.coalescer.outside('never seen', 'x', 9);
    assert.deepEqual(doc.edits, [
      { key: 'doc', origin: 'external', at: 7, hunks: [{ line: 2, before: ['b'], after: ['B'] }] },
    ]);
  });
});

describe('touched only', () => {
  it('a document over the limit', () => {
    const doc = desk('x'.repeat(2000), { maxChars: 1000 });
    doc.type('abc');
    doc.rest(5000);
    assert.deepEqual(doc.edits, [{ key: 'doc', origin: 'unknown', at: 40 }]);
  });

  it('a document that grows over it, by characters or lines', () => {
    for (const limit of [{ maxChars: 100 }, { maxLines: 10 }]) {
      const doc = desk('a\n', limit);
      doc.replace([{ from: 0, to: 0, text: 'line of text\n'.repeat(20) }]);
      doc.rest(5000);
      assert.deepEqual(
        doc.edits.map((edit) => 'hunks' in edit),
        [false],
      );
    }
  });

  it('a document whose text before is unknown, once; from then on it is known', () => {
    const doc = desk('a');
    doc.coalescer.forget('doc');
    doc.type('b');
    doc.rest(5000);
    doc.type('c');
    doc.rest(5000);
    assert.deepEqual(
      doc.edits.map((edit) => edit.hunks),
      [undefined, [{ line: 1, before: ['ab'], after: ['abc'] }]],
    );
  });

  it('a shadow that lost its document is found out, not recorded as truth', () => {
    const doc = desk('a\nb\nc');
    doc.coalescer.change(
      'doc',
      [{ range: { start: { line: 7, character: 0 }, end: { line: 7, character: 0 } }, text: 'x' }],
      { at: 0, clean: false },
    );
    doc.rest(5000);
    doc.coalescer.change(
      'doc',
      [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'x\n' }],
      { at: doc.now, clean: false },
    );
    doc.rest(5000);
    assert.deepEqual(
      doc.edits.map((edit) => 'hunks' in edit),
      [false, false],
    );
  });
});

describe('the origin of an edit, guessed', () => {
  const origin = (act: (doc: Desk) => void, change: Partial<CoalesceOptions> = {}): string | undefined => {
    const doc = desk('function a() {\n  return 1;\n}\n', change);
    act(doc);
    doc.rest(5000);
    return doc.edits[0]?.origin;
  };
  const block = 'const a = 1;\nconst b = 2;\nconst c = 3;\n';

  it('follows what the editor tells', () => {
    assert.equal(
      origin((doc) => doc.type('abc')),
      'typed',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 3, to: 3, text: '\n        ' }])),
      'typed',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: 'completion' }])),
      'typed',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: block }])),
      'paste',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: 'v1.2.3' }]), { isClipboard: (text) => text === 'v1.2.3' }),
      'paste',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: block }], { keyboard: false })),
      'assistant',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: 'x = 12' }], { keyboard: false })),
      'unknown',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 20, text: '' }], { keyboard: false })),
      'unknown',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 20, text: '' }])),
      'typed',
    );
  });

  it('takes an insertion that the cursor followed for a paste, unless the clipboard says otherwise', () => {
    const insert = (cursor: number, isClipboard?: (text: string) => boolean): string | undefined =>
      origin(
        (doc) => {
          doc.replace([{ from: 0, to: 0, text: block }], { keyboard: false });
          doc.coalescer.selection('doc', cursor, false, doc.now + 1);
        },
        isClipboard ? { isClipboard } : {},
      );
    assert.equal(insert(3), 'paste');
    assert.equal(insert(9), 'assistant');
    assert.equal(
      insert(3, () => false),
      'assistant',
    );
    assert.equal(
      insert(9, () => true),
      'paste',
    );
  });

  it('a formatter works between will-save and did-save', () => {
    const format = (doc: Desk): void => {
      doc.coalescer.willSave('doc', doc.now, true);
      doc.replace(
        [
          { from: 15, to: 17, text: '\t' },
          { from: 14, to: 14, text: ' ' },
        ],
        { keyboard: false },
      );
      doc.coalescer.didSave('doc');
    };
    assert.equal(origin(format), 'format');
    assert.equal(
      origin((doc) =>
        doc.replace(
          [
            { from: 15, to: 17, text: '\t' },
            { from: 14, to: 14, text: '   ' },
          ],
          { keyboard: false },
        ),
      ),
      'format',
    );
  });

  it('a clean document that changed with its file comes from outside; a first keystroke does not', () => {
    const outside = { changedOutside: () => true };
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: block }], { clean: true, keyboard: false }), outside),
      'external',
    );
    assert.equal(
      origin((doc) => doc.replace([{ from: 0, to: 0, text: 'x' }], { clean: true }), outside),
      'typed',
    );
  });
});

describe('hunks', () => {
  const line = fc.constantFrom('', 'a', 'b', 'ä', '👩‍👩‍👧', '\u2028', 'x y');
  const text = fc.array(line, { maxLength: 30 });

  it('turn the one text into the other, and are none for equal texts', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = computeHunks(before, after);
        assert.deepEqual(applyHunks(before, hunks), after);
        assert.equal(hunks.length === 0, before.join('\n') === after.join('\n') && before.length === after.length);
        for (const hunk of hunks)
          assert.deepEqual(before.slice(hunk.line - 1, hunk.line - 1 + hunk.before.length), hunk.before);
      }),
    );
  });

  it('stay two where the changes are far apart, and cost little where everything changed', { timeout: 5000 }, () => {
    const before = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
    const after = before.with(3, 'x').with(900, 'y');
    assert.deepEqual(computeHunks(before, after), [
      { line: 4, before: ['line 3'], after: ['x'] },
      { line: 901, before: ['line 900'], after: ['y'] },
    ]);
    const other = Array.from({ length: 20_000 }, (_, index) => `other ${index}`);
    assert.equal(computeHunks(before, other).length, 1);
  });
});

describe('replaying the recorded hunks', () => {
  const piece = fc.oneof(fc.constantFrom('\n', '\r\n', 'ß', '👩‍👩‍👧', 'x', 'yz', ''), fc.string({ maxLength: 4 }));
  const cut = fc.record({ from: fc.nat(60), length: fc.nat(8), text: piece });
  const act = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('edit' as const), cuts: fc.array(cut, { minLength: 1, maxLength: 4 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('rest' as const), ms: fc.nat(4000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('save' as const), asked: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), line: fc.nat(10) }) },
  );

  it('gives the final document, whatever was done when', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(act, { maxLength: 25 }),
        (pieces, eol, acts) => {
          // An editor has one line end in a document and gives what is inserted that line end.
          const whole = (text: string): string => splitLines(text).join(eol);
          const doc = desk(whole(pieces.join('')));
          const before = splitLines(doc.text());
          for (const each of acts) {
            doc.now += 5;
            if (each.kind === 'rest') doc.rest(each.ms);
            else if (each.kind === 'move') doc.coalescer.selection('doc', each.line, true, doc.now);
            else if (each.kind === 'save') {
              doc.coalescer.willSave('doc', doc.now, each.asked);
              doc.coalescer.didSave('doc');
            } else doc.replace(cutsOf(doc.text(), each.cuts, whole));
          }
          doc.coalescer.settleAll();
          assert.ok(doc.edits.every((edit) => edit.hunks));
          const replayed = doc.edits.reduce((lines, edit) => applyHunks(lines, edit.hunks ?? []), before);
          assert.deepEqual(replayed, splitLines(doc.text()));
        },
      ),
      { numRuns: Number(process.env.MIRROR_FUZZ_RUNS ?? 500) },
    );
  });

  /** Ranges that do not overlap, the last one first, none of them through a CRLF. */
  function cutsOf(
    text: string,
    cuts: readonly { from: number; length: number; text: string }[],
    whole: (text: string) => string,
  ): { from: number; to: number; text: string }[] {
    const outside = (offset: number): number =>
      text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset;
    const ranges: { from: number; to: number; text: string }[] = [];
    let limit = text.length;
    for (const { from, length, text: inserted } of cuts.toSorted((a, b) => b.from - a.from)) {
      const start = outside(Math.min(from, limit));
      const end = outside(Math.min(start + length, limit));
      ranges.push({ from: start, to: Math.max(start, end), text: whole(inserted) });
      limit = start;
    }
    return ranges;
  }
});
