import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { VSCode } from '../../../src/capture/context.ts';
import { startSources } from '../../../src/capture/sources.ts';
import { createTerminalNumbers } from '../../../src/capture/terminalNumbers.ts';
import type { Fact } from '../../../src/model/event.ts';

/** An editor with a folder open in which nothing happens, and what is listened to in it. */
function quietEditor(): { readonly vscode: VSCode; readonly listeners: Map<string, ((event: never) => void)[]> } {
  const listeners = new Map<string, ((event: never) => void)[]>();
  const subscribe = (name: string) => (listener: (event: never) => void) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    return {
      dispose: () =>
        listeners.set(
          name,
          (listeners.get(name) ?? []).filter((each) => each !== listener),
        ),
    };
  };
  const part = (rest: object): unknown =>
    new Proxy(rest, {
      get: (target, name) =>
        Reflect.get(target, name) ?? (/^on(?:Did|Will)/.test(String(name)) ? subscribe(String(name)) : undefined),
    });
  const uri = { scheme: 'file', fsPath: '/quiet' };
  const vscode = {
    workspace: part({
      workspaceFolders: [{ name: 'quiet', uri, index: 0 }],
      textDocuments: [],
      notebookDocuments: [],
      createFileSystemWatcher: () => part({ dispose: () => undefined }),
    }),
    window: part({ terminals: [], state: { focused: true } }),
    tasks: part({ taskExecutions: [] }),
    debug: part({}),
    languages: part({ getDiagnostics: () => [] }),
    extensions: { getExtension: () => undefined },
    lm: { tools: [] },
    RelativePattern: class {},
    Uri: { file: (fsPath: string) => ({ scheme: 'file', fsPath }) },
  } as unknown as VSCode;
  return { vscode, listeners };
}

function countOf(listeners: Map<string, readonly unknown[]>): number {
  return [...listeners.values()].reduce((sum, each) => sum + each.length, 0);
}

describe('a recording in which nothing happens', () => {
  afterEach(() => mock.restoreAll());

  it('has listeners and no timer, emits nothing, and leaves neither behind', async () => {
    const { vscode, listeners } = quietEditor();
    const timers = (['setTimeout', 'setInterval'] as const).map((name) => mock.method(globalThis, name));
    const started = (): number => timers.reduce((sum, timer) => sum + timer.mock.callCount(), 0);
    const told: Fact[] = [];
    const source = startSources(vscode, {
      emit: (fact) => told.push(fact),
      clock: () => 0,
      terminals: createTerminalNumbers(),
      git: {
        roots: async () => [],
        state: async () => undefined,
        ignored: async () => new Set(),
        textAtStart: async () => undefined,
      },
    });
    for (let i = 0; i < 20; i++) await turn();
    assert.ok(countOf(listeners) > 20, `${countOf(listeners)} listeners`);
    assert.deepEqual([started(), told], [0, []]);

    // What happens starts a timer, which shows that one would be seen.
    const [diagnostics] = listeners.get('onDidChangeDiagnostics') ?? [];
    diagnostics?.(undefined as never);
    assert.equal(started(), 1);

    source.dispose();
    await source.drained();
    assert.equal(countOf(listeners), 0);
    assert.deepEqual(told, []);
    assert.ok(!process.getActiveResourcesInfo().includes('Timeout'));
  });
});
