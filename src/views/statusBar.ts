import * as vscode from 'vscode';
import { commandIds } from './commandIds.ts';
import { statusBarText } from './present/status.ts';
import type { Words } from './present/words.ts';
import type { ViewState } from './state.ts';

export interface StatusBar extends vscode.Disposable {
  show(state: ViewState): void;
}

/**
 * The one status-bar item. It has a timer only while recording. `now` is the clock that `ViewState.elapsedAt` was
 * read from, in milliseconds.
 */
export function createStatusBar(now: () => number, words: Words): StatusBar {
  const item = vscode.window.createStatusBarItem('mirror.recording', vscode.StatusBarAlignment.Left, 100);
  item.name = words.t('Mirror recording');
  let timer: ReturnType<typeof setInterval> | undefined;

  function stopTicking() {
    clearInterval(timer);
    timer = undefined;
  }

  function draw(state: ViewState) {
    const shown = statusBarText(state, now(), words);
    if (!shown) return item.hide();
    item.text = shown.text;
    item.tooltip = shown.tooltip;
    item.command = commandIds[shown.command];
    item.accessibilityInformation = { label: shown.accessibilityLabel, role: 'button' };
    item.show();
  }

  return {
    show(state) {
      stopTicking();
      draw(state);
      if (state.status === 'recording') timer = setInterval(() => draw(state), 1000);
    },
    dispose() {
      stopTicking();
      item.dispose();
    },
  };
}
