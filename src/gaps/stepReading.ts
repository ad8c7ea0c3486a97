import type { ObservedStep } from '../model/observations.ts';
import { commandShapes } from './commandShape.ts';
import type { ExplainedBy } from './explain.ts';
import { isByproduct, isOrdinaryWork } from './selfEvident.ts';
import type { Sight } from './sight.ts';

/** A command or a file of a step that somebody should be able to look up. */
export interface StepItem {
  readonly kind: 'command' | 'file';
  readonly seq: number;
  /** The line as recorded, or the file. */
  readonly subject: string;
  /** The same in every recording: what is run, without the values. */
  readonly key: string;
  readonly by: ExplainedBy | undefined;
}

/** A step with what is known about each of its items. */
export interface StepReading {
  readonly step: ObservedStep;
  readonly items: readonly StepItem[];
  /** The weakest explanation of its items; undefined if one has none. */
  readonly by: ExplainedBy | undefined;
}

/**
 * Reads every observed step against what is said. Commands that failed are left
 * out: a failure is asked about by itself. So are edits of source code, unless a
 * file is edited each time the workflow is done.
 */
export function readSteps(sight: Sight): StepReading[] {
  const recurring = filesOfSeveral(sight.observations.steps);
  return sight.observations.steps.map((step) => {
    const commands = step.commands
      .filter((command) => command.exitCode === undefined || command.exitCode === 0)
      .map(
        (command): StepItem => ({
          kind: 'command',
          seq: command.seq,
          subject: command.raw,
          key: commandKey(command.line),
          by: sight.explained.command(command.raw),
        }),
      );
    const files = step.files
      .filter((file) => !isByproduct(file) && (!isOrdinaryWork(file) || recurring.has(file)))
      .map(
        (file): StepItem => ({
          kind: 'file',
          seq: editSeq(sight, step, file),
          subject: file,
          key: file,
          by: sight.explained.file(file),
        }),
      );
    const items = [...commands, ...files];
    return { step, items, by: weakestOf(items) };
  });
}

function weakestOf(items: readonly StepItem[]): ExplainedBy | undefined {
  if (items.some(({ by }) => by === undefined)) return undefined;
  if (items.some(({ by }) => by === 'context')) return 'context';
  return items.some(({ by }) => by === 'repository') ? 'repository' : 'self-evident';
}

function filesOfSeveral(steps: readonly ObservedStep[]): Set<string> {
  const seen = new Map<string, Set<string>>();
  for (const step of steps) {
    for (const file of step.files) seen.set(file, (seen.get(file) ?? new Set()).add(step.recording));
  }
  return new Set([...seen].filter(([, recordings]) => recordings.size > 1).map(([file]) => file));
}

/** Program, subcommand and, where those say little, the first operand: the same for every value it is run with. */
export function commandKey(generalised: string): string {
  return commandShapes(generalised)
    .map((shape) =>
      [
        ...shape.head,
        ...(shape.head.length === 1 && shape.script === undefined ? shape.operands.slice(0, 1) : []),
      ].join(' '),
    )
    .join(' && ');
}

function editSeq(sight: Sight, step: ObservedStep, file: string): number {
  const recording = sight.recordings.find(({ header }) => header.id === step.recording);
  const event = recording?.events.find(
    (one) =>
      one.seq >= step.from && one.seq <= step.to && (one.kind === 'edit' || one.kind === 'file') && one.file === file,
  );
  return event?.seq ?? step.from;
}
