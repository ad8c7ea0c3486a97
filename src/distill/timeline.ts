import type { Confidence, GitOperation, Hunk, RecordedEvent } from '../model/event.ts';
import type { Recording } from '../model/recording.ts';
import type { DroppedAction } from '../model/step.ts';
import { type Action, type CommandAction, type GitMark, isCommand } from './action.ts';
import { type Endings, howItSeems } from './complaint.ts';
import { brings, markOf } from './gitMark.ts';
import type { Hear } from './heard.ts';
import { mergedEdit } from './mergedEdit.ts';
import { collect, type Pace } from './pace.ts';
import { normalizePath } from './paths.ts';
import type { Reading, ReadLine } from './reading.ts';
import type { Role } from './shell/knowledge.ts';
import { isSound } from './soundEvent.ts';
import { plainText } from './terminalText.ts';

/** The actions of one recording, in the order they began. */
export interface Timeline {
  readonly recording: Recording;
  readonly actions: readonly Action[];
  /** Events that are no action of their own and changed nothing. */
  readonly dropped: readonly DroppedAction[];
  /** All known events in the order they began. */
  readonly events: readonly RecordedEvent[];
  /** Some line was recorded with low confidence. */
  readonly hasUncertain: boolean;
  /** Last head of Git seen, else the one it started at. */
  readonly head?: string;
}

/** How long after a command's start (milliseconds) a change still counts as its doing when its duration is unknown. */
const unknownDuration = 10_000;
/** Watchers report late. */
const watcherDelay = 1_500;

interface Draft {
  action: Action;
  /** Until when (milliseconds) outside changes belong to it. */
  until: number;
}

/** Reads events as actions. */
export async function readTimeline(recording: Recording, read: ReadLine, hear: Hear, pace: Pace): Promise<Timeline> {
  const events = await inOrder(recording, pace);
  const state: State = {
    id: recording.header.id,
    drafts: [],
    dropped: [],
    touched: new Set(),
    endings: new Map(),
    open: new Map(),
    hear,
  };
  for (const event of events) {
    // A long output is gone over line by line if it may say what is wrong.
    const turn = pace(4 + (event.kind === 'command' ? (event.output?.text?.length ?? 0) / 400 : 0));
    if (turn) await turn;
    addEvent(state, event, read);
  }
  const head = state.head ?? recording.header.workspace.head;
  return {
    recording,
    actions: state.drafts.map((draft) => draft.action),
    dropped: [...state.dropped, ...unusedOpens(state, events)],
    events,
    hasUncertain: state.drafts.some(({ action }) => isCommand(action) && action.uncertain === true),
    ...(head === undefined ? {} : { head }),
  };
}

/** The events that can be read, in the order they began; most recordings have them so already. */
async function inOrder({ events }: Recording, pace: Pace): Promise<RecordedEvent[]> {
  const sound = await collect(events, pace, 0.5, (event) => (isSound(event) ? [event] : []));
  const isAfter = (a: RecordedEvent, b: RecordedEvent) => a.at - b.at || a.seq - b.seq;
  await pace(1_000);
  const sorted = sound.every((event, index) => {
    const before = sound[index - 1];
    return before === undefined || isAfter(before, event) <= 0;
  });
  await pace(1_000);
  return sorted ? sound : sound.sort(isAfter);
}

interface State {
  readonly id: string;
  readonly drafts: Draft[];
  readonly dropped: DroppedAction[];
  lastCommand?: number;
  head?: string;
  readonly hear: Hear;
  readonly touched: Set<string>;
  /** How programs ended what they printed. */
  readonly endings: Endings;
  /** Draft of the edit of a file that is still going on: no command came since. */
  readonly open: Map<string, number>;
}

/** A command that touches more files than this is known by these. */
const mostMade = 200;

/** A command, note or Git operation ends the edits before it. */
function closeEdits(state: State): void {
  state.open.clear();
}

