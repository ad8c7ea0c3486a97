import { isDeepStrictEqual } from 'node:util';
import type { TreeName } from './commandIds.ts';
import { alwaysOnDescription, alwaysOnWarning } from './present/alwaysOn.ts';
import { contextRows } from './present/contextRows.ts';
import { gapRows } from './present/gapRows.ts';
import { noteRows } from './present/noteRows.ts';
import { coverageBadge, coverageDescription } from './present/status.ts';
import type { Words } from './present/words.ts';
import { workflowRows } from './present/workflowRows.ts';
import { emptyViewState, type ViewState } from './state.ts';
import type { TreeViews } from './treeViews.ts';

const names: readonly TreeName[] = ['workflows', 'notes', 'gaps', 'context'];

/**
 * Fills the four trees from the state. Only a tree whose rows can have changed is drawn again: a running clock moves
 * nothing, and looking again at what is as it was takes the focus from no row.
 */
export function createTrees(trees: TreeViews, words: Words): { show(state: ViewState): void } {
  let last: ViewState = emptyViewState;

  function changedFrom(state: ViewState, ...fields: (keyof ViewState)[]): boolean {
    return fields.some((field) => state[field] !== last[field] && !isDeepStrictEqual(state[field], last[field]));
  }

  return {
    show(state) {
      if (changedFrom(state, 'workflows')) trees.workflows.show(workflowRows(state, words));
      if (changedFrom(state, 'notes')) trees.notes.show(noteRows(state, words));
      if (changedFrom(state, 'gaps', 'answers', 'dismissed', 'workflows')) trees.gaps.show(gapRows(state, words));
      if (changedFrom(state, 'contextFiles', 'agentBudgets')) trees.context.show(contextRows(state, words));
      const sample = state.sample
        ? words.t('A sample, kept apart from your work. Close it when you have seen enough.')
        : '';
      const message = state.error ?? state.busy ?? '';
      for (const name of names) trees[name].view.message = message;
      // Said once: every row below is named after it.
      if (message === '') trees.workflows.view.message = sample;
      trees.gaps.view.badge = coverageBadge(state, words);
      trees.gaps.view.description = coverageDescription(state, words) ?? '';
      trees.notes.view.description = alwaysOnDescription(state, words) ?? '';
      trees.notes.view.message = message || (alwaysOnWarning(state, words) ?? '');
      last = state;
    },
  };
}
