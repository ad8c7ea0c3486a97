import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openGateOut } from '../../../src/flow/gates.ts';
import { checkJournal } from '../../../src/journal/format.ts';
import { acquireLock, releaseLock } from '../../../src/journal/lock.ts';
import { createMirror, type Mirror } from '../../../src/mirror.ts';
import type { CommandFact, Fact } from '../../../src/model/event.ts';
import type { RecordingHeader } from '../../../src/model/recording.ts';
import type { ReviewChange, ReviewSubject } from '../../../src/views/reviewSubject.ts';
import { type Answers, makeScene, type Scene } from './fakes.ts';

interface Play extends Scene {
  readonly mirror: Mirror;
}

function play(answers: Answers = {}): Play {
  const scene = makeScene({ choose: 'private', ...answers });
  // The quick pick of workflows and that of where a word is kept are both answered by `choose`.
  return { ...scene, mirror: createMirror(scene.ports, () => undefined) };
}

function command(line: string, exitCode = 0, text?: string): CommandFact {
  const output = text === undefined ? {} : { output: { text } };
  const rest = { terminal: 1, shell: 'bash', cwd: '.', confidence: 'high', durationMs: 40 } as const;
  return { kind: 'command', line, exitCode, ...rest, ...output };
}

const facts: readonly Fact[] = [
  command('ls', 0, 'package.json\n'),
  command('npm test', 1, 'Error: ENOENT: data/rates.json for Bluebird\n'),
  command('node tools/build-rates.js', 0, 'data/rates.json: 6 prices\n'),
  command('npm test', 0, 'pass 3\n'),
  { kind: 'note', text: 'Bluebird wants the version in two files' },
  {
    kind: 'edit',
    file: 'package.json',
    origin: 'typed',
    hunks: [{ line: 1, before: ['{ "version": "1.2.0" }'], after: ['{ "version": "1.3.0" }'] }],
  },
  command('git commit -am "Release 1.3.0"'),
  command('git tag v1.3.0'),
];

async function record({ mirror, emit, pass }: Play, all: readonly Fact[] = facts, stop = true): Promise<void> {
  await mirror.send({ kind: 'startRecording', workflow: 'Cut a release' });
  for (const fact of all) {
    pass(5_000);
    emit(fact);
  }
  if (stop) await mirror.send({ kind: 'stopRecording' });
}

const file = ({ storage }: Play, name = '*.jsonl'): string => {
  const [path] = globSync(`*/recordings/${name}`, { cwd: storage });
  assert.ok(path);
  return join(storage, path);
};
/** Every byte that is kept of this person, in the private folder and in the repository. */
const allBytes = ({ storage, folder }: Play): string =>
  [storage, folder]
    .flatMap((root) => globSync('**/*', { cwd: root, withFileTypes: true }).filter((each) => each.isFile()))
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

async function review({ mirror }: Play): Promise<ReviewSubject> {
  const id = mirror.state().workflows[0]?.recordings[0]?.id ?? 'recording-1';
  const subject = await mirror.review(id);
  assert.ok(subject);
  return subject;
}

async function change(scene: Play, wanted: ReviewChange): Promise<void> {
  const { recording, revision } = await review(scene);
  await scene.mirror.send({ kind: 'changeRecording', recording: recording.header.id, change: wanted, revision });
}

const valid = (scene: Play) => {
  const { ok, complete, problems } = checkJournal(readFileSync(file(scene)));
  assert.deepEqual([ok, complete, problems], [true, true, []]);
};

describe('the preview of what is kept', () => {
  it('opens for the recording that runs, or for the one asked for', async () => {
    const scene = play();
    await record(scene, facts, false);
    await scene.mirror.send({ kind: 'previewKept' });
    assert.deepEqual(scene.reviewed, ['recording-1']);
    const live = await scene.mirror.review('recording-1');
    assert.equal(live?.live, 'here');
    await scene.mirror.send({ kind: 'stopRecording' });
    await scene.mirror.send({ kind: 'previewKept', recording: 'recording-1' });
    assert.equal(scene.reviewed.length, 2);
    const subject = await review(scene);
    assert.ok(subject.steps.length >= 2);
    assert.ok(subject.dropped.some(({ seq, reason }) => seq === 1 && reason === 'looking around'));
  });

  it('is offered before an export, which shows again what would leave', async () => {
    const scene = play({ press: { 'Export it?': 'Preview What Is Kept' } });
    await record(scene);
    await scene.mirror.send({ kind: 'exportRecording', recording: 'recording-1' });
    assert.deepEqual(scene.reviewed, ['recording-1']);
    assert.ok(scene.said.some((said) => said.includes('go on with the export')));
  });
});

