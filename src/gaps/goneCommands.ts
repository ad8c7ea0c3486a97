import type { Evidence } from '../model/evidence.ts';
import { type CommandShape, commandShapes } from './commandShape.ts';
import { quote } from './makeGap.ts';
import type { Sight } from './sight.ts';
import type { Statement } from './statements.ts';

/** A command, subcommand or flag that a document names and that is not there any more. */
export interface GoneCommand {
  readonly subject: string;
  readonly what: string;
  readonly evidence: readonly Evidence[];
}

/** Shells and programs saying that they know no such command, with the name; group 1 or 2. */
const unknownCommand =
  /command not found: ([\w.@/-]+)|(?:^|: )(?:line \d+: )?([\w.@/-]+): (?:command )?not found\b|unknown command: ([\w.@/-]+)$|['"‘`]?([\w.@/-]+)['"’`]? is not recognized as/im;
const unknownSubcommand =
  /(?:unknown|unrecognized|no such|invalid) (?:sub)?command:? ['"‘`]?([\w:.-]+)|['"‘`]([\w:.-]+)['"’`] is not a \S+ command|command ['"‘`]([\w:.-]+)['"’`] is not (?:defined|found)|invalid choice: ['"‘`]?([\w:.-]+)|(?:unknown|no such) task:? ['"‘`]?([\w:.-]+)|task ['"‘`]([\w:.-]+)['"’`] not found/i;
const unknownFlag =
  /(?:unknown|unrecognized|unexpected|no such|invalid|unsupported) (?:shorthand )?(?:flag|option|argument|parameter)s?(?: provided)?:? (?:-- )?['"‘`]?(--?[A-Za-z][\w-]*)|flag provided but not defined: (--?[A-Za-z][\w-]*)|(?:option|flag|argument) ['"‘`](--?[A-Za-z][\w-]*)['"’`] (?:is )?(?:unknown|not recognized|not supported|no longer|has been removed|was removed)|(--[A-Za-z][\w-]*)(?:['"’`])? (?:has been|was) removed/i;

/** A command that failed with something unknown in its answer. */
interface Ran {
  readonly recording: string;
  readonly seq: number;
  readonly shapes: readonly CommandShape[];
  readonly output: string;
}

/** Told of one statement at a time; what people ran is read once, and only if some of it was refused. */
export function goneCommandsIn(sight: Sight): (statement: Statement) => readonly GoneCommand[] {
  const refused = sight.recordings.flatMap(({ header, events }) =>
    events.flatMap((event): Ran[] => {
      if (event.kind !== 'command' || (event.exitCode ?? 0) === 0 || !refusing.test(event.output?.text ?? ''))
        return [];
      const output = event.output?.text ?? '';
      return [{ recording: header.id, seq: event.seq, shapes: commandShapes(event.line), output }];
    }),
  );
  const worked = refused.length === 0 ? [] : workingShapes(sight);
  const gone = refused.flatMap((ran) => refusals(ran, worked));
  return (statement) =>
    statement.code.flatMap((code) =>
      commandShapes(code).flatMap((shape) => [
        ...gone.flatMap((one): GoneCommand[] =>
          one.concerns(shape)
            ? [{ subject: one.subject, what: one.what, evidence: [sight.evidence(one.ran.recording, one.ran.seq)] }]
            : [],
        ),
        ...goneFlags(sight, shape),
      ]),
    );
}

/** Any of the patterns below has one of these words. */
const refusing =
  /not found|unknown|unrecognized|recognized as|no such|invalid|unexpected|unsupported|is not a|not defined|removed/i;

/** Everything that did not fail, each line read once. */
function workingShapes(sight: Sight): CommandShape[] {
  const lines = new Set(
    sight.recordings.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === 'command' && (event.exitCode ?? 0) === 0 ? [event.line] : [])),
    ),
  );
  return [...lines].flatMap(commandShapes);
}

interface Refusal {
  readonly subject: string;
  readonly what: string;
  readonly ran: Ran;
  readonly concerns: (shape: CommandShape) => boolean;
}

/** What a failure says is not there, unless somebody got it to work at another time. */
function refusals(ran: Ran, worked: readonly CommandShape[]): Refusal[] {
  const found: Refusal[] = [];
  const add = (subject: string, said: string, concerns: (shape: CommandShape) => boolean) => {
    if (!worked.some(concerns))
      found.push({ subject, what: `running it was answered with ${quote(said.trim())}`, ran, concerns });
  };
  const program = named(unknownCommand, ran.output);
  const sub = named(unknownSubcommand, ran.output);
  const flag = named(unknownFlag, ran.output);
  for (const shape of ran.shapes) {
    const { head } = shape;
    if (program && program.name === head[0])
      add(program.name, program.said, (other) => other.script === undefined && other.head[0] === program.name);
    const at = sub ? wordsOf(shape).indexOf(sub.name) : -1;
    if (sub && at > 0) {
      const known = wordsOf(shape).slice(0, at + 1);
      add(known.join(' '), sub.said, (other) => known.every((word, index) => wordsOf(other)[index] === word));
    }
    if (flag && shape.flags.includes(flag.name))
      add(
        `${head.join(' ')} ${flag.name}`,
        flag.said,
        (other) => other.head.join(' ') === head.join(' ') && other.flags.includes(flag.name),
      );
  }
  return found;
}

function wordsOf({ head, operands }: CommandShape): readonly string[] {
  return [...head, ...operands];
}

/** The name in the line that matches, and that line. */
function named(pattern: RegExp, output: string): { readonly name: string; readonly said: string } | undefined {
  for (const line of output.split('\n').slice(-200)) {
    const name = pattern.exec(line)?.slice(1).find(Boolean);
    if (name !== undefined) return { name, said: line };
  }
  return undefined;
}

/** Long flags of a script of the repository that reads its flags by name, and has not this one. */
function goneFlags(sight: Sight, { script, head, flags }: CommandShape): GoneCommand[] {
  const asked = flags.filter((flag) => /^--[a-z][\w-]*$/.test(flag) && !/^--(?:help|version)$/.test(flag));
  if (script === undefined || asked.length === 0) return [];
  const { repository } = sight.input;
  const file = repository.has(script)
    ? script
    : repository.files
        .filter((one) => one.endsWith(`/${script}`))
        .find((_, index, same) => index === 0 && same.length === 1);
  const text = file === undefined ? undefined : repository.text(file);
  if (text === undefined || !readsFlags.test(text) || handsOn.test(text)) return [];
  return asked
    .filter(
      (flag) => !text.includes(flag) && !text.includes(`'${flag.slice(2)}'`) && !text.includes(`"${flag.slice(2)}"`),
    )
    .map((flag) => ({
      subject: `${head.join(' ')} ${flag}`,
      what: `${quote(file ?? script)} reads other flags and not ${quote(flag)}`,
      evidence: [],
    }));
}

/** The script looks at long flags by name. */
const readsFlags = /^\s*--[a-z][\w-]*(?:=\*)?\s*[|)]|add_argument\(\s*['"]-|\.option\(\s*['"]-|['"]--[a-z][\w-]*['"]/m;
/** It hands what it is given to another program, or takes anything. */
const handsOn = /"?\$@"?|\$\*|parse_known_args|allowUnknown|argv\.slice|sys\.argv\[\d:\]/;
