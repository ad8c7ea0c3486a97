import { namesCredential } from '../model/credentialName.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { ObservedInput } from '../model/observations.ts';
import { remember } from '../model/remember.ts';
import { commandShapes } from './commandShape.ts';
import type { Sight } from './sight.ts';
import { splitCommands } from './tokens.ts';
import { collectInTurns, type Turns } from './turns.ts';
import { tokensOf } from './wordSearch.ts';

/** Flags whose value a person has to know, by name. */
const askedFlags =
  /^--?(?:account(?:-id)?|approval|bucket|build(?:-id|-number)?|case|change|channel|client(?:-id)?|cluster|code|customer(?:-id)?|domain|env(?:ironment)?|host(?:name)?|id|incident|instance(?:-id)?|issue|job(?:-id)?|key-id|namespace|order|org(?:anization)?|otp|owner|pin|profile|project(?:-id)?|queue|region|release|reviewer|role|serial|server|service|shard|site|stage|[\w-]+-id|subscription|target|team|tenant(?:-id)?|ticket|topic|user(?:name)?|vault|version|zone|provisioner|fingerprint|thumbprint|(?:[\w-]+-)?(?:url|uri|endpoint|arn))$/i;

/** Values whose shape says that nobody makes them up: the name is that of the shape. */
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  ['version', /^v?\d+\.\d+\.\d+(?:-[\w.]+)?$/],
  ['ticket', /^[A-Z][A-Z0-9]{1,9}-\d+$/],
  [
    'id',
    /^(?:\d{4,}|[A-Z]{2,8}\d{4,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}|(?:i|ami|vpc|sg|subnet|arn)[-:][\w:/-]{6,})$/i,
  ],
];

const everyday =
  /^(?:true|false|yes|no|on|off|none|null|all|auto|default|latest|main|master|prod(?:uction)?|staging|dev(?:elopment)?|test(?:ing)?|local|json|yaml|text|\d{1,3}|\/dev\/null|-)$/i;
