import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { renderNoteFile } from '../../../src/context/noteFile.ts';
import { plainYaml } from '../../../src/context/plainYaml.ts';
import { note, textOf } from './build.ts';
import { manyNotes } from './manyNotes.ts';

/** What the library gives; undefined where it finds an error or warns. */
function byLibrary(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe' });
  return document.errors.length > 0 ? undefined : document.toJS();
}

function frontMatter(text: string): string {
  return text.slice(4, text.indexOf('\n---\n') + 1);
}

describe('the plain part of YAML', () => {
  it('is read as the library reads it, or left to the library', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'key',
        ': ',
        ':',
        ' ',
        '\n',
        '\n  ',
        '- ',
        '-',
        '"',
        "'",
        '\\',
        '#',
        ' #',
        '[]',
        '{}',
        '|-',
        '>',
        '&a',
        '*a',
        '!',
        '?',
        '~',
        '1',
        'null',
        '\t',
        'é',
        '`',
        '@',
        '%',
        ',',
        '---',
        '...',
        '<<',
        '\\n',
        '=',
        '.',
        'b: c',
        '{ ',
        ' }',
        ', ',
        'k: { a: b, c: d }',
        'q: { e: "f, g", h: ',
        "{ i: 'j', l: ",
        'x: "y"',
        "z: 'w'",
        'k:\n  m: n',
        '- o: p\n  q: r',
      ],
    );
    const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (yaml) => {
        const plain = plainYaml(yaml);
        if (plain !== undefined) assert.deepEqual(plain, byLibrary(yaml), JSON.stringify(yaml));
      }),
      { numRuns: Number(process.env.MIRROR_YAML_RUNS ?? 3000) },
    );
  });

  it('holds the front matter of notes as Mirror writes it', () => {
    const odd = [
      note({
        text: 'x',
        trigger: 'says "a: b" # c',
        prevents: "it's over",
        workflow: '- 1',
        parameters: ['<v>', 'null', ''],
      }),
      note({
        text: 'x',
        owner: '@team',
        supersedes: 'other',
        paths: ['**/*.sql'],
        source: { file: 'CLAUDE.md', line: 3 },
      }),
    ];
    for (const one of [...manyNotes(16), ...odd]) {
      const yaml = frontMatter(textOf(renderNoteFile(one, undefined, [{ script: 'a', is: 'b' }, { file: 'c/d.ts' }])));
      assert.ok(plainYaml(yaml) !== undefined, yaml);
      assert.deepEqual(plainYaml(yaml), byLibrary(yaml));
    }
    assert.ok(plainYaml(frontMatter(textOf(renderNoteFile(note())))) !== undefined);
  });

  it('is not what is doubled, nested in flow, folded over lines, anchored or commented', () => {
    for (const yaml of [
      'a: 1\na: 2\n',
      'a: {b: c, d: {e: f}}\n',
      'a: [b]\n',
      'a: >-\n  b\n',
      'a: &x b\n',
      'a: b # c\n',
      'a:\n',
      '',
      '# a\n',
      'a: b\n c: d\n',
    ])
      assert.equal(plainYaml(yaml), undefined, yaml);
  });
});
