import type { Evidence } from '../../../src/model/evidence.ts';
import type { Gap } from '../../../src/model/gap.ts';
import type { Note } from '../../../src/model/note.ts';
import { emptyViewState, type RecordingView, type ViewState } from '../../../src/views/state.ts';

export const evidence: Evidence = { recording: 'rec-1', from: 3, to: 7, excerpt: 'npm test exited with 1' };

export function gap(over: Partial<Gap> = {}): Gap {
  return {
    id: 'g1',
    code: 'unknown-input',
    severity: 'medium',
    workflow: 'Cut a release',
    subject: '--region eu-2',
    question: 'Where does the region come from?',
    why: 'It was typed, and nothing recorded says where from.',
    evidence: [evidence],
    layer: 'project',
    ...over,
  };
}

export function note(over: Partial<Note> = {}): Note {
  return {
    id: 'n1',
    kind: 'lesson',
    workflow: 'Cut a release',
    layer: 'project',
    trigger: '`npm test` fails with "no database"',
    action: 'Start the database first',
    prevents: 'Half an hour of searching',
    text: 'Start the database before `npm test`.',
    evidence: [evidence],
    support: { n: 2, of: 3 },
    status: 'proposed',
    ...over,
  };
}

export function recording(over: Partial<RecordingView> = {}): RecordingView {
  return {
    id: 'rec-1',
    startedAt: '2026-03-04T09:15:00.000Z',
    complete: true,
    state: 'complete',
    events: 42,
    steps: [
      {
        title: 'Run the tests',
        kind: 'verify',
        from: 3,
        to: 7,
        actions: [
          { seq: 3, summary: 'npm test failed' },
          { seq: 7, summary: 'npm test' },
        ],
      },
      { title: 'Push', kind: 'release', from: 9, to: 9, actions: [{ seq: 9, summary: 'Push' }] },
    ],
    ...over,
  };
}

export function state(over: Partial<ViewState> = {}): ViewState {
  return { ...emptyViewState, ...over };
}
