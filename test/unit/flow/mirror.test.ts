import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createMirror, type Mirror } from '../../../src/mirror.ts';
import type { LanguageModel } from '../../../src/refine/port.ts';
import { command } from '../commandFact.ts';
import { type Answers, git, makeScene, type Scene, write } from './fakes.ts';
import { recordRelease } from './recordRelease.ts';

interface Play extends Scene {
  readonly mirror: Mirror;
}

function play(answers?: Answers): Play {
  const scene = makeScene(answers);
  return { ...scene, mirror: createMirror(scene.ports, () => undefined) };
}

async function acceptAll({ mirror }: Play): Promise<void> {
  await mirror.send({ kind: 'acceptAllNotes' });
}

const applied: Answers = { press: { 'Write th': 'Apply' } };

describe('the flow', () => {
  it('goes the whole way: recorded, distilled, accepted, shown as a diff, written', async () => {
    const scene = play(applied);
    await recordRelease(scene);
    const { mirror, folder, previews } = scene;
    assert.equal(mirror.state().status, 'idle');
    assert.ok(mirror.state().notes.some(({ note }) => note.kind === 'lesson'));
    assert.ok(mirror.state().gaps.length > 0);
    assert.ok(!existsSync(join(folder, 'AGENTS.md')), 'nothing is written before someone agrees');
    await acceptAll(scene);
    assert.ok(!existsSync(join(folder, '.mirror')), 'accepting writes nothing to the repository');
    await mirror.send({ kind: 'applyNotes' });
    assert.equal(previews.length, 1);
    const context = readFileSync(join(folder, 'AGENTS.md'), 'utf8') + readFileSync(join(folder, 'MEMORY.md'), 'utf8');
    for (const said of [/npm test/, /data\/rates\.json/, /build-rates/, /<version>/]) assert.match(context, said);
    assert.doesNotMatch(context, /1\.3\.0|`ls`/);
    assert.ok(globSync('.mirror/notes/*.md', { cwd: folder }).length > 0);
  });

  it('has nothing to write a second time', async () => {
    const scene = play(applied);
    await recordRelease(scene);
    await acceptAll(scene);
    await scene.mirror.send({ kind: 'applyNotes' });
    const before = git(scene.folder, 'status', '--porcelain');
    await scene.mirror.send({ kind: 'applyNotes' });
    assert.equal(scene.previews.length, 1);
    assert.ok(scene.said.some((each) => each.includes('nothing to apply')));
    assert.equal(git(scene.folder, 'status', '--porcelain'), before);
  });

  it('proposes the same notes when it distills again', async () => {
    const scene = play();
    await recordRelease(scene);
    const ids = () => scene.mirror.state().notes.map(({ note }) => note.id);
    const first = ids();
    await scene.mirror.send({ kind: 'distillWorkflow' });
    assert.deepEqual(ids(), first);
    assert.ok(scene.said.some((each) => each.includes(`Distilled "Cut a release": ${first.length} notes to review`)));
    const again = createMirror(scene.ports, () => undefined);
    await again.open();
    assert.deepEqual(
      again.state().notes.map(({ note }) => note.id),
      first,
    );
  });

  it('writes nothing when the question is closed', async () => {
    const scene = play();
    await recordRelease(scene);
    await acceptAll(scene);
    await scene.mirror.send({ kind: 'applyNotes' });
    assert.equal(scene.previews.length, 1);
    assert.ok(!existsSync(join(scene.folder, 'AGENTS.md')));
  });

  it('can be confirmed at the diff, where the question went unseen', async () => {
    const scene = play({ unanswered: 'Write th' });
    await recordRelease(scene);
    await acceptAll(scene);
    const applying = scene.mirror.send({ kind: 'applyNotes' });
    while (scene.previews.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(scene.mirror.state().applyPending, true);
    assert.ok(!existsSync(join(scene.folder, 'AGENTS.md')));
    await scene.mirror.send({ kind: 'confirmApply' });
    await applying;
    assert.equal(scene.mirror.state().applyPending, false);
    assert.ok(existsSync(join(scene.folder, 'AGENTS.md')));
  });

  it('takes an edit inside the region as the words of the note', async () => {
    const scene = play({ press: { 'Write th': 'Apply', 'edited by hand': 'Accept as Note Edits' } });
    await recordRelease(scene);
    await acceptAll(scene);
    await scene.mirror.send({ kind: 'applyNotes' });
    const memory = join(scene.folder, 'MEMORY.md');
    const text = readFileSync(memory, 'utf8');
    writeFileSync(memory, text.replaceAll('build-rates.js` first', 'build-rates.js` in a clean checkout first'));
    assert.notEqual(readFileSync(memory, 'utf8'), text);
    await scene.mirror.send({ kind: 'applyNotes' });
    const notes = globSync('.mirror/notes/*.md', { cwd: scene.folder }).map((file) =>
      readFileSync(join(scene.folder, file), 'utf8'),
    );
    assert.ok(
      notes.some((note) => note.includes('in a clean checkout')),
      'the edit is in the note',
    );
    assert.match(readFileSync(memory, 'utf8'), /in a clean checkout/);
  });

  it('loses no hand edit when nobody decides about it', async () => {
    const scene = play(applied);
    await recordRelease(scene);
    await acceptAll(scene);
    await scene.mirror.send({ kind: 'applyNotes' });
    const memory = join(scene.folder, 'MEMORY.md');
    const edited = readFileSync(memory, 'utf8').replace('build-rates.js`', 'build-rates.js` by hand');
    writeFileSync(memory, edited);
    await scene.mirror.send({ kind: 'applyNotes' });
    assert.equal(readFileSync(memory, 'utf8'), edited);
    assert.ok(scene.said.some((each) => each.includes('edited by hand')));
  });

  it('commits on a branch and leaves the working tree as it was', async () => {
    const scene = play({ press: { 'Write th': 'Apply on a Branch' } });
    await recordRelease(scene);
    await acceptAll(scene);
    const before = git(scene.folder, 'status', '--porcelain');
    await scene.mirror.send({ kind: 'applyOnBranch' });
    assert.equal(git(scene.folder, 'status', '--porcelain'), before);
    assert.equal(git(scene.folder, 'branch', '--show-current'), 'main');
    assert.match(git(scene.folder, 'show', 'mirror/cut-a-release:AGENTS.md'), /mirror:begin/);
    assert.match(git(scene.folder, 'log', '-1', '--format=%B', 'mirror/cut-a-release'), /seen in 1 of 1/);
  });

  it('commits on a branch too where that was asked for and the change is confirmed at the diff', async () => {
    const scene = play({ unanswered: 'Write th' });
    await recordRelease(scene);
    await acceptAll(scene);
    const before = git(scene.folder, 'status', '--porcelain');
    const applying = scene.mirror.send({ kind: 'applyOnBranch' });
    while (scene.previews.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await scene.mirror.send({ kind: 'confirmApply' });
    await applying;
    assert.equal(git(scene.folder, 'status', '--porcelain'), before);
    assert.match(git(scene.folder, 'show', 'mirror/cut-a-release:AGENTS.md'), /mirror:begin/);
  });

  it('turns an answer into an accepted note that closes the gap once it is applied', async () => {
    const scene = play(applied);
    await recordRelease(scene);
    const { mirror } = scene;
    const gap = mirror.state().gaps.find(({ code }) => code === 'unexplained-step' || code === 'unexplained-failure');
    assert.ok(gap);
    await mirror.send({
      kind: 'answerGap',
      gap: gap.id,
      text: 'The rates are generated and not in Git.',
      layer: 'project',
    });
    assert.deepEqual(
      mirror.state().answers.map((each) => each.gap),
      [gap.id],
    );
    assert.ok(
      mirror.state().gaps.some(({ id }) => id === gap.id),
      'it stands until the answer is loaded',
    );
    await acceptAll(scene);
    await mirror.send({ kind: 'applyNotes' });
    assert.match(readFileSync(join(scene.folder, 'MEMORY.md'), 'utf8'), /generated and not in Git/);
    assert.ok(!mirror.state().gaps.some(({ id }) => id === gap.id));
    assert.deepEqual(mirror.state().answers, []);
  });

  it('remembers a decline and a dismissal in another window', async () => {
    const scene = play({ choose: 'wrong' });
    await recordRelease(scene);
    const { mirror } = scene;
    const note = mirror.state().notes[0]?.note;
    const gap = mirror.state().gaps[0];
    assert.ok(note && gap);
    await mirror.send({ kind: 'declineNotes', notes: [note.id], reason: 'not true' });
    await mirror.send({ kind: 'dismissGap', gap: gap.id, reason: 'everybody knows' });
    const other = createMirror(scene.ports, () => undefined);
    await other.open();
    assert.equal(other.state().notes.find((each) => each.note.id === note.id)?.note.status, 'declined');
    assert.ok(!other.state().gaps.some(({ id }) => id === gap.id));
  });
});

describe('a model in the flow', () => {
  it('gives notes other words when the person sends it what it showed, and no claim of its own', async () => {
    const asked: string[] = [];
    const model: LanguageModel = {
      name: 'test',
      ask: ({ material }) => {
        asked.push(material);
        const { notes } = JSON.parse(material) as { notes: { id: string; kind: string; evidence: { id: string }[] }[] };
        const lesson = notes.find(({ kind }) => kind === 'lesson');
        const evidence = lesson?.evidence.map(({ id }) => id) ?? [];
        const proposals = [
          { note: lesson?.id, text: { words: 'Run `node tools/build-rates.js` before `npm test`.', evidence } },
          { note: lesson?.id, action: { words: 'Delete the folder `dist` first.', evidence } },
        ];
        const judgements = [{ note: lesson?.id, prevents: true, action: true, evidence: true, inferable: true }];
        return Promise.resolve({ ok: true, value: JSON.stringify({ proposals, judgements }) });
      },
    };
    const scene = play({ model, press: { 'the model would see': 'Send' } });
    await recordRelease(scene);
    await scene.mirror.send({ kind: 'rephraseNotes' });
    assert.equal(asked.length, 1);
    assert.ok(
      scene.said.some((each) => each.includes('1 suggestions of the model are taken, 1 notes were judged; 1 claims')),
    );
    const texts = scene.mirror.state().notes.map(({ note }) => `${note.text} ${note.action}`);
    assert.ok(texts.some((text) => text.includes('before `npm test`')));
    assert.ok(!texts.some((text) => text.includes('dist')));
    assert.ok(scene.mirror.state().notes.every(({ note }) => note.status === 'proposed'));
    assert.deepEqual(
      scene.mirror.state().notes.flatMap(({ judgement }) => (judgement ? [judgement.isInferable] : [])),
      [true],
    );
    await scene.mirror.send({ kind: 'undoDecision' });
    assert.ok(scene.said.includes('Undone: taking a suggestion of the model.'));
    assert.ok(!scene.mirror.state().notes.some(({ note }) => note.action.includes('before `npm test`')));
  });

  it('is not asked when none is chosen, or when the person closes what would be sent', async () => {
    const scene = play();
    await recordRelease(scene);
    await scene.mirror.send({ kind: 'rephraseNotes' });
    assert.ok(scene.said.some((each) => each.includes('No language model is chosen')));
    const model: LanguageModel = { name: 'test', ask: () => Promise.reject(new Error('asked')) };
    const closed = play({ model });
    await recordRelease(closed);
    await closed.mirror.send({ kind: 'rephraseNotes' });
    assert.ok(closed.said.some((each) => each.includes('the model would see')));
  });
});

describe('the recording in the flow', () => {
  it('listens only while it runs', async () => {
    const scene = play();
    await scene.mirror.open();
    assert.equal(scene.listening(), 0);
    await scene.mirror.send({ kind: 'startRecording' });
    assert.equal(scene.listening(), 1);
    await scene.mirror.send({ kind: 'pauseRecording' });
    assert.equal(scene.listening(), 0);
    assert.equal(scene.mirror.state().status, 'paused');
    await scene.mirror.send({ kind: 'resumeRecording' });
    assert.equal(scene.listening(), 1);
    await scene.mirror.send({ kind: 'stopRecording' });
    assert.equal(scene.listening(), 0);
  });

  it('asks for consent once, and records nothing without it', async () => {
    const scene = play({ consent: false });
    await scene.mirror.send({ kind: 'startRecording' });
    assert.equal(scene.mirror.state().status, 'idle');
    assert.deepEqual(globSync('**/*.jsonl', { cwd: scene.storage }), []);
  });

  it('is a file as soon as it runs, and holds no secret', async () => {
    const scene = play();
    await scene.mirror.send({ kind: 'startRecording' });
    const [file] = globSync('**/recordings/*.jsonl', { cwd: scene.storage });
    assert.ok(file);
    const secret = ['npm', 'x7Kq2mWv9LpZr4TnB8sYc3HdF6gJa1UeQo5i'].join('_');
    scene.emit(command(`export NPM_TOKEN=${secret}`, 0));
    scene.emit(command('npm whoami', 0, `using ${secret}\n`));
    await scene.mirror.send({ kind: 'stopRecording' });
    const text = readFileSync(join(scene.storage, file), 'utf8');
    assert.ok(!text.includes(secret));
    assert.equal(text.match(/\[redacted:/g)?.length, 2);
  });

  it('is resumed by a window that reloads, and marked interrupted after one that died', async () => {
    const scene = play();
    await scene.mirror.send({ kind: 'startRecording' });
    scene.emit(command('make', 0));
    await scene.mirror.close();
    const reloaded = createMirror(scene.ports, () => undefined);
    await reloaded.open();
    assert.equal(reloaded.state().status, 'recording');
    await reloaded.close();
    scene.pass(3_600_000);
    const reopened = createMirror(scene.ports, () => undefined);
    await reopened.open();
    assert.equal(reopened.state().status, 'interrupted');
    assert.equal(reopened.state().workflows[0]?.recordings[0]?.state, 'interrupted');
    await reopened.send({ kind: 'stopRecording' });
    assert.equal(reopened.state().workflows[0]?.recordings[0]?.state, 'complete');
  });

  it('asks before another takes its place in the same window', async () => {
    const scene = play({ confirm: false });
    await scene.mirror.send({ kind: 'startRecording', workflow: 'First' });
    await scene.mirror.send({ kind: 'startRecording', workflow: 'Second' });
    assert.match(scene.said.join('\n'), /"First" is being recorded in this window/);
    assert.deepEqual([scene.mirror.state().workflow, scene.listening()], ['First', 1]);
    scene.answers.confirm = true;
    await scene.mirror.send({ kind: 'startRecording', workflow: 'Second' });
    assert.deepEqual([scene.mirror.state().workflow, scene.listening()], ['Second', 1]);
    await scene.mirror.send({ kind: 'stopRecording' });
    const complete = globSync('*/recordings/*.jsonl', { cwd: scene.storage }).map((file) =>
      /"kind":"end"/.test(readFileSync(join(scene.storage, file), 'utf8')),
    );
    assert.deepEqual(complete, [true, true]);
  });

  it('is offered for deletion when it is old, and deleted when the person has seen and agreed', async () => {
    const year = 366 * 86_400_000;
    const scene = play();
    const files = (): number => globSync('*/recordings/*.jsonl', { cwd: scene.storage }).length;
    const record = async (workflow: string): Promise<void> => {
      await scene.mirror.send({ kind: 'startRecording', workflow });
      scene.emit(command('make', 0));
      await scene.mirror.send({ kind: 'stopRecording' });
    };
    await record('First');
    scene.pass(60_000);
    await record('Second');
    assert.doesNotMatch(scene.said.join('\n'), /past the limits/);
    scene.pass(year);
    await record('Third');
    assert.match(scene.said.join('\n'), /2 old recordings \(\d+ KB\) are past the limits/);
    scene.answers.several = [];
    await scene.mirror.send({ kind: 'deleteOldRecordings' });
    assert.equal(files(), 3, 'closing the list deletes nothing');
    scene.answers.several = ['recording-1'];
    await scene.mirror.send({ kind: 'deleteOldRecordings' });
    assert.deepEqual(
      scene.mirror.state().workflows.map(({ name }) => name),
      ['Third', 'Second'],
    );
    assert.equal(files(), 2);
  });

  it('loses its last minutes for good', async () => {
    const scene = play({ choose: '5' });
    await scene.mirror.send({ kind: 'startRecording', workflow: 'Private' });
    scene.emit(command('keep this', 0));
    scene.pass(10 * 60_000);
    scene.emit(command('drop this', 0));
    await scene.mirror.send({ kind: 'discardLastMinutes' });
    await scene.mirror.send({ kind: 'stopRecording' });
    const [file] = globSync('**/recordings/*.jsonl', { cwd: scene.storage });
    const text = readFileSync(join(scene.storage, file ?? ''), 'utf8');
    assert.match(text, /keep this/);
    assert.doesNotMatch(text, /drop this/);
  });

  it('says what stands in the way, and throws nothing', async () => {
    for (const [answers, sentence] of [
      [{ noFolder: true }, 'Open a folder first'],
      [{ trusted: false }, 'trusted workspace'],
    ] as const) {
      const scene = play(answers);
      for (const kind of [
        'startRecording',
        'stopRecording',
        'distillWorkflow',
        'applyNotes',
        'connectAgents',
      ] as const) {
        await scene.mirror.send({ kind });
      }
      assert.equal(scene.said.filter((each) => each.includes(sentence)).length, 5);
      assert.ok(!existsSync(scene.storage), 'nothing is written');
    }
  });
});

describe('the process map', () => {
  it('opens for the only workflow, and for the one that was meant', async () => {
    const scene = play();
    await recordRelease(scene);
    await scene.mirror.send({ kind: 'showProcessMap' });
    await scene.mirror.send({ kind: 'showProcessMap', workflow: 'Cut a release' });
    assert.deepEqual(scene.maps, ['Cut a release', 'Cut a release']);
  });

  it('says so where nothing is recorded, and where nothing may be', async () => {
    const scene = play();
    await scene.mirror.send({ kind: 'showProcessMap' });
    assert.ok(scene.said.some((each) => each.includes('Nothing is recorded yet')));
    const untrusted = play({ trusted: false });
    await untrusted.mirror.send({ kind: 'showProcessMap' });
    assert.ok(untrusted.said.some((each) => each.includes('trusted workspace')));
    assert.deepEqual([...scene.maps, ...untrusted.maps], []);
  });

  it('opens the recorded moment beside itself', async () => {
    const scene = play();
    await recordRelease(scene);
    const evidence = { recording: 'recording-1', from: 2, to: 4, excerpt: 'npm test' };
    await scene.mirror.send({ kind: 'openEvidence', evidence, beside: true });
    assert.deepEqual(scene.opened, [['recording-1', 2, true]]);
  });

  it('is saved where the person says, as a picture or as Mermaid, without what must not leave', async () => {
    const scene = play({ saveAs: 'map.out' });
    const key = ['gh', 'p_', 'Z9'.repeat(18)].join('');
    write(scene.folder, { '.env': `RELEASE_KEY=${key}\n` });
    await recordRelease(scene);
    const file = join(scene.folder, '..', 'map.out');
    await scene.mirror.send({ kind: 'exportMap', workflow: 'Cut a release' });
    assert.match(readFileSync(file, 'utf8'), /^flowchart TD[\s\S]*npm test/);
    const step = { id: 'step-1', x: 10, y: 10, width: 200, height: 40 };
    const placement = { width: 300, height: 200, nodes: [step], edges: [] };
    await scene.mirror.send({ kind: 'exportMap', workflow: 'Cut a release', placement });
    const picture = readFileSync(file, 'utf8');
    assert.match(picture, /^<svg [\s\S]*<rect x="10"/);
    assert.ok(!picture.includes(key));
    await scene.mirror.send({ kind: 'exportMap', workflow: 'No such workflow' });
    assert.equal(readFileSync(file, 'utf8'), picture);
  });
});
