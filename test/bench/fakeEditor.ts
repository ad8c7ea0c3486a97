import type * as vscode from 'vscode';
import type { CaptureContext } from '../../src/capture/context.ts';
import type { EditorParts } from '../../src/capture/documents.ts';
import { createMachinePaths } from '../../src/capture/machinePaths.ts';
import { createLocatePath } from '../../src/capture/paths.ts';
import { createTerminalNumbers } from '../../src/capture/terminalNumbers.ts';
import type { Fact } from '../../src/model/event.ts';

/** The listeners that a source has put on an editor which is not there, by the event's name. */
export type Listeners = Map<string, (event: never) => void>;

/** An editor with one document, as far as capture looks at it. Events are fired by calling the listeners. */
export function fakeEditor(lines: readonly string[]): {
  readonly parts: EditorParts;
  readonly listeners: Listeners;
  readonly document: vscode.TextDocument;
} {
  const listeners: Listeners = new Map();
  const document = {
    uri: { scheme: 'file', fsPath: '/bench/src/file.ts' },
    lineCount: lines.length,
    isDirty: true,
    getText: () => lines.join('\n'),
  } as unknown as vscode.TextDocument;
  const event = (name: string) => (listener: (given: never) => void) => {
    listeners.set(name, listener);
    return { dispose: () => listeners.delete(name) };
  };
  const withEvents = (rest: object): unknown =>
    new Proxy(rest, { get: (target, name) => Reflect.get(target, name) ?? event(String(name)) });
  const parts = {
    workspace: withEvents({ textDocuments: [document] }),
    window: withEvents({ activeTextEditor: { document } }),
  } as EditorParts;
  return { parts, listeners, document };
}

/** A context whose facts go nowhere but are counted. */
export function benchContext(): { readonly context: CaptureContext; readonly facts: Fact[] } {
  const facts: Fact[] = [];
  const roots = [{ name: 'bench', path: '/bench' }];
  const begin = performance.now();
  return {
    facts,
    context: {
      emit: (fact) => facts.push(fact),
      clock: () => performance.now() - begin,
      guard:
        (_source, listener) =>
        (...args) =>
          listener(...args),
      locate: createLocatePath(roots, '/home/bench'),
      machinePaths: createMachinePaths(roots),
      terminals: createTerminalNumbers(),
      git: {
        roots: async () => [],
        state: async () => undefined,
        ignored: async () => new Set(),
        textAtStart: async () => undefined,
      },
      maxFileChars: 1_000_000,
    },
  };
}
