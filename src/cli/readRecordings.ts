import { readRecording } from '../journal/read.ts';
import type { JournalProblemCode, Recording } from '../model/recording.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { createRecordingCleaner } from './gates.ts';
import { type Streams, say } from './outcome.ts';

/** What a reader keeps and only mentions. */
const keeps: ReadonlySet<JournalProblemCode> = new Set<JournalProblemCode>(['unknown-kind', 'unknown-field']);

/**
 * Reads recordings from files. What is damaged is told on stderr and the rest is
 * used; a recording that no gate or an older one has seen passes gate two first.
 * Of a recording given twice the longer copy counts. Fails with one sentence
 * where a file is missing, is no recording, or is of a newer version.
 */
export async function readRecordings(
  files: readonly string[],
  streams: Streams,
): Promise<Result<readonly Recording[], Failure>> {
  const cleaned = createRecordingCleaner();
  const byId = new Map<string, Recording>();
  for (const file of files) {
    const read = await readRecording(file);
    if (!read.ok) {
      const { code, message } = read.error;
      return err({ code, message: message.includes(file) ? message : `${file}: ${message}` });
    }
    tellProblems(file, read.value, streams);
    const clean = cleaned(read.value);
    const other = byId.get(clean.header.id);
    if (other && !isSameRun(other, clean))
      say(streams, `${file}: another file has the id ${clean.header.id} too; only the longer of the two counts`);
    if (!other || other.events.length < clean.events.length) byId.set(clean.header.id, clean);
  }
  return ok([...byId.values()]);
}

/** Whether two files with one id are copies of one recording, one of them perhaps cut. */
function isSameRun({ header: a }: Recording, { header: b }: Recording): boolean {
  return a.workflow === b.workflow && a.startedAt === b.startedAt && a.recorder === b.recorder;
}

function tellProblems(file: string, { problems }: Recording, streams: Streams): void {
  const damages = problems.filter(({ code }) => !keeps.has(code));
  for (const { line, message } of damages.slice(0, 5)) say(streams, `${file}:${line}: ${message}`);
  if (damages.length > 5)
    say(streams, `${file}: ${damages.length - 5} more problems; "mirror journal check" lists them`);
  const unknown = problems.length - damages.length;
  if (unknown > 0)
    say(
      streams,
      `${file}: ${unknown === 1 ? 'a kind or field' : `${unknown} kinds or fields`} of a newer version kept but not understood`,
    );
}
