import * as vscode from 'vscode';
import { type ContextKeyName, contextKeys } from './commandIds.ts';
import { contextKeyValues } from './present/status.ts';
import type { Words } from './present/words.ts';
import { emptyViewState, type ViewState } from './state.ts';

/** The change that waits for an answer is what the person looks at: a key means it, and not another diff. */
function looksAtTheChange({ t }: Words): boolean {
  const label = vscode.window.tabGroups.activeTabGroup.activeTab?.label;
  return label?.startsWith(t('Mirror: Apply Accepted Notes')) ?? false;
}

/** Keeps the keys of `when` clauses in step with the state; sends only what changed. */
export function createContextKeys(words: Words): vscode.Disposable & { show(state: ViewState): void } {
  const sent = new Map<ContextKeyName, string | boolean>();
  let last: ViewState = emptyViewState;

  function show(state: ViewState): void {
    last = state;
    const values = { ...contextKeyValues(state), applyPending: state.applyPending && looksAtTheChange(words) };
    for (const [key, value] of Object.entries(values)) {
      const name = key as ContextKeyName;
      if (sent.get(name) === value) continue;
      sent.set(name, value);
      void vscode.commands.executeCommand('setContext', contextKeys[name], value);
    }
  }

  const looked = (): void => {
    if (last.applyPending) show(last);
  };
  const listening = [
    vscode.window.tabGroups.onDidChangeTabs(looked),
    vscode.window.tabGroups.onDidChangeTabGroups(looked),
  ];
  return { show, dispose: () => vscode.Disposable.from(...listening).dispose() };
}
