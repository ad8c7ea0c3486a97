import type { RecordedEvent, UnknownEvent } from '../../model/event.ts';
import type { ReviewOutline, ReviewWords, RowAction, RowDetail, RowTone } from '../reviewProtocol.ts';
import type { ReviewSubject } from '../reviewSubject.ts';
import { eventLines } from './recordingText.ts';
import { type RedactedParts, redactedParts } from './redactedParts.ts';
import type { ReviewLine, ReviewList } from './reviewList.ts';
import { clock, oneLine } from './text.ts';
import type { Words } from './words.ts';

const longestRow = 300;

/** What a person reads of one recording: made for a subject, asked for row by row. */
export interface ReviewPresenter {
  readonly list: ReviewList;
  /** `grown`: the page was shown the same with fewer rows. */
  outline(version: number, grown?: boolean): ReviewOutline;
  row(index: number): RowDetail | undefined;
  /** The next row after `from`, and then from the start, of which this is true. */
  next(what: 'redacted' | 'leftOut', from: number): number | undefined;
  readonly parts: RedactedParts;
}

/** Reasons that distilling gives, in the person's language; another is shown as it is. */
export function droppedReason(reason: string, { t }: Words): string {
  switch (reason) {
    case 'looking around':
      return t('looking around');
    case 'only changed the directory':
      return t('only changed the directory');
    case 'only opened an editor':
      return t('only opened an editor');
    case 'mistyped, then corrected':
      return t('mistyped, then corrected');
    case 'failed, then worked':
      return t('failed, then worked');
    case 'failed and was not tried again':
      return t('failed and was not tried again');
    case 'ran again with nothing changed':
      return t('ran again with nothing changed');
    case 'undone later':
      return t('undone later');
    case 'formatting only':
      return t('formatting only');
    case 'thrown away later':
      return t('thrown away later');
    case 'part of another change':
      return t('part of another change');
    case 'empty line':
      return t('empty line');
    case 'left out by choice':
      return t('left out by you');
    case 'detour: nothing it touches is used later':
      return t('a detour: nothing it touches is used later');
    default:
      return oneLine(reason, 200);
  }
}

/** Presents a recording for review. */
export function reviewPresenter(subject: ReviewSubject, list: ReviewList, words: Words): ReviewPresenter {
  const parts = redactedParts(subject.hiddenBy, words);
  const firstSteps = subject.steps[0];
  return {
    list,
    parts,
    outline: (version, grown = false) => outlineOf(subject, list, version, grown, words),
    next(what, from) {
      const count = list.lines.length;
      for (let step = 1; step <= count; step++) {
        const event = list.lines[(from + step) % count]?.event;
        if (event && (what === 'redacted' ? holdsRedacted(event) : list.dropped.has(event.seq)))
          return (from + step) % count;
      }
      return undefined;
    },
    row(index) {
      const line = list.lines[index];
      if (!line) return undefined;
      return line.step
        ? stepRow(line, firstSteps === line.step, subject, parts)
        : eventRow(line, subject, list, parts, words);
    },
  };
}

function outlineOf(
  subject: ReviewSubject,
  list: ReviewList,
  version: number,
  grown: boolean,
  words: Words,
): ReviewOutline {
  const { t, dateTime } = words;
  const { header, events, unknown } = subject.recording;
  const redacted = list.lines.filter(({ event }) => event !== undefined && holdsRedacted(event)).length;
  const leftOut = list.lines.filter(({ event }) => event !== undefined && list.dropped.has(event.seq)).length;
  const count = events.length + unknown.length;
  return {
    version,
    recording: header.id,
    title: oneLine(header.workflow) || t('Unnamed workflow'),
    facts: [
      dateTime(header.startedAt),
      count === 1 ? t('1 event') : t('{0} events', count),
      ...(subject.steps.length > 0
        ? [subject.steps.length === 1 ? t('1 step') : t('{0} steps', subject.steps.length)]
        : []),
      t('{0} left out', leftOut),
      t('{0} with something redacted', redacted),
    ].join(' · '),
    notice: noticeOf(subject, words),
    rows: list.lines.length,
    groups: list.groups.join(','),
    headless: list.headless,
    redacted,
    leftOut,
    writable: subject.live !== 'elsewhere',
    grown,
  };
}

function noticeOf({ live, recording }: ReviewSubject, { t }: Words): string {
  if (live === 'here') return t('It is being recorded now: steps are cut when it stops.');
  if (live === 'elsewhere') return t('Another window records it now: it can be looked at here, and changed there.');
  return recording.problems.length > 0 ? t('Some lines of the file are damaged; what is shown is intact.') : '';
}

