import type { Action } from './action.ts';
import type { ReadLook } from './diagnosis.ts';
import type { Failure } from './failure.ts';
import type { Generalize, NamedValue } from './generalize.ts';
import type { Verdicts } from './noise.ts';
import type { FoundParameter } from './parameters.ts';
import type { NamePlaceholders } from './placeholderNames.ts';
import type { Segment } from './segment.ts';
import type { Telling } from './telling.ts';
import type { Timeline } from './timeline.ts';

/** One recording, read as far as it can be read alone. */
export interface Run {
  readonly id: string;
  readonly timeline: Timeline;
  readonly actions: readonly Action[];
  readonly failures: readonly Failure[];
  readonly parameters: readonly FoundParameter[];
  /** What its parameters are called by itself, where other recordings call them otherwise. */
  readonly namedAlone?: readonly NamedValue[];
  readonly namePlaceholders: NamePlaceholders;
  readonly readLook: ReadLook;
  /** Numbers in lines that edits put in, as they stand there. */
  readonly numbersPutIn: () => ReadonlySet<string>;
}

/** A run seen together with the others of its workflow. */
export interface ReadRun extends Run {
  readonly values: readonly NamedValue[];
  readonly generalize: Generalize;
  readonly telling: Telling;
  /** Over what this recording alone shows to be parameters: ids are made with it, so that company changes none. */
  readonly generalizeAlone: Generalize;
  readonly verdicts: Verdicts;
  readonly segments: readonly Segment[];
  /** Indices of actions that only repaired a failure. */
  readonly repairs: ReadonlySet<number>;
}

/** The day of a recording, the one before and the one after (elsewhere it is another), as they are written in names. */
export function daysOf(run: Run): NamedValue[] {
  const { startedAt } = run.timeline.recording.header;
  const start = Date.parse(startedAt);
  if (Number.isNaN(start)) return [];
  return [0, -1, 1].flatMap((shift) => {
    const day = new Date(start + shift * 86_400_000).toISOString().slice(0, 10);
    return [day, day.replaceAll('-', ''), day.replaceAll('-', '_')].map((value) => ({ name: 'date', value }));
  });
}

/** The ISO day of a recording, or undefined if its start is no date. */
export function dayOf(run: Run): string | undefined {
  const day = /^\d{4}-\d\d-\d\d/.exec(run.timeline.recording.header.startedAt);
  return day?.[0];
}
