import { type Layer, layers } from '../../model/note.ts';
import type { ContextFileStatus, ContextFileView, LoadMode, ViewState } from '../state.ts';
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

function fileRow(file: ContextFileView, words: Words): TreeNode {
  const label = oneLine(file.path, 300);
  const details = [loadLabel(file.load, words), byteSize(file.bytes), statusLabel(file.status, words)];
  const [icon, iconColor] = statusIcons[file.status];
  return {
    id: `file:${file.path}`,
    label,
    description: details.join(' · '),
    tooltip: [label, ...details].join('\n'),
    icon,
    ...(iconColor ? { iconColor } : {}),
    contextValue: `file.${file.status}`,
    command: 'openContextFile',
    accessibilityLabel: [label, ...details].join(', '),
    target: { path: file.path },
  };
}

/** The Context tree: layer → files. Layers without a file are left out. */
export function contextRows(state: ViewState, words: Words): readonly TreeNode[] {
  return layers.flatMap((layer): TreeNode[] => {
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
}