describe('the export of a long recording', () => {
  const long = Array.from({ length: 1_200 }, (_, at) => command(`node job.js --part ${at}`, 0, `wrote part ${at}\n`));

  it('leaves the editor its turns while it is looked over', async () => {
    const scene = play();
    const gate = await openGateOut(scene.ports, { path: scene.folder, name: 'project' });
    const events = Array.from({ length: 4_000 }, (_, at) => ({
      ...command(`node job.js --part ${at} --into out/${at}.json`, 0, `wrote part ${at} of ${at * 7} rows\n`),
      seq: at + 1,
      at,
    }));
    const header: RecordingHeader = {
      format: 'mirror.recording',
      version: 1,
      id: 'long',
      workflow: 'Fill the shelves',
      startedAt: '2026-01-05T10:00:00.000Z',
      recorder: 'p-wren',
      workspace: { name: 'project' },
      sanitizer: 'none',
    };
    let turns = 0;
    let going = true;
    const count = (): void => {
      turns += 1;
      if (going) setImmediate(count);
    };
    setImmediate(count);
    const passed = await gate.recording({ header, events, unknown: [], complete: true, problems: [] }, () => false);
    going = false;
    assert.equal(passed?.events.length, events.length);
    assert.ok(turns > 2, `${turns} turns`);
  });

  it('leaves nothing when it is cancelled', async () => {
    const scene = play({ press: { 'Export it?': 'Export…' }, saveAs: 'kept.jsonl', cancel: true });
    await record(scene, long);
    await scene.mirror.send({ kind: 'exportRecording', recording: 'recording-1' });
    assert.equal(existsSync(join(scene.storage, '..', 'kept.jsonl')), false);
    assert.deepEqual(
      scene.said.filter((said) => said.includes('Export it?')),
      [],
    );
  });
});

