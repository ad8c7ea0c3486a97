import type { Gap, GapCode, Severity } from '../../model/gap.ts';
import type { ViewState } from '../state.ts';
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

function gapRow(gap: Gap, answered: boolean, words: Words): TreeNode {
  const { t } = words;
  const label = oneLine(gap.question, 300);
  const subject = oneLine(gap.subject, 120);
  const code = gapCodeLabel(gap.code, words);
  const severity = severityLabel(gap.severity, words);
  const [icon, iconColor] = answered ? (['pass', 'testing.iconPassed'] as const) : severityIcons[gap.severity];
  return {
    id: `gap:${gap.id}`,
    label,
    description: answered ? `${t('answered, not applied yet')} · ${subject}` : subject,
    tooltip: [label, '', plainLines(gap.why), '', `${code} · ${severity}`].join('\n'),
    icon,
    iconColor,
    contextValue: answered ? 'gap.answered' : 'gap.open',
    command: 'selectGap',
    accessibilityLabel: answered
      ? t('Answered gap: {0} {1}', label, subject)
      : t('{0} severity, {1}: {2} {3}', severity, code, label, subject),
    target: { gap: gap.id },
  };
}

/** The Gaps tree: workflow → gaps in the order they are ranked. The workflow with the most urgent gap comes first. */
export function gapRows(state: ViewState, words: Words): readonly TreeNode[] {
  const { t } = words;
  const answered = new Set(state.answers.map((answer) => answer.gap));
  const coverage = new Map(state.workflows.map((workflow) => [workflow.name, workflow.coverage]));
  const names = [...new Set(state.gaps.map((gap) => gap.workflow))];
  return names.map((workflow): TreeNode => {
    const gaps = state.gaps.filter((gap) => gap.workflow === workflow);
    const label = oneLine(workflow) || t('Repository');
    const count = gaps.length === 1 ? t('1 gap') : t('{0} gaps', gaps.length);
    const description = [count, coverageLabel(coverage.get(workflow), words)].filter(Boolean).join(' · ');
    return {
      id: `workflow:${workflow}`,
      label,
      description,
      contextValue: 'gapGroup',
      accessibilityLabel: `${label}, ${description}`,
      children: () => gaps.map((gap) => gapRow(gap, answered.has(gap.id), words)),
      expanded: true,
    };
  });
}
