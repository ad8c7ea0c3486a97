import type { Fact, FactKind } from '../model/event.ts';
import type { Emit } from './emit.ts';

/** What gate one gives for a fact: the fact without what must not be kept, or why there is none. */
export type Judged = Fact | { readonly dropped: string };

export type SanitizeFact = (fact: Fact) => Judged;

/** Gate one, at once or step by step: between two steps of a long text the editor gets its turn. */
export type SanitizeInSteps = (fact: Fact) => Judged | Iterator<undefined, Judged, undefined>;

/** What the recorder needs of a journal; its acknowledgement tells whether the event is in the file. */
export interface RecorderJournal {
  append(fact: Fact, at: number): Promise<{ readonly written: boolean }>;
  flush(): Promise<void>;
}

export interface RecorderPorts {
  readonly sanitize: SanitizeInSteps;
  readonly journal: RecorderJournal;
  /** Milliseconds since the start of the recording, never going back. */
  readonly clock: () => number;
  /** Runs work soon, after the listener that is running: `setImmediate`. */
  readonly defer: (work: () => void) => void;
  /** Begins as paused, where a paused recording goes on. */
  readonly paused?: boolean;
  /** Called after each event is handed to the journal, for whoever shows a count. */
  readonly onEvent?: (kind: FactKind) => void;
}

export interface RecorderCounts {
  /** Events that are in the file. */
  readonly written: number;
  /** Events that the gate refused. */
  readonly dropped: number;
  /** Events that the file did not take. */
  readonly lost: number;
  /** Events on the way. */
  readonly waiting: number;
}

/** The one exit of capture: everything passes the gate here, in order, and nothing else writes to the journal. */
export interface Recorder {
  readonly emit: Emit;
  /** From `at` (now, if left out) on everything is dropped; what happened before still comes in. */
  pause(at?: number): Promise<void>;
  resume(at?: number): Promise<void>;
  /** Resolves when all that was emitted is through the gate and written. */
  drain(): Promise<void>;
  /** Drops what happened from `from` until `to`, where it is not written yet or comes in late. */
  forget(from: number, to: number): void;
  /** Drains and writes the end. The journal is closed by whoever opened it. */
  end(reason: string): Promise<void>;
  /** The recording was interrupted at `since` and goes on now: says what was not seen. */
  recovered(since: number): void;
  /** Whether what happened then is recorded: nothing of a pause is, nor of what was discarded. */
  isKept(fact: Fact, at: number): boolean;
  counts(): RecorderCounts;
  elapsed(): number;
}

/** Sanitizing gives way to the editor after this many milliseconds. */
const sliceMs = 8;