function addEvent(state: State, event: RecordedEvent, read: ReadLine): void {
  switch (event.kind) {
    case 'command': {
      const reading = read(event.line, inFolder(event.folder, event.cwd));
      if (reading) addCommand(state, event.seq, event.at, reading, event);
      else drop(state, event.seq, 'empty line');
      return;
    }
    case 'task': {
      const line =
        event.source === 'npm'
          ? `npm run ${event.name.replace(/^npm: /, '')}`
          : `task '${event.name.replaceAll("'", '')}'`;
      const reading = read(line, '.');
      if (reading) addCommand(state, event.seq, event.at, reading, event);
      return;
    }
    case 'debug': {
      const reading = event.op === 'start' ? read(`debug '${event.name.replaceAll("'", '')}'`, '.') : undefined;
      if (reading) addCommand(state, event.seq, event.at, reading, {});
      return;
    }
    case 'edit':
      addEdit(state, event.seq, event.at, inFolder(event.folder, event.file), event);
      return;
    case 'file':
      addFile(state, event);
      return;
    case 'git':
      addGit(state, event.seq, event.at, markOf(event));
      return;
    case 'note':
      push(state, { kind: 'note', ...stamp(state, event.seq, event.at), text: event.text.trim() });
      closeEdits(state);
      return;
    default:
  }
}

/** Paths of a second folder of the workspace begin with the folder's name. */
function inFolder(folder: string | undefined, path: string): string {
  return normalizePath(
    folder === undefined || path.startsWith('~') || path.startsWith('/') ? path : `${folder}/${path}`,
  );
}

function stamp(state: State, seq: number, at: number) {
  return { recording: state.id, seq, seqs: [seq], at, endAt: at };
}

function push(state: State, action: Action, until = 0): void {
  state.drafts.push({ action, until });
}

