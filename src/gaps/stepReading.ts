import type { ObservedStep } from '../model/observations.ts';
import type { ExplainedBy } from './explain.ts';
import { isByproduct, isOrdinaryWork } from './selfEvident.ts';
import type { Sight } from './sight.ts';
import { collectInTurns, type Turns } from './turns.ts';

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
export function* readSteps(sight: Sight): Turns<StepReading[]> {
  const recurring = filesOfSeveral(sight.observations.steps);
  const changedAt = yield* changeSeqs(sight);
  return yield* collectInTurns(sight.observations.steps, 10, (step): StepReading => {
    const commands = step.commands
      .filter((command) => command.exitCode === undefined || command.exitCode === 0)
      .map(
        (command): StepItem => ({
          kind: 'command',
          seq: command.seq,
          subject: command.raw,
          key: sight.key(command.line),
          by: sight.explained.command(command.raw),
        }),
      );
    const files = step.files
      .filter((file) => !isByproduct(file) && (!isOrdinaryWork(file) || recurring.has(file)))
      .map(
        (file): StepItem => ({
          kind: 'file',
          seq: changedAt(step, file),
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

/** Finds the first event of a step that changes one of its files; the step's first event where there is none. */
type ChangeSeq = (step: ObservedStep, file: string) => number;

/** Goes through each recording once. */
function* changeSeqs(sight: Sight): Turns<ChangeSeq> {
  const changes = new Map<string, number[]>();
  for (const { header, events } of sight.recordings) {
    yield undefined;
    for (const event of events) {
      if (event.kind !== 'edit' && event.kind !== 'file') continue;
      const key = `${header.id}\n${event.file}`;
      const known = changes.get(key);
      if (known) known.push(event.seq);
      else changes.set(key, [event.seq]);
    }
  }
  for (const seqs of changes.values()) seqs.sort((a, b) => a - b);
  return ({ recording, from, to }, file) => {
    const seqs = changes.get(`${recording}\n${file}`) ?? [];
    const first = seqs[positionOf(seqs, from)];
    return first !== undefined && first <= to ? first : from;
  };
}

/** Where the first number that is not below `least` stands. */
function positionOf(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
