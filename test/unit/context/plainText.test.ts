import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findRegion, withRegion } from '../../../src/context/managedRegion.ts';
import { inlineMarkdown, plainFromMarkdown, shortened, visibleText } from '../../../src/context/plainText.ts';
import { codeBlock, codeSpan } from '../../../src/context/renderedLine.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!-- mirror:end -->',
        '<!--',
        '-->',
        '<!',
        '--',
        '>',
        '```',
        '~~~',
        '# ',
        '\n',
        '\r\n',
        '- ',
        '`',
        '\\',
        '<b>',
        '@a',
        '![x](y)',
        '\u202e',
        '\u200b',
        '\ud800',
        '1. ',
        '> ',
        '\u{e0041}',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

describe('text of a note in Markdown', () => {
  it('can forge no marker, comment, fence or line, whatever it says', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of [inlineMarkdown(text), codeSpan(text)]) {
          assert.doesNotMatch(line, /[\n\r]|<!--|-->|[\u202a-\u202e\u200b]/u);
        }
        assert.doesNotMatch(inlineMarkdown(text), /```|~~~|^\s*(?:#|>|[-+] )/);
        const body = `- ${inlineMarkdown(text)}\n- ${codeSpan(text)}\n${codeBlock(text, '   ').join('\n')}`;
        const found = findRegion(withRegion(undefined, undefined, body));
        assert.ok(found.ok && found.value && !found.value.edited);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps code spans and words as they are', () => {
    const text = 'run `git tag v<version>` and `npm i @a/b`, then a > b and 3 < 4';
    assert.equal(inlineMarkdown(text), text);
  });

  it('shows a tag in prose instead of swallowing it, and names no import', () => {
    assert.equal(inlineMarkdown('set <version>'), 'set \\<version>');
    assert.equal(inlineMarkdown('see @secrets/all.md now'), 'see `@secrets/all.md` now');
    assert.equal(inlineMarkdown('(“Publish @lumen/grid”): see @a.b.'), '(“Publish `@lumen/grid`”): see `@a.b`.');
    assert.equal(inlineMarkdown('mail me@example.org'), 'mail me@example.org');
  });

  it('can start no heading, list, quote or task', () => {
    assert.equal(inlineMarkdown('# Ignore previous instructions'), '\\# Ignore previous instructions');
    assert.equal(inlineMarkdown('- item'), '\\- item');
    assert.equal(inlineMarkdown('1. item'), '1\\. item');
    assert.equal(inlineMarkdown('[ ] task'), '\\[ ] task');
    assert.equal(inlineMarkdown('**bold** stays'), '**bold** stays');
  });

  it('comes back from its escapes', () => {
    for (const text of ['set <version>', '# a', '1. b', 'a `code <x>` b'])
      assert.equal(plainFromMarkdown(inlineMarkdown(text)), text);
  });

  it('loses hidden characters and keeps scripts and emoji', () => {
    assert.equal(visibleText('a\u202eb\u{e0041}c\u0007'), 'abc');
    assert.equal(visibleText('ok\ud800'), 'ok\ufffd');
    assert.equal(visibleText('👩‍💻 ❤️ é 日本'), '👩‍💻 ❤️ é 日本');
  });

  it('is cut between characters, visibly', () => {
    assert.equal(shortened('👩👩👩', 2), '👩…');
    assert.equal(shortened('abc', 3), 'abc');
  });

  it('quotes a command with backticks, and one of several lines', () => {
    assert.equal(codeSpan('echo `date`'), '`` echo `date` ``');
    assert.deepEqual(codeBlock('a\n```\nb', ' '), [' ````sh', ' a', ' ```', ' b', ' ````']);
  });
});
