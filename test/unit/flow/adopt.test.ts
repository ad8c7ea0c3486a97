import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createMirror } from '../../../src/mirror.ts';
import { type Answers, git, makeScene, write } from './fakes.ts';

function scene(answers: Answers, files: Readonly<Record<string, string>>) {
  const made = makeScene(answers);
  write(made.folder, files);
  git(made.folder, 'add', '-A');
  git(made.folder, 'commit', '-qm', 'Files');
  const read = (path: string) => readFileSync(join(made.folder, path), 'utf8');
  return { ...made, read, mirror: createMirror(made.ports, () => undefined) };
}

const claude = '# Parcels\n\n- Weigh a parcel twice before it is priced.\n- Rates change on Mondays only.\n';

describe('adopting hand-written lines', () => {
  it('makes notes of the chosen ones, which apply writes, and leaves the file as it was', async () => {
    const made = scene({ several: ['1'], press: { 'Write the': 'Apply' } }, { 'CLAUDE.md': claude });
    await made.mirror.send({ kind: 'adoptLines' });
    const pending = made.mirror.state().notes.filter(({ pendingApply }) => pendingApply);
    assert.deepEqual(
      pending.map(({ note }) => [note.text, note.status, note.owner, note.source]),
      [['Rates change on Mondays only.', 'accepted', 'recorder-test', { file: 'CLAUDE.md', line: 4 }]],
    );
    assert.ok(!existsSync(join(made.folder, '.mirror')), 'nothing is written yet');
    await made.mirror.send({ kind: 'applyNotes' });
    assert.equal(made.read('CLAUDE.md'), claude);
    assert.match(made.read('MEMORY.md'), /Rates change on Mondays only/);
    assert.equal(git(made.folder, 'diff', '--stat'), '');
  });

  it('says so where there is none, and does nothing when the list is closed', async () => {
    const none = scene({}, { 'README.md': 'x' });
    await none.mirror.send({ kind: 'adoptLines' });
    assert.ok(none.said.some((each) => each.includes('no hand-written line')));
    const closed = scene({ several: [] }, { 'CLAUDE.md': claude });
    await closed.mirror.send({ kind: 'adoptLines' });
    assert.deepEqual(closed.mirror.state().notes, []);
  });

  it('offers no line that holds something private', async () => {
    const line = `- Reach Pat at pat.${'doe'}@mail.example.com before you ship.\n`;
    const made = scene({ several: ['0'] }, { 'CLAUDE.md': line });
    await made.mirror.send({ kind: 'adoptLines' });
    assert.deepEqual(made.mirror.state().notes, []);
  });
});

describe('updating stale notes', () => {
  const note = (head: string) =>
    `---\nid: rates\nkind: lesson\nstatus: accepted\nverifiedAt: ${head}\nrecordedOn: 2026-01-02\n---\n\nRates are missing after a clone: run \`npm run rates\`.\n`;
  const manifest = (name: string) => JSON.stringify({ scripts: { [name]: 'node build-rates.js' } });

  it('takes over the new name of a renamed script, as words of the note', async () => {
    const made = scene({ press: { 'Write these': 'Apply' } }, { 'package.json': manifest('rates') });
    write(made.folder, { '.mirror/notes/rates.md': note(git(made.folder, 'rev-parse', 'HEAD')) });
    await made.mirror.send({ kind: 'applyNotes' });
    write(made.folder, { 'package.json': manifest('build:rates') });
    await made.mirror.send({ kind: 'updateStaleNotes' });
    assert.ok(made.mirror.state().notes.some(({ note: one }) => one.text.includes('`npm run build:rates`')));
    await made.mirror.send({ kind: 'applyNotes' });
    for (const path of ['.mirror/notes/rates.md', 'AGENTS.md', 'MEMORY.md'])
      assert.match(made.read(path), /npm run build:rates/, path);
    await made.mirror.send({ kind: 'updateStaleNotes' });
    assert.ok(made.said.some((each) => each.includes('No note names anything that is gone')));
  });
});
