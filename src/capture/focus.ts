import type * as vscode from 'vscode';
import type { CaptureContext, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

/** The window losing and regaining focus. */
export function focusSource(
  window: Pick<VSCode['window'], 'onDidChangeWindowState' | 'state'>,
  { emit, clock, guard }: CaptureContext,
): CaptureSource {
  let focused = window.state.focused;
  const subscription = window.onDidChangeWindowState(
    guard('focus', (state: vscode.WindowState) => {
      if (state.focused === focused) return;
      focused = state.focused;
      emit({ kind: 'focus', focused }, clock());
    }),
  );
  return { dispose: () => disposeAll([subscription]), drained: () => Promise.resolve() };
}
