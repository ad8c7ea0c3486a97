import type { CaptureFact, Fact } from '../model/event.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { takeTurns } from '../model/turns.ts';
import type { AppendFile } from './appendFile.ts';
import { errnoText, writeTroubleWords } from './errno.ts';
import { serializeEvent } from './format.ts';
import { readLines } from './read.ts';
import { keepsAfterDiscard } from './removal.ts';
import { type JournalEvent, type Rewriting, type Rewritten, rewrittenLines } from './rewrite.ts';
import { parseJson } from './salvage.ts';
import { stampSchema } from './schema.ts';

/** `seq` where it stands in the file, or that it was lost because the file could not be written. */
export type Appended = { readonly written: true; readonly seq: number } | { readonly written: false };

export interface WriterTrouble {
  readonly state: CaptureFact['state'];
  /** The system's code for what went wrong. */
  readonly code: string;
  /** Events lost in this trouble so far. */
  readonly lost: number;
}

export interface JournalWriter {
  readonly path: string;
  /** Numbers the fact and writes it within `flushMs`. Resolves when it is in the file, or lost. */
  append(fact: Fact, at: number): Promise<Appended>;
  /** Resolves when all that was appended before is written, or could not be: then it is held and tried again. */
  flush(): Promise<void>;
  /**
   * Removes every event at or after `at`, and commands that were still running then: their bytes leave the file. What
   * only says that the recording is paused now, or how it got out of a state, stays. The events left are numbered anew. Gives the number of events removed; where the file cannot be rewritten it stays as it was.
   */
  discardSince(at: number): Promise<Result<number, Failure<'unwritable'>>>;
  /** Writes all that is in the file anew, as `rewriteRecording` does for one that nobody writes; what comes in meanwhile follows. */
  rewrite(rewriting: Rewriting): Promise<Result<Rewritten, Failure<'unreadable' | 'unwritable'>>>;
  counts(): { readonly written: number; readonly lost: number; readonly bytes: number };
  /** Writes the rest, flushes to the disk and closes. What cannot be written then is lost and counted. */
  close(): Promise<void>;
}

export interface WriterOptions {
  readonly file: AppendFile;
  /** The number of the next event. */
  readonly nextSeq: number;
  /** Milliseconds since the start of the recording. */
  readonly clock: () => number;
  /** The file cannot be written, or can be again. */
  readonly onTrouble: (trouble: WriterTrouble) => void;
  /** Events wait at most this long for others to be written along. */
  readonly flushMs?: number;
  readonly retryMs?: number;
  /** While the file cannot be written, as many characters of events are held; what is over is lost. */
  readonly holdChars?: number;
  /** Called once, when the file is closed. */
  readonly onClose?: () => Promise<void>;
}

interface Waiting {
  readonly fact: Fact;
  readonly at: number;
  readonly chars: number;
  readonly done: (appended: Appended) => void;
}

/** Characters of events written in one go at most. */
const batchChars = 1 << 20;

/**
 * The one writer of a recording: batches events, numbers them when they are written (so the numbers in the
 * file have no gap, whatever is lost), and outlives a full disk or a vanished folder.
 */
