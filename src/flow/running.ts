import type { CaptureSource } from '../capture/emit.ts';
import { createRecorder, type Recorder } from '../capture/recorder.ts';
import { createTerminalNumbers } from '../capture/terminalNumbers.ts';
import { createUnderWay } from '../capture/underWay.ts';
import { writeTrouble } from '../journal/errno.ts';
import type { ResumedRecording } from '../journal/recordingFile.ts';
import { createUnderWayFile } from '../journal/underWay.ts';
import type { JournalWriter, WriterTrouble } from '../journal/writer.ts';
import type { RecordingHeader } from '../model/recording.ts';
import type { GateIn } from './gates.ts';
import type { MirrorPorts } from './ports.ts';

/** A recording that is open in this window: what listens, what writes, and how long it has run. */
export interface Running {
  readonly header: RecordingHeader;
  readonly writer: JournalWriter;
  readonly recorder: Recorder;
  /** Milliseconds since the start, never going back. */
  readonly clock: () => number;
  /** Recorded time, pauses left out. Milliseconds. */
  elapsedMs(): number;
  listen(): Promise<void>;
  /** Unsubscribes from everything; resolves when what was under way is emitted. */
  deafen(): Promise<void>;
  /** Drops what happened since `from` and is not written yet, what still runs included. */
  forget(from: number): Promise<void>;
  /** Writes the rest and closes the file. */
  close(): Promise<void>;
}

/** Milliseconds since `startedAt` (ISO 8601). A clock that is set back must not reorder events. */
export function clockFrom(now: () => number, startedAt: string): () => number {
  const origin = Date.parse(startedAt);
  let latest = 0;
  return () => {
    latest = Math.max(latest, now() - origin);
    return latest;
  };
}

/** Tells the person when the recording cannot be written, and when it can again. */
export function troubleTeller({ prompts, words, log }: MirrorPorts): (trouble: WriterTrouble) => void {
  const why = (code: string): string => {
    switch (writeTrouble(code)) {
      case 'full':
        return words.t('The disk is full: Mirror cannot write the recording.');
      case 'forbidden':
        return words.t('Mirror is no longer allowed to write the recording.');
      case 'other':
        return words.t('Mirror cannot write the recording ({0}).', code);
    }
  };
  return ({ state, code, lost }) => {
    log(`journal ${state} (${code}), ${lost} events lost`);
    const held = words.t('It keeps what you do in memory for a while, and writes it as soon as it can.');
    if (state === 'degraded') void prompts.warn(`${why(code)} ${held}`);
    else if (lost === 0) void prompts.offer(words.t('Mirror writes the recording again; nothing was lost.'));
    else void prompts.offer(words.t('Mirror writes the recording again; {0} events were lost.', lost));
  };
}

/** `from` is the interrupted recording that goes on. */
export function startRunning(
  ports: MirrorPorts,
  header: RecordingHeader,
  writer: JournalWriter,
  gate: Pick<GateIn, 'fact' | 'factInSteps'>,
  from?: ResumedRecording,
): Running {
  const clock = clockFrom(ports.now, header.startedAt);
  const recorder = createRecorder({
    sanitize: gate.factInSteps,
    journal: writer,
    clock,
    defer: (work) => setImmediate(work),
    ...(from?.paused ? { paused: true } : {}),
  });
  const aside = createUnderWayFile(writer.path);
  const underWay = createUnderWay({
    sanitize: gate.fact,
    file: aside,
    isKept: recorder.isKept,
    drain: recorder.drain,
    defer: (work) => setImmediate(work),
  });
  // Numbers of terminals that an interrupted recording gave are not given again.
  const numberOf = createTerminalNumbers(from?.terminals);
  let sources: CaptureSource | undefined;
  let recordedMs = from?.lastAt ?? 0;
  let since: number | undefined;
  const elapsedMs = () => recordedMs + (since === undefined ? 0 : ports.now() - since);

  return {
    header,
    writer,
    recorder,
    clock,
    elapsedMs,
    async listen() {
      since = ports.now();
      sources = await ports.startSources({ emit: recorder.emit, clock, numberOf, underWay });
    },
    async deafen() {
      recordedMs = elapsedMs();
      since = undefined;
      const ending = sources;
      sources = undefined;
      ending?.dispose();
      await ending?.drained();
    },
    async forget(from) {
      recorder.forget(from, clock());
      await aside.clear();
      await recorder.drain();
    },
    async close() {
      await recorder.drain();
      await writer.close();
      await aside.clear();
    },
  };
}
