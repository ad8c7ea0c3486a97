import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { byteSize, clock, oneLine, plainLines, shorten, withoutIcons } from '../../../src/views/present/text.ts';
import { growsInStep } from '../growth.ts';

describe('text for a row', () => {
  it('is one line, with the breaks marked', () => {
    assert.equal(oneLine('a\r\n  b\n\nc\td'), 'a ⏎ b ⏎ c d');
  });

  it('has no escapes, controls or marks that reorder it', () => {
    assert.equal(oneLine('\u001b[31mred\u001b[0m \u202Egnp.exe\u202C\u200Bx\u0000'), '[31mred[0m gnp.exex');
  });

  it('is cut by code points, never inside one', () => {
    assert.equal(oneLine('👩‍🚀'.repeat(300), 5).length <= 10, true);
    assert.equal(shorten('😀😀😀', 3), '😀😀😀');
    assert.equal(shorten('😀😀😀😀', 3), '😀😀…');
  });

  it('of a text of megabytes takes no longer than of a short one', () => {
    const cut = (size: number) => {
      const text = 'x'.repeat(size * 1000);
      return () => Array.from({ length: 1000 }, () => oneLine(text, 100)).at(-1);
    };
    assert.equal(cut(5000)(), `${'x'.repeat(99)}…`);
    growsInStep(cut, 1);
  });

  it('stays what it is when it is short and plain', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9 .,-]{0,40}[a-z0-9]$/), (text) =>
        assert.equal(oneLine(text), text),
      ),
    );
  });

  it('keeps lines and tabs where lines are wanted', () => {
    assert.equal(plainLines('a\r\nb\t\u001b[1mc\u2066'), 'a\nb\t[1mc');
  });

  it('cannot become an icon', () => {
    assert.equal(withoutIcons('a $(sync~spin) b'), 'a \\$(sync~spin) b');
  });
});

describe('figures', () => {
  it('are clocks', () => {
    const cases = [0, 999, 1000, 192_000, 3_599_999, 3_792_000, 360_000_000, -5, Number.NaN];
    assert.deepEqual(cases.map(clock), [
      '00:00',
      '00:00',
      '00:01',
      '03:12',
      '59:59',
      '1:03:12',
      '100:00:00',
      '00:00',
      '00:00',
    ]);
  });

  it('are sizes', () => {
    assert.deepEqual([0, 1023, 1024, 2150, 32_768, 5_242_880].map(byteSize), [
      '0 B',
      '1023 B',
      '1.0 KB',
      '2.1 KB',
      '32.0 KB',
      '5.0 MB',
    ]);
  });
});
