import type { Coverage } from '../../model/gap.ts';
import type { StepKind } from '../../model/step.ts';
import type { RecordingCondition, RecordingView, StepView, ViewState, WorkflowView } from '../state.ts';
import { eventRange } from './evidenceRow.ts';
import { oneLine } from './text.ts';
import type { TreeNode } from './treeNode.ts';
import type { Words } from './words.ts';

const stepIcons: Readonly<Record<StepKind, string>> = {
  run: 'terminal',
  edit: 'edit',
  verify: 'beaker',
  commit: 'git-commit',
  release: 'rocket',
  setup: 'gear',
  fix: 'wrench',
  inspect: 'search',
  note: 'comment',
  other: 'circle-small-filled',
};

const conditionIcons: Readonly<Record<RecordingCondition, string>> = {
  recording: 'record',
  paused: 'debug-pause',
  interrupted: 'debug-disconnect',
  complete: 'pass',
  damaged: 'warning',
  unreadable: 'error',
};

function conditionLabel(condition: RecordingCondition, { t }: Words): string {
  switch (condition) {
    case 'recording':
      return t('recording now');
    case 'paused':
      return t('paused');
    case 'interrupted':
      return t('interrupted');
    case 'complete':
      return t('complete');
    case 'damaged':
      return t('damaged, partly readable');
    case 'unreadable':
      return t('not readable');
  }
}

/** `40 % explained`; nothing where nothing was observed. */
export function coverageLabel(coverage: Coverage | undefined, { t }: Words): string | undefined {
  return coverage && coverage.observed > 0 ? t('{0} % explained', coverage.percent) : undefined;
}

function countOf(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** The steps of a recording; an action that is all of its step is not repeated below it. */
function stepRow(recording: RecordingView, step: StepView, index: number, words: Words): TreeNode {
  const id = `${recording.id}/step-${index}`;
  const label = oneLine(step.title) || words.t('Step {0}', index + 1);
  const only = step.actions.length === 1 && oneLine(step.actions[0]?.summary ?? '') === label;
  const children = () =>
    step.actions.map((action, at): TreeNode => {
      const summary = oneLine(action.summary);
      return {
        id: `${id}/action-${at}`,
        label: summary,
        description: words.t('event {0}', action.seq),
        icon: 'circle-small',
        contextValue: 'action',
        command: 'openRecording',
        accessibilityLabel: words.t('Action: {0}', summary),
        target: { recording: recording.id, seq: action.seq },
      };
    });
  return {
    id,
    label,
    description: eventRange(step, words),
    icon: stepIcons[step.kind],
    contextValue: 'step',
    command: 'openRecording',
    accessibilityLabel: words.t('Step {0} of {1}: {2}', index + 1, recording.steps.length, label),
    target: { recording: recording.id, seq: step.from },
    ...(only || step.actions.length === 0 ? {} : { children }),
  };
}

function recordingRow(workflow: WorkflowView, recording: RecordingView, words: Words): TreeNode {
  const { t, dateTime } = words;
  const label = dateTime(recording.startedAt);
  const events = countOf(recording.events, t('1 event'), t('{0} events', recording.events));
  const condition = conditionLabel(recording.state, words);
  const description = recording.state === 'complete' ? events : `${condition} · ${events}`;
  const steps = countOf(recording.steps.length, t('1 step'), t('{0} steps', recording.steps.length));
  return {
    id: recording.id,
    label,
    description,
    tooltip: `${oneLine(workflow.name)}\n${label}\n${condition}, ${events}, ${steps}`,
    icon: conditionIcons[recording.state],
    contextValue: `recording.${recording.state}`,
    command: 'openRecording',
    accessibilityLabel: t('Recording of {0}, {1}, {2}, {3}', label, condition, events, steps),
    target: { workflow: workflow.name, recording: recording.id },
    ...(recording.steps.length > 0
      ? { children: () => recording.steps.map((step, index) => stepRow(recording, step, index, words)) }
      : {}),
  };
}

/** The Workflows tree: workflow → recordings, newest first → steps → actions. */
export function workflowRows(state: ViewState, words: Words): readonly TreeNode[] {
  return state.workflows.map((workflow): TreeNode => {
    const { t } = words;
    const label = oneLine(workflow.name) || t('Unnamed workflow');
    const count = workflow.recordings.length;
    const recordings = countOf(count, t('1 recording'), t('{0} recordings', count));
    const coverage = coverageLabel(workflow.coverage, words);
    // What matters more stands where a narrow sidebar still shows it.
    const description = coverage ? `${coverage} · ${recordings}` : recordings;
    return {
      id: `workflow:${workflow.name}`,
      label,
      description,
      tooltip: `${label}\n${description}`,
      icon: 'list-ordered',
      contextValue: 'workflow',
      accessibilityLabel: t('Workflow {0}, {1}', label, description),
      target: { workflow: workflow.name },
      ...(count > 0
        ? { children: () => workflow.recordings.map((each) => recordingRow(workflow, each, words)), expanded: true }
        : {}),
    };
  });
}
