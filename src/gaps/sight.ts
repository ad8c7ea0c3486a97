import type { RecordedEvent } from '../model/event.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Observations } from '../model/observations.ts';
import { type Owners, readOwners } from '../model/owners.ts';
import type { Recording } from '../model/recording.ts';
import { remember } from '../model/remember.ts';
import { type CommandShape, commandShapes } from './commandShape.ts';
import { createExplanations, type Explanations } from './explain.ts';
import { defaultGapOptions, type GapInput, type GapOptions } from './input.ts';
import { eachInTurns, type Turns } from './turns.ts';

/** What every check looks at. Recordings stand in the order of their start, whatever order they came in. */
export interface Sight {
  readonly workflow: string;
  readonly recordings: readonly Recording[];
  readonly observations: Observations;
  readonly explained: Explanations;
  readonly owners: Owners;
  readonly options: GapOptions;
  readonly input: GapInput;
  /** Every simple command of a line, in order; each line is read once. */
  shapes(line: string): readonly CommandShape[];
  /** Program, subcommand and, where those say little, the first operand of a generalised line: the same for every value it is run with. */
  key(line: string): string;
  /** The command at `seq` is one of the risks. */
  isRisky(recording: string, seq: number): boolean;
  event(recording: string, seq: number): RecordedEvent | undefined;
  /** Evidence from `from` to `to` (`seq`), told by the event at `from` unless an excerpt is given. */
  evidence(recording: string, from: number, to?: number, excerpt?: string): Evidence;
}

const nothing: Observations = {
  steps: [],
  failures: [],
  inputs: [],
  credentials: [],
  away: [],
  risks: [],
  dangers: [],
  losses: [],
  differences: [],
  places: [],
};

/** Prepares the input once for all checks. */
export function* lookAt(input: GapInput): Turns<Sight> {
  const recordings = [...input.recordings].sort((a, b) => compareText(startKey(a), startKey(b)));
  const events = new Map<string, ReadonlyMap<number, RecordedEvent>>();
  for (const recording of recordings) {
    const bySeq = new Map<number, RecordedEvent>();
    yield* eachInTurns(recording.events, 0.05, (event) => bySeq.set(event.seq, event));
    events.set(recording.header.id, bySeq);
  }
  const order = new Map(recordings.map((recording, index) => [recording.header.id, index]));
  const event = (recording: string, seq: number) => events.get(recording)?.get(seq);
  const shapes = remember(commandShapes);
  const excerptOf = remember((text: string) => shorten(text));
  const risks = new Set(input.distilled.observations?.risks.map(({ recording, seq }) => `${seq} ${recording}`));
  yield undefined;
  const observations = yield* inOrder(input.distilled.observations ?? nothing, order);
  yield undefined;
  return {
    workflow: input.distilled.workflow,
    recordings,
    observations,
    explained: createExplanations(input.context, input.repository, shapes),
    owners: readOwners(input.repository),
    options: { ...defaultGapOptions, ...input.options },
    input,
    shapes,
    key: remember((line) => shapes(line).map(nameOf).join(' && ')),
    isRisky: (recording, seq) => risks.has(`${seq} ${recording}`),
    event,
    evidence: (recording, from, to = from, excerpt) => ({
      recording,
      from: Math.min(from, to),
      to: Math.max(from, to),
      excerpt: excerptOf(excerpt ?? tell(event(recording, from))),
    }),
  };
}

function nameOf({ head, script, operands }: CommandShape): string {
  return [...head, ...(head.length === 1 && script === undefined ? operands.slice(0, 1) : [])].join(' ');
}

function startKey({ header }: Recording): string {
  return `${header.startedAt} ${header.id}`;
}

/** Code units, so that no locale changes the order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function* inOrder(observations: Observations, order: ReadonlyMap<string, number>): Turns<Observations> {
  return {
    steps: yield* sorted(observations.steps, order, (step) => step.from),
    failures: yield* sorted(observations.failures, order, (failure) => failure.seq),
    inputs: yield* sorted(observations.inputs, order, (value) => value.seq),
    credentials: yield* sorted(observations.credentials, order, (credential) => credential.seq),
    away: yield* sorted(observations.away, order, (away) => away.fromSeq),
    risks: yield* sorted(observations.risks, order, (risk) => risk.seq),
    dangers: yield* sorted(observations.dangers, order, (danger) => danger.seq),
    losses: yield* sorted(observations.losses, order, (loss) => loss.fromSeq),
    differences: observations.differences,
    places: observations.places,
  };
}

/** An event in a few words, for evidence. No clock and no duration: pace is nobody's business. */
function tell(event: RecordedEvent | undefined): string {
  if (event === undefined) return 'not in the recording';
  switch (event.kind) {
    case 'command':
      return event.line;
    case 'edit':
      return event.withheld ? `edited ${event.file} (content not recorded)` : `edited ${event.file}`;
    case 'file':
      return `${event.op} ${event.file}${event.to === undefined ? '' : ` → ${event.to}`}`;
    case 'open':
      return `opened ${event.file}`;
    case 'task':
      return `task ${event.name}`;
    case 'debug':
      return `debugger: ${event.op} ${event.name}`;
    case 'git':
      return `git ${event.op}${event.message === undefined ? '' : `: ${event.message}`}`;
    case 'note':
      return `“${event.text}”`;
    case 'focus':
      return event.focused ? 'came back to the window' : 'left the window';
    case 'capture':
      return `${event.source}: ${event.reason}`;
    default:
      return event.kind;
  }
}

const excerptLength = 160;

/** On one line, at most 160 characters; never cut inside a surrogate pair. */
export function shorten(text: string, length = excerptLength): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const points = [...line.slice(0, length * 2)];
  return points.length <= length && line.length <= length * 2 ? line : `${points.slice(0, length - 1).join('')}…`;
}

/** By recording, then by number. Distilling has them in order already, but for what it takes from elsewhere. */
function* sorted<T extends { readonly recording: string }>(
  list: readonly T[],
  order: ReadonlyMap<string, number>,
  seq: (one: T) => number,
): Turns<readonly T[]> {
  const rank = (recording: string): number => order.get(recording) ?? order.size;
  const compare = (a: T, b: T) => rank(a.recording) - rank(b.recording) || seq(a) - seq(b);
  let before: T | undefined;
  let isSorted = true;
  yield* eachInTurns(list, 0.1, (one) => {
    isSorted &&= before === undefined || compare(before, one) <= 0;
    before = one;
  });
  return isSorted ? list : [...list].sort(compare);
}
