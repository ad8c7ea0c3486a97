import type { RecordedEvent } from '../model/event.ts';
import { firstOf } from '../model/firstOf.ts';
import type { ObservedAway, ObservedStep } from '../model/observations.ts';
import type { Recording } from '../model/recording.ts';
import { remember } from '../model/remember.ts';
import type { Sight } from './sight.ts';
import { splitCommands } from './tokens.ts';
import { eachInTurns, type Turns } from './turns.ts';

/**
 * Stretches without focus of at least `leastMs`, between two actions of the
 * walkthrough. A pause that was asked for ends a stretch, and waiting for a
 * command that was still running does not count.
 */
export function* awayStretches(sight: Sight, leastMs: number): Turns<ObservedAway[]> {
  const { observations, recordings } = sight;
  const steps = new Map(recordings.map(({ header }) => [header.id, [] as ObservedStep[]]));
  yield* eachInTurns(observations.steps, 0.02, (step) => steps.get(step.recording)?.push(step));
  const failed = new Map<string, Set<number>>();
  for (const { recording, seq } of observations.failures)
    failed.set(recording, (failed.get(recording) ?? new Set<number>()).add(seq));
  const dependent = new Set(observations.away.flatMap((away) => (away.dependent ? [keyOf(away)] : [])));
  const found: ObservedAway[] = [];
  for (const recording of recordings) {
    yield undefined;
    if (!recording.events.some(({ kind }) => kind === 'focus')) continue;
    const view = yield* viewOf(recording, steps.get(recording.header.id) ?? [], failed.get(recording.header.id));
    yield* eachInTurns(stretchesOf(recording), 20, ([left, back]) => {
      const stretch = between(view, left, back);
      if (stretch.durationMs < leastMs) return;
      const isKnown = dependent.has(keyOf({ recording: view.id, fromSeq: left.seq }));
      found.push(told(view, stretch, isKnown));
    });
  }
  return found;
}

function keyOf({ recording, fromSeq }: Pick<ObservedAway, 'recording' | 'fromSeq'>): string {
  return `${fromSeq} ${recording}`;
}

/** From the event that lost the focus to the one that got it back. */
function stretchesOf({ events }: Recording): [RecordedEvent, RecordedEvent][] {
  const found: [RecordedEvent, RecordedEvent][] = [];
  let left: RecordedEvent | undefined;
  for (const event of events) {
    if (event.kind === 'pause' || event.kind === 'resume') left = undefined;
    if (event.kind !== 'focus') continue;
    if (!event.focused) {
      left ??= event;
      continue;
    }
    if (left) found.push([left, event]);
    left = undefined;
  }
  return found;
}

/** One recording, as it is asked again and again. */
interface View {
  readonly id: string;
  /** Events that are actions of the walkthrough, in the order they began. */
  readonly actions: readonly RecordedEvent[];
  /** Commands that failed, in the same order. */
  readonly attempts: readonly RecordedEvent[];
  /** When (milliseconds since the start) a word first stood anywhere; undefined if it never did. */
  readonly firstSaid: (word: string) => number | undefined;
}

function* viewOf(
  { header, events }: Recording,
  steps: readonly ObservedStep[],
  failed: ReadonlySet<number> | undefined,
): Turns<View> {
  const commands = new Set(steps.flatMap((step) => step.commands.map(({ seq }) => seq)));
  const files = new Set(steps.flatMap((step) => step.files));
  yield undefined;
  const ordered = events.toSorted((a, b) => a.at - b.at || a.seq - b.seq);
  yield undefined;
  return {
    id: header.id,
    actions: ordered.filter(
      (event) => commands.has(event.seq) || ((event.kind === 'edit' || event.kind === 'file') && files.has(event.file)),
    ),
    attempts: failed === undefined ? [] : ordered.filter((event) => failed.has(event.seq)),
    firstSaid: remember((word) => ordered.find((event) => textOf(event).includes(word))?.at),
  };
}

interface Stretch {
  readonly left: RecordedEvent;
  readonly back: RecordedEvent;
  readonly before?: RecordedEvent;
  readonly after?: RecordedEvent;
  readonly durationMs: number;
}

function between({ actions, attempts }: View, left: RecordedEvent, back: RecordedEvent): Stretch {
  // Where all that came before is left out, what failed is what was gone away for.
  const before =
    actions[firstOf(actions, (action) => action.at > left.at) - 1] ??
    attempts[firstOf(attempts, (action) => action.at > left.at) - 1];
  const after = actions[firstOf(actions, (action) => action.at >= back.at)];
  const running = before?.kind === 'command' ? before.at + (before.durationMs ?? 0) : 0;
  return {
    left,
    back,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    durationMs: back.at - Math.max(left.at, Math.min(running, back.at)),
  };
}

function told(view: View, { left, back, before, after, durationMs }: Stretch, isKnown: boolean): ObservedAway {
  return {
    recording: view.id,
    fromSeq: left.seq,
    toSeq: back.seq,
    durationMs,
    ...(before ? { beforeSeq: before.seq } : {}),
    ...(after ? { afterSeq: after.seq } : {}),
    dependent: before !== undefined && after !== undefined && (isKnown || hangTogether(view, before, after)),
  };
}

/** The action after shares a word with the one before, or brings in a value that stood nowhere before. */
function hangTogether({ firstSaid }: View, before: RecordedEvent, after: RecordedEvent): boolean {
  const known = new Set(wordsOf(before));
  const own = wordsOf(after);
  if (own.some((word) => known.has(word))) return true;
  return own.some(
    (word) => /\d/.test(word) && word.length >= 3 && (firstSaid(word) ?? Number.POSITIVE_INFINITY) >= after.at,
  );
}

function wordsOf(event: RecordedEvent): string[] {
  if (event.kind === 'command')
    return splitCommands(event.line)
      .flat()
      .filter((word) => word.length > 2 && !word.startsWith('-'));
  return event.kind === 'edit' || event.kind === 'file' ? [event.file] : [];
}

function textOf(event: RecordedEvent): string {
  if (event.kind === 'command') return `${event.line}\n${event.output?.text ?? ''}`;
  if (event.kind === 'edit') return event.hunks?.flatMap(({ before, after }) => [...before, ...after]).join('\n') ?? '';
  return event.kind === 'note' ? event.text : '';
}
