import type * as vscode from 'vscode';
import type { GitState } from '../model/git.ts';
import type { CaptureContext, VSCode } from './context.ts';
import { type CaptureSource, disposeAll, type Stoppable } from './emit.ts';
import { gitFacts } from './reflog.ts';

export interface GitParts {
  readonly extensions: Pick<VSCode['extensions'], 'getExtension'>;
}

export interface GitSource extends CaptureSource {
  /** Something happened at `at` that may have moved Git: a command ended. */
  poke(at: number): void;
}

/** What is used of version 1 of the API of VS Code's own Git extension. */
interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
}

interface GitRepository {
  readonly state: { readonly onDidChange: vscode.Event<void> };
}

/** Git writes several files in one operation. */
const restMs = 150;

/**
 * Commits, checkouts and the like, wherever they were made: whenever the Git extension sees a change or a command
 * ends, Git's own log of HEAD is compared with what it was. Without the extension, commands are enough.
 */
export function gitSource({ extensions }: GitParts, context: CaptureContext): GitSource {
  const { emit, clock, guard, locate, git } = context;
  const known = new Map<string, GitState>();
  const subscriptions: Stoppable[] = [];
  let timer: NodeJS.Timeout | undefined;
  let pokedAt: number | undefined;
  let disposed = false;
  let working: Promise<void> = start();

  async function start(): Promise<void> {
    for (const root of await git.roots()) {
      const state = await git.state(root);
      if (state) known.set(root, state);
    }
    await subscribe().catch(() => undefined);
  }

  /** The extension is absent in an untrusted workspace, or switched off. */
  async function subscribe(): Promise<void> {
    const extension = extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
    if (!extension || known.size === 0) return;
    const api = (await extension.activate()).getAPI(1);
    if (disposed) return;
    const listen = guard('git', (repository: GitRepository) => {
      subscriptions.push(repository.state.onDidChange(guard('git', () => poke(clock()))));
    });
    for (const repository of api.repositories) listen(repository);
    subscriptions.push(api.onDidOpenRepository(listen));
  }

  function poke(at: number): void {
    if (disposed) return;
    // The first sign of a change is the nearest to it.
    pokedAt ??= at;
    timer ??= setTimeout(look, restMs);
  }

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
    const at = pokedAt ?? clock();
    pokedAt = undefined;
    working = working.then(() => compareAll(at)).catch(() => undefined);
  }

  async function compareAll(at: number): Promise<void> {
    for (const [root, before] of known) {
      const after = await git.state(root);
      if (!after) continue;
      known.set(root, after);
      const { folder } = locate(root);
      for (const fact of gitFacts(before, after)) emit({ ...fact, ...(folder ? { folder } : {}) }, at);
    }
  }

  return {
    poke,
    dispose() {
      if (disposed) return;
      disposed = true;
      disposeAll(subscriptions);
      look();
    },
    drained: () => working,
  };
}
