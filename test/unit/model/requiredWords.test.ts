import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { requiredWords } from '../../../src/model/requiredWords.ts';

describe('what no match of a pattern can be without', () => {
  it('is the longest piece of plain letters, or of each alternative', () => {
    for (const [pattern, words] of [
      [/\b(?:took|cost) (?:me|us)\b/, ['took', 'cost']],
      [/[Tt]he (?:whole )?evening/, ['evening']],
      [/(?<=\bit was )\p{Lu}\p{Ll}{1,20}(?= who\b)/u, ['it was ']],
      [/\p{Lu}\p{Ll}+(?= who\b)/u, [' who']],
      [/(?<!by )(?!Because )pushed/, ['pushed']],
      [/hello+ there/, [' there']],
      [/(?<one>ab){2,3}/, ['ab']],
      [/\[\d\d:\d\d\]/, ['[']],
    ] as const)
      assert.deepEqual(requiredWords(pattern), words, pattern.source);
    for (const pattern of [/a?b*/, /(?:abc)?/, /abc|\d+/, /[abc]{4}/, /f+u+/])
      assert.equal(requiredWords(pattern), undefined, pattern.source);
  });

  it('stands in every text that a pattern matches, whatever the pattern', () => {
    const leaf = fc.constantFrom('a', 'b', 'ab', 'bc', 'cab', '[Aa]', '[ab]', '\\w', '\\b', '.', '\\.', ' ', '-');
    const wrapped = fc.constantFrom(
      (inner: string) => `(?:${inner})`,
      (inner: string) => `(${inner})?`,
      (inner: string) => `(?:${inner})+`,
      (inner: string) => `(?:${inner}){0,2}`,
      (inner: string) => `(?:${inner}){2}`,
      (inner: string) => `(?=${inner})`,
      (inner: string) => `(?!${inner})`,
      (inner: string) => `(?<=${inner})`,
      (inner: string) => `(?<!${inner})`,
    );
    const { pattern } = fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => ({
      pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
      sequence: fc.array(tie('part'), { maxLength: 3 }).map((all) => all.join('')),
      part: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(leaf, fc.constantFrom('?', '+', '*?', '{2,}')).map(([one, often]) => `(?:${one})${often}`),
        fc.tuple(fc.constantFrom('a', 'b', '[Cc]'), fc.constantFrom('?', '+', '*')).map((both) => both.join('')),
        fc.tuple(wrapped, tie('pattern')).map(([wrap, inner]) => wrap(inner)),
      ),
    }));
    fc.assert(
      fc.property(
        pattern,
        fc.stringMatching(/^[abcAB. -]{0,12}$/),
        fc.constantFrom('', 'i', 'u'),
        (source, text, flags) => {
          const made = new RegExp(source, flags);
          const words = requiredWords(made);
          if (words !== undefined && made.test(text))
            assert.ok(
              words.some((word) => text.toLowerCase().includes(word)),
              `${source} matches ${text}: ${words.join()}`,
            );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
