import { createReadStream } from 'node:fs';
import type { Recording } from '../model/recording.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { errnoText, readTroubleWords } from './errno.ts';
import { createCollector, createJournalCheck, type JournalCheck, recordingOf, type UnreadableCode } from './format.ts';
import { createLineSplitter, type RawLine } from './lines.ts';
import { createJournalReader, type JournalReaderOptions, type JournalSink } from './reader.ts';

export type ReadFailure = Failure<UnreadableCode | 'unreadable'>;

/** Reads the recording in the file at `path`, whole. */
export async function readRecording(
  path: string,
  options: JournalReaderOptions = {},
): Promise<Result<Recording, ReadFailure>> {
  const collected = createCollector();
  const streamed = await streamRecording(path, collected.sink, options);
  if (!streamed.ok) return streamed;
  return recordingOf({ parts: collected.parts, problems: collected.problems, complete: streamed.value.complete });
}

/** Hands the events of the file at `path` to `sink` one by one, in flat memory. */
export async function streamRecording(
  path: string,
  sink: JournalSink,
  options: JournalReaderOptions = {},
): Promise<Result<{ readonly complete: boolean }, Failure<'unreadable'>>> {
  const reader = createJournalReader(sink, options);
  const read = await readLines(path, reader.line);
  return read.ok ? ok(reader.finish()) : read;
}

/** The document of `mirror journal check` for the file at `path`, in flat memory. */
export async function checkRecordingFile(
  path: string,
  options: JournalReaderOptions = {},
): Promise<Result<JournalCheck, Failure<'unreadable'>>> {
  const check = createJournalCheck(options);
  const read = await readLines(path, check.line);
  return read.ok ? ok(check.finish()) : read;
}

/** Lines read in one go: a hundred events, for which an editor has to wait some milliseconds, the first time twenty. */
const chunkBytes = 16 * 1024;

/**
 * Calls `onLine` for each line of a file, from its byte `start` on. A file that is absent, a folder or not ours to read
 * is a failure.
 */
export async function readLines(
  path: string,
  onLine: (line: RawLine) => void,
  start = 0,
): Promise<Result<void, Failure<'unreadable'>>> {
  const splitter = createLineSplitter(onLine);
  try {
    for await (const chunk of createReadStream(path, { start, highWaterMark: chunkBytes }))
      splitter.push(chunk as Uint8Array);
  } catch (error) {
    return err({ code: 'unreadable', message: `cannot read ${path}: ${readTroubleWords(errnoText(error))}` });
  }
  splitter.end();
  return ok(undefined);
}
