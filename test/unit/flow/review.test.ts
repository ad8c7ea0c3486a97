import assert from 'node:assert/strict';
import { globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createMirror, type Mirror } from '../../../src/mirror.ts';
import type { Note } from '../../../src/model/note.ts';
import { type Answers, makeScene, type Scene } from './fakes.ts';
import { recordRelease } from './recordRelease.ts';

interface Play extends Scene {
  readonly mirror: Mirror;
  note(id: string): Note | undefined;
  readonly ids: readonly string[];
}

/** A release that was recorded, with its notes to review. */
async function reviewing(answers: Answers = {}): Promise<Play> {
  const scene = makeScene({ press: { 'Write th': 'Apply' }, ...answers });
  const mirror = createMirror(scene.ports, () => undefined);
  await recordRelease({ ...scene, mirror });
  const note = (id: string) => mirror.state().notes.find((view) => view.note.id === id)?.note;
  const ids = mirror.state().notes.map((view) => view.note.id);
  assert.ok(ids.length >= 2, `${ids.length} notes`);
  return { ...scene, mirror, note, ids };
}

const memoryOf = ({ folder }: Scene): string => readFileSync(join(folder, 'MEMORY.md'), 'utf8');

describe('reviewing notes', () => {
  it('redraws from what is known: the repository is not looked at again', async () => {
    const { mirror, ids, folder, note } = await reviewing();
    renameSync(folder, `${folder}-away`);
    await mirror.send({ kind: 'acceptNotes', notes: ids.slice(0, 1) });
    assert.equal(note(ids[0] ?? '')?.status, 'accepted');
    assert.ok((mirror.state().alwaysOn?.lines ?? 0) > 2);
    renameSync(`${folder}-away`, folder);
  });

  it('says before it is applied what will stand always on, to the line and the byte', async () => {
    const { mirror, folder, ids } = await reviewing();
    assert.equal(mirror.state().alwaysOn?.lines, 0);
    await mirror.send({ kind: 'moveNotes', notes: ids.slice(-1), layer: 'working' });
    await mirror.send({ kind: 'acceptAllNotes' });
    const told = mirror.state().alwaysOn;
    await mirror.send({ kind: 'applyNotes' });
    const agents = readFileSync(join(folder, 'AGENTS.md'), 'utf8').trimEnd();
    assert.deepEqual([told?.lines, told?.bytes], [agents.split('\n').length, Buffer.byteLength(agents)]);
    assert.equal(told?.movedDown, 0);
    assert.deepEqual(mirror.state().alwaysOn, told);
  });

  it('opens the evidence of a note beside the change that this note alone makes', async () => {
    const { mirror, ids, notes } = await reviewing();
    const [first = '', second = ''] = ids;
    await mirror.send({ kind: 'acceptNotes', notes: [first] });
    await mirror.send({ kind: 'previewNote', note: second });
    const [seen] = notes;
    assert.equal(seen?.note.note.id, second);
    assert.equal(seen.note.witnesses.length, 1);
    assert.ok((seen.note.witnesses[0]?.steps.length ?? 0) > 0);
    const paths = seen.changes.map(({ path }) => path);
    assert.ok(paths.includes('MEMORY.md') && paths.some((path) => path.startsWith('.mirror/notes/')), paths.join());
    assert.ok(!paths.some((path) => path.includes(first)), 'another note that waits is not part of it');
    const memory = seen.changes.find(({ path }) => path === 'MEMORY.md');
    assert.ok(new TextDecoder().decode(memory?.before).includes(first));
  });

  it('takes in what a person wrote in the editor, without what gate two takes out', async () => {
    const play = await reviewing();
    const { mirror, ids, drafts, note } = play;
    const [id = ''] = ids;
    await mirror.send({ kind: 'editNote', note: id });
    const [draft] = drafts;
    assert.deepEqual(draft?.notes, [id]);
    const text = draft.text.replace(note(id)?.text ?? '', 'Build the rates first; ask sam@parcels.example.com why.');
    assert.notEqual(text, draft.text);
    await mirror.send({ kind: 'acceptDraft', notes: [id], text });
    assert.equal(note(id)?.status, 'accepted');
    assert.match(note(id)?.text ?? '', /^Build the rates first; ask \[redacted:email/);
    await mirror.send({ kind: 'applyNotes' });
    assert.match(memoryOf(play), /Build the rates first/);
  });

  it('accepts nothing that has no words, and says so', async () => {
    const { mirror, ids, said, note } = await reviewing();
    await mirror.send({ kind: 'acceptDraft', notes: ids.slice(0, 1), text: '<!-- x -->\n\n' });
    assert.equal(note(ids[0] ?? '')?.status, 'proposed');
    assert.ok(said.some((each) => each.includes('no words')));
  });

  it('splits a note in two, which both keep its evidence', async () => {
    const { mirror, ids, drafts, note } = await reviewing();
    const [id = ''] = ids;
    const before = note(id);
    await mirror.send({ kind: 'splitNote', note: id });
    assert.match(drafts[0]?.text ?? '', /\n---\n/);
    await mirror.send({ kind: 'acceptDraft', notes: [id], text: 'Build first.\n\n---\n\nThen test.\n' });
    assert.equal(note(id)?.text, 'Build first.');
    assert.equal(note(`${id}-part-2`)?.text, 'Then test.');
    assert.deepEqual(note(`${id}-part-2`)?.evidence, before?.evidence);
  });

  it('merges notes into the first, and the others are not proposed again', async () => {
    const { mirror, ids, drafts, note } = await reviewing();
    const [a = '', b = ''] = ids;
    const evidence = [...(note(a)?.evidence ?? []), ...(note(b)?.evidence ?? [])];
    await mirror.send({ kind: 'mergeNotes', notes: [a, b] });
    await mirror.send({ kind: 'acceptDraft', notes: [a, b], text: drafts[0]?.text ?? '' });
    assert.equal(note(a)?.status, 'accepted');
    assert.equal(note(b)?.status, 'superseded');
    assert.equal(note(a)?.evidence.length, new Set(evidence.map(({ recording, from }) => `${recording} ${from}`)).size);
    await mirror.send({ kind: 'distillWorkflow' });
    assert.equal(note(b)?.status, 'superseded');
  });

  it('moves notes to another layer and gives them an owner, and they are still to be decided', async () => {
    const play = await reviewing({ choose: 'working', sentence: 'the release team' });
    const { mirror, ids, note } = play;
    const [id = ''] = ids;
    await mirror.send({ kind: 'moveNotes', notes: [id] });
    await mirror.send({ kind: 'ownNotes', notes: [id] });
    assert.deepEqual([note(id)?.layer, note(id)?.owner, note(id)?.status], ['working', 'the release team', 'proposed']);
    await mirror.send({ kind: 'acceptNotes', notes: [id] });
    await mirror.send({ kind: 'applyNotes' });
    assert.match(readFileSync(join(play.folder, '.mirror/working.md'), 'utf8'), /the release team/);
  });

  it('retires what stands: the line is gone with the next Apply, and the note is on record as declined', async () => {
    const play = await reviewing({ choose: 'outdated' });
    const { mirror, ids, note } = play;
    await mirror.send({ kind: 'acceptAllNotes' });
    await mirror.send({ kind: 'applyNotes' });
    const lesson = ids.find((id) => note(id)?.kind === 'lesson') ?? '';
    assert.ok(memoryOf(play).includes(lesson));
    await mirror.send({ kind: 'declineNotes', notes: [lesson] });
    assert.equal(mirror.state().notes.find((view) => view.note.id === lesson)?.pendingApply, true);
    assert.ok(memoryOf(play).includes(lesson), 'deciding writes nothing');
    await mirror.send({ kind: 'applyNotes' });
    assert.ok(!memoryOf(play).includes(lesson));
    const file = globSync('.mirror/notes/*.md', { cwd: play.folder }).find((each) => each.includes(lesson)) ?? '';
    assert.match(readFileSync(join(play.folder, file), 'utf8'), /^status: declined$/m);
  });

  it('does not overrule a colleague who changes a note after it was written', async () => {
    const play = await reviewing();
    const { mirror, ids, note } = play;
    await mirror.send({ kind: 'acceptAllNotes' });
    await mirror.send({ kind: 'applyNotes' });
    const lesson = ids.find((id) => note(id)?.kind === 'lesson') ?? '';
    const file = globSync('.mirror/notes/*.md', { cwd: play.folder }).find((each) => each.includes(lesson)) ?? '';
    const path = join(play.folder, file);
    const front = readFileSync(path, 'utf8').split('\n---\n')[0];
    writeFileSync(path, `${front}\n---\n\nAsk the release team.\n`);
    await mirror.refresh();
    const view = mirror.state().notes.find((each) => each.note.id === lesson);
    assert.deepEqual([view?.note.text, view?.pendingApply], ['Ask the release team.', false]);
  });
});

describe('undo', () => {
  it('takes back the last decision, and the one before, also in another window', async () => {
    const scene = await reviewing({ choose: 'wrong' });
    const { mirror, ids } = scene;
    const [first = ''] = ids;
    const statuses = (each: Mirror) => each.state().notes.map(({ note }) => note.status);
    const before = statuses(mirror);
    await mirror.send({ kind: 'declineNotes', notes: [first] });
    const between = statuses(mirror);
    await mirror.send({ kind: 'acceptAllNotes' });
    assert.match(mirror.state().undoable ?? '', /^accepting/);
    await mirror.send({ kind: 'undoDecision' });
    assert.deepEqual(statuses(mirror), between);
    const other = createMirror(scene.ports, () => undefined);
    await other.open();
    await other.send({ kind: 'undoDecision' });
    assert.deepEqual(statuses(other), before);
    assert.equal(other.state().undoable, undefined);
    await other.send({ kind: 'undoDecision' });
    assert.ok(scene.said.some((each) => each.includes('nothing to undo')));
  });

  it('gives a gap back that was answered or called none', async () => {
    const { mirror } = await reviewing();
    const gap = mirror.state().gaps[0]?.id ?? '';
    await mirror.send({ kind: 'answerGap', gap, text: 'Because.', layer: 'project' });
    await mirror.send({ kind: 'dismissGap', gap, reason: 'obvious' });
    assert.deepEqual(
      mirror.state().dismissed.map((each) => [each.gap.id, each.reason]),
      [[gap, 'obvious']],
    );
    await mirror.send({ kind: 'undoDecision' });
    assert.ok(mirror.state().gaps.some(({ id }) => id === gap));
    await mirror.send({ kind: 'undoDecision' });
    assert.deepEqual(mirror.state().answers, []);
    assert.ok(!mirror.state().notes.some(({ note }) => note.id === `answer-${gap}`));
  });
});

describe('a gap', () => {
  it('that was called none is asked about again when a person wants it', async () => {
    const { mirror } = await reviewing();
    const gap = mirror.state().gaps[0]?.id ?? '';
    await mirror.send({ kind: 'dismissGap', gap, reason: 'obvious' });
    await mirror.send({ kind: 'restoreGap', gap });
    assert.ok(mirror.state().gaps.some(({ id }) => id === gap));
    assert.deepEqual(mirror.state().dismissed, []);
  });

  it('that was called none returns with new evidence, and only then', async () => {
    const scene = await reviewing();
    const { mirror } = scene;
    const seen = mirror.state().gaps.find(({ code }) => code === 'unexplained-failure' || code === 'unexplained-step');
    assert.ok(seen);
    await mirror.send({ kind: 'dismissGap', gap: seen.id, reason: 'once' });
    await mirror.send({ kind: 'distillWorkflow' });
    assert.ok(!mirror.state().gaps.some(({ id }) => id === seen.id));
    await recordRelease(scene);
    const again = mirror.state().gaps.find(({ id }) => id === seen.id);
    assert.ok((again?.evidence.length ?? 0) > seen.evidence.length);
  });

  it('is copied as a message that can be sent, through gate two', async () => {
    const scene = await reviewing();
    const gap = scene.mirror.state().gaps[0];
    assert.ok(gap);
    await scene.mirror.send({ kind: 'copyGapQuestion', gap: gap.id });
    const copied = scene.copied();
    assert.ok(copied.includes(gap.question) && copied.includes('"Cut a release"'), copied);
    for (const { excerpt } of gap.evidence.slice(0, 1))
      assert.ok(copied.includes(`> ${excerpt.split('\n')[0]}`), copied);
  });
});

describe('distilling that fails', () => {
  it('is said in the views, with a way to try again, and nothing is lost', async () => {
    const scene = makeScene();
    let broken = true;
    const parseShell = () => (broken ? Promise.reject(new Error('no grammar')) : scene.ports.parseShell());
    const mirror = createMirror({ ...scene.ports, parseShell }, () => undefined);
    await recordRelease({ ...scene, mirror });
    assert.equal(mirror.state().distillFailed, true);
    assert.match(mirror.state().error ?? '', /Distilling failed/);
    assert.equal(mirror.state().busy, undefined);
    broken = false;
    await mirror.send({ kind: 'distillWorkflow' });
    assert.equal(mirror.state().distillFailed, undefined);
    assert.equal(mirror.state().error, undefined);
    assert.ok(mirror.state().notes.length > 0);
  });
});
