import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { type Command, Option } from 'commander';
import { dotenvTextsAround } from '../../host/secrets.ts';
import { errnoText, readTroubleWords } from '../../journal/errno.ts';
import { createLineSplitter } from '../../journal/lines.ts';
import { err, type Failure, ok, type Result } from '../../model/result.ts';
import { createGateOne } from '../../sanitize/gateOne.ts';
import { knownValuesFromDotenv, knownValuesFromEnvironment } from '../../sanitize/knownValues.ts';
import type { TextKind } from '../../sanitize/rule.ts';
import { createRules, type Rules, withNamesOf } from '../../sanitize/rules/list.ts';
import { guessTextKind } from '../../sanitize/textKind.ts';
import { deadlineMs, now } from '../gates.ts';
import { type Ran, type Run, type Streams, say, write } from '../outcome.ts';
import { answerLine, createLineSanitizer } from '../sanitizeLine.ts';

interface Options {
  readonly lines?: boolean;
  readonly as?: TextKind;
}

export function addSanitize(program: Command, run: Run, streams: Streams): void {
  program
    .command('sanitize [file]')
    .description('take secrets and private data out of a text (a file, or stdin)')
    .option('--lines', 'JSON lines of {id, text, as?, file?, env?} in, {id, text, findings} out, one for one')
    .addOption(
      new Option('--as <kind>', 'what the text is, where that is not plain').choices(['terminal', 'code', 'data']),
    )
    .option('--json', 'print one JSON document')
    .action((file: string | undefined, options: Options) =>
      run(async () => (options.lines ? sanitizeLines(file, streams) : sanitizeText(file, options.as, streams))),
    );
}

async function sanitizeText(file: string | undefined, as: TextKind | undefined, streams: Streams): Promise<Ran> {
  const read = await readText(file, streams);
  if (!read.ok) return read;
  const text = read.value;
  const gate = createGateOne({
    rules: rulesHere(),
    known: [
      ...knownValuesFromEnvironment(process.env),
      ...(await dotenvTextsAround(process.cwd())).flatMap(knownValuesFromDotenv),
    ],
    now,
    deadlineMs,
  });
  const result = gate.sanitize({ text, as: as ?? guessTextKind(text, file === '-' ? undefined : file) });
  if (result.withheld) return err({ code: 'withheld', message: `nothing was printed: ${result.reason}` });
  return ok({ document: { text: result.text, findings: result.findings }, text: result.text, verbatim: true });
}

/** The rules, and whose machine this is. */
function rulesHere(): Rules {
  return withNamesOf(createRules(), { HOSTNAME: hostname(), ...process.env });
}

async function readText(file: string | undefined, streams: Streams): Promise<Result<string, Failure>> {
  try {
    if (file !== undefined && file !== '-') return ok(await readFile(file, 'utf8'));
    const chunks: Buffer[] = [];
    for await (const chunk of streams.stdin) chunks.push(Buffer.from(chunk));
    return ok(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string | undefined, error: unknown): Result<never, Failure> {
  const why = readTroubleWords(errnoText(error));
  return err({ code: 'unreadable', message: `cannot read ${file ?? 'stdin'}: ${why}` });
}

/** Lines end at a line feed only: readline would cut a text at U+2028 as well. A byte order mark is left out. */
async function* linesOf(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  let ready: string[] = [];
  const splitter = createLineSplitter(({ text }) => {
    ready.push(text.replace(/^\ufeff/, '').replace(/\r$/, ''));
  });
  for await (const chunk of input) {
    splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array));
    yield* ready;
    ready = [];
  }
  splitter.end();
  yield* ready;
}

/** One answer a line, in order, written as soon as it is known. A line that is no request is answered with its error. */
async function sanitizeLines(file: string | undefined, streams: Streams): Promise<Ran> {
  const input = file === undefined || file === '-' ? streams.stdin : createReadStream(file);
  const sanitize = createLineSanitizer(rulesHere(), { now, deadlineMs });
  let wrong = 0;
  try {
    for await (const line of linesOf(input)) {
      if (line.trim() === '') continue;
      const answer = sanitize(line);
      if ('error' in answer) wrong += 1;
      await write(streams.stdout, answerLine(answer));
    }
  } catch (error) {
    return unreadable(file, error);
  }
  if (wrong > 0) say(streams, `${wrong} line${wrong === 1 ? ' was' : 's were'} no request of the form {id, text}`);
  return ok({ document: undefined, text: '', printed: true, exitCode: wrong > 0 ? 2 : 0 });
}
