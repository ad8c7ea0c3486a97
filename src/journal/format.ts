import type { Fact, RecordedEvent, UnknownEvent } from '../model/event.ts';
import type { JournalProblem, JournalProblemCode, Recording, RecordingHeader } from '../model/recording.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { createLineSplitter, lineOf, linesOfText, type RawLine } from './lines.ts';
import { createJournalReader, type JournalReaderOptions, type JournalSink } from './reader.ts';

/** One recording as it stands in a file: `header` is absent where its line is damaged, `version` where it names none. */
export interface JournalPart {
  readonly header?: RecordingHeader;
  readonly version?: number;
  readonly events: readonly RecordedEvent[];
  readonly unknown: readonly UnknownEvent[];
}

/** All that is intact in a file, and all that is not. Two joined files give two parts. */
export interface Journal {
  readonly parts: readonly JournalPart[];
  readonly complete: boolean;
  readonly problems: readonly JournalProblem[];
}

/** The document of `mirror journal check`. `events` counts the intact lines after the header, the end included. */
export interface JournalCheck {
  readonly ok: boolean;
  /** Absent where the header names none. */
  readonly version?: number;
  readonly events: number;
  readonly complete: boolean;
  readonly problems: readonly JournalProblem[];
}

export type JournalText = string | Uint8Array | Iterable<string>;

export type UnreadableCode = Extract<JournalProblemCode, 'empty' | 'bad-header' | 'unknown-version'>;

/** What a reader keeps and says, but which is no damage: a later program of the same version wrote it. */
const harmless: ReadonlySet<JournalProblemCode> = new Set(['unknown-kind', 'unknown-field']);

/** The header as the first line of a file, newline included. */
export function serializeHeader(header: RecordingHeader): string {
  return `${JSON.stringify(header)}\n`;
}

/** An event as a line, newline included. `seq`, `at` and `kind` come first, which salvaging relies on. */
export function serializeEvent(fact: Fact, seq: number, at: number): string {
  const { kind, ...fields } = fact;
  return `${JSON.stringify({ seq, at, kind, ...fields })}\n`;
}

/** Reads all of a text, bytes, or lines without their newlines. Never throws and loses no intact event. */
export function parseJournal(text: JournalText, options: JournalReaderOptions = {}): Journal {
  const collected = createCollector();
  const reader = createJournalReader(collected.sink, options);
  feed(text, reader.line);
  return { parts: collected.parts, ...reader.finish(), problems: collected.problems };
}

/**
 * The recording in a text: its events, and what was wrong with the rest in `problems`. Fails only where
 * there is no usable header. Where files were joined it is the first with a header, and `problems` says so.
 */
export function parseRecording(
  text: JournalText,
  options: JournalReaderOptions = {},
): Result<Recording, Failure<UnreadableCode>> {
  return recordingOf(parseJournal(text, options));
}

/** The first recording of a journal, or why there is none. */
export function recordingOf(journal: Journal): Result<Recording, Failure<UnreadableCode>> {
  const first = journal.parts.find((part) => part.header);
  if (first?.header) {
    const { header, events, unknown } = first;
    const complete = first === journal.parts.at(-1) ? journal.complete : events.at(-1)?.kind === 'end';
    return ok({ header, events, unknown, complete, problems: journal.problems });
  }
  const problem = journal.problems.find(isUnreadable);
  return err(
    problem
      ? { code: problem.code, message: problem.message }
      : { code: 'bad-header', message: 'the recording has no header' },
  );
}

/** Validates a recording. */
export function checkJournal(text: JournalText, options: JournalReaderOptions = {}): JournalCheck {
  const check = createJournalCheck(options);
  feed(text, check.line);
  return check.finish();
}

/** Validates line by line: nothing but counts and problems is kept, so a recording of any length fits. */
export function createJournalCheck(options: JournalReaderOptions = {}): {
  line(line: RawLine): void;
  finish(): JournalCheck;
} {
  const problems: JournalProblem[] = [];
  let version: number | undefined;
  let events = 0;
  const count = (): void => {
    events += 1;
  };
  const reader = createJournalReader(
    {
      begin: (_header, found) => {
        version ??= found;
      },
      event: count,
      unknown: count,
      problem: (problem) => problems.push(problem),
    },
    options,
  );
  return {
    line: reader.line,
    finish() {
      const { complete } = reader.finish();
      const intact = problems.every((problem) => harmless.has(problem.code));
      return { ok: intact, ...(version === undefined ? {} : { version }), events, complete, problems };
    },
  };
}

/** A sink that keeps everything. */
export function createCollector(): { sink: JournalSink; parts: JournalPart[]; problems: JournalProblem[] } {
  const parts: JournalPart[] = [];
  const problems: JournalProblem[] = [];
  let events: RecordedEvent[] = [];
  let unknown: UnknownEvent[] = [];
  const sink: JournalSink = {
    begin(header, version) {
      events = [];
      unknown = [];
      parts.push({ ...(header ? { header } : {}), ...(version === undefined ? {} : { version }), events, unknown });
    },
    event: (event) => events.push(event),
    unknown: (event) => unknown.push(event),
    problem: (problem) => problems.push(problem),
  };
  return { sink, parts, problems };
}

function feed(text: JournalText, onLine: (line: RawLine) => void): void {
  if (typeof text === 'string') {
    for (const line of linesOfText(text)) onLine(line);
  } else if (text instanceof Uint8Array) {
    const splitter = createLineSplitter(onLine);
    splitter.push(text);
    splitter.end();
  } else {
    feedLines(text, onLine);
  }
}

/** Of lines that came without newlines only the last may be torn. */
function feedLines(lines: Iterable<string>, onLine: (line: RawLine) => void): void {
  let held: string | undefined;
  for (const line of lines) {
    if (held !== undefined) onLine(lineOf(held, true));
    held = line;
  }
  if (held !== undefined) onLine(lineOf(held, false));
}

function isUnreadable(problem: JournalProblem): problem is JournalProblem & { code: UnreadableCode } {
  return problem.code === 'empty' || problem.code === 'bad-header' || problem.code === 'unknown-version';
}
