import * as vscode from 'vscode';
import { type ContextKeyName, contextKeys } from './commandIds.ts';
import { contextKeyValues } from './present/status.ts';
import type { ViewState } from './state.ts';

/** Keeps the keys of `when` clauses in step with the state; sends only what changed. */
export function createContextKeys(): { show(state: ViewState): void } {
  const sent = new Map<ContextKeyName, string | boolean>();
  return {
    show(state) {
      for (const [key, value] of Object.entries(contextKeyValues(state))) {
        const name = key as ContextKeyName;
        if (sent.get(name) === value) continue;
        sent.set(name, value);
        void vscode.commands.executeCommand('setContext', contextKeys[name], value);
      }
    },
  };
}
