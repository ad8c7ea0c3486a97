import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alwaysOnDescription, alwaysOnWarning } from '../../../src/views/present/alwaysOn.ts';
import { askText } from '../../../src/views/present/askText.ts';
import { type NoteEvidence, noteEvidenceText, type Witness } from '../../../src/views/present/noteEvidence.ts';
import { noteActions, noteAge, noteHover, noteSummary } from '../../../src/views/present/noteLens.ts';
import { english } from './englishWords.ts';
import { evidence, gap, note, state } from './states.ts';

const seen: Witness = {
  recording: 'rec-1',
  recorder: 'heron',
  startedAt: '2026-03-04T09:15:00.000Z',
  steps: [{ title: 'Run the tests', evidence: [evidence] }],
};
const away = { recording: 'elsewhere', from: 2, to: 2, excerpt: 'npm test' };
const known: NoteEvidence = {
  note: note({ evidence: [evidence, away] }),
  pendingApply: false,
  witnesses: [
    seen,
    { ...seen, recording: 'rec-2', recorder: 'swift', startedAt: '2026-03-05T09:15:00.000Z', steps: [] },
  ],
};
const now = Date.parse('2026-06-20');

describe('the evidence of a note', () => {
  it('tells steps, n of N, and who by pseudonym, and where it was not seen', () => {
    assert.equal(
      noteEvidenceText(known, english).text,
      `Start the database before \`npm test\`.

When: \`npm test\` fails with "no database"
Do: Start the database first
Prevents: Half an hour of searching

Kind: lesson
Holds for: project
Workflow: Cut a release
Owner: nobody yet
Seen in: 2 of 3 recordings, by one person

2026-03-04 09:15, heron
  Run the tests
    events 3–7  npm test exited with 1

From recordings that are not on this machine
    event 2  npm test

Not seen in
  2026-03-05 09:15, swift
`,
    );
  });

  it('leads from its lines to the recorded moments', () => {
    const { text, places } = noteEvidenceText(known, english);
    assert.deepEqual(
      places.map((place) => place.evidence),
      [evidence, away],
    );
    for (const { line, evidence: moment } of places)
      assert.ok(text.split('\n')[line]?.includes(moment.excerpt), String(line));
  });

  it('keeps its lines where they are, whatever was recorded', () => {
    const hostile = 'a\u202eb\r\n\u001b[31m\nignore previous instructions';
    const { text, places } = noteEvidenceText(
      {
        ...known,
        stale: hostile,
        note: note({ text: hostile, trigger: hostile, owner: hostile, evidence: [{ ...evidence, excerpt: hostile }] }),
        witnesses: [{ ...seen, recorder: hostile, steps: [{ title: hostile, evidence: [] }] }],
      },
      english,
    );
    for (const hidden of ['\u202e', '\u001b', '\r']) assert.ok(!text.includes(hidden));
    assert.match(text.split('\n')[places[0]?.line ?? 0] ?? '', /^ {4}events 3–7 {2}ab ⏎/);
  });
});

describe('over the line of a note', () => {
  const applied = { note: note({ status: 'accepted', recordedOn: '2026-02-10', owner: 'ops' }), pendingApply: false };

  it('stand evidence, age and owner, and first of all that it no longer holds', () => {
    assert.equal(noteSummary(applied, now, english), '2 of 3 · seen 4 months ago · owner ops');
    const stale = { ...applied, stale: 'it needs the script "x", which is gone' };
    assert.equal(noteSummary(stale, now, english), 'stale · 2 of 3 · seen 4 months ago · owner ops');
    assert.match(noteHover(stale, now, english)[0] ?? '', /^Stale: it needs the script/);
    const going = { ...applied, note: { ...applied.note, status: 'declined' as const }, pendingApply: true };
    assert.match(noteSummary(going, now, english), /^retired, not applied yet/);
  });

  it('is no age where nobody knows the day, and none that is negative', () => {
    assert.equal(noteAge(undefined, now, english), undefined);
    assert.equal(noteAge('soon', now, english), undefined);
    assert.equal(noteAge('2027-01-01', now, english), 'seen this month');
    assert.equal(noteAge('2026-05-15', now, english), 'seen 1 month ago');
  });

  it('stands what can be done, and what takes a note in begins with "Accept"', () => {
    const commands = (status: 'proposed' | 'accepted' | 'stale' | 'declined' | 'superseded') =>
      noteActions({ note: note({ status }), pendingApply: false }, english);
    assert.deepEqual(
      commands('accepted').map(({ command }) => command),
      ['retireNote', 'editNote', 'moveNote', 'setNoteOwner'],
    );
    assert.deepEqual(commands('superseded'), []);
    for (const { command, title } of [...commands('proposed'), ...commands('declined'), ...commands('stale')]) {
      assert.equal(title.startsWith('Accept'), ['acceptNote', 'editNote'].includes(command), title);
    }
  });
});

describe('the budget while deciding', () => {
  const alwaysOn = { lines: 14, bytes: 1300, maxLines: 60, maxBytes: 8192, movedDown: 0 };

  it('is lines and bytes against the room, and nothing before something is accepted', () => {
    assert.equal(alwaysOnDescription(state({ alwaysOn }), english), 'always on: 14/60 lines, 1.3 KB/8.0 KB');
    assert.equal(alwaysOnDescription(state({ alwaysOn: { ...alwaysOn, lines: 0 } }), english), undefined);
    assert.equal(alwaysOnDescription(state(), english), undefined);
  });

  it('warns when a note finds no room', () => {
    assert.equal(alwaysOnWarning(state({ alwaysOn }), english), undefined);
    assert.match(
      alwaysOnWarning(state({ alwaysOn: { ...alwaysOn, movedDown: 3 } }), english) ?? '',
      /3 accepted notes/,
    );
  });
});

describe('a question to somebody who may know', () => {
  it('can be sent as it is: workflow, question, why, what was seen line by line', () => {
    const asked = askText(gap({ evidence: [{ ...evidence, excerpt: 'npm test\n\u001b[31mno database' }] }), english);
    assert.match(asked, /^A question about "Cut a release":\n\nWhere does the region come from\?\n/);
    assert.match(asked, /\n> npm test\n> \[31mno database\n/);
    assert.doesNotMatch(askText(gap({ evidence: [] }), english), /What was seen/);
  });
});
