import { Command, CommanderError } from 'commander';
import { packageVersion } from '../host/packageVersion.ts';
import { err, type Failure, ok } from '../model/result.ts';
import { type Ran, type Run, type Streams, say, write } from './outcome.ts';
import { addContext } from './verbs/context.ts';
import { addDistill } from './verbs/distill.ts';
import { addGaps } from './verbs/gaps.ts';
import { addJournal } from './verbs/journal.ts';
import { addLoads } from './verbs/loads.ts';
import { addMcp } from './verbs/mcp.ts';
import { addSanitize } from './verbs/sanitize.ts';

/**
 * Runs one command line and gives its exit code. With `--json` anywhere on it,
 * stdout gets exactly one JSON document, failures and wrong usage included.
 */
export async function runCli(argv: readonly string[], streams: Streams): Promise<number> {
  const json = wantsJson(argv);
  let exitCode = 0;

  async function fail(failure: Failure): Promise<void> {
    exitCode = 2;
    say(streams, failure.message);
    if (json)
      await write(streams.stdout, `${JSON.stringify({ error: { code: failure.code, message: failure.message } })}\n`);
  }

  async function run(verb: () => Promise<Ran>): Promise<void> {
    const ran = await verb();
    if (!ran.ok) return fail(ran.error);
    const { document, printed, verbatim } = ran.value;
    exitCode = ran.value.exitCode ?? 0;
    for (const remark of ran.value.remarks ?? []) say(streams, remark);
    if (printed === true) return;
    if (json) return write(streams.stdout, `${JSON.stringify(document)}\n`);
    const text = typeof ran.value.text === 'string' ? ran.value.text : ran.value.text();
    if (text !== '') await write(streams.stdout, verbatim === true || text.endsWith('\n') ? text : `${text}\n`);
  }

  // A reader that closes early (`mirror gaps … | head`) is no failure.
  streams.stdout.on('error', () => undefined);
  const program = createProgram(run, streams, json);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError))
      await fail({ code: 'internal', message: `internal error: ${messageOf(error)}` });
    else if (error.exitCode !== 0) await fail(usageFailure(error));
  }
  return exitCode;
}

/** `--json` before a `--` that ends the options. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}

function createProgram(run: Run, streams: Streams, json: boolean): Command {
  const program = new Command('mirror')
    .description(
      'Turns recordings of how people work into the context that agents load, and shows what it cannot explain.',
    )
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({
      // Wrong usage is told once, by the caller, in the form that was asked for.
      writeErr: () => undefined,
      writeOut: (text) => void streams.stdout.write(json ? `${JSON.stringify({ help: text })}\n` : text),
    });
  addSanitize(program, run, streams);
  addDistill(program, run, streams);
  addGaps(program, run, streams);
  addContext(program, run, streams);
  addLoads(program, run);
  addJournal(program, run);
  addMcp(program, run, streams, json);
  program.option('--json', 'print one JSON document');
  program.option('-V, --version', 'print the version');
  program.action(({ version }: { readonly version?: boolean }) =>
    run(async () => {
      const [verb] = program.args;
      if (verb === 'help' || (version === true && verb === undefined)) {
        const text = verb === 'help' ? helpOf(program, program.args.slice(1)) : await packageVersion();
        return ok({ document: verb === 'help' ? { help: text } : { version: text }, text });
      }
      return err({ code: 'usage', message: unknownVerb(program.args) });
    }),
  );
  program.allowExcessArguments(true);
  return program;
}

/** The help of the verb that the words name, as far as they name one. */
function helpOf(program: Command, words: readonly string[]): string {
  let named = program;
  for (const word of words) named = named.commands.find((one) => one.name() === word) ?? named;
  return named.helpInformation();
}

function unknownVerb([verb]: readonly string[]): string {
  const verbs = 'sanitize, distill, gaps, context, loads, journal or mcp ("mirror --help" tells more)';
  return verb === undefined ? `name a verb: ${verbs}` : `there is no verb "${verb}": name ${verbs}`;
}

function usageFailure(error: CommanderError): Failure {
  const message = error.message.replace(/^error: /, '').trim();
  const group = error.code === 'commander.help';
  return { code: 'usage', message: group ? 'name what to do after the verb ("mirror --help" tells more)' : message };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
