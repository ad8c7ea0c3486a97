import type { Coverage, Gap, GapCode, Severity } from '../../model/gap.ts';
import type { DismissedGapView, ViewState } from '../state.ts';
import { oneLine, plainLines } from './text.ts';
import type { TreeNode } from './treeNode.ts';
import type { Words } from './words.ts';
import { coverageLabel } from './workflowRows.ts';

export function severityLabel(severity: Severity, { t }: Words): string {
  switch (severity) {
    case 'high':
      return t('High');
    case 'medium':
      return t('Medium');
    case 'low':
      return t('Low');
  }
}

/** What the code says, in words. */
export function gapCodeLabel(code: GapCode, { t }: Words): string {
  switch (code) {
    case 'unexplained-step':
      return t('Unexplained step');
    case 'unexplained-failure':
      return t('Unexplained failure');
    case 'unknown-input':
      return t('Unknown input');
    case 'off-screen':
      return t('Off screen');
    case 'decision':
      return t('Open decision');
    case 'unverified':
      return t('Unverified');
    case 'single-witness':
      return t('Single witness');
    case 'no-owner':
      return t('No owner');
    case 'stale':
      return t('Stale');
    case 'contradiction':
      return t('Contradiction');
    case 'truncated':
      return t('Cut by a loader');
    case 'credential':
      return t('Credential');
    case 'not-captured':
      return t('Not captured');
    case 'agent-reported':
      return t('Reported by an agent');
  }
}

const severityIcons: Readonly<Record<Severity, readonly [icon: string, color: string]>> = {
  high: ['error', 'problemsErrorIcon.foreground'],
  medium: ['warning', 'problemsWarningIcon.foreground'],
  low: ['info', 'problemsInfoIcon.foreground'],
};

/** A share of a hundred as a bar of five parts; any share at all fills one, and only all of it fills the last. */
export function bar(percent: number): string {
  const full = percent >= 100 ? 5 : Math.min(4, Math.ceil(percent / 20));
  return '▰'.repeat(full) + '▱'.repeat(5 - full);
}

/** `rank`: whether its answer raises coverage most, as others' may too; the first of them says so before all else. */
function gapRow(gap: Gap, answered: boolean, rank: 'first' | 'top' | 'other', words: Words): TreeNode {
  const { t } = words;
  const label = oneLine(gap.question, 300);
  const subject = oneLine(gap.subject, 120);
  const code = gapCodeLabel(gap.code, words);
  const severity = severityLabel(gap.severity, words);
  const [icon, iconColor] = answered ? (['pass', 'testing.iconPassed'] as const) : severityIcons[gap.severity];
  const raises = raiseLabel(gap, words);
  const [moment] = gap.evidence;
  const shown = rank !== 'other' && !answered && raises ? `${raises} · ${subject}` : subject;
  return {
    id: `gap:${gap.id}`,
    // In a narrow sidebar nothing but the beginning of the question is seen.
    label: rank === 'first' && !answered ? oneLine(t('↑ {0} % · {1}', gap.raisesTo ?? 0, label), 300) : label,
    description: answered ? `${t('answered, not applied yet')} · ${subject}` : shown,
    tooltip: [label, '', plainLines(gap.why), '', `${code} · ${severity}`, ...(raises ? [raises] : [])].join('\n'),
    icon,
    iconColor,
    contextValue: `gap.${answered ? 'answered' : 'open'}${moment ? '.seen' : ''}`,
    command: 'selectGap',
    accessibilityLabel: answered
      ? t('Answered gap, not applied yet: {0} {1}', label, subject)
      : t('{0} severity, {1}: {2} {3}', severity, code, label, shown),
    target: { gap: gap.id, ...(moment ? { evidence: moment } : {}) },
  };
}

/** What answering the gap does to the coverage of its workflow, once the answer is applied. */
export function raiseLabel({ raisesTo }: Gap, { t }: Words): string | undefined {
  return raisesTo === undefined ? undefined : t('raises coverage to {0} %', raisesTo);
}

/** The open gaps whose answer raises coverage most; none where no single answer does. */
export function raisingMost(gaps: readonly Gap[], answered: ReadonlySet<string>): ReadonlySet<string> {
  const open = gaps.filter(({ id, raisesTo }) => raisesTo !== undefined && !answered.has(id));
  const most = Math.max(...open.map(({ raisesTo = 0 }) => raisesTo));
  return new Set(open.filter(({ raisesTo }) => raisesTo === most).map(({ id }) => id));
}

