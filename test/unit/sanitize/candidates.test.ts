import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createCandidates } from '../../../src/sanitize/candidates.ts';
import { createWordIndex } from '../../../src/sanitize/wordIndex.ts';

describe('what is to be tried on a text', () => {
  it('is what a word of it stands for, and what waits for no word, in the order given', () => {
    const words = fc.stringMatching(/^[abc]{1,3}$/);
    const things = fc.array(fc.option(fc.array(words, { minLength: 1, maxLength: 3 })), { maxLength: 8 });
    fc.assert(
      fc.property(things, fc.stringMatching(/^[abcABC ]{0,12}$/), (all, text) => {
        const index = createWordIndex();
        const watches = all.map((own) => (own === null ? undefined : index.watch(own)));
        const numbers = all.map((_, number) => number);
        const candidates = createCandidates(numbers, (number) => watches[number]);
        const expected = numbers.filter((number) => {
          const own = all[number];
          return !own || own.some((word) => text.toLowerCase().includes(word));
        });
        assert.deepEqual(candidates(index.reader()(text)), expected);
      }),
    );
  });
});
