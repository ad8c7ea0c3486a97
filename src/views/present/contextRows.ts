import type { ChartRow } from '../../model/context.ts';
import { type Layer, layers } from '../../model/note.ts';
import type { AgentBudgetView, ContextFileStatus, ContextFileView, LoadMode, ViewState } from '../state.ts';
import { byteSize, oneLine } from './text.ts';
import type { TreeNode } from './treeNode.ts';
import type { Words } from './words.ts';

function layerTitle(layer: Layer, { t }: Words): string {
  switch (layer) {
    case 'working':
      return t('Working');
    case 'project':
      return t('Project');
    case 'organization':
      return t('Organization');
  }
}

function loadLabel(load: LoadMode, { t }: Words): string {
  switch (load) {
    case 'always':
      return t('always loaded');
    case 'path':
      return t('loaded by path');
    case 'demand':
      return t('on demand');
    case 'never':
      return t('never loaded');
  }
}

const statusIcons: Readonly<Record<ContextFileStatus, readonly [icon: string, color?: string]>> = {
  fresh: ['pass', 'testing.iconPassed'],
  unmanaged: ['file'],
  stale: ['history', 'problemsWarningIcon.foreground'],
  'hand-edited': ['edit', 'problemsInfoIcon.foreground'],
  'over-budget': ['warning', 'problemsWarningIcon.foreground'],
  missing: ['error', 'problemsErrorIcon.foreground'],
};

function statusLabel(status: ContextFileStatus, { t }: Words): string {
  switch (status) {
    case 'fresh':
      return t('up to date');
    case 'unmanaged':
      return t('not managed by Mirror');
    case 'stale':
      return t('stale');
    case 'hand-edited':
      return t('edited by hand');
    case 'over-budget':
      return t('over budget');
    case 'missing':
      return t('missing');
  }
}

/** What can be learned at one place of a file. */
function needRow(file: ContextFileView, need: ChartRow, index: number, words: Words): TreeNode {
  const { t } = words;
  const label = oneLine(need.need) || oneLine(file.path);
  const seen = need.lastVerified?.recordedOn;
  const details = [
    ...(need.line === undefined ? [] : [t('line {0}', need.line)]),
    ...(need.owner === undefined ? [t('nobody owns it')] : [oneLine(need.owner, 60)]),
    ...(seen === undefined ? [] : [t('seen {0}', seen)]),
    ...(need.status === 'stale' ? [t('stale')] : []),
    ...(need.status === 'pending' ? [t('not applied yet')] : []),
  ];
  return {
    id: `need:${file.path}:${index}`,
    label,
    description: details.join(' · '),
    tooltip: [need.need, ...details].map((line) => oneLine(line, 300)).join('\n'),
    icon: need.status === 'stale' ? 'history' : need.kind === 'skill' ? 'list-ordered' : 'note',
    ...(need.status === 'stale' ? { iconColor: 'problemsWarningIcon.foreground' } : {}),
    command: 'openContextFile',
    accessibilityLabel: [label, ...details].join(', '),
    target: { path: file.path, ...(need.line === undefined ? {} : { line: need.line }) },
  };
}

function fileRow(file: ContextFileView, words: Words): TreeNode {
  const { t } = words;
  const label = oneLine(file.path, 300);
  const details = [loadLabel(file.load, words), byteSize(file.bytes), statusLabel(file.status, words)];
  if (file.owner !== undefined) details.push(oneLine(file.owner, 60));
  const [icon, iconColor] = statusIcons[file.status];
  const more = [
    ...(file.verifiedOn === undefined ? [] : [t('last seen to hold on {0}', file.verifiedOn)]),
    ...(file.owner === undefined ? [t('nobody owns it')] : []),
    ...(file.agents ?? []).map(({ agent, when }) => `${agent}: ${loadLabel(when, words)}`),
  ];
  const needs = file.needs ?? [];
  const problems = (file.problems ?? []).map((problem) => oneLine(problem, 400));
  return {
    id: `file:${file.path}`,
    label,
    description: details.join(' · '),
    tooltip: [label, ...problems, ...details, ...more].join('\n'),
    icon,
    ...(iconColor ? { iconColor } : {}),
    contextValue: `file.${file.status}`,
    command: 'openContextFile',
    accessibilityLabel: [label, ...details, ...problems, ...more].join(', '),
    target: { path: file.path },
    ...(needs.length === 0 ? {} : { children: () => needs.map((need, index) => needRow(file, need, index, words)) }),
  };
}

