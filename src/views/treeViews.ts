import * as vscode from 'vscode';
import { commandIds, type TreeName, viewIds } from './commandIds.ts';
import type { TreeNode } from './present/treeNode.ts';

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

/** A tree view, and the rows it shows. */
export interface Tree extends vscode.Disposable {
  readonly view: vscode.TreeView<TreeNode>;
  show(nodes: readonly TreeNode[]): void;
  /** Takes the focus, onto the first row where none is chosen: a tree whose rows came late would leave it nowhere. */
  focus(): Promise<void>;
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
  const view = vscode.window.createTreeView(viewIds[name], {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: name === 'notes',
  });
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
    async focus() {
      await vscode.commands.executeCommand(`${viewIds[name]}.focus`);
      // Rows that the window has not drawn yet refuse it, and no event tells when they can take it.
      for (let attempt = 0; attempt < 40 && nodes.length > 0 && view.selection.length === 0; attempt++) {
        const [first] = nodes;
        if (first) await view.reveal(first, { focus: true, select: true }).then(undefined, () => undefined);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    dispose() {
      visibility.dispose();
      view.dispose();
      changed.dispose();
    },
  };
}

export type TreeViews = Readonly<Record<TreeName, Tree>> & vscode.Disposable;

/** The four tree views, empty. `onShown` is called when the sidebar comes up, once for all of them. */
export function createTreeViews(onShown: () => void): TreeViews {
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
  const trees: Record<TreeName, Tree> = {
    workflows: createTree('workflows', shown),
    notes: createTree('notes', shown),
    gaps: createTree('gaps', shown),
    context: createTree('context', shown),
  };
  /** Of several folders one is recorded for: the one whose name stands beside the workflows. */
  const nameFolder = () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const first = folders.find(({ uri }) => uri.scheme === 'file');
    trees.workflows.view.description = folders.length > 1 && first ? first.name : '';
  };
  nameFolder();
  const folders = vscode.workspace.onDidChangeWorkspaceFolders(nameFolder);
  return { ...trees, dispose: () => vscode.Disposable.from(folders, ...Object.values(trees)).dispose() };
}
