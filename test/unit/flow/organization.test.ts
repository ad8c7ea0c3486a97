import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createMirror } from '../../../src/mirror.ts';
import { type Answers, git, makeScene, write } from './fakes.ts';

const noteFile = (id: string, text: string, more = '') =>
  `---\nid: ${id}\nkind: lesson\nworkflow: Cut a release\nsupport: { n: 2, of: 3 }\nrecordedOn: 2026-02-03\nevidence:\n  - { recording: rec-a, from: 1, to: 3, excerpt: npm test → works }\n${more}---\n${text}\n`;

/** A project, and an organization's repository with a desk of its maintainer. */
function scene(answers: Answers, notes: Readonly<Record<string, string>> = {}) {
  const made = makeScene(answers);
  const base = join(made.folder, '..');
  const bare = join(base, 'organization.git');
  const desk = join(base, 'desk');
  git(base, 'init', '-q', '--bare', '-b', 'main', bare);
  git(base, 'clone', '-q', bare, desk);
  const publish = (files: Readonly<Record<string, string>>) => {
    write(desk, files);
    git(desk, 'add', '-A');
    git(desk, 'commit', '-qm', 'notes');
    git(desk, 'push', '-q', 'origin', 'HEAD:main');
    return git(desk, 'rev-parse', 'HEAD');
  };
  const commit = publish({ 'README.md': 'Notes for all.\n', ...notes });
  git(made.folder, 'config', 'user.name', 'Sam Example');
  git(made.folder, 'config', 'user.email', 'sam@example.org');
  made.answers.settings = { 'organization.repository': bare };
  return { ...made, bare, desk, commit, publish, mirror: createMirror(made.ports, () => undefined) };
}

describe('promoting a note', () => {
  it('commits it to a branch of its own with its evidence, and pushes when the person says so', async () => {
    const { mirror, folder, bare, previews } = scene({
      press: { 'Commit this to a branch': 'Commit to a Branch', 'Committed to the branch': 'Push Branch' },
    });
    write(folder, {
      '.mirror/notes/glyphs.md': noteFile('glyphs', 'When `npm test` fails, run `npm ci`.', 'verifiedAt: 0123abcd\n'),
    });
    await mirror.open();
    await mirror.send({ kind: 'promoteNotes', notes: ['glyphs'] });
    assert.deepEqual(
      previews.at(-1)?.map(({ path }) => path),
      ['.mirror/notes/glyphs.md', '.mirror/.gitattributes'],
    );
    const there = git(bare, 'show', 'mirror/glyphs:.mirror/notes/glyphs.md');
    assert.match(there, /^layer: organization$/m);
    assert.doesNotMatch(there, /verifiedAt/);
    const log = git(bare, 'log', '-1', '--format=%an%n%B', 'mirror/glyphs');
    assert.match(log, /^Sam Example\nPromote: When `npm test` fails/);
    assert.match(log, /glyphs: seen in 2 of 3 recordings, last 2026-02-03\n {4}npm test → works/);
    assert.equal(git(bare, 'rev-parse', 'mirror/glyphs^'), git(bare, 'rev-parse', 'main'));
  });

  it('writes nothing before the person agrees, and holds back what gate two finds', async () => {
    const { mirror, folder, bare, said } = scene({ press: { 'Commit this to a branch': 'Commit to a Branch' } });
    const secret = `hunter2${'Qx9'.repeat(4)}`;
    write(folder, {
      '.mirror/notes/a.md': noteFile('a', 'Run `npm ci`.'),
      '.mirror/notes/b.md': noteFile('b', `Log in with \`mysql --password=${secret}\`.`),
    });
    await mirror.open();
    await mirror.send({ kind: 'promoteNotes', notes: ['b'] });
    assert.ok(
      said.some((each) => /held back/.test(each) && !each.includes(secret)),
      said.join('\n'),
    );
    await mirror.send({ kind: 'promoteNotes', notes: ['a'] });
    assert.equal(git(bare, 'branch', '--list', 'mirror/*'), '', 'not pushed');
  });

  it('says which setting is missing', async () => {
    const { mirror, answers, said } = scene({});
    answers.settings = {};
    await mirror.send({ kind: 'updateOrganization' });
    assert.ok(said.some((each) => each.includes('mirror.organization.repository')));
  });
});

