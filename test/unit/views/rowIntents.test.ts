import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CommandName, commandIds } from '../../../src/views/commandIds.ts';
import { dispatch, type Intent, type IntentHandlers, type IntentKind } from '../../../src/views/intents.ts';
import { intentOf, recordingMenu } from '../../../src/views/present/rowIntents.ts';
import type { RowTarget } from '../../../src/views/present/treeNode.ts';
import { evidence } from './states.ts';

const full: Required<RowTarget> = {
  workflow: 'w',
  recording: 'r',
  seq: 4,
  note: 'n',
  gap: 'g',
  evidence,
  path: 'AGENTS.md',
};
const names = Object.keys(commandIds) as CommandName[];

describe('a command', () => {
  it('on a row is an intent about that row', () => {
    assert.deepEqual(intentOf('recordWorkflow', full), { kind: 'startRecording', workflow: 'w' });
    assert.deepEqual(intentOf('openRecording', { recording: 'r' }), { kind: 'openRecording', recording: 'r' });
    assert.deepEqual(intentOf('openRecording', full), { kind: 'openRecording', recording: 'r', seq: 4 });
    assert.deepEqual(intentOf('acceptNote', full), { kind: 'acceptNote', note: 'n' });
    assert.deepEqual(intentOf('dismissGap', full), { kind: 'dismissGap', gap: 'g' });
    assert.deepEqual(intentOf('openEvidence', full), { kind: 'openEvidence', evidence });
    assert.deepEqual(intentOf('exportRecording', full), { kind: 'exportRecording', recording: 'r' });
  });

  it('has an intent on some row, all but the menu', () => {
    assert.deepEqual(
      names.filter((name) => intentOf(name, full) === undefined),
      ['showRecordingMenu'],
    );
  });

  it('of the palette has an intent without a row, and one that needs a row has none', () => {
    const needy = names.filter((name) => intentOf(name) === undefined);
    assert.deepEqual(needy.sort(), [
      'acceptNote',
      'copyGapQuestion',
      'declineNote',
      'deleteRecording',
      'dismissGap',
      'editNote',
      'openContextFile',
      'openEvidence',
      'openRecording',
      'previewNote',
      'selectGap',
      'showRecordingMenu',
    ]);
    assert.deepEqual(intentOf('stopRecording'), { kind: 'stopRecording' });
    assert.deepEqual(intentOf('startRecording'), { kind: 'startRecording' });
  });
});

describe('the menu of the status bar', () => {
  it('offers what is possible, first what is likely', () => {
    assert.deepEqual(recordingMenu('recording').slice(0, 4), [
      'stopRecording',
      'pauseRecording',
      'addNote',
      'discardLastMinutes',
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
