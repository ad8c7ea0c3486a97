import { findGaps } from '../../../src/gaps/findGaps.ts';
import type { GapInput } from '../../../src/gaps/input.ts';
import type { LoadedContext } from '../../../src/model/context.ts';
import type { Fact, RecordedEvent } from '../../../src/model/event.ts';
import type { Gap, GapCode, GapReport } from '../../../src/model/gap.ts';
import type { Note } from '../../../src/model/note.ts';
import type { Observations, ObservedCommand, ObservedStep } from '../../../src/model/observations.ts';
import type { Recording } from '../../../src/model/recording.ts';
import type { RepositoryView } from '../../../src/model/repository.ts';

export const nothing: Observations = {
  steps: [],
  failures: [],
  inputs: [],
  credentials: [],
  away: [],
  risks: [],
  dangers: [],
  losses: [],
  differences: [],
  places: [],
};

/** A recording of the given facts, one second apart. */
export function recording(facts: readonly Fact[], header: Partial<Recording['header']> = {}): Recording {
  const events = facts.map((fact, index) => ({ ...fact, seq: index + 1, at: index * 1000 }) as RecordedEvent);
  return {
    header: {
      format: 'mirror.recording',
      version: 1,
      id: 'r1',
      workflow: 'Cut a release',
      startedAt: '2026-01-10T09:00:00Z',
      recorder: 'heron',
      workspace: { name: 'shop' },
      sanitizer: 'none',
      ...header,
    },
    events,
    unknown: [],
    complete: facts.at(-1)?.kind === 'end',
    problems: [],
  };
}

export function command(line: string, more: Partial<Extract<Fact, { kind: 'command' }>> = {}): Fact {
  return { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', line, confidence: 'high', exitCode: 0, ...more };
}

export function ran(seq: number, raw: string, more: Partial<ObservedCommand> = {}): ObservedCommand {
  const program = raw.split(' ')[0] ?? '';
  return { seq, raw, line: raw, program, name: raw, names: [raw], cwd: '.', exitCode: 0, ...more };
}

export function step(commands: readonly ObservedCommand[], more: Partial<ObservedStep> = {}): ObservedStep {
  return {
    recording: 'r1',
    stepId: `s${commands[0]?.seq ?? 0}`,
    title: commands[0]?.name ?? 'Edit',
    from: commands[0]?.seq ?? 1,
    to: commands.at(-1)?.seq ?? 1,
    weight: 1,
    commands,
    files: [],
    narrated: false,
    ...more,
  };
}

export function view(files: Record<string, string> = {}): RepositoryView {
  return {
    files: Object.keys(files).sort(),
    has: (path) => path in files,
    text: (path) => files[path],
    bytes: (path) => (path in files ? new TextEncoder().encode(files[path]) : undefined),
  };
}

export function context(files: Record<string, string> = {}, cuts: LoadedContext['cuts'] = []): LoadedContext {
  return {
    files: Object.entries(files).map(([path, text]) => ({ path, text, layer: 'project', when: 'always' })),
    cuts,
  };
}

export interface Scene {
  readonly recordings?: readonly Recording[];
  readonly observations?: Partial<Observations>;
  readonly notes?: readonly Note[];
  readonly loaded?: Record<string, string>;
  readonly repository?: Record<string, string>;
  readonly more?: Partial<GapInput>;
}

export const january = Date.parse('2026-01-20T00:00:00Z');

export function look(scene: Scene): GapReport {
  const recordings = scene.recordings ?? [recording([])];
  return findGaps({
    recordings,
    distilled: {
      workflow: recordings[0]?.header.workflow ?? 'Cut a release',
      recordings: [],
      walkthroughs: [],
      process: { spine: [], variants: [], parameters: [], order: [] },
      notes: scene.notes ?? [],
      droppedActions: [],
      observations: { ...nothing, ...scene.observations },
    },
    context: context(scene.loaded),
    repository: view(scene.repository),
    now: january,
    ...scene.more,
  });
}

export function gapsOf(code: GapCode, scene: Scene): Gap[] {
  return look(scene).gaps.filter((gap) => gap.code === code);
}

export function subjects(code: GapCode, scene: Scene): string[] {
  return gapsOf(code, scene).map(({ subject }) => subject);
}
