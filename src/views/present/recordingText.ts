import type { EditFact, RecordedEvent, UnknownEvent } from '../../model/event.ts';
import type { Recording } from '../../model/recording.ts';
import { clock, oneLine, plainLines, shorten } from './text.ts';
import type { Words } from './words.ts';

/** A recording as a person reads it, and the way from an event to its line. */
export interface RecordingText {
  readonly text: string;
  /** The 0-based line on which the event, or the nearest one before it, begins. */
  readonly lineOf: (seq: number) => number;
}

/** Lines shown of one output or one side of a hunk, and characters of one line: a document, not a dump. */
const maxLines = 200;
const maxLineLength = 500;

const indent = '              ';

/** The person's own lines below an event, each with a mark before it. */
function block(text: string, mark: string, { t }: Words): string[] {
  const lines = plainLines(text).replace(/\n$/, '').split('\n');
  const shown = lines.slice(0, maxLines).map((line) => `${indent}${mark} ${shorten(line, maxLineLength)}`.trimEnd());
  const hidden = lines.length - shown.length;
  return hidden > 0 ? [...shown, `${indent}${mark} ${t('… {0} more lines', hidden)}`] : shown;
}

function seconds(milliseconds: number, { t }: Words): string {
  return milliseconds < 60_000 ? t('{0} s', (milliseconds / 1000).toFixed(1)) : clock(milliseconds);
}

function details(parts: readonly (string | false | undefined)[]): string {
  const present = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return present.length > 0 ? `   (${present.join(', ')})` : '';
}

function inFolder(folder: string | undefined, path: string): string {
  return oneLine(folder ? `${folder}/${path}` : path, 400);
}

function originLabel(origin: EditFact['origin'], { t }: Words): string {
  switch (origin) {
    case 'typed':
      return t('typed');
    case 'paste':
      return t('probably pasted');
    case 'format':
      return t('probably formatted');
    case 'assistant':
      return t('probably by an assistant');
    case 'undo':
      return t('undone or redone');
    case 'external':
      return t('outside the editor');
    case 'unknown':
      return '';
  }
}

function commandLines(event: Extract<RecordedEvent, { kind: 'command' }>, words: Words): string[] {
  const { t } = words;
  const [first = '', ...more] = plainLines(event.line).split('\n');
  const facts = details([
    event.exitCode === undefined ? t('exit code unknown') : t('exit {0}', event.exitCode),
    event.durationMs !== undefined && seconds(event.durationMs, words),
    event.cwd !== '.' && t('in {0}', inFolder(event.folder, event.cwd)),
    event.confidence === 'low' && t('the line may not be exact'),
  ]);
  const output = event.output
    ? [
        ...block(event.output.text, '│', words),
        ...(event.output.truncated ? [`${indent}│ ${t('(the middle was not kept)')}`] : []),
      ]
    : [];
  return [`$ ${shorten(first, maxLineLength)}${facts}`, ...more.flatMap((line) => block(line, ' ', words)), ...output];
}

function editLines(event: Extract<RecordedEvent, { kind: 'edit' }>, words: Words): string[] {
  const { t } = words;
  const origin = originLabel(event.origin, words);
  const head = t('edited {0}', inFolder(event.folder, event.file));
  const facts = details([origin, event.withheld && t('content never recorded')]);
  const hunks = (event.hunks ?? []).flatMap((hunk) => [
    `${indent}@ ${t('line {0}', hunk.line)}`,
    ...(hunk.before.length > 0 ? block(hunk.before.join('\n'), '-', words) : []),
    ...(hunk.after.length > 0 ? block(hunk.after.join('\n'), '+', words) : []),
  ]);
  return [`${head}${facts}`, ...hunks];
}

function fileLine(event: Extract<RecordedEvent, { kind: 'file' }>, { t }: Words): string {
  const file = inFolder(event.folder, event.file);
  const facts = details([event.origin === 'external' && t('outside the editor')]);
  switch (event.op) {
    case 'create':
      return t('created {0}', file) + facts;
    case 'change':
      return t('changed {0}', file) + facts;
    case 'delete':
      return t('deleted {0}', file) + facts;
    case 'rename':
      return t('renamed {0} to {1}', file, inFolder(event.folder, event.to ?? '')) + facts;
  }
}