export function createJournalWriter(options: WriterOptions): JournalWriter {
  const { file, clock, onTrouble, flushMs = 100, retryMs = 1000, holdChars = 4 << 20 } = options;
  let nextSeq = options.nextSeq;
  let waiting: Waiting[] = [];
  let waitingChars = 0;
  let timer: NodeJS.Timeout | undefined;
  let trouble: { readonly code: string; readonly at: number; lost: number } | undefined;
  let lost = 0;
  let closed = false;
  /** Writes never overlap: each starts when the one before is through. */
  const inTurn = takeTurns();

  function schedule(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void inTurn(writeWaiting);
    }, ms);
  }

  function lose(count: number): void {
    lost += count;
    if (trouble) trouble.lost += count;
  }

  async function writeWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0 || trouble) {
      const batch = takeBatch();
      if (!(await writeBatch(batch))) {
        waiting = [...batch, ...waiting];
        if (!closed) schedule(retryMs);
        return;
      }
    }
  }

  function takeBatch(): Waiting[] {
    let end = 0;
    // One that is too large for a batch goes alone.
    for (let chars = 0; end < waiting.length && (end === 0 || chars < batchChars); end++)
      chars += waiting[end]?.chars ?? 0;
    return waiting.splice(0, end);
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<boolean> {
    const lines: string[] = [];
    const add = (fact: Fact, at: number): void => {
      lines.push(serializeEvent(fact, nextSeq + lines.length, at));
    };
    if (trouble) add(degraded(trouble.code), trouble.at);
    const first = nextSeq + lines.length;
    for (const { fact, at } of batch) add(fact, at);
    if (trouble) add(restored(trouble.lost), clock());
    try {
      await file.append(lines.join(''));
    } catch (error) {
      fail(errnoText(error), batch[0]?.at ?? clock());
      return false;
    }
    nextSeq += lines.length;
    for (const [index, each] of batch.entries()) {
      waitingChars -= each.chars;
      each.done({ written: true, seq: first + index });
    }
    recover();
    return true;
  }

  function fail(code: string, at: number): void {
    if (trouble) return;
    trouble = { code, at, lost: 0 };
    onTrouble({ state: 'degraded', code, lost: 0 });
  }

  function recover(): void {
    if (!trouble) return;
    const { code, lost: count } = trouble;
    trouble = undefined;
    onTrouble({ state: 'restored', code, lost: count });
  }

  function append(fact: Fact, at: number): Promise<Appended> {
    const chars = roughSize(fact);
    if (closed || (trouble && waitingChars + chars > holdChars)) {
      lose(1);
      return Promise.resolve({ written: false });
    }
    return new Promise((done) => {
      waiting.push({ fact, at, chars, done });
      waitingChars += chars;
      schedule(trouble ? retryMs : waitingChars > batchChars ? 0 : flushMs);
    });
  }

  async function rewriteBefore(at: number): Promise<Result<number, Failure<'unwritable'>>> {
    let head = '';
    const events: JournalEvent[] = [];
    let damaged = 0;
    const read = await readLines(file.path, ({ text }) => {
      const event = head === '' ? undefined : parseJson(text);
      if (head === '') head = `${text}\n`;
      else if (isEvent(event)) events.push(event);
      else damaged += 1;
    });
    if (!read.ok) return err({ code: 'unwritable', message: read.error.message });
    const keeps = keepsAfterDiscard(events, (event) => endOf(event) >= at);
    const kept = events.filter(keeps);
    try {
      await file.replace([head, ...kept.map((event, index) => `${JSON.stringify({ ...event, seq: index + 1 })}\n`)]);
    } catch (error) {
      return err({ code: 'unwritable', message: `cannot rewrite ${file.path}: ${errnoText(error)}` });
    }
    nextSeq = kept.length + 1;
    return ok(events.length - kept.length + damaged);
  }

  async function rewriteAll(rewriting: Rewriting): Promise<Result<Rewritten, Failure<'unreadable' | 'unwritable'>>> {
    const next = await rewrittenLines(file.path, rewriting);
    if (!next.ok) return next;
    const { lines, rewritten } = next.value;
    try {
      await file.replace(lines);
    } catch (error) {
      return err({ code: 'unwritable', message: `cannot rewrite ${file.path}: ${errnoText(error)}` });
    }
    nextSeq = lines.length;
    return ok(rewritten);
  }

  /** Takes events that wait to be written out of the queue. */
  function discardWaiting(at: number): number {
    const dropped = waiting.filter((each) => endOf({ ...each.fact, at: each.at }) >= at);
    waiting = waiting.filter((each) => !dropped.includes(each));
    for (const each of dropped) {
      waitingChars -= each.chars;
      each.done({ written: false });
    }
    return dropped.length;
  }

  return {
    path: file.path,
    append,
    flush: () => inTurn(writeWaiting),
    discardSince: (at) =>
      inTurn(async () => {
        await writeWaiting();
        const dropped = discardWaiting(at);
        const removed = await rewriteBefore(at);
        return removed.ok ? ok(dropped + removed.value) : removed;
      }),
    rewrite: (rewriting) =>
      inTurn(async () => {
        await writeWaiting();
        return rewriteAll(rewriting);
      }),
    counts: () => ({ written: nextSeq - 1, lost, bytes: file.size() }),
    close: () =>
      inTurn(async () => {
        if (closed) return;
        closed = true;
        await writeWaiting();
        lose(waiting.length);
        for (const each of waiting.splice(0)) each.done({ written: false });
        // What is written is written: a disk that cannot sync now does not make the recording fail.
        await file.sync().catch(() => undefined);
        await file.close().catch(() => undefined);
        await options.onClose?.();
      }),
  };
}

function degraded(code: string): CaptureFact {
  return {
    kind: 'capture',
    source: 'journal',
    state: 'degraded',
    reason: `the recording could not be written (${writeTroubleWords(code)})`,
  };
}

function restored(lost: number): CaptureFact {
  const count = lost === 0 ? 'no event was lost' : lost === 1 ? '1 event was lost' : `${lost} events were lost`;
  return {
    kind: 'capture',
    source: 'journal',
    state: 'restored',
    reason: `the recording can be written again; ${count}`,
  };
}

/** Characters an event takes in memory, near enough to bound a queue without serializing it twice. */
function roughSize(fact: Fact): number {
  if (fact.kind === 'command') return 200 + fact.line.length + (fact.output?.text.length ?? 0);
  if (fact.kind === 'note') return 200 + fact.text.length;
  if (fact.kind === 'git') return 200 + (fact.message?.length ?? 0);
  if (fact.kind !== 'edit') return 200;
  let size = 200;
  for (const hunk of fact.hunks ?? []) for (const line of [...hunk.before, ...hunk.after]) size += line.length + 3;
  return size;
}

function isEvent(value: unknown): value is JournalEvent {
  return stampSchema.safeParse(value).success;
}

function endOf(event: { readonly at: number; readonly durationMs?: unknown }): number {
  const duration = event.durationMs;
  return event.at + (typeof duration === 'number' ? duration : 0);
}
