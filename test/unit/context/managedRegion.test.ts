import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ManagedRegion } from '../../../src/context/managedRegion.ts';
import { findRegion, withRegion } from '../../../src/context/managedRegion.ts';
import { growsInStep } from '../growth.ts';
import { bytesOf, textOf } from './build.ts';

function regionOf(bytes: Uint8Array): ManagedRegion | undefined {
  const found = findRegion(bytes);
  assert.ok(found.ok, found.ok ? '' : found.error.message);
  return found.value;
}

function codeOf(text: string | Uint8Array): string | undefined {
  const found = findRegion(typeof text === 'string' ? bytesOf(text) : text);
  return found.ok ? undefined : found.error.code;
}

/** Any bytes but NUL, with line ends and Markdown that could confuse. */
const surroundings = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        '\r',
        ' \n',
        '\t',
        '\ufeff',
        '```\n',
        '~~~sh\n',
        '`',
        '# A',
        '<!-- x -->',
        '<!--',
        '=======\n',
        'é',
        '- a\n',
      ),
      fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => bytes.filter((byte) => byte !== 0)),
    ),
    { maxLength: 14 },
  )
  .map((parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? bytesOf(part) : part))))
  .map((bytes) => new Uint8Array(bytes));

const bodies = fc.stringMatching(/^[ -~\n]{0,60}$/).filter((text) => !text.includes('mirror:'));

describe('a managed region', () => {
  it('leaves every byte outside alone, whatever stands there, and changes nothing the second time', () => {
    fc.assert(
      fc.property(surroundings, surroundings, bodies, bodies, (before, after, first, second) => {
        const inserted = withRegion(before, undefined, first);
        assert.deepEqual(inserted.slice(0, before.length), before);
        const file = new Uint8Array([...inserted, ...after]);
        const region = regionOf(file);
        assert.ok(region);
        const changed = withRegion(file, region, second);
        const now = regionOf(changed);
        assert.ok(now);
        assert.deepEqual(changed.slice(0, region.start), file.slice(0, region.start));
        assert.deepEqual(changed.slice(now.end), file.slice(region.end));
        assert.equal(now.edited, false);
        assert.deepEqual(withRegion(changed, now, second), changed);
      }),
      { numRuns: 500 },
    );
  });

  it('is added with at most one empty line before it, in the line ends of the file', () => {
    const cases: [string, RegExp][] = [
      ['', /^<!-- mirror:begin digest=\w+ -->\nx\n<!-- mirror:end -->\n$/],
      ['a', /^a\n\n<!-- mirror:begin digest=\w+ -->\nx\n<!-- mirror:end -->$/],
      ['a\n', /^a\n\n<!-- mirror:begin digest=\w+ -->\nx\n<!-- mirror:end -->\n$/],
      ['a\n\n', /^a\n\n<!-- mirror:begin digest=\w+ -->\nx\n<!-- mirror:end -->\n$/],
      ['a\r\nb\r\n', /^a\r\nb\r\n\r\n<!-- mirror:begin digest=\w+ -->\r\nx\r\n<!-- mirror:end -->\r\n$/],
      ['\ufeff', /^\ufeff<!-- mirror:begin digest=\w+ -->\nx\n<!-- mirror:end -->\n$/],
    ];
    for (const [before, expected] of cases) assert.match(textOf(withRegion(bytesOf(before), undefined, 'x')), expected);
  });

  it('is no hand edit when a checkout changes line ends or an editor trims the end', () => {
    const file = textOf(withRegion(bytesOf('a\n'), undefined, 'one\ntwo'));
    assert.equal(regionOf(bytesOf(file.replaceAll('\n', '\r\n')))?.edited, false);
    assert.equal(regionOf(bytesOf(file.replace('two', 'two\n\n')))?.edited, false);
    assert.equal(regionOf(bytesOf(file.replace('two', 'three')))?.edited, true);
  });

  it('holds text without a digest for a hand edit, and blank text for none', () => {
    assert.equal(regionOf(bytesOf('<!-- mirror:begin -->\nmine\n<!-- mirror:end -->'))?.edited, true);
    assert.equal(regionOf(bytesOf('<!-- mirror:begin -->\n\n<!-- mirror:end -->'))?.edited, false);
  });

  it('keeps attributes that are not ours', () => {
    const file = bytesOf('<!-- mirror:begin owner=me -->\n<!-- mirror:end -->\n');
    assert.match(textOf(withRegion(file, regionOf(file), 'x')), /^<!-- mirror:begin digest=\w+ owner=me -->\nx\n/);
  });

  it('says what is wrong with broken markers', () => {
    const begin = '<!-- mirror:begin -->';
    const end = '<!-- mirror:end -->';
    assert.equal(codeOf(`${begin}\nx\n`), 'unclosed');
    assert.equal(codeOf(`x\n${end}\n`), 'unopened');
    assert.equal(codeOf(`${begin}\n${begin}\nx\n${end}`), 'nested');
    assert.equal(codeOf(`${begin}\n${end}\n${begin}\n${end}`), 'duplicated');
    assert.equal(codeOf('<!-- mirror:begin\nx\n'), 'unclosed');
    assert.equal(codeOf(`${begin}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n${end}`), 'merge-conflict');
    assert.equal(codeOf(`<<<<<<< HEAD\n${begin}\na\n=======\n${begin}\nb\n>>>>>>> other\n${end}`), 'merge-conflict');
  });

  it('refuses UTF-16', () => {
    assert.equal(codeOf(new Uint8Array(Buffer.from('\ufeff# Hi\n', 'utf16le'))), 'not-utf8');
  });

  it('takes a marker in a code span or a closed fence for a mention', () => {
    const mention = 'Text `<!-- mirror:begin -->` and\n```md\n<!-- mirror:begin -->\n<!-- mirror:end -->\n```\n';
    assert.equal(regionOf(bytesOf(mention)), undefined);
    const both = withRegion(bytesOf(mention), undefined, 'x');
    assert.equal(regionOf(both)?.body, 'x');
  });

  it('is looked for in step with the size of a file of half markers', () => {
    growsInStep((size) => {
      const hostile = bytesOf('<!-- mirror:begin '.repeat(size));
      return () => findRegion(hostile);
    }, 7500);
  });
});
