import type { ContextPlan } from '../../../src/context/plan.ts';
import { planContext } from '../../../src/context/plan.ts';
import type { WorkflowProcess } from '../../../src/context/procedure.ts';
import type { FileChange } from '../../../src/model/context.ts';
import type { Note } from '../../../src/model/note.ts';
import type { RepositoryView } from '../../../src/model/repository.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** A repository from a plain object; `then` is what Git has at any commit. */
export function repositoryOf(files: Files, then?: Files): RepositoryView {
  const bytes = (path: string) => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    return typeof content === 'string' ? bytesOf(content) : content;
  };
  return {
    files: Object.keys(files).sort(),
    has: (path) => Object.hasOwn(files, path),
    bytes,
    text: (path) => {
      const found = bytes(path);
      return found && new TextDecoder().decode(found);
    },
    ...(then
      ? {
          textAt: (_commit: string, path: string) =>
            Object.hasOwn(then, path) ? textOf(repositoryOf(then).bytes(path)) : undefined,
        }
      : {}),
  };
}

export function applied(files: Files, changes: readonly FileChange[]): Files {
  const after: Record<string, string | Uint8Array> = { ...files };
  for (const change of changes) {
    if (change.after) after[change.path] = change.after;
    else delete after[change.path];
  }
  return after;
}

export function note(more: Partial<Note> = {}): Note {
  return {
    id: 'lesson-3f2a',
    kind: 'lesson',
    workflow: 'Cut a release',
    layer: 'project',
    trigger: '`npm test` fails with "missing dist"',
    action: 'run `npm run build` first',
    text: '`npm test` fails with "missing dist" after a fresh clone: run `npm run build` first.',
    evidence: [{ recording: 'r1', from: 2, to: 6, excerpt: 'npm test -> exit 1' }],
    support: { n: 1, of: 2 },
    status: 'accepted',
    recordedOn: '2026-03-01',
    ...more,
  };
}

export function releaseProcess(more: Partial<WorkflowProcess> = {}): WorkflowProcess {
  return {
    workflow: 'Cut a release',
    recordings: [
      {
        id: 'r1',
        workflow: 'Cut a release',
        recorder: 'p1',
        startedAt: '2026-03-01T09:00:00Z',
        events: 9,
        complete: true,
      },
    ],
    walkthroughs: [
      {
        recording: 'r1',
        steps: [
          {
            id: 's1',
            title: 'Set the version to 4.7.1',
            kind: 'edit',
            from: 1,
            to: 2,
            actions: [{ seq: 1, summary: 'edit package.json: version 4.7.1' }],
            inputs: ['4.7.1'],
            outputs: [],
          },
          {
            id: 's2',
            title: 'Tag v4.7.1',
            kind: 'release',
            from: 3,
            to: 5,
            actions: [{ seq: 3, summary: 'git tag v4.7.1' }],
            inputs: [],
            outputs: [],
            verification: 'git describe',
          },
        ],
      },
    ],
    process: {
      spine: [
        { step: 'Set the version to <version>', support: 1 },
        { step: 'Tag v<version>', support: 1 },
      ],
      variants: [],
      parameters: [{ name: 'version', source: 'package.json#version', examples: ['4.7.1'] }],
      order: [],
    },
    ...more,
  };
}

export function plan(
  files: Files,
  accepted: readonly Note[],
  more: Partial<Parameters<typeof planContext>[0]> = {},
): ContextPlan {
  return planContext({ repository: repositoryOf(files), accepted, gate: () => [], ...more });
}
