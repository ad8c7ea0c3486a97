import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopted, handWrittenLines } from '../../../src/context/adopt.ts';
import { checkContext } from '../../../src/context/check.ts';
import { listContext } from '../../../src/context/contextFiles.ts';
import { readNotes } from '../../../src/context/noteStore.ts';
import { readDocuments } from '../../../src/distill/documents.ts';
import { applied, type Files, note, plan, releaseProcess, repositoryOf, textOf } from './build.ts';

const lines = (files: Files) =>
  handWrittenLines(repositoryOf(files), []).map(({ file, line, text }) => `${file}:${line} ${text}`);

describe('the hand-written lines of context files', () => {
  it('are list items and short paragraphs, with their place and the heading above', () => {
    const text = [
      '# How we work',
      '',
      'Keep functions short,',
      'and name them by what they give.',
      '',
      '## Tests',
      '* Run `npm test` before',
      '  every push.',
      '1. Write the case first.',
      '- [ ] Ask Pat about plates.',
    ].join('\r\n');
    const found = handWrittenLines(repositoryOf({ 'AGENTS.md': text }), []);
    assert.deepEqual(
      found.map(({ line, text: said, section }) => [line, said, section]),
      [
        [3, 'Keep functions short, and name them by what they give.', 'How we work'],
        [7, 'Run `npm test` before every push.', 'Tests'],
        [9, 'Write the case first.', 'Tests'],
        [10, 'Ask Pat about plates.', 'Tests'],
      ],
    );
  });

  it('are none in code, comments, tables, imports, links, quotes, introductions and front matter', () => {
    const text =
      '---\ndescription: a rule about the press\n---\n@docs/more.md\n\n```sh\nnpm run build the thing\n```\n<!-- a remark nobody reads -->\n| a | b | c |\n\n> somebody said so once\n\n[the long guide to plates](docs/plates.md)\n\nBefore you start, do this:\n\nyes\n';
    assert.deepEqual(lines({ '.cursorrules': text }), []);
  });

  it('come from every kind of file that agents load, and from nothing Mirror rendered', () => {
    const one = 'Plates dry for an hour.';
    const hand: Files = {
      'CLAUDE.md': one,
      '.cursorrules': one,
      '.cursor/rules/a.mdc': `---\nalwaysApply: true\n---\n${one}`,
      '.github/copilot-instructions.md': one,
      '.github/instructions/b.instructions.md': `---\napplyTo: "**"\n---\n${one}`,
      'GEMINI.md': one,
      'web/AGENTS.md': one,
      'README.md': one,
    };
    assert.deepEqual(
      lines(hand).map((each) => each.split(':')[0]),
      [
        '.cursor/rules/a.mdc',
        '.cursorrules',
        '.github/copilot-instructions.md',
        '.github/instructions/b.instructions.md',
        'CLAUDE.md',
        'GEMINI.md',
        'web/AGENTS.md',
      ],
    );
    const files = applied({ 'AGENTS.md': `${one}\n` }, plan({ 'AGENTS.md': `${one}\n` }, [note()]).changes);
    assert.deepEqual(lines(files), [`AGENTS.md:1 ${one}`]);
  });

  it('leave out what a note says already', () => {
    const found = handWrittenLines(repositoryOf({ 'CLAUDE.md': '- Plates  dry for **an** hour.\n' }), [
      note({ text: 'plates dry for **an** hour.' }),
    ]);
    assert.deepEqual(found, []);
  });
});

