import type { JournalEvent } from './rewrite.ts';

/** What opens a state of the recording, and what closes it again: `away`, `paused`, `blind:<source>`. */
function stateChange(event: JournalEvent): { readonly state: string; readonly opens: boolean } | undefined {
  switch (event.kind) {
    case 'focus':
      return { state: 'away', opens: event.focused === false };
    case 'pause':
    case 'resume':
      return { state: 'paused', opens: event.kind === 'pause' };
    case 'capture':
      return { state: `blind:${String(event.source)}`, opens: event.state === 'degraded' };
    default:
      return undefined;
  }
}

/**
 * Says of each event, in the order of the file, whether it stays when the events of these numbers go: the end stays,
 * and so does what closes a state that is still open, or all that follows would count as away, paused or not captured.
 */
export function keepsAfterRemoval(removed: ReadonlySet<number>): (event: JournalEvent) => boolean {
  const open = new Set<string>();
  return (event) => {
    const change = stateChange(event);
    const stays =
      !removed.has(event.seq) || event.kind === 'end' || (change?.opens === false && open.has(change.state));
    if (change && stays) {
      if (change.opens) open.add(change.state);
      else open.delete(change.state);
    }
    return stays;
  };
}

/**
 * The same where the last minutes of a recording that goes on are removed: what they changed for good stays too, or a
 * paused recording would be taken for one that records. `events` are all there are, in the order of the file.
 */
export function keepsAfterDiscard(
  events: readonly JournalEvent[],
  isDiscarded: (event: JournalEvent) => boolean,
): (event: JournalEvent) => boolean {
  const last = new Map<string, JournalEvent>();
  for (const event of events) {
    const change = stateChange(event);
    if (change?.opens) last.set(change.state, event);
    else if (change) last.delete(change.state);
  }
  const keeps = keepsAfterRemoval(new Set(events.filter(isDiscarded).map(({ seq }) => seq)));
  const stillOpen = new Set(last.values());
  return (event) => keeps(event) || stillOpen.has(event);
}