function gitLine(event: Extract<RecordedEvent, { kind: 'git' }>, { t }: Words): string {
  const message = event.message ? `: ${oneLine(event.message, 300)}` : '';
  const facts = details([event.branch && t('on {0}', oneLine(event.branch, 100)), event.head?.slice(0, 10)]);
  return `git ${event.op}${message}${facts}`;
}

/** An event as a person reads it: what it is on the first line, what it holds below. */
export function eventLines(event: RecordedEvent, words: Words): string[] {
  const { t } = words;
  switch (event.kind) {
    case 'command':
      return commandLines(event, words);
    case 'edit':
      return editLines(event, words);
    case 'file':
      return [fileLine(event, words)];
    case 'open':
      return [t('opened {0}', inFolder(event.folder, event.file) + (event.line ? `:${event.line}` : ''))];
    case 'task': {
      const exit = event.exitCode === undefined ? undefined : t('exit {0}', event.exitCode);
      return [t('task {0}', oneLine(event.name)) + details([oneLine(event.source), exit])];
    }
    case 'debug':
      return [
        (event.op === 'start'
          ? t('debugging {0} started', oneLine(event.name))
          : t('debugging {0} stopped', oneLine(event.name))) + details([oneLine(event.type)]),
      ];
    case 'git':
      return [gitLine(event, words)];
    case 'note': {
      const [first = '', ...more] = plainLines(event.text).split('\n');
      return [
        t('note: {0}', shorten(first, maxLineLength)),
        ...more.map((line) => `${indent}${shorten(line, maxLineLength)}`),
      ];
    }
    case 'focus':
      return [event.focused ? t('came back to the window') : t('left the window')];
    case 'diagnostics':
      return [t('problems: errors {0}, warnings {1}', event.errors, event.warnings)];
    case 'pause':
      return [t('paused')];
    case 'resume':
      return [t('resumed')];
    case 'capture':
      return [
        event.state === 'degraded'
          ? t('not captured from here on ({0}): {1}', oneLine(event.source), oneLine(event.reason, 300))
          : t('captured again ({0}): {1}', oneLine(event.source), oneLine(event.reason, 300)),
      ];
    case 'end':
      return [t('end: {0}', oneLine(event.reason))];
  }
}

function isUnknown(event: RecordedEvent | UnknownEvent, unknown: ReadonlySet<unknown>): event is UnknownEvent {
  return unknown.has(event);
}

/**
 * The document behind "Open Recording": one event a paragraph, in the order things happened (`at`, then `seq`), each
 * with its number, so that evidence can point at it. Long lines and outputs are cut with a count of what is hidden.
 */
export function recordingText(recording: Recording, words: Words): RecordingText {
  const { t, dateTime } = words;
  const { header, problems } = recording;
  const unknown = new Set<unknown>(recording.unknown);
  const events = [...recording.events, ...recording.unknown].sort((a, b) => a.at - b.at || a.seq - b.seq);
  const lines = [
    oneLine(header.workflow) || t('Unnamed workflow'),
    t('Recorded {0} by {1}, {2} events', dateTime(header.startedAt), oneLine(header.recorder), events.length),
    ...(recording.complete ? [] : [t('The recording has no end: it runs, or it was interrupted.')]),
    ...problems.map((problem) => `! ${t('line {0}', problem.line)}: ${oneLine(problem.message, 300)}`),
    '',
  ];
  const lineBySeq = new Map<number, number>();
  for (const event of events) {
    lineBySeq.set(event.seq, lines.length);
    const [first = '', ...rest] = isUnknown(event, unknown)
      ? [t('{0} (a kind this version does not know)', oneLine(event.kind, 60))]
      : eventLines(event, words);
    lines.push(`${`#${event.seq}`.padEnd(6)}${clock(event.at).padStart(7)} ${first}`, ...rest);
  }
  const seqs = [...lineBySeq.keys()].sort((a, b) => a - b);
  const lineOf = (seq: number): number => {
    const nearest = seqs.findLast((each) => each <= seq) ?? seqs[0];
    return nearest === undefined ? 0 : (lineBySeq.get(nearest) ?? 0);
  };
  return { text: `${lines.join('\n')}\n`, lineOf };
}