function workflowGapsRow(
  workflow: string,
  gaps: readonly Gap[],
  answered: ReadonlySet<string>,
  coverage: Coverage | undefined,
  words: Words,
): TreeNode {
  const { t } = words;
  const label = oneLine(workflow) || t('Repository');
  const count = gaps.length === 0 ? t('no gaps') : gaps.length === 1 ? t('1 gap') : t('{0} gaps', gaps.length);
  const explained = coverageLabel(coverage, words);
  const most = raisingMost(gaps, answered);
  const first = gaps.find(({ id }) => most.has(id));
  const raise =
    first && t('Answering this raises it most, to {0} %: {1}', first.raisesTo ?? 0, oneLine(first.question));
  const shown = coverage && explained ? t('{0} % {1}', coverage.percent, bar(coverage.percent)) : undefined;
  const rankOf = (gap: Gap) => (gap === first ? 'first' : most.has(gap.id) ? 'top' : 'other');
  return {
    id: `workflow:${workflow}`,
    label,
    description: [shown, count].filter(Boolean).join(' · '),
    tooltip: [label, [count, explained].filter(Boolean).join(' · '), ...(raise ? [raise] : [])].join('\n'),
    contextValue: 'gapGroup',
    accessibilityLabel: [label, count, explained, raise].filter(Boolean).join(', '),
    ...(gaps.length === 0
      ? { icon: 'pass', iconColor: 'testing.iconPassed' }
      : {
          children: () => gaps.map((gap) => gapRow(gap, answered.has(gap.id), rankOf(gap), words)),
          expanded: true,
        }),
  };
}

function dismissedRow({ gap, reason }: DismissedGapView, words: Words): TreeNode {
  const label = oneLine(gap.question, 300);
  const why = oneLine(dismissalLabel(reason, words), 120);
  return {
    id: `dismissed:${gap.id}`,
    label,
    description: why,
    tooltip: [label, '', plainLines(gap.why), '', words.t('Not a gap: {0}', why)].join('\n'),
    icon: 'circle-slash',
    contextValue: 'dismissed',
    accessibilityLabel: words.t('Not a gap: {0}, {1}', label, why),
    target: { gap: gap.id },
  };
}

/** A reason that was chosen from the list, in words; one that was written is said as it was. */
function dismissalLabel(reason: string, { t }: Words): string {
  switch (reason) {
    case 'obvious':
      return t('Nobody needs this explained');
    case 'accident':
      return t('It was not part of the workflow');
    case 'elsewhere':
      return t('It is explained somewhere agents can read');
    default:
      return reason;
  }
}

/**
 * The Gaps tree: workflow → gaps in the order they are ranked. The workflow with the most urgent gap comes first, those
 * that have none follow, and last what a person called no gap. With nothing to ask at all there is no row: the view
 * says so in a sentence.
 */
export function gapRows(state: ViewState, words: Words): readonly TreeNode[] {
  const { t } = words;
  const answered = new Set(state.answers.map((answer) => answer.gap));
  const coverage = new Map(state.workflows.map((workflow) => [workflow.name, workflow.coverage]));
  const byWorkflow = new Map<string, Gap[]>();
  for (const gap of state.gaps) {
    const list = byWorkflow.get(gap.workflow);
    if (list) list.push(gap);
    else byWorkflow.set(gap.workflow, [gap]);
  }
  const silent = state.workflows.filter(({ name, coverage: known }) => known && !byWorkflow.has(name));
  const { dismissed } = state;
  if (byWorkflow.size === 0 && dismissed.length === 0) return [];
  const without: TreeNode = {
    id: 'dismissed',
    label: t('Not gaps'),
    description: String(dismissed.length),
    contextValue: 'dismissedGroup',
    accessibilityLabel: t('{0}, {1}', t('Not gaps'), dismissed.length),
    children: () => dismissed.map((each) => dismissedRow(each, words)),
  };
  return [
    ...[...byWorkflow].map(([name, gaps]) => workflowGapsRow(name, gaps, answered, coverage.get(name), words)),
    ...silent.map(({ name }) => workflowGapsRow(name, [], answered, coverage.get(name), words)),
    ...(dismissed.length > 0 ? [without] : []),
  ];
}
