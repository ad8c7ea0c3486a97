import type * as vscode from 'vscode';
import type { CaptureContext, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

/** Debugging that starts and stops. Sessions that an adapter opens below another are part of it. */
export function debugSource(
  debug: Pick<VSCode['debug'], 'onDidStartDebugSession' | 'onDidTerminateDebugSession'>,
  { emit, clock, guard }: CaptureContext,
): CaptureSource {
  const tell = (op: 'start' | 'stop') =>
    guard('debug', ({ name, type, parentSession }: vscode.DebugSession) => {
      if (!parentSession) emit({ kind: 'debug', op, name, type }, clock());
    });
  const subscriptions = [debug.onDidStartDebugSession(tell('start')), debug.onDidTerminateDebugSession(tell('stop'))];
  return { dispose: () => disposeAll(subscriptions), drained: () => Promise.resolve() };
}
