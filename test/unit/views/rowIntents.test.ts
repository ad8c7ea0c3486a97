import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CommandName, commandIds } from '../../../src/views/commandIds.ts';
import { dispatch, type Intent, type IntentHandlers, type IntentKind } from '../../../src/views/intents.ts';
import { intentOf, recordingMenu, targetOfSeveral } from '../../../src/views/present/rowIntents.ts';
import type { RowTarget } from '../../../src/views/present/treeNode.ts';
import { evidence } from './states.ts';

const full: Required<RowTarget> = {
  workflow: 'w',
  recording: 'r',
  seq: 4,
  note: 'n',
  notes: ['n', 'm'],
  gap: 'g',
  evidence,
  path: 'AGENTS.md',
  line: 3,
};
const names = Object.keys(commandIds) as CommandName[];

describe('a command', () => {
  it('on a row is an intent about that row', () => {
    assert.deepEqual(intentOf('recordWorkflow', full), { kind: 'startRecording', workflow: 'w' });
    assert.deepEqual(intentOf('openRecording', { recording: 'r' }), { kind: 'openRecording', recording: 'r' });
    assert.deepEqual(intentOf('openRecording', full), { kind: 'openRecording', recording: 'r', seq: 4 });
    assert.deepEqual(intentOf('acceptNote', { note: 'n' }), { kind: 'acceptNotes', notes: ['n'] });
    assert.deepEqual(intentOf('acceptTheseNotes', full), { kind: 'acceptNotes', notes: ['n', 'm'] });
    assert.deepEqual(intentOf('retireNote', { note: 'n' }), { kind: 'declineNotes', notes: ['n'] });
    assert.deepEqual(intentOf('answerGap', full), { kind: 'selectGap', gap: 'g' });
    assert.deepEqual(intentOf('dismissGap', full), { kind: 'dismissGap', gap: 'g' });
    assert.deepEqual(intentOf('openEvidence', full), { kind: 'openEvidence', evidence });
    assert.deepEqual(intentOf('exportRecording', full), { kind: 'exportRecording', recording: 'r' });
  });

  it('has an intent on some row, all but the menu and the draft in the editor', () => {
    assert.deepEqual(names.filter((name) => intentOf(name, full) === undefined).sort(), [
      'acceptDraft',
      'showRecordingMenu',
    ]);
  });

  it('of the palette has an intent without a row, and one that needs a row has none', () => {
    const needy = names.filter((name) => intentOf(name) === undefined);
    assert.deepEqual(needy.sort(), [
      'acceptDraft',
      'acceptNote',
      'acceptTheseNotes',
      'answerGap',
      'copyGapQuestion',
      'declineNote',
      'deleteRecording',
      'dismissGap',
      'editNote',
      'mergeNotes',
      'moveNote',
      'openContextFile',
      'openEvidence',
      'openRecording',
      'previewNote',
      'restoreGap',
      'retireNote',
      'selectGap',
      'setNoteOwner',
      'showRecordingMenu',
      'splitNote',
    ]);
    assert.deepEqual(intentOf('stopRecording'), { kind: 'stopRecording' });
    assert.deepEqual(intentOf('startRecording'), { kind: 'startRecording' });
  });
});

describe('several selected rows', () => {
  it('are all meant when the command was run on one of them, and none of them otherwise', () => {
    const rows = [{ note: 'a' }, { notes: ['b', 'c'] }, { evidence }];
    assert.deepEqual(targetOfSeveral({ note: 'a' }, rows), { note: 'a', notes: ['a', 'b', 'c'] });
    assert.deepEqual(targetOfSeveral({ note: 'x' }, rows), { note: 'x' });
    assert.deepEqual(targetOfSeveral({ note: 'a' }, [{ note: 'a' }]), { note: 'a' });
  });
});

describe('the menu of the status bar', () => {
  it('offers what is possible, first what is likely', () => {
    assert.deepEqual(recordingMenu('recording').slice(0, 4), [
      'stopRecording',
      'pauseRecording',
      'addNote',
      'previewKept',
    ]);
    assert.equal(recordingMenu('paused')[0], 'resumeRecording');
    assert.equal(recordingMenu('interrupted')[0], 'resumeRecording');
    assert.deepEqual(recordingMenu('idle'), ['startRecording']);
  });
});

describe('an intent', () => {
  it('reaches the handler of its kind', async () => {
    const seen: Intent[] = [];
    const handlers = new Proxy({} as IntentHandlers, {
      get: (_, kind) => (intent: Intent) => void (intent.kind === (kind as IntentKind) && seen.push(intent)),
    });
    await dispatch(handlers, { kind: 'selectGap', gap: 'g' });
    assert.deepEqual(seen, [{ kind: 'selectGap', gap: 'g' }]);
  });
});