describe("the organization's notes", () => {
  const notes = {
    '.mirror/notes/npm.md': noteFile('npm-note', 'Run `npm ci` after each pull.', 'layer: organization\n'),
    '.mirror/notes/cargo.md': noteFile('cargo-note', 'Run `cargo deny check` first.', 'layer: organization\n').replace(
      'Cut a release',
      'Ship the crate',
    ),
  };
  const found = (mirror: ReturnType<typeof scene>['mirror'], id: string) =>
    mirror.state().notes.find(({ note }) => note.id === id);

  it('are offered where they are about this project, wired in at a commit, and offered again when they change', async () => {
    const {
      mirror,
      folder,
      publish,
      commit,
      notes: shownNotes,
    } = scene({ press: { 'Write these': 'Apply', 'Write this': 'Apply' } }, notes);
    await mirror.send({ kind: 'updateOrganization' });
    assert.deepEqual(found(mirror, 'npm-note')?.organization, { kind: 'new', because: ['npm'] });
    assert.equal(found(mirror, 'cargo-note'), undefined);

    await mirror.send({ kind: 'acceptNotes', notes: ['npm-note'] });
    await mirror.send({ kind: 'applyNotes' });
    const file = () => readFileSync(join(folder, '.mirror/notes/npm-note.md'), 'utf8');
    assert.match(file(), /^layer: organization$/m);
    assert.ok(file().includes(`pinnedAt: ${commit}`));
    assert.ok(readFileSync(join(folder, 'AGENTS.md'), 'utf8').includes('npm ci'));
    assert.equal(found(mirror, 'npm-note')?.organization, undefined);

    const next = publish({
      '.mirror/notes/npm.md': noteFile(
        'npm-note',
        'Run `npm ci --ignore-scripts` after each pull.',
        'layer: organization\n',
      ),
    });
    await mirror.send({ kind: 'updateOrganization' });
    assert.equal(found(mirror, 'npm-note')?.organization?.kind, 'update');
    await mirror.send({ kind: 'previewNote', note: 'npm-note' });
    const shown = shownNotes.at(-1)?.changes.find(({ path }) => path.endsWith('npm-note.md'));
    assert.match(new TextDecoder().decode(shown?.before), /Run `npm ci` after/);
    assert.match(new TextDecoder().decode(shown?.after), /--ignore-scripts/);

    await mirror.send({ kind: 'declineNotes', notes: ['npm-note'], reason: 'later' });
    assert.equal(found(mirror, 'npm-note')?.organization, undefined);
    assert.equal(found(mirror, 'npm-note')?.note.status, 'accepted', 'the note that is here stays');

    publish({
      '.mirror/notes/npm.md': noteFile(
        'npm-note',
        'Run `npm ci --prefer-offline` after each pull.',
        'layer: organization\n',
      ),
    });
    await mirror.send({ kind: 'updateOrganization' });
    await mirror.send({ kind: 'acceptNotes', notes: ['npm-note'] });
    await mirror.send({ kind: 'applyNotes' });
    assert.match(file(), /--prefer-offline/);
    assert.ok(!file().includes(next) && !file().includes(commit));
  });

  it('are shown as last known where the repository cannot be reached, which is said', async () => {
    const { mirror, bare, said } = scene({}, notes);
    await mirror.send({ kind: 'updateOrganization' });
    renameSync(bare, `${bare}.gone`);
    await mirror.send({ kind: 'updateOrganization' });
    assert.ok(
      said.some((each) => /cannot be reached.*as of 2026/.test(each)),
      said.join('\n'),
    );
    assert.equal(found(mirror, 'npm-note')?.organization?.kind, 'new');
  });

  it('that were removed there are said to be, until the person retires them here or keeps them', async () => {
    const { mirror, folder, desk, publish, commit, said } = scene({ press: { 'Write these': 'Apply' } }, notes);
    const pinned = (id: string, at: string) =>
      noteFile(id, 'Run `npm ci` after each pull.', `layer: organization\npinnedAt: ${at}\n`);
    write(folder, {
      '.mirror/notes/npm-note.md': pinned('npm-note', commit),
      '.mirror/notes/retired.md': pinned('retired', commit),
      '.mirror/notes/elsewhere.md': pinned('elsewhere', 'abcdef0123456789'),
    });
    publish({ '.mirror/notes/retired.md': noteFile('retired', 'Run `npm ci`.', 'layer: organization\n') });
    await mirror.send({ kind: 'updateOrganization' });
    assert.equal(found(mirror, 'npm-note')?.organization, undefined);

    rmSync(join(desk, '.mirror/notes/npm.md'));
    publish({
      '.mirror/notes/retired.md': noteFile('retired', 'Run `npm ci`.', 'layer: organization\nstatus: declined\n'),
    });
    await mirror.send({ kind: 'updateOrganization' });
    const kinds = ['npm-note', 'retired', 'elsewhere'].map((id) => found(mirror, id)?.organization?.kind);
    // Nobody knows what became of a note from another repository, or from a history that was rewritten.
    assert.deepEqual(kinds, ['removed', 'removed', undefined]);
    assert.ok(
      said.some((each) => /removed 2 notes/.test(each)),
      said.join('\n'),
    );
    assert.equal(found(mirror, 'npm-note')?.note.status, 'accepted', 'it stands until a person decides');

    await mirror.send({ kind: 'declineNotes', notes: ['npm-note'], reason: 'gone there' });
    await mirror.send({ kind: 'moveNotes', notes: ['retired'], layer: 'project' });
    assert.ok(['npm-note', 'retired'].every((id) => found(mirror, id)?.organization === undefined));
    await mirror.send({ kind: 'applyNotes' });
    assert.match(readFileSync(join(folder, '.mirror/notes/npm-note.md'), 'utf8'), /^status: declined$/m);
    assert.match(readFileSync(join(folder, '.mirror/notes/retired.md'), 'utf8'), /^layer: project$/m);
    assert.ok(['npm-note', 'retired'].every((id) => found(mirror, id)?.organization === undefined));
  });

  it('that people reword here are no news from there', async () => {
    const { mirror, folder, commit } = scene({}, notes);
    write(folder, {
      '.mirror/notes/npm-note.md': noteFile(
        'npm-note',
        'Our own words about `npm ci`.',
        `layer: organization\npinnedAt: ${commit}\n`,
      ),
    });
    await mirror.send({ kind: 'updateOrganization' });
    assert.equal(found(mirror, 'npm-note')?.organization, undefined);
    assert.ok(existsSync(folder));
  });
});
