import type { EventOf, RecordedEvent, UnknownEvent } from '../../model/event.ts';
import type { Step } from '../../model/step.ts';
import type { DetailBlock, EventDetail, TextPart } from '../reviewProtocol.ts';
import { eventLines } from './recordingText.ts';
import type { RedactedParts } from './redactedParts.ts';
import type { ReviewLine, ReviewList } from './reviewList.ts';
import { droppedReason } from './reviewRows.ts';
import { clock, oneLine, plainLines } from './text.ts';
import type { Words } from './words.ts';

/** Characters of one text that are sent at once. */
const chunk = 16_000;
/** Changes of one edit that are shown: one with more is read as text. */
const mostHunks = 100;

interface Text {
  readonly label: string;
  readonly tone: DetailBlock['tone'];
  readonly text: string;
}

/** All that is kept of a line, its texts up to a length each. */
export function lineDetail(
  line: ReviewLine,
  row: number,
  list: ReviewList,
  parts: RedactedParts,
  words: Words,
): EventDetail {
  const { t } = words;
  if (line.step) return { row, title: oneLine(line.step.title, 300), ...stepFacts(line.step, parts, words) };
  const { event, known } = line;
  const title = event ? t('Event {0} at {1}', event.seq, clock(event.at)) : '';
  const reason = event && list.dropped.get(event.seq);
  const facts = [
    ...(reason === undefined ? [] : [t('Left out: {0}', droppedReason(reason, words))]),
    ...(known ? eventFacts(known, words) : []),
  ];
  const blocks = textsOf(line, words).map(({ text, ...block }) => ({ ...block, ...chunkOf(text, 0, parts) }));
  return { row, title, facts, blocks };
}

/** What follows in the `index`th text of a line, from `offset` characters on. */
export function moreOf(
  line: ReviewLine,
  index: number,
  offset: number,
  parts: RedactedParts,
  words: Words,
): { readonly parts: TextPart[]; readonly rest: number } {
  const text = textsOf(line, words)[index]?.text ?? '';
  return chunkOf(text, offset, parts);
}

function chunkOf(text: string, offset: number, parts: RedactedParts): { parts: TextPart[]; rest: number } {
  const end = endOfChunk(text, offset);
  return { parts: parts(text.slice(offset, end)), rest: text.length - end };
}

/** Not in the middle of a placeholder or of a character. */
function endOfChunk(text: string, offset: number): number {
  const end = Math.min(text.length, offset + chunk);
  if (end === text.length) return end;
  const open = text.lastIndexOf('[redacted:', end);
  if (open > offset && !text.slice(open, end).includes(']')) return open;
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? end - 1 : end;
}

function stepFacts(step: Step, parts: RedactedParts, { t }: Words): { facts: string[]; blocks: DetailBlock[] } {
  const lines = (label: string, texts: readonly string[]): DetailBlock[] =>
    texts.length === 0
      ? []
      : [{ label, tone: 'plain', ...chunkOf(texts.map((text) => oneLine(text, 300)).join('\n'), 0, parts) }];
  return {
    facts: [step.actions.length === 1 ? t('1 action') : t('{0} actions', step.actions.length)],
    blocks: [
      ...lines(t('Needs'), step.inputs),
      ...lines(t('Gives'), step.outputs),
      ...lines(t('Verified by'), step.verification === undefined ? [] : [step.verification]),
    ],
  };
}

function eventFacts(event: RecordedEvent, words: Words): string[] {
  const { t } = words;
  if (event.kind === 'command') return commandFacts(event, words);
  if (event.kind === 'edit' && event.withheld) return [t('content never recorded')];
  if (event.kind === 'edit') {
    const more = (event.hunks?.length ?? 0) - mostHunks;
    const head = oneLine(eventLines({ ...event, hunks: [] }, words)[0] ?? '', 600);
    return more > 0 ? [head, t('{0} more changes: open it as text', more)] : [head];
  }
  return event.kind === 'note' || event.kind === 'git' ? [] : [oneLine(eventLines(event, words)[0] ?? '', 600)];
}

function commandFacts(event: EventOf<'command'>, { t }: Words): string[] {
  return [
    event.exitCode === undefined ? t('exit code unknown') : t('exit {0}', event.exitCode),
    ...(event.durationMs === undefined ? [] : [t('{0} s', (event.durationMs / 1000).toFixed(1))]),
    t('in {0}', oneLine(event.folder ? `${event.folder}/${event.cwd}` : event.cwd, 300)),
    oneLine(event.shell, 60),
    ...(event.output === undefined ? [t('output unknown')] : []),
    ...(event.output?.truncated ? [t('the middle of the output was not kept')] : []),
  ];
}

function textsOf({ event, known }: ReviewLine, words: Words): Text[] {
  const plain = (label: string, text: string): Text => ({ label, tone: 'plain', text: plainLines(text) });
  const { t } = words;
  if (!known) return event ? [plain(oneLine(event.kind, 60), unknownText(event))] : [];
  switch (known.kind) {
    case 'command':
      return [
        plain(t('Command'), known.line),
        ...(known.output === undefined ? [] : [plain(t('Output'), known.output.text)]),
      ];
    case 'edit':
      return (known.hunks ?? []).slice(0, mostHunks).flatMap((hunk): Text[] => [
        ...(hunk.before.length > 0
          ? [
              {
                label: t('Line {0}, before', hunk.line),
                tone: 'before' as const,
                text: plainLines(hunk.before.join('\n')),
              },
            ]
          : []),
        ...(hunk.after.length > 0
          ? [
              {
                label: t('Line {0}, after', hunk.line),
                tone: 'after' as const,
                text: plainLines(hunk.after.join('\n')),
              },
            ]
          : []),
      ]);
    case 'note':
      return [plain(t('Note'), known.text)];
    case 'git':
      return [plain(`git ${known.op}`, [known.message, known.branch].filter((text) => text !== undefined).join('\n'))];
    default:
      return [];
  }
}

function unknownText({ seq: _, at: __, kind: ___, ...fields }: UnknownEvent | RecordedEvent): string {
  return JSON.stringify(fields, undefined, 2);
}
