import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createNeedles } from '../../../src/sanitize/needles.ts';

/** Few letters, so that forms overlap, begin alike and stand at both ends of a text. */
const letters = fc.constantFrom('a', 'b', 'B', '1', '-', 'ö', '密');
const anyForm = fc.array(letters, { minLength: 2, maxLength: 24 }).map((all) => all.join(''));
const anyText = fc
  .array(fc.oneof({ weight: 3, arbitrary: letters }, { weight: 1, arbitrary: anyForm }), { maxLength: 60 })
  .map((all) => all.join(''));

/** What is found when each place is looked at, form by form. */
function hitsPlaceByPlace(text: string, forms: readonly string[]): { form: string; start: number }[] {
  const longestFirst = [...new Set(forms)].filter((form) => form.length >= 4).sort((a, b) => b.length - a.length);
  const isWord = (at: number) => /[\p{L}\p{N}_]/u.test(text[at] ?? '');
  const hits: { form: string; start: number }[] = [];
  let from = 0;
  for (let start = 0; start < text.length; start += 1) {
    const form = longestFirst.find((candidate) => {
      const isPlainWord = candidate.length < 20 && /^(?:[A-Za-z]+|\d+)$/.test(candidate);
      const isFree = !isPlainWord || (!isWord(start - 1) && !isWord(start + candidate.length));
      return text.startsWith(candidate, start) && isFree;
    });
    if (form !== undefined && start >= from) {
      hits.push({ form, start });
      from = form.length >= 16 ? start + form.length : 0;
    }
  }
  return hits;
}

test('values are found wherever looking at each place finds them, in whatever order they were added', () => {
  fc.assert(
    fc.property(fc.array(anyForm, { minLength: 1, maxLength: 12 }), anyText, (forms, middle) => {
      const needles = createNeedles();
      const text = `${forms[0]}${middle}${forms.at(-1)}`;
      for (const form of forms) {
        needles.add(form, [form]);
      }
      const found = needles.search(text).map(({ needle, start }) => ({ form: needle.form, start }));
      assert.deepEqual(found, hitsPlaceByPlace(text, forms), text);
    }),
    { numRuns: 3_000 },
  );
});
