import type { EventOf, RecordedEvent } from '../../model/event.ts';
import type { Recording } from '../../model/recording.ts';

/** Order without pace: events keep their order by `at`, one second apart; durations, focus and pauses go. */
export function withoutClocks(recording: Recording): Recording {
  const ranks = [...recording.events].sort((one, other) => one.at - other.at || one.seq - other.seq);
  const at = new Map(ranks.map((event, rank) => [event.seq, rank * 1000]));
  const events = recording.events
    .filter(({ kind }) => kind !== 'focus' && kind !== 'pause' && kind !== 'resume')
    .map((event, index) => withoutDuration({ ...event, at: at.get(event.seq) ?? 0, seq: index + 1 }));
  return {
    ...recording,
    header: { ...recording.header, startedAt: `${recording.header.startedAt.slice(0, 10)}T00:00:00.000Z` },
    events,
  };
}

function withoutDuration(event: RecordedEvent): RecordedEvent {
  if (event.kind !== 'command') {
    return event;
  }
  const { durationMs: _, ...rest } = event;
  return rest;
}

/** A failed command that a near-identical one follows and succeeds was mistyped: it tells of the typist, not of the work. */
export function withoutMistypedCommands(recording: Recording): Recording {
  const commands = recording.events.filter((event): event is EventOf<'command'> => event.kind === 'command');
  const mistyped = new Set<number>();
  commands.forEach((command, at) => {
    const next = commands[at + 1];
    if (next !== undefined && isMistyped(command, next)) {
      mistyped.add(command.seq);
    }
  });
  const events = recording.events
    .filter(({ seq }) => !mistyped.has(seq))
    .map((event, index) => ({ ...event, seq: index + 1 }));
  return { ...recording, events };
}

function isMistyped(command: EventOf<'command'>, next: EventOf<'command'>): boolean {
  const failed = command.exitCode !== undefined && command.exitCode !== 0;
  const distance =
    failed && next.exitCode === 0 && command.line !== next.line ? editDistance(command.line, next.line, 3) : 3;
  return (
    distance < 3 &&
    (command.exitCode === 127 ||
      /not found|unknown|unrecognized|is not a .* command|did you mean/i.test(command.output?.text ?? ''))
  );
}

/** Levenshtein's distance, given up at `limit`. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit || one.length > 500) {
    return limit;
  }
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return Math.min(previous[other.length] ?? limit, limit);
}
