import { withoutAnsweredReports } from '../gaps/agentReports.ts';
import type { CatalogRecording } from '../journal/catalog.ts';
import type { Coverage } from '../model/gap.ts';
import type { Words } from '../views/present/words.ts';
import type { NoteView, RecordingCondition, RecordingView, ViewState, WorkflowView } from '../views/state.ts';
import { alwaysOn } from './alwaysOn.ts';
import { agentBudgets, contextFiles } from './contextView.ts';
import { decisionWords } from './decisionWords.ts';
import type { Knowledge } from './knowledge.ts';
import { acceptedNotes, dismissedGaps, openGaps, reviewedNotes } from './reviewedNotes.ts';

/** The sum of several coverages: evidence weights add up. Undefined where no step was observed. */
function totalCoverage(coverages: Iterable<Coverage>): Coverage | undefined {
  let explained = 0;
  let observed = 0;
  for (const each of coverages) {
    explained += each.explained;
    observed += each.observed;
  }
  return observed === 0 ? undefined : { explained, observed, percent: Math.floor((100 * explained) / observed) };
}

function conditionOf(recording: CatalogRecording, knowledge: Knowledge, paused: boolean): RecordingCondition {
  if (recording.state === 'recording-here') return paused ? 'paused' : 'recording';
  if (recording.state === 'recording-elsewhere') return 'recording';
  const damaged = knowledge.recordings.get(recording.id)?.problems.some(({ code }) => !harmless.has(code)) ?? false;
  if (recording.state === 'interrupted') return 'interrupted';
  return damaged ? 'damaged' : 'complete';
}

/** Said by a newer version, and kept: no damage. */
const harmless: ReadonlySet<string> = new Set(['unknown-kind', 'unknown-field']);

function recordingView(recording: CatalogRecording, knowledge: Knowledge, paused: boolean): RecordingView {
  const walkthrough = knowledge.distilled
    .get(recording.workflow)
    ?.walkthroughs.find((each) => each.recording === recording.id);
  return {
    id: recording.id,
    startedAt: recording.startedAt,
    complete: recording.complete,
    state: conditionOf(recording, knowledge, paused),
    events: recording.events,
    steps: (walkthrough?.steps ?? []).map(({ title, kind, from, to, actions }) => ({ title, kind, from, to, actions })),
  };
}

function workflowViews(knowledge: Knowledge, paused: boolean): WorkflowView[] {
  return knowledge.catalog.workflows.map(({ name }) => {
    const coverage = knowledge.reports.get(name)?.coverage;
    const distilled = knowledge.distilled.get(name);
    return {
      name,
      recordings: knowledge.catalog.recordings
        .filter((recording) => recording.workflow === name)
        .map((recording) => recordingView(recording, knowledge, paused)),
      ...(coverage ? { coverage } : {}),
      ...(distilled ? { map: { distilled, offScreenMs: knowledge.offScreenMs } } : {}),
    };
  });
}

/** What follows from decisions about notes and gaps. */
type DecidedState = Pick<ViewState, 'notes' | 'gaps' | 'answers' | 'dismissed' | 'alwaysOn' | 'undoable'>;

/** What the views show of what is known. The state of the running recording is added by the caller. */
export function knownState(
  knowledge: Knowledge,
  paused: boolean,
  words: Words,
): DecidedState & Pick<ViewState, 'workflows' | 'coverage' | 'contextFiles' | 'agentBudgets'> {
  const coverage = totalCoverage([...knowledge.reports.values()].map((report) => report.coverage));
  return {
    ...decidedState(knowledge, words),
    workflows: workflowViews(knowledge, paused),
    ...(coverage ? { coverage } : {}),
    contextFiles: contextFiles(knowledge),
    agentBudgets: agentBudgets(knowledge),
  };
}

/** The part of it that a decision alone can change: no file is read for it and no gap is computed. */
export function decidedState(knowledge: Knowledge, words: Words): DecidedState {
  const { decisions, stored } = knowledge;
  const notes = reviewedNotes(knowledge.distilled.values(), stored, decisions, knowledge.findings, knowledge.offers);
  const applied = new Set(stored.notes.filter(({ note }) => note.status === 'accepted').map(({ note }) => note.id));
  const found = [...knowledge.reports.values()].flatMap((report) => report.gaps);
  const gaps = withoutAnsweredReports([...found, ...knowledge.reportedElsewhere], applied);
  const past = decisions.history.at(-1);
  return {
    notes,
    gaps: openGaps(gaps, decisions).sort(bySeverity),
    answers: answers(knowledge, notes),
    dismissed: dismissedGaps(gaps, decisions),
    alwaysOn: alwaysOn(acceptedNotes(stored, decisions), knowledge),
    undoable: past && decisionWords(past, words),
  };
}

const severities = ['high', 'medium', 'low'];

function bySeverity(a: { severity: string }, b: { severity: string }): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

/** Answers that wait to be applied. */
function answers(knowledge: Knowledge, notes: readonly NoteView[]): ViewState['answers'] {
  return Object.entries(knowledge.decisions.answered).flatMap(([gap, id]) => {
    const view = notes.find((each) => each.note.id === id);
    return view?.pendingApply ? [{ gap, text: view.note.action }] : [];
  });
}
