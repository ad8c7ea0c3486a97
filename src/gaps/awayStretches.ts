import type { RecordedEvent } from '../model/event.ts';
import type { ObservedAway } from '../model/observations.ts';
import type { Recording } from '../model/recording.ts';
import type { Sight } from './sight.ts';
import { splitCommands } from './tokens.ts';
import { collectInTurns, type Turns } from './turns.ts';

/**
 * Stretches without focus of at least `leastMs`, between two actions of the
 * walkthrough. A pause that was asked for ends a stretch, and waiting for a
 * command that was still running does not count.
 */
export function* awayStretches(sight: Sight, leastMs: number): Turns<ObservedAway[]> {
  const found = yield* collectInTurns(sight.recordings, 50, (recording) => stretchesOf(sight, recording, leastMs));
  return found.flat();
}

function stretchesOf(sight: Sight, recording: Recording, leastMs: number): ObservedAway[] {
  if (!recording.events.some(({ kind }) => kind === 'focus')) return [];
  const id = recording.header.id;
  const actions = keptActions(sight, recording);
  const found: ObservedAway[] = [];
  let left: RecordedEvent | undefined;
  for (const event of recording.events) {
    if (event.kind === 'pause' || event.kind === 'resume') left = undefined;
    if (event.kind !== 'focus') continue;
    if (!event.focused) {
      left ??= event;
      continue;
    }
    const stretch = left && describe(sight, id, actions, left, event);
    if (stretch && stretch.durationMs >= leastMs) found.push(stretch);
    left = undefined;
  }
  return found;
}

function keptActions(sight: Sight, { header, events }: Recording): RecordedEvent[] {
  const own = sight.observations.steps.filter(({ recording }) => recording === header.id);
  const commands = new Set(own.flatMap((step) => step.commands.map(({ seq }) => seq)));
  const files = new Set(own.flatMap((step) => step.files));
  return events
    .filter(
      (event) => commands.has(event.seq) || ((event.kind === 'edit' || event.kind === 'file') && files.has(event.file)),
    )
    .sort((a, b) => a.at - b.at || a.seq - b.seq);
}

function describe(
  sight: Sight,
  recording: string,
  actions: readonly RecordedEvent[],
  left: RecordedEvent,
  back: RecordedEvent,
): ObservedAway {
  const before = actions.filter((action) => action.at <= left.at).at(-1);
  const after = actions.find((action) => action.at >= back.at);
  const running = before?.kind === 'command' ? before.at + (before.durationMs ?? 0) : 0;
  const observed = sight.observations.away.find((away) => away.recording === recording && away.fromSeq === left.seq);
  return {
    recording,
    fromSeq: left.seq,
    toSeq: back.seq,
    durationMs: back.at - Math.max(left.at, Math.min(running, back.at)),
    ...(before ? { beforeSeq: before.seq } : {}),
    ...(after ? { afterSeq: after.seq } : {}),
    dependent:
      before !== undefined &&
      after !== undefined &&
      (observed?.dependent === true || hangTogether(sight, recording, before, after)),
  };
}

/** The action after shares a word with the one before, or brings in a value that stood nowhere before. */
function hangTogether(sight: Sight, recording: string, before: RecordedEvent, after: RecordedEvent): boolean {
  const known = new Set(wordsOf(before));
  const own = wordsOf(after);
  if (own.some((word) => known.has(word))) return true;
  const events = sight.recordings.find(({ header }) => header.id === recording)?.events ?? [];
  const earlier = events.filter((event) => event.at < after.at).map(textOf);
  return own.some((word) => /\d/.test(word) && word.length >= 3 && !earlier.some((text) => text.includes(word)));
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
