import * as vscode from 'vscode';
import { commandIds, type TreeName, viewIds } from './commandIds.ts';
import { contextRows } from './present/contextRows.ts';
import { gapRows } from './present/gapRows.ts';
import { noteRows } from './present/noteRows.ts';
import { coverageBadge, coverageDescription } from './present/status.ts';
import type { TreeNode } from './present/treeNode.ts';
import type { Words } from './present/words.ts';
import { workflowRows } from './present/workflowRows.ts';
import { emptyViewState, type ViewState } from './state.ts';

const rowsOf: { readonly [T in TreeName]: (state: ViewState, words: Words) => readonly TreeNode[] } = {
  workflows: workflowRows,
  notes: noteRows,
  gaps: gapRows,
  context: contextRows,
};

function treeItem(node: TreeNode): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, node.children ? (node.expanded ? Expanded : Collapsed) : None);
  item.id = node.id;
  item.accessibilityInformation = { label: node.accessibilityLabel };
  if (node.description !== undefined) item.description = node.description;
  if (node.tooltip !== undefined) item.tooltip = node.tooltip;
  if (node.contextValue !== undefined) item.contextValue = node.contextValue;
  if (node.icon !== undefined) {
    item.iconPath = new vscode.ThemeIcon(node.icon, node.iconColor ? new vscode.ThemeColor(node.iconColor) : undefined);
  }
  if (node.command !== undefined) {
    item.command = { command: commandIds[node.command], title: node.label, arguments: [node] };
  }
  return item;
}

interface Tree extends vscode.Disposable {
  readonly view: vscode.TreeView<TreeNode>;
  show(nodes: readonly TreeNode[]): void;
}

/** One tree over presented rows. Rows below are asked for when they are opened; `onShown` hears that it became visible. */
function createTree(name: TreeName, onShown: () => void): Tree {
  const changed = new vscode.EventEmitter<undefined>();
  const parents = new Map<string, TreeNode>();
  let nodes: readonly TreeNode[] = [];
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: (node) => {
      const children = node ? (node.children?.() ?? []) : nodes;
      if (node) for (const child of children) parents.set(child.id, node);
      return [...children];
    },
    getParent: (node) => parents.get(node.id),
  };
  const view = vscode.window.createTreeView(viewIds[name], { treeDataProvider: provider, showCollapseAll: true });
  const visibility = view.onDidChangeVisibility(({ visible }) => {
    if (visible) onShown();
  });
  if (view.visible) onShown();
  return {
    view,
    show(next) {
      parents.clear();
      nodes = next;
      changed.fire(undefined);
    },
    dispose() {
      visibility.dispose();
      view.dispose();
      changed.dispose();
    },
  };
}

export interface Trees extends vscode.Disposable {
  show(state: ViewState): void;
}

/**
 * The four trees. `onShown` is called when the sidebar comes up, once for all of them. Only a tree whose rows can have changed is drawn again, so
 * that a running clock moves nothing.
 */
export function createTrees(words: Words, onShown: () => void): Trees {
  const names = Object.keys(rowsOf) as TreeName[];
  let told = false;
  /** All trees of a sidebar come up in one go. */
  const shown = () => {
    if (told) return;
    told = true;
    setTimeout(() => {
      told = false;
      onShown();
    });
  };
  const trees = Object.fromEntries(names.map((name) => [name, createTree(name, shown)])) as Record<TreeName, Tree>;
  let last: ViewState = emptyViewState;

  function changedFrom(state: ViewState, ...fields: (keyof ViewState)[]): boolean {
    return fields.some((field) => state[field] !== last[field]);
  }

  return {
    show(state) {
      if (changedFrom(state, 'workflows')) trees.workflows.show(workflowRows(state, words));
      if (changedFrom(state, 'notes')) trees.notes.show(noteRows(state, words));
      if (changedFrom(state, 'gaps', 'answers', 'workflows')) trees.gaps.show(gapRows(state, words));
      if (changedFrom(state, 'contextFiles')) trees.context.show(contextRows(state, words));
      const message = state.error ?? state.busy ?? '';
      for (const name of names) trees[name].view.message = message;
      trees.gaps.view.badge = coverageBadge(state, words);
      trees.gaps.view.description = coverageDescription(state, words) ?? '';
      last = state;
    },
    dispose() {
      for (const name of names) trees[name].dispose();
    },
  };
}