export function createRecorder(ports: RecorderPorts): Recorder {
  const { sanitize, journal, clock, defer } = ports;
  let queue: { readonly fact: Fact; readonly at: number }[] = [];
  const idle: (() => void)[] = [];
  const counts = { written: 0, dropped: 0, lost: 0 };
  /** Times in which nothing is kept; the last is open while paused. */
  const pauses: { readonly from: number; to: number }[] = ports.paused
    ? [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }]
    : [];
  const forgotten: { readonly from: number; readonly to: number }[] = [];
  const saidDropped = new Set<FactKind>();
  /** In the gate; what is dropped meanwhile comes out of it into nothing. */
  let inGate:
    | { readonly fact: Fact; readonly at: number; readonly steps: Iterator<undefined, Judged, undefined> }
    | undefined;
  let appending = 0;
  let scheduled = false;

  const emit: Emit = (fact, at) => {
    if (isKept(fact, at)) enqueue(fact, at);
  };

  function isKept(fact: Fact, at: number): boolean {
    return !pauses.some(({ from, to }) => at >= from && at < to) && !forgotten.some((span) => touches(fact, at, span));
  }

  function enqueue(fact: Fact, at: number): void {
    queue.push({ fact, at });
    if (scheduled) return;
    scheduled = true;
    defer(work);
  }

  function work(): void {
    const until = clock() + sliceMs;
    while (isBusy() && clock() < until) {
      if (inGate) takeStep(inGate);
      else enterGate(queue.shift());
    }
    scheduled = isBusy();
    if (scheduled) defer(work);
    else settleIdle();
  }

  function isBusy(): boolean {
    return queue.length > 0 || inGate !== undefined;
  }

  function enterGate(next: { readonly fact: Fact; readonly at: number } | undefined): void {
    if (!next) return;
    const result = failingClosed(() => sanitize(next.fact));
    if ('next' in result) inGate = { ...next, steps: result };
    else leaveGate(next.fact, next.at, result);
  }

  function takeStep({ fact, at, steps }: NonNullable<typeof inGate>): void {
    const step = failingClosed(() => steps.next());
    if ('done' in step && step.done !== true) return;
    inGate = undefined;
    const result = 'dropped' in step ? step : step.value;
    if (result !== undefined && !forgotten.some((span) => touches(fact, at, span))) leaveGate(fact, at, result);
  }

  function leaveGate(fact: Fact, at: number, result: Judged): void {
    if ('kind' in result) append(result, at);
    else tellDropped(fact, at, result.dropped);
  }

  function tellDropped(fact: Fact, at: number, why: string): void {
    counts.dropped += 1;
    // Once a kind: the reader learns that events are missing, not what they held.
    if (saidDropped.has(fact.kind)) return;
    saidDropped.add(fact.kind);
    append(
      {
        kind: 'capture',
        source: 'sanitizer',
        state: 'degraded',
        reason: `an event of kind ${fact.kind} was dropped: ${why}`,
      },
      at,
    );
  }

  /** Fails closed: what the gate cannot judge is not kept. */
  function failingClosed<T>(judge: () => T): T | { readonly dropped: string } {
    try {
      return judge();
    } catch {
      return { dropped: 'the sanitizer failed on it' };
    }
  }

  function append(fact: Fact, at: number): void {
    appending += 1;
    ports.onEvent?.(fact.kind);
    const done = (written: boolean): void => {
      appending -= 1;
      counts[written ? 'written' : 'lost'] += 1;
      settleIdle();
    };
    journal.append(fact, at).then(
      (appended) => done(appended.written),
      () => done(false),
    );
  }

  function settleIdle(): void {
    if (!isBusy()) for (const resolve of idle.splice(0)) resolve();
  }

  /** Past the gate, then into the file. What the file cannot take now it holds, and tries again by itself. */
  async function drain(): Promise<void> {
    if (isBusy()) await new Promise<void>((resolve) => idle.push(resolve));
    await journal.flush();
  }

  return {
    emit,
    async pause(at = clock()) {
      if (pauses.at(-1)?.to === Number.POSITIVE_INFINITY) return;
      enqueue({ kind: 'pause' }, at);
      pauses.push({ from: at, to: Number.POSITIVE_INFINITY });
      await drain();
    },
    async resume(at = clock()) {
      const last = pauses.at(-1);
      if (last?.to !== Number.POSITIVE_INFINITY) return;
      last.to = at;
      enqueue({ kind: 'resume' }, at);
      await drain();
    },
    drain,
    forget(from, to) {
      forgotten.push({ from, to });
      queue = queue.filter(({ fact, at }) => !touches(fact, at, { from, to }));
    },
    async end(reason) {
      await drain();
      enqueue({ kind: 'end', reason }, clock());
      await drain();
    },
    recovered(since) {
      enqueue(
        {
          kind: 'capture',
          source: 'window',
          state: 'degraded',
          reason:
            'the recording was interrupted; what was done until it went on is not recorded, nor how a command that was running then ended',
        },
        since,
      );
      enqueue({ kind: 'capture', source: 'window', state: 'restored', reason: 'the recording goes on' }, clock());
    },
    isKept,
    counts: () => ({ ...counts, waiting: queue.length + (inGate ? 1 : 0) + appending }),
    elapsed: () => clock(),
  };
}

/** Whether a fact happened, or was still under way, in a span of time. */
function touches(fact: Fact, at: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const end = at + (fact.kind === 'command' ? (fact.durationMs ?? 0) : 0);
  return at < to && end >= from;
}
