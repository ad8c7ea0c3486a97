import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DraftWords, draftText, mergedWords, readDraft, splitWords } from '../../../src/flow/noteDraft.ts';
import { english } from '../views/englishWords.ts';
import { note } from '../views/states.ts';

const hint = 'Save it to accept it -- or close it. -->';
const words: DraftWords = {
  text: 'Start the database before `npm test`.',
  trigger: '`npm test` fails',
  action: 'Start the database',
  prevents: 'An hour of searching',
};

describe('a draft of notes', () => {
  it('is Markdown that a person can read', () => {
    assert.equal(
      draftText([words], 'Edit me.', english),
      [
        '<!-- Edit me. -->',
        'Start the database before `npm test`.',
        '## When',
        '`npm test` fails',
        '## Do',
        'Start the database',
        '## Prevents',
        'An hour of searching\n',
      ].join('\n\n'),
    );
  });

  it('is read back as it was written, whatever stands in it', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '---',
        '-----',
        '## When',
        '## Do',
        '\\## Do',
        '\\\\---',
        '<!-- x -->',
        '<!-- mirror:end -->',
        '',
        '# a',
      ),
      fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' ')),
    );
    const text = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n').trim());
    const one = fc.record({ text, trigger: text, action: text, prevents: text }, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), (notes) => {
        const kept = notes.filter((each) => Object.values(each).some((part) => part !== ''));
        assert.deepEqual(readDraft(draftText(notes, hint, english), english), kept);
      }),
      { numRuns: 300 },
    );
  });

  it('is read with any line ends, without its hint, and without headings', () => {
    assert.deepEqual(readDraft('Only this.\r\nAnd this.\r\n', english), [
      { text: 'Only this.\nAnd this.', trigger: '', action: '', prevents: '' },
    ]);
    assert.deepEqual(readDraft('<!-- hint -->\n\n', english), []);
  });

  it('is two notes where a line of hyphens stands between', () => {
    assert.deepEqual(
      readDraft('One.\n\n---\n\nTwo.\n\n## Do\n\nThat.\n', english).map(({ text, action }) => [text, action]),
      [
        ['One.', ''],
        ['Two.', 'That.'],
      ],
    );
  });
});

describe('splitting and merging', () => {
  it('gives a note a sentence, and one that has a single sentence twice', () => {
    const two = note({ text: 'Build first. Then run `npm test`.' });
    assert.deepEqual(
      splitWords(two).map(({ text }) => text),
      ['Build first.', 'Then run `npm test`.'],
    );
    assert.equal(splitWords(note({ text: 'Use v1.2.0 of it' })).length, 2);
  });

  it('joins what differs and says once what is the same', () => {
    const joint = mergedWords([note({ text: 'A.' }), note({ text: 'B.' })]);
    assert.equal(joint.text, 'A.\nB.');
    assert.equal(joint.action, note().action);
  });
});