function drop(state: State, seq: number, reason: string): void {
  state.dropped.push({ recording: state.id, seq, reason });
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface CommandOutcome {
  readonly confidence?: Confidence;
  readonly exitCode?: number;
  readonly durationMs?: number;
  readonly output?: { readonly text: string };
}

function addCommand(state: State, seq: number, at: number, reading: Reading, outcome: CommandOutcome): void {
  const known = typeof outcome.durationMs === 'number' && outcome.durationMs >= 0;
  const duration = known ? (outcome.durationMs ?? 0) : 0;
  // A server that runs on is not what changes the files; one whose starting ended soon has made its own.
  const lasts =
    (!known || duration > unknownDuration) &&
    (reading.main.role === 'serve' || reading.main.role === 'editor' || reading.parts.some((part) => part.background));
  const text = typeof outcome.output?.text === 'string' ? plainText(outcome.output.text) : undefined;
  const exitCode = typeof outcome.exitCode === 'number' ? outcome.exitCode : undefined;
  const seems = howItSeems(reading, exitCode, text, state.endings);
  const isBad = seems === 'failed' || (exitCode !== undefined && exitCode !== 0);
  const heard = isBad ? state.hear(text, reading.line) : undefined;
  const action: Writable<CommandAction> = {
    kind: 'command',
    recording: state.id,
    seq,
    seqs: [seq],
    at,
    endAt: at + duration,
    reading,
    made: [],
    git: [],
  };
  if (exitCode !== undefined) action.exitCode = exitCode;
  if (text !== undefined) action.output = text;
  if (seems !== undefined) action.seems = seems;
  if (outcome.confidence === 'low') action.uncertain = true;
  if (heard !== undefined) action.heard = heard;
  push(state, action, lasts ? at : at + (known ? duration + watcherDelay : unknownDuration));
  state.lastCommand = state.drafts.length - 1;
  closeEdits(state);
}

function runningCommand(state: State, at: number): { draft: Draft; action: CommandAction } | undefined {
  const draft = state.lastCommand === undefined ? undefined : state.drafts[state.lastCommand];
  if (draft?.action.kind !== 'command' || at > draft.until) return undefined;
  return { draft, action: draft.action };
}

/** Watchers may be late: the last command that names the file did it. */
function namingCommand(state: State, file: string): { draft: Draft; action: CommandAction } | undefined {
  const draft = state.lastCommand === undefined ? undefined : state.drafts[state.lastCommand];
  if (draft?.action.kind !== 'command' || state.lastCommand !== state.drafts.length - 1) return undefined;
  return draft.action.reading.touches.includes(file) ? { draft, action: draft.action } : undefined;
}

function addMade(running: { draft: Draft; action: CommandAction }, seq: number, files: readonly string[]): void {
  const { draft, action } = running;
  if (action.made.length >= mostMade) return;
  draft.action = { ...action, seqs: [...action.seqs, seq], made: [...new Set([...action.made, ...files])] };
}

function addEdit(
  state: State,
  seq: number,
  at: number,
  file: string,
  event: { readonly origin: string; readonly hunks?: readonly Hunk[]; readonly withheld?: boolean },
): void {
  state.touched.add(file);
  if (event.origin === 'external') {
    const running = runningCommand(state, at);
    if (running) {
      addMade(running, seq, [file]);
      return;
    }
  }
  if (event.origin === 'format') {
    drop(state, seq, 'formatting only');
    return;
  }
  const hunks = (event.hunks ?? []).filter((hunk) => Array.isArray(hunk?.before) && Array.isArray(hunk.after));
  const index = state.open.get(file);
  const draft = index === undefined ? undefined : state.drafts[index];
  if (draft && (draft.action.kind === 'edit' || draft.action.kind === 'file')) {
    draft.action = mergedEdit(draft.action, seq, at, file, hunks, event.withheld === true);
    return;
  }
  state.open.set(file, state.drafts.length);
  push(state, {
    kind: 'edit',
    ...stamp(state, seq, at),
    file,
    hunks,
    created: false,
    withheld: event.withheld === true,
  });
}

function addFile(state: State, event: Extract<RecordedEvent, { kind: 'file' }>): void {
  const file = inFolder(event.folder, event.file);
  const to = event.op === 'rename' && typeof event.to === 'string' ? inFolder(event.folder, event.to) : undefined;
  state.touched.add(file);
  if (event.origin === 'external') {
    const running = runningCommand(state, event.at) ?? namingCommand(state, file);
    if (running) {
      addMade(running, event.seq, to === undefined ? [file] : [file, to]);
      return;
    }
  }
  if (event.op === 'change') {
    // Nobody typed in it since the command ended: the command wrote it.
    const before = state.lastCommand === state.drafts.length - 1 ? runningCommand(state, event.at) : undefined;
    if (before && !state.open.has(file)) {
      addMade(before, event.seq, [file]);
      return;
    }
    if (event.origin === 'external' || state.open.has(file)) {
      drop(state, event.seq, 'part of another change');
      return;
    }
    push(state, {
      kind: 'edit',
      ...stamp(state, event.seq, event.at),
      file,
      hunks: [],
      created: false,
      withheld: false,
    });
    return;
  }
  if (event.op === 'create' && state.open.has(file)) {
    drop(state, event.seq, 'part of another change');
    return;
  }
  if (event.op === 'create') state.open.set(file, state.drafts.length);
  push(state, {
    kind: 'file',
    ...stamp(state, event.seq, event.at),
    op: event.op,
    file,
    ...(to === undefined ? {} : { to }),
  });
}

/** A Git event is the echo of a command if one was running, or if a recent one names the operation. */
function addGit(state: State, seq: number, at: number, mark: GitMark): void {
  if (mark.head !== undefined) state.head = mark.head;
  const running = runningCommand(state, at);
  const echo = (running && mayUseGit(running.action, at) ? running : undefined) ?? recentGitCommand(state, mark.op);
  if (echo) {
    echo.draft.action = { ...echo.action, seqs: [...echo.action.seqs, seq], git: [...echo.action.git, mark] };
    return;
  }
  if (mark.op === 'other') {
    drop(state, seq, 'looking around');
    return;
  }
  push(state, { kind: 'git', ...stamp(state, seq, at), mark });
  closeEdits(state);
}

const leavesGitAlone: ReadonlySet<Role> = new Set<Role>(['verify', 'look', 'probe', 'build', 'install', 'move']);

/** Whether it still ran then is not known of a test: that it made a commit is less likely than that the person did. */
function mayUseGit(action: CommandAction, at: number): boolean {
  return at <= action.endAt + watcherDelay || !leavesGitAlone.has(action.reading.main.role);
}

function recentGitCommand(state: State, op: GitOperation): { draft: Draft; action: CommandAction } | undefined {
  for (let index = state.drafts.length - 1; index >= 0 && index >= state.drafts.length - 4; index--) {
    const draft = state.drafts[index];
    if (draft?.action.kind !== 'command' || draft.action.git.some((mark) => mark.op === op)) continue;
    if (draft.action.reading.parts.some((part) => brings(part, op))) return { draft, action: draft.action };
  }
  return undefined;
}

function unusedOpens(state: State, events: readonly RecordedEvent[]): DroppedAction[] {
  return events.flatMap((event) =>
    event.kind === 'open' && !state.touched.has(inFolder(event.folder, event.file))
      ? [{ recording: state.id, seq: event.seq, reason: 'looking around' }]
      : [],
  );
}
