/**
 * What the host and the webview of the selected gap tell each other: two unions, each with the schema that the
 * receiver parses with. Nothing that fails its schema is acted on. `zod/mini`, because this ships to the webview too.
 */
import * as z from 'zod/mini';
import { layers } from '../model/note.ts';
import { type MessageHandlers, messageIn, receiver } from './messageProtocol.ts';

/** Longest answer that is taken in, in UTF-16 units. */
export const maxAnswerLength = 20_000;

const layer = z.enum(layers);
const id = z.string().check(z.minLength(1), z.maxLength(500));
const index = z.int().check(z.nonnegative(), z.maximum(100_000));

const gapDetail = z.object({
  id,
  question: z.string(),
  why: z.string(),
  subject: z.string(),
  workflow: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  /** The severity in words. */
  severityLabel: z.string(),
  /** The gap's code in words. */
  codeLabel: z.string(),
  layer,
  askWhom: z.optional(z.string()),
  /** What an answer does to the coverage, as a sentence. */
  raises: z.optional(z.string()),
  /** The accepted answer, while it waits to be applied. */
  answered: z.optional(z.string()),
  evidence: z.array(z.object({ label: z.string(), excerpt: z.string() })),
});

/** Every fixed text of the webview, localized by the host. */
const words = z.object({
  /** Of the view, for screen readers where no question is shown. */
  title: z.string(),
  answer: z.string(),
  answerHint: z.string(),
  layer: z.string(),
  layers: z.record(layer, z.string()),
  accept: z.string(),
  accepting: z.string(),
  accepted: z.string(),
  apply: z.string(),
  notAccepted: z.string(),
  answerMissing: z.string(),
  dismiss: z.string(),
  ask: z.string(),
  why: z.string(),
  evidence: z.string(),
  noEvidence: z.string(),
  subject: z.string(),
  whoKnows: z.string(),
});

const panelState = z.discriminatedUnion('view', [
  z.object({ view: z.literal('gap'), gap: gapDetail }),
  z.object({ view: z.literal('empty'), message: z.string() }),
  z.object({ view: z.literal('loading'), message: z.string() }),
  /** `retry`: the label of a button that tries it again. */
  z.object({ view: z.literal('error'), message: z.string(), retry: z.optional(z.string()) }),
]);

const toWebview = z.discriminatedUnion('type', [
  /** The whole of what is shown; sent on `ready` and after each change. */
  z.object({ type: z.literal('state'), state: panelState, words }),
  /** What became of an answer: `taken` clears the draft, `kept` leaves it for another try. */
  z.object({ type: z.literal('answer'), gap: id, outcome: z.enum(['taken', 'kept']) }),
  z.object({ type: z.literal('focusAnswer') }),
]);

const fromWebview = z.discriminatedUnion('type', [
  /** `gap`: the one that was shown before the window was reloaded. */
  z.object({ type: z.literal('ready'), gap: z.optional(id) }),
  z.object({
    type: z.literal('answer'),
    gap: id,
    text: z.string().check(z.minLength(1), z.maxLength(maxAnswerLength)),
    layer,
  }),
  z.object({ type: z.literal('dismiss'), gap: id }),
  z.object({ type: z.literal('ask'), gap: id }),
  z.object({ type: z.literal('apply') }),
  /** Distil again, after it failed. */
  z.object({ type: z.literal('retry') }),
  /** The `index`th evidence of the gap, counted from 0: the webview names no recording and no command. */
  z.object({ type: z.literal('openEvidence'), gap: id, index }),
]);

/** What the webview keeps through being hidden, and through a reload: unsent answers by gap, and the gap it shows. */
const keptState = z.object({
  gap: z.optional(id),
  drafts: z.record(z.string(), z.object({ text: z.string().check(z.maxLength(maxAnswerLength)), layer })),
});

export type GapDetail = z.infer<typeof gapDetail>;
export type PanelWords = z.infer<typeof words>;
export type PanelState = z.infer<typeof panelState>;
export type ToWebview = z.infer<typeof toWebview>;
export type FromWebview = z.infer<typeof fromWebview>;
export type KeptState = z.infer<typeof keptState>;

/** For the host: takes whatever the webview posted; false, and nothing done, when it is no message. */
export function receiveFromWebview(handlers: MessageHandlers<FromWebview>): (raw: unknown) => boolean {
  return receiver(fromWebview, handlers);
}

/** For the webview: the same, the other way round. */
export function receiveFromHost(handlers: MessageHandlers<ToWebview>): (raw: unknown) => boolean {
  return receiver(toWebview, handlers);
}

/** The drafts kept by `setState`; none when there are none, or when an older version wrote them differently. */
export function readKeptState(raw: unknown): KeptState {
  return messageIn(keptState, raw) ?? { drafts: {} };
}
