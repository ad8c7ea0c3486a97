import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passagesOf } from '../../../src/ask/passages.ts';
import { type Question, ranked, termsOf } from '../../../src/ask/ranking.ts';
import { growsInStep } from '../growth.ts';
import { asked, material } from './material.ts';

const notes = [
  asked('glyphs', "When `npm test` fails with `Cannot find module 'glyphs'`, run `npm ci`.", {
    trigger: "`npm test` fails with `Cannot find module 'glyphs'`",
    action: 'run `npm ci`',
  }),
  asked('tag', 'Tag the release only after the tests passed.', { kind: 'order', trigger: 'before `git tag`' }),
  asked('changelog', 'CHANGELOG.md is edited whenever the version is.', { kind: 'convention' }),
  asked('migrate', 'Back up the table before `make migrate`.', { workflow: 'Migrate the database' }),
];
const file = {
  path: 'docs/AGENTS.md',
  layer: 'project' as const,
  when: 'path' as const,
  text: '# Docs\n\nWrite in the present tense.\n\n## Pictures\n\nPictures are made with `npm run pictures`.\n',
};
const all = passagesOf(material(notes, { files: [file] }));

function found(question: Question): string[] {
  return ranked(all, question).map(({ note, lines, path }) => note?.note.id ?? `${path}:${lines?.[0]}`);
}

describe('the ranking of what agents ask for', () => {
  it('puts first what shares the rare words of the question, whatever their endings', () => {
    assert.equal(found({ query: 'testing failed: module glyphs not found' })[0], 'glyphs');
    assert.equal(found({ query: 'tagging a release' })[0], 'tag');
    assert.equal(found({ query: 'how are pictures made' })[0], 'docs/AGENTS.md:5');
  });

  it('leaves out what shares no word, and everything for a question of empty words', () => {
    assert.deepEqual(found({ query: 'kubernetes' }), []);
    assert.deepEqual(found({ query: 'what is to be with the' }), []);
  });

  it('keeps to a workflow, whatever its case and spacing', () => {
    assert.deepEqual(found({ query: 'before tag table', workflow: ' migrate  the DATABASE' }), ['migrate']);
  });

  it('puts what is about the file that is worked on before what is as near otherwise', () => {
    const twins = passagesOf(
      material([asked('one', 'Run the check in tools/one.sh.'), asked('two', 'Run the check in tools/two.sh.')]),
    );
    const first = (path: string) => ranked(twins, { query: 'run check', path })[0]?.note?.note.id;
    assert.deepEqual([first('tools/one.sh'), first('tools/two.sh')], ['one', 'two']);
  });

  it('puts what may be out of date after its equal', () => {
    const twins = passagesOf(
      material([asked('old', 'Run the check.', {}, 'its script is gone'), asked('new', 'Run the check.')]),
    );
    assert.deepEqual(
      ranked(twins, { query: 'check' }).map(({ note }) => note?.note.id),
      ['new', 'old'],
    );
  });

  it('finds words in scripts without blanks, in identifiers and in code units beyond the first plane', () => {
    const other = passagesOf(
      material([
        asked('ja', '本番に公開する前に試験を実行する。'),
        asked('id', 'Set `maxRetryCount` first.'),
        asked('x', '𝒳 is unknown'),
      ]),
    );
    const first = (query: string) => ranked(other, { query })[0]?.note?.note.id;
    assert.deepEqual(
      [first('試験'), first('retry count'), first('MAXRETRYCOUNT'), first('𝒳')],
      ['ja', 'id', 'id', 'x'],
    );
    assert.deepEqual(termsOf('HTTPServer'), ['httpserver', 'http', 'server']);
  });

  it('takes as much longer as there are more notes', () => {
    const rank = (size: number) => {
      const passages = passagesOf(
        material(
          Array.from({ length: size }, (_, i) => asked(`n${i}`, `Run step ${i} of the long process, with care.`)),
        ),
      );
      return () => ranked(passages, { query: 'step 777 process' });
    };
    assert.equal(rank(1000)()[0]?.note?.note.id, 'n777');
    growsInStep(rank, 250);
  });
});
