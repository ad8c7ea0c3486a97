/**
 * What the host and the page of a recording's review tell each other. The page is given an outline at once and rows when
 * they come into sight, so that a recording of any length opens alike. It names rows of the outline it was given, by
 * `version`, never events or commands: what was meant for an older outline is no longer acted on.
 */
import * as z from 'zod/mini';
import { type MessageHandlers, messageIn, receiver } from './messageProtocol.ts';

/** Rows that are asked for at once at most. */
export const mostRows = 200;
/** Characters of a text that the page can send. */
export const longestText = 4_000;

const version = z.int().check(z.nonnegative(), z.maximum(1_000_000_000));
const row = z.int().check(z.nonnegative(), z.maximum(100_000_000));
const count = row;

/** Text with what was redacted in it named, with the reason a person reads. */
const part = z.union([z.string(), z.object({ hidden: z.string(), reason: z.string() })]);

/** What can be done with a row. */
export const rowActions = ['remove', 'keep', 'leaveOut', 'rename', 'join', 'cut'] as const;
const action = z.enum(rowActions);

/** How a row looks: work that counts, what was left out, what the person said, what became of the window, a loss. */
const tone = z.enum(['step', 'work', 'left-out', 'narration', 'state', 'lost', 'aside']);

const rowDetail = z.object({
  tone,
  /** Since the start of the recording; empty on a step. */
  time: z.string(),
  number: z.string(),
  parts: z.array(part),
  /** What a person must know of it beside: why it was left out, for how long. */
  remark: z.string(),
  actions: z.array(action),
});

const block = z.object({
  label: z.string(),
  tone: z.enum(['plain', 'before', 'after']),
  parts: z.array(part),
  /** Characters that follow and were not sent. */
  rest: count,
});

const detail = z.object({
  row,
  title: z.string(),
  facts: z.array(z.string()),
  blocks: z.array(block),
});

const outline = z.object({
  version,
  /** Kept by the page, so that it comes back after a reload of the window. */
  recording: z.string(),
  title: z.string(),
  facts: z.string(),
  /** Said over the list: it runs, it is written elsewhere, it is damaged. */
  notice: z.string(),
  rows: count,
  /**
   * Rows of each step, the step's own first, with commas between: one text is read at once, thousands of numbers are
   * not. The first `headless` groups have no row of a step.
   */
  groups: z.string().check(z.regex(/^(?:\d{1,9}(?:,\d{1,9})*)?$/)),
  headless: z.int().check(z.nonnegative(), z.maximum(1)),
  /** How many rows have something redacted, and how many were left out. */
  redacted: count,
  leftOut: count,
  /** The recording can be rewritten from here. */
  writable: z.boolean(),
  /** Rows that were there before are as they were: more came behind them. */
  grown: z.boolean(),
});

/** Every fixed text of the page, localized by the host. `{0}` is filled in by the page. */
const words = z.object({
  title: z.string(),
  list: z.string(),
  detail: z.string(),
  nothingSelected: z.string(),
  loading: z.string(),
  actions: z.string(),
  redact: z.string(),
  redactSelection: z.string(),
  remove: z.string(),
  keep: z.string(),
  leaveOut: z.string(),
  rename: z.string(),
  join: z.string(),
  cut: z.string(),
  openText: z.string(),
  more: z.string(),
  nextRedacted: z.string(),
  nextLeftOut: z.string(),
  collapseAll: z.string(),
  expandAll: z.string(),
  find: z.string(),
  notFound: z.string(),
  selected: z.string(),
  putBack: z.string(),
  step: z.string(),
});

const toReview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('outline'), outline, words }),
  z.object({ type: z.literal('rows'), version, start: row, rows: z.array(rowDetail).check(z.maxLength(mostRows)) }),
  z.object({ type: z.literal('detail'), version, detail }),
  z.object({ type: z.literal('more'), version, row, block: count, parts: z.array(part), rest: count }),
  /** The row that a search came to; absent: nothing holds the text. */
  z.object({ type: z.literal('found'), version, row: z.optional(row) }),
  z.object({ type: z.literal('message'), kind: z.enum(['loading', 'error']), text: z.string() }),
]);

const text = z.string().check(z.maxLength(longestText));
const rows = { version, from: row, to: row };

const fromReview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('rows'), version, start: row, count: z.int().check(z.positive(), z.maximum(mostRows)) }),
  z.object({ type: z.literal('detail'), version, row }),
  z.object({ type: z.literal('more'), version, row, block: count, offset: count }),
  z.object({ type: z.literal('find'), version, text: text.check(z.minLength(1)), from: row }),
  /** The next row after `from` with something redacted, or that was left out. */
  z.object({ type: z.literal('next'), version, what: z.enum(['redacted', 'leftOut']), from: row }),
  /** Without a text the host asks for it. */
  z.object({ type: z.literal('redact'), version, text: z.optional(text) }),
  z.object({ type: z.literal('restore'), version, placeholder: z.string().check(z.minLength(1), z.maxLength(200)) }),
  z.object({ type: z.literal('remove'), ...rows }),
  z.object({ type: z.literal('keep'), ...rows }),
  z.object({ type: z.literal('leaveOut'), ...rows }),
  z.object({ type: z.literal('rename'), version, row }),
  z.object({ type: z.literal('join'), version, row }),
  z.object({ type: z.literal('cut'), version, row }),
  z.object({ type: z.literal('openText'), version, row }),
]);

/** What the page keeps through being hidden, and through a reload of the window: where it was, nothing that was recorded. */
const keptReview = z.object({
  recording: z.string().check(z.maxLength(200)),
  row,
});

export type TextPart = z.infer<typeof part>;
export type RowAction = z.infer<typeof action>;
export type RowTone = z.infer<typeof tone>;
export type RowDetail = z.infer<typeof rowDetail>;
export type DetailBlock = z.infer<typeof block>;
export type EventDetail = z.infer<typeof detail>;
export type ReviewOutline = z.infer<typeof outline>;
export type ReviewWords = z.infer<typeof words>;
export type ToReview = z.infer<typeof toReview>;
export type FromReview = z.infer<typeof fromReview>;
export type KeptReview = z.infer<typeof keptReview>;

/** For the host: takes whatever the page posted; false, and nothing done, when it is no message. */
export function receiveFromReview(handlers: MessageHandlers<FromReview>): (raw: unknown) => boolean {
  return receiver(fromReview, handlers);
}

/** For the page: the same, the other way round. */
export function receiveForReview(handlers: MessageHandlers<ToReview>): (raw: unknown) => boolean {
  return receiver(toReview, handlers);
}

/** What the page kept; undefined when nothing usable is there. */
export function readKeptReview(raw: unknown): KeptReview | undefined {
  return messageIn(keptReview, raw);
}
