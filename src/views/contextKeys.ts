import * as vscode from 'vscode';
import { type ContextKeyName, contextKeys } from './commandIds.ts';
import { contextKeyValues } from './present/status.ts';
import type { Words } from './present/words.ts';
import type { ViewState } from './state.ts';

/** The change that waits for an answer is what the person looks at: a key means it, and not another diff. */
function looksAtTheChange({ t }: Words): boolean {
  const label = vscode.window.tabGroups.activeTabGroup.activeTab?.label;
  return label?.startsWith(t('Mirror: Apply Accepted Notes')) ?? false;
}

/** Keeps the keys of `when` clauses in step with the state; sends only what changed. */
export function createContextKeys(words: Words): vscode.Disposable & { show(state: ViewState): void } {
  const sent = new Map<ContextKeyName, string | boolean>();
  let looking: vscode.Disposable | undefined;

  function send(values: Partial<Readonly<Record<ContextKeyName, string | boolean>>>): void {
    for (const [key, value] of Object.entries(values)) {
      const name = key as ContextKeyName;
      if (sent.get(name) === value) continue;
      sent.set(name, value);
      void vscode.commands.executeCommand('setContext', contextKeys[name], value);
    }
  }

  /** Follows the tabs while a change waits for an answer, and no longer. */
  function look(): vscode.Disposable {
    const looked = () => send({ applyPending: looksAtTheChange(words) });
    looked();
    return vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(looked),
      vscode.window.tabGroups.onDidChangeTabGroups(looked),
    );
  }

  return {
    show(state) {
      const { applyPending, ...values } = contextKeyValues(state);
      send(values);
      if (applyPending) {
        looking ??= look();
        return;
      }
      looking?.dispose();
      looking = undefined;
      send({ applyPending });
    },
    dispose: () => looking?.dispose(),
  };
}