/** Whether any text of an event has a placeholder. Values are looked at one by one: an output may be long. */
function holdsRedacted(event: RecordedEvent | UnknownEvent): boolean {
  const look = (value: unknown): boolean => {
    if (typeof value === 'string') return value.includes('[redacted:');
    return typeof value === 'object' && value !== null && Object.values(value).some(look);
  };
  return look(event);
}

function stepRow({ step }: ReviewLine, first: boolean, subject: ReviewSubject, parts: RedactedParts): RowDetail {
  const removable = subject.live !== 'elsewhere';
  return {
    tone: 'step',
    time: '',
    number: '',
    parts: parts(oneLine(step?.title ?? '', longestRow)),
    remark: '',
    actions: ['rename', ...(first ? [] : (['join'] as const)), 'leaveOut', ...(removable ? (['remove'] as const) : [])],
  };
}

/** Actions of their own: others can be looked at, but not left out or kept. */
function isAction({ known }: ReviewLine): boolean {
  if (known?.kind === 'edit') return known.origin !== 'format';
  return known !== undefined && ['command', 'task', 'debug', 'file', 'git'].includes(known.kind);
}

/** What is dropped without having been an action cannot be kept as one. */
const neverKept: ReadonlySet<string> = new Set(['part of another change', 'empty line']);

function eventRow(
  line: ReviewLine,
  subject: ReviewSubject,
  list: ReviewList,
  parts: RedactedParts,
  words: Words,
): RowDetail {
  const { event, known } = line;
  const seq = event?.seq ?? 0;
  const reason = list.dropped.get(seq);
  const step = list.stepOf.get(seq);
  const text = known
    ? (eventLines(known, words)[0] ?? '')
    : words.t('{0} (a kind this version does not know)', oneLine(event?.kind ?? '', 60));
  const actions: RowAction[] = [];
  if (reason !== undefined && isAction(line) && !neverKept.has(reason)) actions.push('keep');
  if (step) actions.push('leaveOut', ...(step.actions[0]?.seq === seq ? [] : (['cut'] as const)));
  if (subject.live !== 'elsewhere' && event?.kind !== 'end') actions.push('remove');
  return {
    tone: toneOf(line, reason, step !== undefined),
    time: clock(event?.at ?? 0),
    number: `#${seq}`,
    parts: parts(oneLine(text, longestRow)),
    remark: remarkOf(seq, reason, list, words),
    actions,
  };
}

function toneOf({ known }: ReviewLine, reason: string | undefined, counts: boolean): RowTone {
  if (reason !== undefined) return 'left-out';
  if (counts) return 'work';
  switch (known?.kind) {
    case 'note':
      return 'narration';
    case 'capture':
      return known.state === 'degraded' ? 'lost' : 'state';
    case 'focus':
    case 'pause':
    case 'resume':
    case 'end':
      return 'state';
    default:
      return 'aside';
  }
}

function remarkOf(seq: number, reason: string | undefined, list: ReviewList, words: Words): string {
  if (reason !== undefined) return words.t('left out: {0}', droppedReason(reason, words));
  const lasted = list.lasted.get(seq);
  return lasted === undefined ? '' : words.t('for {0}', clock(lasted));
}

/** Every fixed text of the page. */
export function reviewWords({ t }: Words): ReviewWords {
  return {
    title: t('What Is Kept'),
    list: t('Steps and events'),
    detail: t('Selected event'),
    nothingSelected: t('Select a step or an event to see all that is kept of it.'),
    loading: t('Loading…'),
    actions: t('Actions'),
    redact: t('Redact Text…'),
    redactSelection: t('Redact Selection…'),
    remove: t('Remove for Good…'),
    keep: t('Keep'),
    leaveOut: t('Leave Out'),
    rename: t('Rename Step…'),
    join: t('Merge with Step Above'),
    cut: t('Begin a Step Here'),
    openText: t('Open as Text'),
    more: t('Show More'),
    nextRedacted: t('Next Redacted'),
    nextLeftOut: t('Next Left Out'),
    collapseAll: t('Steps Only'),
    expandAll: t('All Events'),
    find: t('Find in what is kept'),
    notFound: t('Not found.'),
    selected: t('{0} rows selected', '{0}'),
    putBack: t('Put Back…'),
    step: t('Step'),
  };
}
