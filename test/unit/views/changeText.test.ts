import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileChange } from '../../../src/model/context.ts';
import { changeText } from '../../../src/views/present/changeText.ts';
import { english } from './englishWords.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const change = (path: string, before: string | undefined, after: string | undefined): FileChange => ({
  path,
  reason: '',
  ...(before === undefined ? {} : { before: bytes(before) }),
  ...(after === undefined ? {} : { after: bytes(after) }),
});
const lines = (count: number, from = 1): string =>
  Array.from({ length: count }, (_, index) => `line ${index + from}\n`).join('');

describe('what a note changes, as two texts', () => {
  it('shows of each file its path and what changes, and nothing of a digest that changes with it', () => {
    const shown = changeText(
      [
        change(
          'AGENTS.md',
          '<!-- mirror:begin digest=1a -->\n- One\n',
          '<!-- mirror:begin digest=2b -->\n- One\n- Two\n',
        ),
        change('MEMORY.md', undefined, 'Three\n'),
        change('old.md', 'Four\n', undefined),
      ],
      english,
    );
    assert.equal(
      shown.before,
      '━━ AGENTS.md ━━\n\n<!-- mirror:begin -->\n- One\n\n━━ MEMORY.md ━━\n\n\n━━ old.md ━━\n\nFour\n',
    );
    assert.equal(
      shown.after,
      '━━ AGENTS.md ━━\n\n<!-- mirror:begin -->\n- One\n- Two\n\n━━ MEMORY.md ━━\n\nThree\n\n━━ old.md ━━\n\n',
    );
  });

  it('leaves out what is far from any change, on both sides alike', () => {
    const [head, middle, tail] = [lines(40), lines(40, 100), lines(40, 200)];
    const before = `${head}first\n${middle}second\n${tail}`;
    const { before: left, after: right } = changeText(
      [change('AGENTS.md', before, before.replace('first', 'FIRST').replace('second', 'SECOND'))],
      english,
    );
    assert.equal(left, right.replace('FIRST', 'first').replace('SECOND', 'second'));
    assert.match(right, /line 36\n.*line 40\nFIRST\nline 100\n.*line 104\n⋯\nline 135\n.*SECOND/s);
    assert.doesNotMatch(right, /line 35\n|line 105\n|line 205\n/);
    assert.equal(
      changeText([change('x.md', 'no end', 'no end either')], english).after,
      '━━ x.md ━━\n\nno end either\n',
    );
  });

  it('says so where no file changes', () => {
    const { before, after } = changeText([], english);
    assert.equal(before, 'No context file changes.');
    assert.equal(after, before);
  });
});