const barLength = 10;

/** A share as a bar of text: `▓▓▓░░░░░░░`. Anything at all is one piece, and only what is full is full. */
export function shareBar(share: number): string {
  const pieces = share >= 1 ? barLength : Math.min(barLength - 1, Math.ceil(Math.max(0, share) * barLength));
  return '▓'.repeat(pieces) + '░'.repeat(barLength - pieces);
}

/** What one agent holds, against its limit; below it the files in the order it loads them. */
function agentRow({ title, usedBytes, limitBytes, files, advice }: AgentBudgetView, words: Words): TreeNode {
  const { t } = words;
  const percent = limitBytes === undefined ? 0 : Math.floor((100 * usedBytes) / Math.max(1, limitBytes));
  const spoken =
    limitBytes === undefined
      ? t('{0} always loaded, no limit', byteSize(usedBytes))
      : t('{0} % of {1}', percent, byteSize(limitBytes));
  const bar = limitBytes === undefined ? [] : [shareBar(usedBytes / Math.max(1, limitBytes))];
  const cut = files.reduce((sum, { cutBytes }) => sum + cutBytes, 0);
  const lost = cut > 0 ? [t('{0} are cut', byteSize(cut))] : [];
  const warned = cut > 0 || advice.length > 0;
  return {
    id: `agent:${title}`,
    label: title,
    description: [[...bar, spoken].join(' '), ...lost].join(' · '),
    tooltip: [title, spoken, ...lost, ...advice].join('\n'),
    icon: warned ? 'warning' : 'hubot',
    ...(warned ? { iconColor: 'problemsWarningIcon.foreground' } : {}),
    accessibilityLabel: [title, spoken, ...lost, ...advice].join(', '),
    children: () =>
      files.map((file, index): TreeNode => {
        const label = oneLine(file.path, 300);
        const details = [
          loadLabel(file.load, words),
          byteSize(file.bytes),
          ...(file.cutBytes > 0 ? [t('{0} are cut', byteSize(file.cutBytes))] : []),
        ];
        return {
          id: `agent:${title}:${index}:${file.path}`,
          label,
          description: details.join(' · '),
          icon: file.cutBytes > 0 ? 'warning' : 'file',
          command: 'openContextFile',
          accessibilityLabel: [label, ...details].join(', '),
          target: { path: file.path },
        };
      }),
  };
}

function agentsRow(agents: readonly AgentBudgetView[], words: Words): TreeNode {
  const label = words.t('What Agents Hold');
  const count = agents.length === 1 ? words.t('1 agent') : words.t('{0} agents', agents.length);
  return {
    id: 'agents',
    label,
    description: count,
    accessibilityLabel: `${label}, ${count}`,
    children: () => agents.map((agent) => agentRow(agent, words)),
    expanded: true,
  };
}

/** The Context tree: layer → files → what each says; then what each agent holds. Layers without a file are left out. */
export function contextRows(state: ViewState, words: Words): readonly TreeNode[] {
  const byLayer = layers.flatMap((layer): TreeNode[] => {
    const files = state.contextFiles.filter((file) => file.layer === layer);
    if (files.length === 0) return [];
    const label = layerTitle(layer, words);
    const bytes = byteSize(files.reduce((sum, file) => sum + file.bytes, 0));
    return [
      {
        id: `layer:${layer}`,
        label,
        description: bytes,
        contextValue: 'layer',
        accessibilityLabel: words.t('{0} layer, {1}', label, bytes),
        children: () => files.map((file) => fileRow(file, words)),
        expanded: true,
      },
    ];
  });
  return state.agentBudgets.length === 0 ? byLayer : [...byLayer, agentsRow(state.agentBudgets, words)];
}