describe('a hand-written context file', () => {
  const said = 'Run `npm run check` before every push.\n';
  const kinds = ['CLAUDE.md', '.cursorrules', '.cursor/rules/a.mdc', '.github/copilot-instructions.md', 'GEMINI.md'];

  for (const path of kinds) {
    it(`is read as context, and never rewritten: ${path}`, () => {
      const text = path.endsWith('.mdc') ? `---\nalwaysApply: true\n---\n${said}` : said;
      const files: Files = { [path]: text, 'web/main.ts': '' };
      const repository = repositoryOf(files);
      assert.deepEqual(
        listContext(repository).files.map((one) => one.path),
        [path],
      );
      assert.ok(
        readDocuments(repository).prose.some(({ file }) => file === path),
        'distilling knows it',
      );
      const { changes } = plan(files, [
        note(),
        note({ id: 'w', kind: 'convention', trigger: 'Changing `web`', text: 'Thin.' }),
      ]);
      assert.ok(changes.length > 0 && changes.every((change) => change.path !== path));
    });
  }

  it('that Mirror rendered is no witness for what it was rendered from', () => {
    const files: Files = { 'CLAUDE.md': '@AGENTS.md\n', 'web/main.ts': '' };
    const about = note({ id: 'w', kind: 'convention', trigger: 'Changing `web`', text: 'Keep `web` thin.' });
    const after = applied(files, plan(files, [about], { processes: [releaseProcess()] }).changes);
    assert.ok('.claude/rules/mirror-web.md' in after);
    const { prose } = readDocuments(repositoryOf(after));
    assert.ok(
      prose.every(({ text }) => !text.includes('thin')),
      prose.map(({ file }) => file).join(),
    );
  });
});

describe('an adopted line', () => {
  const start: Files = { 'CLAUDE.md': '# Press\n\n- Plates dry for an hour.\n', CODEOWNERS: '* @press\n' };
  const take = (files: Files, owner = 'me') => {
    const repository = repositoryOf(files);
    return handWrittenLines(repository, []).map((one) => adopted(one, repository, owner));
  };

  it('is an accepted note with its place and an owner, and the file stays as it was', () => {
    const [one] = take(start);
    assert.ok(one);
    assert.deepEqual(
      [one.status, one.owner, one.source, one.text, one.support],
      ['accepted', '@press', { file: 'CLAUDE.md', line: 3 }, 'Plates dry for an hour.', { n: 0, of: 0 }],
    );
    const { changes } = plan(start, [one]);
    assert.ok(changes.every(({ path }) => path !== 'CLAUDE.md'));
    const files = applied(start, changes);
    const [read] = readNotes(repositoryOf(files)).notes;
    assert.deepEqual(read?.note.source, one.source);
    assert.match(textOf(files['MEMORY.md'] as Uint8Array), /written by hand in `CLAUDE\.md:3` \| owner: `@press`/);
    assert.deepEqual(plan(files, [one]).changes, []);
    assert.deepEqual(checkContext({ repository: repositoryOf(files) }).findings, []);
  });

  it('is not said to agents twice: it comes into the index when its line is gone', () => {
    const notes = take(start);
    const files = applied(start, plan(start, notes).changes);
    assert.ok(!textOf(files['AGENTS.md'] as Uint8Array).includes('Plates dry'));
    const without = { ...files, 'CLAUDE.md': '# Press\n' };
    const after = applied(without, plan(without, notes).changes);
    assert.ok(textOf(after['AGENTS.md'] as Uint8Array).includes('Plates dry'));
  });

  it('is about the paths of its rule or folder', () => {
    const files = {
      '.claude/rules/a.md': '---\npaths: "web/**, lib/**"\n---\nComponents stay small here.\n',
      'services/search/AGENTS.md': 'Search is slow to start.\n',
      'AGENTS.md': 'Plates dry for an hour.\n',
    };
    assert.deepEqual(
      take(files).map(({ paths, owner }) => [paths, owner]),
      [
        [['web/**', 'lib/**'], 'me'],
        [undefined, 'me'],
        [['services/search/**'], 'me'],
      ],
    );
  });

  it('has one id wherever it stands, in any spelling of blanks and case', () => {
    const ids = ['Plates dry for an hour.', 'plates  dry\n  for an hour.'].map(
      (text) => take({ 'CLAUDE.md': `- ${text}\n` })[0]?.id,
    );
    assert.equal(ids[0], ids[1]);
  });
});
