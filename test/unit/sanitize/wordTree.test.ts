import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createWordIndex } from '../../../src/sanitize/wordIndex.ts';

/** Few letters, so that words overlap, begin alike and stand at both ends of a text. */
const letters = fc.constantFrom('a', 'b', 'A', 'B', '-', '/', 'ö', 'Ö', 'п', 'П', '密');
const anyText = fc.array(letters, { maxLength: 60 }).map((all) => all.join(''));
const anyWords = fc.array(
  fc.array(letters, { minLength: 1, maxLength: 6 }).map((all) => all.join('').toLowerCase()),
  { minLength: 1, maxLength: 12 },
);

test('the index finds each word wherever looking for it alone finds it, in any case', () => {
  fc.assert(
    fc.property(fc.array(anyWords, { minLength: 1, maxLength: 4 }), anyText, (lists, text) => {
      const index = createWordIndex();
      const watches = lists.map((words) => index.watch(words));
      const outline = index.reader()(text);
      const lower = text.toLowerCase();
      lists.forEach((words, at) => {
        const expected = [...lower].flatMap((_, place) =>
          words.some((word) => lower.startsWith(word, place)) ? [place] : [],
        );
        const watch = watches[at];
        assert.ok(watch !== undefined);
        assert.deepEqual(outline.places(watch), expected, text);
      });
    }),
    { numRuns: 2_000 },
  );
});

test('the index finds every run of twenty characters and more that tokens are made of', () => {
  const anyRuns = fc
    .array(fc.oneof(fc.constantFrom(' ', '"', '\n', 'ü', '('), fc.string({ minLength: 1, maxLength: 45 })), {
      maxLength: 12,
    })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(anyRuns, (text) => {
      const expected = [...text.matchAll(/[\w+/=.~-]{20,}/g)].map(({ index, 0: run }) => ({
        start: index,
        end: index + run.length,
        hasDigit: /\d/.test(run),
        hasBothCases: /[a-z]/.test(run) && /[A-Z]/.test(run),
      }));
      assert.deepEqual(createWordIndex().reader()(text).runs, expected);
    }),
    { numRuns: 2_000 },
  );
});
