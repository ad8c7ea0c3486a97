import { open } from 'node:fs/promises';
import type { EventOf, RecordedEvent } from '../model/event.ts';
import type { RecordingHeader } from '../model/recording.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { errnoText } from './errno.ts';
import type { RawLine } from './lines.ts';
import { readLines } from './read.ts';
import { createJournalReader } from './reader.ts';

/** What the writer must know of a file to go on with it, and a list to show it. */
export interface RecordingScan {
  readonly header?: RecordingHeader;
  /** Intact lines after the header. */
  readonly events: number;
  readonly complete: boolean;
  readonly lastSeq: number;
  readonly lastAt: number;
  readonly paused: boolean;
  readonly terminals: number;
  readonly bytes: number;
  /** Up to the last newline. */
  readonly wholeBytes: number;
  /** The last line holds something intact and lacks its newline, so it is finished rather than cut off. */
  readonly unfinishedLine: boolean;
}

type Scanned = Result<RecordingScan, Failure<'unreadable'>>;

/** Reads a recording in flat memory. `onCommand` is told of each command. */
export async function scanRecording(path: string, onCommand?: (command: EventOf<'command'>) => void): Promise<Scanned> {
  const scan = createScan(onCommand);
  const read = await readLines(path, scan.line);
  return read.ok ? ok(scan.read()) : read;
}

/** A recording that is being written, as far as it has got. */
export interface FollowedRecording {
  /** Reads what was added since the last time, whole lines only; all of it where the file is another one by now. */
  scan(): Promise<Scanned>;
}

/** So many bytes before the place where reading goes on tell whether they are still the same. */
const markBytes = 256;

export function followRecording(path: string): FollowedRecording {
  let scan = createScan();
  let mark = Buffer.alloc(0);
  /** What is asked for while it is read waits: nothing is counted twice. */
  let tail: Promise<unknown> = Promise.resolve();

  /** What was read is still there: a recording that is written anew has other lines at that place. */
  async function isSame(): Promise<boolean> {
    const handle = await open(path);
    try {
      const start = scan.read().wholeBytes - mark.length;
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(mark.length), 0, mark.length, start);
      return bytesRead === mark.length && buffer.equals(mark);
    } finally {
      await handle.close();
    }
  }

  async function readOn(): Promise<Scanned> {
    try {
      if (!(await isSame())) {
        scan = createScan();
        mark = Buffer.alloc(0);
      }
    } catch (error) {
      return err({ code: 'unreadable', message: `cannot read ${path}: ${errnoText(error)}` });
    }
    let last: RawLine | undefined;
    const onLine = (line: RawLine): void => {
      if (!line.terminated) return;
      scan.line(line);
      last = line;
    };
    const read = await readLines(path, onLine, scan.read().wholeBytes);
    if (last) mark = Buffer.from(`${last.text}\n`).subarray(-markBytes);
    return read.ok ? ok(scan.read()) : read;
  }

  return {
    scan() {
      const scanned = tail.then(readOn);
      tail = scanned;
      return scanned;
    },
  };
}

function createScan(onCommand?: (command: EventOf<'command'>) => void): {
  line(line: RawLine): void;
  read(): RecordingScan;
} {
  let header: RecordingHeader | undefined;
  let lastSeq = 0;
  let lastAt = 0;
  let paused = false;
  let terminals = 0;
  let bytes = 0;
  let wholeBytes = 0;
  let events = 0;
  let unfinishedLine = false;
  const follow = (seq: number, at: number): void => {
    events += 1;
    lastSeq = Math.max(lastSeq, seq);
    lastAt = Math.max(lastAt, at);
  };
  const reader = createJournalReader({
    begin: (first) => {
      header ??= first;
    },
    event: (event: RecordedEvent) => {
      follow(event.seq, event.at + (event.kind === 'command' ? (event.durationMs ?? 0) : 0));
      if (event.kind === 'command') {
        terminals = Math.max(terminals, event.terminal);
        onCommand?.(event);
      }
      if (event.kind === 'pause' || event.kind === 'resume') paused = event.kind === 'pause';
    },
    unknown: (event) => follow(event.seq, event.at),
    problem: () => undefined,
  });
  return {
    line(line) {
      bytes += line.bytes + (line.terminated ? 1 : 0);
      if (line.terminated) wholeBytes = bytes;
      const before = { header, events };
      reader.line(line);
      unfinishedLine = !line.terminated && (events > before.events || header !== before.header);
    },
    read: () => ({
      ...(header ? { header } : {}),
      events,
      complete: reader.finish().complete,
      lastSeq,
      lastAt,
      paused,
      terminals,
      bytes,
      wholeBytes,
      unfinishedLine,
    }),
  };
}
