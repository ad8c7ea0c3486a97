import type { Evidence } from '../../model/evidence.ts';
import { oneLine, plainLines } from './text.ts';
import type { TreeNode } from './treeNode.ts';
import type { Words } from './words.ts';

/** `events 3–7`, or `event 3`. */
export function eventRange({ from, to }: Pick<Evidence, 'from' | 'to'>, { t }: Words): string {
  return from === to ? t('event {0}', from) : t('events {0}–{1}', from, to);
}

/** A row that opens the recorded moment. `owner` keeps the id unique in the tree. */
export function evidenceRow(owner: string, evidence: Evidence, index: number, words: Words): TreeNode {
  const label = oneLine(evidence.excerpt) || words.t('Recorded moment');
  const description = eventRange(evidence, words);
  return {
    id: `${owner}/evidence-${index}`,
    label,
    description,
    tooltip: plainLines(evidence.excerpt),
    icon: 'quote',
    contextValue: 'evidence',
    command: 'openEvidence',
    accessibilityLabel: words.t('Evidence, {0}: {1}', description, label),
    target: { evidence },
  };
}
