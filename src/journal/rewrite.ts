import { stat } from 'node:fs/promises';
import type { CaptureFact, RecordedEvent, UnknownEvent } from '../model/event.ts';
import type { JournalProblemCode, RecordingHeader } from '../model/recording.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { openAppendFile } from './appendFile.ts';
import { errnoText } from './errno.ts';
import { serializeHeader } from './format.ts';
import { removeLeftovers } from './leftovers.ts';
import { acquireLock, releaseLock } from './lock.ts';
import { readLines } from './read.ts';
import { createJournalReader } from './reader.ts';

/** An event of a recording, known or not, with the fields that a newer version added. */
export type JournalEvent = RecordedEvent | UnknownEvent;

/** How a recording is to be written anew. */
export interface Rewriting {
  readonly header?: (header: RecordingHeader) => RecordingHeader;
  /** What stands for an event from now on; undefined: nothing does. Its number is given anew. */
  readonly event: (event: JournalEvent) => JournalEvent | undefined | Promise<JournalEvent | undefined>;
}

export interface Rewritten {
  /** Events that are gone. */
  readonly removed: number;
  /** Number before to number now, of those that stayed. */
  readonly renumbered: ReadonlyMap<number, number>;
}

export type RewriteFailure = Failure<'locked' | 'unreadable' | 'unwritable'>;

/** Damage that cost events: what is written anew has no gap in its numbers, so it must say so itself. */
const losses: ReadonlySet<JournalProblemCode> = new Set(['bad-line', 'bad-event', 'line-too-long', 'sequence-gap']);

interface Intact {
  readonly header: RecordingHeader;
  /** In the order of the file; a text stands where events were lost, and says what was found there. */
  readonly entries: readonly (JournalEvent | string)[];
}

/**
 * Writes a recording that nobody writes now anew, in one step: readers see the old file or the new one, numbers stay
 * gapless, the end stays. Refused while a window writes it, this one included, and where two files were joined.
 */
export async function rewriteRecording(path: string, rewriting: Rewriting): Promise<Result<Rewritten, RewriteFailure>> {
  try {
    if (!(await acquireLock(path))) return err({ code: 'locked', message: 'this recording is being written' });
  } catch (error) {
    return err({ code: 'unwritable', message: `cannot rewrite ${path}: ${errnoText(error)}` });
  }
  try {
    const lines = await rewrittenLines(path, rewriting);
    if (!lines.ok) return lines;
    const file = await openAppendFile(path, (await stat(path)).size);
    try {
      await file.replace(lines.value.lines);
    } finally {
      await file.close();
    }
    await removeLeftovers(path);
    return ok(lines.value.rewritten);
  } catch (error) {
    return err({ code: 'unwritable', message: `cannot rewrite ${path}: ${errnoText(error)}` });
  } finally {
    await releaseLock(path).catch(() => undefined);
  }
}

/** The lines that the file at `path` is to hold, newlines included, the header first. Writes nothing. */
export async function rewrittenLines(
  path: string,
  { header = (same) => same, event: change }: Rewriting,
): Promise<Result<{ readonly lines: readonly string[]; readonly rewritten: Rewritten }, Failure<'unreadable'>>> {
  const read = await readIntact(path);
  if (!read.ok) return read;
  const lines = [serializeHeader(header(read.value.header))];
  const renumbered = new Map<number, number>();
  let removed = 0;
  let at = 0;
  const write = (event: JournalEvent): void => {
    const { seq: _, at: when, kind, ...fields } = event;
    lines.push(`${JSON.stringify({ seq: lines.length, at: when, kind, ...fields })}\n`);
  };
  for (const entry of read.value.entries) {
    if (typeof entry === 'string') {
      for (const fact of lossFacts(entry)) write({ seq: 0, at, ...fact });
      continue;
    }
    at = entry.at;
    const next = await change(entry);
    const kept = next ?? (entry.kind === 'end' ? entry : undefined);
    if (kept === undefined) removed += 1;
    else {
      renumbered.set(entry.seq, lines.length);
      write(kept);
    }
  }
  return ok({ lines, rewritten: { removed, renumbered } });
}

function lossFacts(what: string): CaptureFact[] {
  const fact = { kind: 'capture', source: 'journal' } as const;
  return [
    { ...fact, state: 'degraded', reason: `events were lost here: ${what}` },
    { ...fact, state: 'restored', reason: 'the recording is intact from here on' },
  ];
}

async function readIntact(path: string): Promise<Result<Intact, Failure<'unreadable'>>> {
  const headers: (RecordingHeader | undefined)[] = [];
  const entries: (JournalEvent | string)[] = [];
  const reader = createJournalReader({
    begin: (found) => headers.push(found),
    event: (event) => entries.push(event),
    unknown: (event) => entries.push(event),
    problem({ code, message }) {
      // What is missing is reported where it is noticed: at the damage, and again at the next number.
      if (losses.has(code) && typeof entries.at(-1) !== 'string') entries.push(message);
    },
  });
  const read = await readLines(path, reader.line);
  if (!read.ok) return read;
  reader.finish();
  const [header, ...more] = headers;
  if (!header || more.length > 0) {
    const why = header ? 'two recordings were joined in it' : 'it has no header that can be read';
    return err({ code: 'unreadable', message: `the recording cannot be rewritten: ${why}` });
  }
  return ok({ header, entries });
}
