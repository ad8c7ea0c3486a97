import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  contextKeyValues,
  coverageBadge,
  coverageDescription,
  elapsedAt,
  statusBarText,
} from '../../../src/views/present/status.ts';
import { english } from './englishWords.ts';
import { gap, note, recording, state } from './states.ts';

const running = state({ status: 'recording', workflow: 'Cut a release', elapsedMs: 60_000, elapsedAt: 1_000_000 });

describe('the status-bar item', () => {
  it('shows the workflow and the time while recording, and opens the menu', () => {
    const shown = statusBarText(running, 1_132_000, english);
    assert.equal(shown?.text, '$(record) Cut a release 03:12');
    assert.equal(shown?.command, 'showRecordingMenu');
    assert.doesNotMatch(shown?.accessibilityLabel ?? '', /\d\d:\d\d/, 'a screen reader is not to speak every second');
  });

  it('stands still while paused, and never goes back when the clock does', () => {
    assert.equal(
      statusBarText({ ...running, status: 'paused' }, 9_999_999, english)?.text,
      '$(debug-pause) Cut a release 01:00',
    );
    assert.equal(elapsedAt(running, 0), 60_000);
  });

  it('starts a recording when idle, and is not there without a folder', () => {
    assert.equal(statusBarText(state(), 0, english)?.command, 'startRecording');
    assert.equal(statusBarText(state({ noFolder: true }), 0, english), undefined);
  });

  it('says that a recording was interrupted', () => {
    assert.match(
      statusBarText({ ...running, status: 'interrupted' }, 0, english)?.text ?? '',
      /Cut a release interrupted$/,
    );
  });

  it("keeps a workflow's name short, on one line and free of icons", () => {
    const text =
      statusBarText({ ...running, workflow: `$(alert)\n${'long '.repeat(30)}` }, 1_000_000, english)?.text ?? '';
    assert.ok(text.startsWith('$(record) \\$(alert) ⏎ long'));
    assert.ok(text.length < 60 && !text.includes('\n'));
  });
});

describe('the coverage badge', () => {
  it('is the percent, with a sentence', () => {
    const covered = state({ coverage: { explained: 2, observed: 5, percent: 40 } });
    assert.deepEqual(coverageBadge(covered, english), {
      value: 40,
      tooltip: 'Coverage: 40 % of the observed steps are explained',
    });
    assert.equal(coverageDescription(covered, english), 'coverage 40 %');
  });

  it('is absent where no step was observed', () => {
    assert.equal(coverageBadge(state({ coverage: { explained: 0, observed: 0, percent: 0 } }), english), undefined);
    assert.equal(coverageDescription(state(), english), undefined);
  });
});

describe('the context keys', () => {
  it('say nothing is there at first', () => {
    assert.deepEqual(contextKeyValues(state()), {
      status: 'idle',
      hasRecordings: false,
      hasProposedNotes: false,
      hasPendingNotes: false,
      applyPending: false,
      hasGaps: false,
      canUndo: false,
      distillFailed: false,
      storageFailed: false,
      consented: false,
      sample: false,
      shellChecked: false,
      recorded: false,
      answered: false,
      connected: false,
    });
  });

  it('follow the state', () => {
    const full = state({
      status: 'paused',
      storageReady: false,
      consented: true,
      workflows: [
        { name: 'a', recordings: [] },
        { name: 'b', recordings: [recording()] },
      ],
      notes: [
        { note: note(), pendingApply: false },
        { note: note({ id: 'n2', status: 'accepted' }), pendingApply: true },
      ],
      gaps: [gap()],
      applyPending: true,
      undoable: 'accepting a note',
      answers: [{ gap: 'g1', text: 'So.' }],
      shellChecked: true,
      connected: true,
      distillFailed: true,
    });
    const { status, sample, ...flags } = contextKeyValues(full);
    assert.equal(sample, false);
    assert.equal(status, 'paused');
    assert.ok(Object.values(flags).every((flag) => flag === true));
  });

  it('count a workflow without recordings as none', () => {
    assert.equal(contextKeyValues(state({ workflows: [{ name: 'a', recordings: [] }] })).hasRecordings, false);
  });
});
