import type { RecordedEvent, UnknownEvent } from '../../model/event.ts';
import type { Step } from '../../model/step.ts';
import type { ReviewSubject } from '../reviewSubject.ts';

/** A line of the review: a step, or an event below it. `known` is the event where this version knows its kind. */
export interface ReviewLine {
  readonly group: number;
  readonly step?: Step;
  readonly event?: RecordedEvent | UnknownEvent;
  readonly known?: RecordedEvent;
}

/** The lines of a review in the order things happened, cut into steps. Nothing is worded yet: a recording may be long. */
export interface ReviewList {
  readonly lines: readonly ReviewLine[];
  /** Lines of each group, the step's own included. */
  readonly groups: readonly number[];
  /** 1: the first group is what came before the first step, without a line of a step. */
  readonly headless: 0 | 1;
  /** Why an action was left out, by the number of its event. */
  readonly dropped: ReadonlyMap<number, string>;
  /** The step of an action that counts, by the number of its event. */
  readonly stepOf: ReadonlyMap<number, Step>;
  /** How long the window was left, or the recording paused, from this event on. Milliseconds. */
  readonly lasted: ReadonlyMap<number, number>;
}

/** What belongs together: a step with its events, or what came before the first. */
interface Group {
  readonly step?: Step;
  readonly events: (RecordedEvent | UnknownEvent)[];
}

/** Lays a recording out: a step begins with its first action, and with what the person said just before. */
export function reviewList({ recording, steps, dropped, live }: ReviewSubject): ReviewList {
  const beginnings = new Map(steps.flatMap((step) => step.actions.slice(0, 1).map(({ seq }) => [seq, step] as const)));
  const known = new Map<unknown, RecordedEvent>(recording.events.map((event) => [event, event]));
  // A command is written when it ends, with the time it began: while more comes, what is new stands last.
  const ordered = [...recording.events, ...recording.unknown].sort((a, b) =>
    live === 'no' ? a.at - b.at || a.seq - b.seq : a.seq - b.seq,
  );
  let group: Group = { events: [] };
  const groups: Group[] = [group];
  for (const event of ordered) {
    const step = beginnings.get(event.seq);
    if (step) {
      const said = trailingNotes(group.events);
      group = { step, events: said };
      groups.push(group);
    }
    group.events.push(event);
  }
  const filled = groups.filter(({ step, events }) => step !== undefined || events.length > 0);
  return {
    lines: filled.flatMap(({ step, events }, index): ReviewLine[] => [
      ...(step ? [{ group: index, step }] : []),
      ...events.map((event): ReviewLine => {
        const read = known.get(event);
        return { group: index, event, ...(read ? { known: read } : {}) };
      }),
    ]),
    groups: filled.map(({ step, events }) => events.length + (step ? 1 : 0)),
    headless: filled[0] && filled[0].step === undefined ? 1 : 0,
    dropped: new Map(dropped.map(({ seq, reason }) => [seq, reason])),
    stepOf: new Map(steps.flatMap((step) => step.actions.map(({ seq }) => [seq, step] as const))),
    lasted: lastings(ordered),
  };
}

/** Takes what was said last off a group: it speaks of what comes. */
function trailingNotes(events: (RecordedEvent | UnknownEvent)[]): (RecordedEvent | UnknownEvent)[] {
  let from = events.length;
  while (from > 0 && events[from - 1]?.kind === 'note') from -= 1;
  return events.splice(from);
}

function lastings(ordered: readonly (RecordedEvent | UnknownEvent)[]): Map<number, number> {
  const lasted = new Map<number, number>();
  let left: number | undefined;
  let paused: number | undefined;
  const since = new Map<number, number>();
  for (const { kind, seq, at, ...fields } of ordered) {
    since.set(seq, at);
    const end = (from: number | undefined) => {
      if (from !== undefined) lasted.set(from, at - (since.get(from) ?? at));
      return undefined;
    };
    if (kind === 'focus') left = 'focused' in fields && fields.focused === false ? (left ?? seq) : end(left);
    else if (kind === 'pause') paused ??= seq;
    else if (kind === 'resume') paused = end(paused);
  }
  return lasted;
}

/** The numbers of the events that a range of lines stands for; the line of a step alone stands for all of its events. */
export function seqsOf({ lines }: ReviewList, from: number, to: number): number[] {
  const range = lines.slice(Math.min(from, to), Math.max(from, to) + 1);
  const [only] = range;
  const chosen = range.length === 1 && only?.step ? lines.filter(({ group }) => group === only.group) : range;
  return chosen.flatMap(({ event }) => (event && event.kind !== 'end' ? [event.seq] : []));
}