const placeholder = /\[redacted:|[<>$*{}]/;

/** Programs whose operands are names of what they install or look for, not values that anyone asks about. */
const naming =
  /^(?:git|npm|pnpm|yarn|pip3?|cargo|go|brew|apt|apt-get|docker|grep|rg|kill|chmod|sleep|mkdir|seq|head|tail|cd)$/;

/**
 * Values that a person typed once into a command and that stood nowhere before:
 * in no output, no edit, no file of the repository. Distilling follows values
 * that are used again; these are the others.
 */
export function* typedOnce(sight: Sight): Turns<ObservedInput[]> {
  const known = new Set(
    sight.observations.inputs.map(({ recording, value }) => `${recording}\n${value.replace(/^v(?=\d)/, '')}`),
  );
  const seen = yield* readSeen(sight);
  const valuesIn = remember(valuesOf);
  const first = (recording: string, value: string): boolean => {
    const key = `${recording}\n${value.replace(/^v(?=\d)/, '')}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  };
  const setIn = new Map<string, ReadonlySet<string>>();
  for (const { header, events } of sight.recordings) setIn.set(header.id, yield* variablesSet(events));
  const found = yield* collectInTurns(sight.observations.steps, 4, ({ recording, commands }) =>
    commands.flatMap((command) =>
      [...valuesIn(command.raw), ...variablesOf(command.raw).filter(({ name }) => !setIn.get(recording)?.has(name))]
        .filter(({ value }) => first(recording, value) && !stoodBefore(sight, seen, recording, command.seq, value))
        .map(({ name, value }) => ({
          recording,
          seq: command.seq,
          name,
          value,
          usedIn: [{ seq: command.seq, where: command.line }],
          source: 'typed' as const,
        })),
    ),
  );
  return found.flat();
}

/** Variables that a shell or a service that runs jobs sets by itself. */
const given =
  /^(?:HOME|PWD|OLDPWD|PATH|USER|LOGNAME|SHELL|HOST(?:NAME|TYPE)?|LANG|LC_\w+|TERM\w*|TMPDIR|TEMP|EDITOR|VISUAL|PAGER|UID|EUID|GID|PPID|RANDOM|SECONDS|LINENO|IFS|OPTARG|OPTIND|REPLY|BASH\w*|ZSH\w*|FISH\w*|COLUMNS|LINES|SHLVL|CI|DISPLAY|XDG_\w+|SSH_\w+|GITHUB_\w+|GITLAB_\w+|CI_\w+|RUNNER_\w+|VIRTUAL_ENV|CONDA_\w+|ENV|JAVA_HOME|GOPATH|GOROOT|CARGO_HOME|NVM_\w+|ANDROID_\w+|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMFILES|SYSTEMROOT)$/;

/** Variables that a line takes from the environment: `"$DSN"`, `\${BUCKET}`, `$env:STAGE`. */
function variablesOf(line: string): Value[] {
  if (!line.includes('$')) return [];
  const names = [...line.matchAll(/(?<![\\$\w])\$(?:\{|env:)?([A-Z][A-Z0-9_]{2,})\b/g)].map((match) => match[1] ?? '');
  return [...new Set(names)]
    .filter((name) => !given.test(name) && !namesCredential(name))
    .map((name) => ({ name, value: `$${name}` }));
}

const sets =
  /(?:^|[\s;&|(])(?:export\s+|declare\s+(?:-\w+\s+)?|local\s+|readonly\s+)?([A-Z][A-Z0-9_]*)\+?=|\bfor\s+([A-Z][A-Z0-9_]*)\s+in\b|\bread\s+(?:-\w+\s+)*([A-Z][A-Z0-9_]*)|\bset\s+-\w*x\w*\s+([A-Z][A-Z0-9_]*)|\$env:([A-Z][A-Z0-9_]*)\s*=/gi;

/** Most lines set none. */
const maySet = /[A-Za-z0-9_]\s?\+?=|\b(?:for|read|set)\s/;

/** Variables that the person is seen to set. */
function* variablesSet(events: readonly RecordedEvent[]): Turns<ReadonlySet<string>> {
  const names = new Set<string>();
  yield* collectInTurns(events, 0.3, (event) => {
    if (event.kind !== 'command' || !maySet.test(event.line)) return;
    for (const match of event.line.matchAll(sets)) {
      const name = match.slice(1).find(Boolean);
      if (name !== undefined) names.add(name);
    }
  });
  return names;
}

interface Value {
  readonly name: string;
  readonly value: string;
}

function valuesOf(line: string): Value[] {
  return splitCommands(line)
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

/** Variables that tune a program rather than tell it what to work on. */
const tuning = /^(?:NODE_|CI$|DEBUG|LOG_|PATH|LANG|LC_|TERM|NO_COLOR|FORCE_COLOR|PYTHON|CGO_|GO|RUST)/;

/** `TICKET=OPS-12 ./run.sh`, `make release CHANNEL=beta`, `-var change_id=4711`: in small letters only for what looks given. */
function assigned(words: readonly string[]): Value[] {
  return words.flatMap((word) => {
    const [, name = '', value = ''] = /^([A-Za-z_][\w.]{2,})=(.+)$/s.exec(word) ?? [];
    const inCapitals = /^[A-Z][A-Z0-9_]+$/.test(name) && !tuning.test(name);
    const given = inCapitals || shapes.some(([, shape]) => shape.test(value));
    return value !== '' && given ? [{ name, value }] : [];
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

/** When each token was first seen in a recording, and which stand in the repository: most values are in neither. */
interface Seen {
  readonly firstSeq: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly repository: ReadonlySet<string>;
  readonly texts: readonly string[];
}

function* readSeen(sight: Sight): Turns<Seen> {
  const texts = tellingTexts(sight);
  const firstSeq = new Map<string, ReadonlyMap<string, number>>();
  for (const { header, events } of sight.recordings) {
    const first = new Map<string, number>();
    const read = new Set<string>();
    yield* collectInTurns(events, 3, (event) => {
      for (const text of textsOf(event)) {
        // People repeat themselves: what was read once brings no new token.
        if (text === '' || read.has(text)) continue;
        read.add(text);
        for (const token of tokensOf(text)) if (!first.has(token)) first.set(token, event.seq);
      }
    });
    firstSeq.set(header.id, first);
  }
  return { firstSeq, texts, repository: new Set(texts.flatMap(tokensOf)) };
}

/** Seen earlier in the recording, or standing in a file of the repository that holds settings or says how things are. */
function stoodBefore(sight: Sight, seen: Seen, recording: string, seq: number, value: string): boolean {
  const bare = value.replace(/^v(?=\d)/, '');
  const tokens = tokensOf(bare);
  if (tokens.every((token) => seen.repository.has(token)) && seen.texts.some((text) => text.includes(bare)))
    return true;
  const first = seen.firstSeq.get(recording);
  if (!tokens.every((token) => (first?.get(token) ?? seq) < seq)) return false;
  // A value that is one token stands wherever the token does, unless it is spelled otherwise there.
  if (tokens.length === 1 && tokens[0] === bare && bare === bare.toUpperCase()) return true;
  const events = sight.recordings.find(({ header }) => header.id === recording)?.events ?? [];
  return events.some((event) => event.seq < seq && textsOf(event).some((text) => text.includes(bare)));
}

function textsOf(event: RecordedEvent): readonly string[] {
  switch (event.kind) {
    case 'command':
      return [event.line, event.output?.text ?? ''];
    case 'edit':
      return event.hunks?.flatMap(({ before, after }) => [...before, ...after]) ?? [];
    case 'git':
      return [event.branch ?? '', event.message ?? ''];
    case 'file':
      return [event.file, event.to ?? ''];
    case 'note':
      return [event.text];
    default:
      return [];
  }
}

const telling =
  /\.(?:json|ya?ml|toml|ini|cfg|conf|properties|tf|tfvars|md|txt|env\.example|gradle|xml)$|(?:^|\/)(?:Makefile|Dockerfile|justfile|\.env\.example)$/;
const mostFiles = 400;
const longestFile = 200_000;

function tellingTexts({ input: { repository } }: Sight): string[] {
  return repository.files
    .filter((file) => telling.test(file) && !/(?:^|\/)(?:node_modules|vendor)\/|lock\.(?:json|ya?ml)$/.test(file))
    .slice(0, mostFiles)
    .flatMap((file) => {
      const text = repository.text(file);
      return text === undefined || text.length > longestFile ? [] : [text];
    });
}
