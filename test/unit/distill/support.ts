import { readFileSync } from 'node:fs';
import { distill } from '../../../src/distill/distill.ts';
import { loadShellGrammar } from '../../../src/host/shellGrammar.ts';
import type { Distilled } from '../../../src/model/distilled.ts';
import type { Fact, RecordedEvent } from '../../../src/model/event.ts';
import type { Recording } from '../../../src/model/recording.ts';
import type { RepositoryView } from '../../../src/model/repository.ts';
import type { ParseShell } from '../../../src/model/shell.ts';

const modules = new URL('../../../node_modules/', import.meta.url);

export const parseShell: ParseShell = await loadShellGrammar({
  runtime: readFileSync(new URL('web-tree-sitter/web-tree-sitter.wasm', modules)),
  bash: readFileSync(new URL('tree-sitter-bash/tree-sitter-bash.wasm', modules)),
});

/** A repository that holds just these files. */
export function repositoryOf(files: Readonly<Record<string, string>> = {}): RepositoryView {
  return {
    files: Object.keys(files).sort(),
    has: (path) => Object.hasOwn(files, path),
    bytes: (path) => (Object.hasOwn(files, path) ? new TextEncoder().encode(files[path]) : undefined),
    text: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}

/** A command that takes the fields of the contract only. */
export function command(
  line: string,
  exitCode?: number,
  more: { cwd?: string; output?: string; durationMs?: number } = {},
): Fact {
  return {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: more.cwd ?? '.',
    line,
    confidence: 'high',
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(more.output === undefined ? {} : { output: { text: more.output } }),
    ...(more.durationMs === undefined ? {} : { durationMs: more.durationMs }),
  };
}

export function edit(
  file: string,
  before: readonly string[] | string,
  after: readonly string[] | string,
  line = 1,
): Fact {
  const lines = (text: readonly string[] | string) => (typeof text === 'string' ? (text === '' ? [] : [text]) : text);
  return { kind: 'edit', file, origin: 'typed', hunks: [{ line, before: lines(before), after: lines(after) }] };
}

export function said(text: string): Fact {
  return { kind: 'note', text };
}

export interface RecordingOptions {
  readonly id?: string;
  readonly workflow?: string;
  readonly startedAt?: string;
  readonly recorder?: string;
  /** Milliseconds between events. */
  readonly every?: number;
}

export function recording(facts: readonly Fact[], options: RecordingOptions = {}): Recording {
  const events = facts.map(
    (fact, index) => ({ ...fact, seq: index + 1, at: (index + 1) * (options.every ?? 20_000) }) as RecordedEvent,
  );
  const last = events.length + 1;
  return {
    header: {
      format: 'mirror.recording',
      version: 1,
      id: options.id ?? 'r1',
      workflow: options.workflow ?? 'Cut a release',
      startedAt: options.startedAt ?? '2026-03-02T09:00:00.000Z',
      recorder: options.recorder ?? 'p-one',
      workspace: { name: 'sample' },
      sanitizer: 'mirror/1',
    },
    events: [...events, { kind: 'end', reason: 'stopped', seq: last, at: last * (options.every ?? 20_000) }],
    unknown: [],
    complete: true,
    problems: [],
  };
}

export async function distilled(
  recordings: readonly Recording[],
  files: Readonly<Record<string, string>> = {},
  workflow?: string,
): Promise<Distilled> {
  const result = await distill(recordings, {
    parseShell,
    repository: repositoryOf(files),
    ...(workflow === undefined ? {} : { workflow }),
  });
  if (!result) throw new Error('distilling was cancelled');
  return result;
}