describe('redacting more', () => {
  it('takes the word out of the recording, of every other file, and of what comes, and keeps it to the person', async () => {
    const scene = play();
    await record(scene);
    await scene.mirror.send({ kind: 'acceptAllNotes' });
    assert.ok(allBytes(scene).includes('Bluebird'));
    await change(scene, { kind: 'redact', text: 'bluebird' });
    assert.doesNotMatch(allBytes(scene), /bluebird/i);
    assert.match(readFileSync(file(scene), 'utf8'), /\[redacted:term#1\] wants the version/);
    valid(scene);
    assert.ok([...scene.secrets.values()].some((words) => words.includes('bluebird')));
    await record(scene, [command('echo BLUEBIRD', 0, 'Bluebird\n')]);
    assert.doesNotMatch(allBytes(scene), /bluebird/i);
    assert.doesNotMatch(JSON.stringify(scene.mirror.state()), /bluebird/i);
  });

  it('works while it runs: what comes next is redacted too, under the same name', async () => {
    const scene = play();
    await record(scene, facts, false);
    await scene.mirror.send({ kind: 'pauseRecording' });
    await scene.mirror.send({ kind: 'resumeRecording' });
    await change(scene, { kind: 'redact', text: 'Bluebird' });
    scene.pass(1000);
    scene.emit(command('echo Bluebird'));
    await scene.mirror.send({ kind: 'stopRecording' });
    const text = readFileSync(file(scene), 'utf8');
    assert.doesNotMatch(text, /bluebird/i);
    assert.match(text, /echo \[redacted:term#1\]/);
    valid(scene);
  });

  it('changes fixed words of the format for no term', async () => {
    const scene = play();
    await record(scene);
    await scene.mirror.send({ kind: 'acceptAllNotes' });
    const notes = scene.mirror.state().notes.length;
    for (const text of ['typed', 'accepted', 'command', 'high']) await change(scene, { kind: 'redact', text });
    valid(scene);
    assert.equal(scene.mirror.state().notes.length, notes);
  });

  it('can share the word in the settings, and takes nothing where nothing was chosen or what was chosen is none', async () => {
    const scene = play({ choose: 'shared' });
    await record(scene);
    await change(scene, { kind: 'redact', text: 'Bluebird' });
    assert.deepEqual(scene.ports.settings()['sanitize.terms'], ['Bluebird']);
    assert.equal(scene.secrets.size, 0);
    const before = readFileSync(file(scene));
    for (const text of ['x', 'y'.repeat(3000), 'a [redacted:term#1] b']) await change(scene, { kind: 'redact', text });
    assert.deepEqual(readFileSync(file(scene)), before);
  });
});

describe('putting back', () => {
  const random = ['q7Xw2', 'Lm9Zt', '4Rk8V', 'b3Ny6'].join('');
  const token = ['gh', 'p_', 'Ab1'.repeat(12)].join('');

  it('brings a false hit back in the window that hid it, and lets it through from now on', async () => {
    const scene = play();
    await record(scene, [command(`deploy --password ${random}`), command(`echo ${random}`)]);
    const [placeholder] = /\[redacted:[^\]]+\]/.exec(readFileSync(file(scene), 'utf8')) ?? [];
    assert.ok(placeholder);
    assert.ok(!allBytes(scene).includes(random));
    await change(scene, { kind: 'restore', placeholder });
    assert.ok(readFileSync(file(scene), 'utf8').includes(`deploy --password ${random}`));
    valid(scene);
    await change(scene, { kind: 'redact', text: 'deploy' });
    assert.ok(readFileSync(file(scene), 'utf8').includes(random), 'gate one lets it through again');
  });

  it('never brings a known make of token back, and without the window that hid it says why not', async () => {
    const scene = play();
    await record(scene, [command(`curl -H "Authorization: Bearer ${token}" https://example.org`)]);
    const [placeholder] = /\[redacted:[^\]]+\]/.exec(readFileSync(file(scene), 'utf8')) ?? [];
    assert.ok(placeholder);
    await change(scene, { kind: 'restore', placeholder });
    assert.ok(scene.said.some((said) => said.includes('it stays redacted')));
    const other = { ...scene, mirror: createMirror(scene.ports, () => undefined) };
    await other.mirror.open();
    await change(other, { kind: 'restore', placeholder });
    assert.ok(scene.said.some((said) => said.includes('only the window that recorded it knew')));
    assert.ok(!allBytes(scene).includes(token));
  });
});

describe('removing for good', () => {
  it('leaves no byte, no gap and no pointer to what is gone; steps, notes and gaps follow by themselves', async () => {
    const scene = play();
    await record(scene);
    await scene.mirror.send({ kind: 'acceptAllNotes' });
    const before = scene.mirror.state();
    await change(scene, { kind: 'remove', seqs: [2, 3, 4] });
    assert.doesNotMatch(readFileSync(file(scene), 'utf8'), /build-rates|ENOENT/);
    valid(scene);
    const { recording, steps } = await review(scene);
    assert.equal(recording.events.length, facts.length + 1 - 3);
    assert.ok(steps.every(({ from, to }) => from >= 1 && to <= recording.events.length));
    const events = new Set(recording.events.map(({ seq }) => seq));
    for (const { note } of scene.mirror.state().notes)
      for (const { from, to } of note.evidence) assert.ok(events.has(from) && events.has(to), note.text);
    assert.equal(
      before.notes.some(({ note }) => note.kind === 'lesson'),
      true,
    );
    assert.ok(scene.said.some((said) => said.startsWith('3 events are gone')));
  });

  it('says which files of accepted notes cite what is gone, and writes them when the person agrees', async () => {
    const press = {
      'Write these files of notes': 'Write',
      'cite what changed': 'Show the Change',
      'Write th': 'Apply',
    };
    const scene = play({ press });
    await record(scene);
    await scene.mirror.send({ kind: 'acceptAllNotes' });
    await scene.mirror.send({ kind: 'applyNotes' });
    const evidence = () =>
      globSync('.mirror/notes/*.md', { cwd: scene.folder })
        .map((path) => readFileSync(join(scene.folder, path), 'utf8'))
        .join('\n');
    assert.match(evidence(), /to: [78]/);
    const shown = scene.previews.length;
    await change(scene, { kind: 'remove', seqs: [1] });
    for (let turn = 0; turn < 200 && /to: 8/.test(evidence()); turn++)
      await new Promise((done) => setTimeout(done, 10));
    assert.ok(scene.previews.length > shown);
    assert.doesNotMatch(evidence(), /to: 8/);
  });

  it('asks first, and is refused while another process writes the recording', async () => {
    const scene = play({ confirm: false });
    await record(scene);
    const before = readFileSync(file(scene));
    await change(scene, { kind: 'remove', seqs: [2] });
    assert.deepEqual(readFileSync(file(scene)), before);
    const agreeing = play();
    await record(agreeing);
    const path = file(agreeing);
    await acquireLock(path);
    const held = readFileSync(path);
    await change(agreeing, { kind: 'remove', seqs: [2] });
    assert.deepEqual(readFileSync(path), held);
    assert.ok(agreeing.said.some((said) => said.includes('is being written')));
    await releaseLock(path);
  });

  it('does nothing to a recording that was rewritten since it was shown: its numbers mean other events', async () => {
    const scene = play();
    await record(scene);
    const { revision } = await review(scene);
    await change(scene, { kind: 'remove', seqs: [1] });
    const before = readFileSync(file(scene));
    const stale = { kind: 'remove', seqs: [2] } as const;
    await scene.mirror.send({ kind: 'changeRecording', recording: 'recording-1', change: stale, revision });
    assert.deepEqual(readFileSync(file(scene)), before);
    assert.ok(scene.said.some((said) => said.includes('was rewritten meanwhile')));
  });

  it('works while it runs, and what comes next follows', async () => {
    const scene = play();
    await record(scene, facts, false);
    await change(scene, { kind: 'remove', seqs: [2, 3, 4] });
    scene.pass(1000);
    scene.emit(command('git push'));
    await scene.mirror.send({ kind: 'stopRecording' });
    valid(scene);
    assert.match(readFileSync(file(scene), 'utf8'), /git push/);
    assert.doesNotMatch(readFileSync(file(scene), 'utf8'), /build-rates/);
  });
});

describe('how it reads', () => {
  it('is as the person chose, through distilling again and another window, until the recording is deleted', async () => {
    const scene = play({ sentence: 'Prepare for Bluebird' });
    await record(scene);
    const [first, second] = (await review(scene)).steps;
    assert.ok(first && second);
    await change(scene, { kind: 'keep', seqs: [1] });
    await change(scene, { kind: 'rename', seq: first.actions[0]?.seq ?? 0, title: first.title });
    await change(scene, { kind: 'leaveOut', seqs: [8] });
    const chosen = await review(scene);
    assert.ok(chosen.steps.some(({ title }) => title === 'Prepare for Bluebird'));
    assert.ok(chosen.steps.some(({ actions }) => actions.some(({ seq }) => seq === 1)));
    assert.ok(chosen.dropped.some(({ seq, reason }) => seq === 8 && reason === 'left out by choice'));
    await scene.mirror.send({ kind: 'distillWorkflow' });
    const again = { ...scene, mirror: createMirror(scene.ports, () => undefined) };
    await again.mirror.open();
    assert.deepEqual((await review(again)).steps, chosen.steps);
    await change(scene, { kind: 'redact', text: 'Bluebird' });
    assert.doesNotMatch(allBytes(scene), /bluebird/i);
    await change(scene, { kind: 'keep', seqs: [8] });
    assert.ok(!(await review(scene)).dropped.some(({ seq }) => seq === 8));
    await scene.mirror.send({ kind: 'deleteRecording', recording: 'recording-1' });
    assert.doesNotMatch(allBytes(scene), /Prepare for/);
  });

  it('follows its actions when events before them go', async () => {
    const scene = play();
    await record(scene);
    await change(scene, { kind: 'keep', seqs: [1] });
    await change(scene, { kind: 'leaveOut', seqs: [8] });
    await change(scene, { kind: 'remove', seqs: [5] });
    const { choices, dropped } = await review(scene);
    assert.deepEqual([choices.kept, choices.leftOut], [[1], [7]]);
    assert.ok(dropped.some(({ seq, reason }) => seq === 7 && reason === 'left out by choice'));
  });
});
