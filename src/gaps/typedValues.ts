import type { ObservedCommand, ObservedInput } from '../model/observations.ts';
import { commandShapes } from './commandShape.ts';
import type { Sight } from './sight.ts';
import { splitCommands } from './tokens.ts';

/** Flags whose value a person has to know, by name. */
const askedFlags =
  /^--?(?:account(?:-id)?|approval|bucket|build(?:-id|-number)?|case|change|channel|client(?:-id)?|cluster|code|customer(?:-id)?|domain|env(?:ironment)?|host(?:name)?|id|incident|instance(?:-id)?|issue|job(?:-id)?|key-id|namespace|order|org(?:anization)?|otp|owner|pin|profile|project(?:-id)?|queue|region|release|reviewer|role|serial|server|service|shard|site|stage|subscription|target|team|tenant(?:-id)?|ticket|topic|user(?:name)?|vault|version|zone)$/i;

/** Values whose shape says that nobody makes them up: the name is that of the shape. */
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  ['version', /^v?\d+\.\d+\.\d+(?:-[\w.]+)?$/],
  ['ticket', /^[A-Z][A-Z0-9]{1,9}-\d+$/],
  ['id', /^(?:\d{4,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}|(?:i|ami|vpc|sg|subnet|arn)[-:][\w:/-]{6,})$/i],
];

const everyday =
  /^(?:true|false|yes|no|on|off|none|null|all|auto|default|latest|main|master|json|yaml|text|\d{1,3}|\/dev\/null|-)$/i;
const placeholder = /\[redacted:|[<>$*{}]/;

/** Programs whose operands are names of what they install or look for, not values that anyone asks about. */
const naming =
  /^(?:git|npm|pnpm|yarn|pip3?|cargo|go|brew|apt|apt-get|docker|grep|rg|kill|chmod|sleep|mkdir|seq|head|tail|cd)$/;

/**
 * Values that a person typed once into a command and that stood nowhere before:
 * in no output, no edit, no file of the repository. Distilling follows values
 * that are used again; these are the others.
 */
export function typedOnce(sight: Sight): ObservedInput[] {
  const known = new Set(
    sight.observations.inputs.map(({ recording, value }) => `${recording}\n${value.replace(/^v(?=\d)/, '')}`),
  );
  return sight.observations.steps.flatMap(({ recording, commands }) =>
    commands.flatMap((command) =>
      valuesOf(command)
        .filter(
          ({ value }) =>
            !known.has(`${recording}\n${value.replace(/^v(?=\d)/, '')}`) &&
            !stoodBefore(sight, recording, command.seq, value),
        )
        .map(({ name, value }) => ({
          recording,
          seq: command.seq,
          name,
          value,
          usedIn: [{ seq: command.seq, where: command.line }],
          source: 'typed',
        })),
    ),
  );
}

interface Value {
  readonly name: string;
  readonly value: string;
}

function valuesOf(command: ObservedCommand): Value[] {
  return splitCommands(command.raw)
    .flatMap((words) => [...flagValues(words), ...assigned(words), ...shaped(words)])
    .filter(({ value }) => isValue(value));
}

function flagValues(words: readonly string[]): Value[] {
  return words.flatMap((word, index) => {
    const [flag = '', inline] = word.split(/=(.*)/s);
    if (!askedFlags.test(flag)) return [];
    const value = inline ?? words[index + 1];
    return value === undefined || value.startsWith('-') ? [] : [{ name: flag.replace(/^-+/, '').toLowerCase(), value }];
  });
}

/** `TICKET=OPS-12 ./run.sh` or `make release CHANNEL=beta`. */
function assigned(words: readonly string[]): Value[] {
  return words.flatMap((word) => {
    const match = /^([A-Z][A-Z0-9_]{2,})=(.+)$/.exec(word);
    return match?.[1] &&
      match[2] &&
      !/^(?:NODE_|CI$|DEBUG|LOG_|PATH|LANG|LC_|TERM|NO_COLOR|FORCE_COLOR|PYTHON|CGO_|GO|RUST)/.test(match[1])
      ? [{ name: match[1], value: match[2] }]
      : [];
  });
}

function shaped(words: readonly string[]): Value[] {
  const [shape] = commandShapes(words.join(' '));
  if (!shape || naming.test(shape.head[0] ?? '')) return [];
  return shape.operands.flatMap((value) => {
    const name = shapes.find(([, pattern]) => pattern.test(value))?.[0];
    const before = words[words.indexOf(value) - 1] ?? '';
    return name === undefined || before.startsWith('-') ? [] : [{ name, value }];
  });
}

function isValue(value: string): boolean {
  return (
    value.length >= 2 &&
    value.length <= 120 &&
    !everyday.test(value) &&
    !placeholder.test(value) &&
    !/^(?:\.{0,2}\/|~)/.test(value)
  );
}

/** Seen earlier in the recording, or standing in a file of the repository that holds settings or says how things are. */
function stoodBefore(sight: Sight, recording: string, seq: number, value: string): boolean {
  const bare = value.replace(/^v(?=\d)/, '');
  if (inRepository(sight, bare)) return true;
  const events = sight.recordings.find(({ header }) => header.id === recording)?.events ?? [];
  return events.some((event) => {
    if (event.seq >= seq) return false;
    if (event.kind === 'command') return event.line.includes(bare) || (event.output?.text.includes(bare) ?? false);
    if (event.kind === 'edit')
      return (
        event.hunks?.some(({ before, after }) => [...before, ...after].some((line) => line.includes(bare))) ?? false
      );
    if (event.kind === 'git') return event.branch?.includes(bare) === true || event.message?.includes(bare) === true;
    if (event.kind === 'file') return event.file.includes(bare) || event.to?.includes(bare) === true;
    return event.kind === 'note' && event.text.includes(bare);
  });
}

const telling =
  /\.(?:json|ya?ml|toml|ini|cfg|conf|properties|tf|tfvars|md|txt|env\.example|gradle|xml)$|(?:^|\/)(?:Makefile|Dockerfile|justfile|\.env\.example)$/;
const mostFiles = 400;
const longestFile = 200_000;

function inRepository(sight: Sight, value: string): boolean {
  const { repository } = sight.input;
  return repository.files
    .filter((file) => telling.test(file) && !/(?:^|\/)(?:node_modules|vendor)\/|lock\.(?:json|ya?ml)$/.test(file))
    .slice(0, mostFiles)
    .some((file) => {
      const text = repository.text(file);
      return text !== undefined && text.length <= longestFile && text.includes(value);
    });
}
