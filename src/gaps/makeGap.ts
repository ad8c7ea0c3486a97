import type { Evidence } from '../model/evidence.ts';
import type { Gap, GapCode, Severity } from '../model/gap.ts';
import type { Layer } from '../model/note.ts';
import { placeholderPattern } from '../model/placeholder.ts';
import type { Sight } from './sight.ts';
import { shorten } from './sight.ts';
import { atOnce, eachInTurns, type Turns } from './turns.ts';

/** What a check found, before it gets its id. */
export interface Found {
  readonly code: GapCode;
  /** What makes it the same gap next time: no recording, number or order in it. */
  readonly key: string;
  readonly severity: Severity;
  readonly subject: string;
  readonly question: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  readonly layer?: Layer;
  readonly askWhom?: string | undefined;
}

/** More pieces of evidence than this are not listed: they say the same again. */
export const mostEvidence = 20;

/** The gap of what a check found. Its id hangs on workflow, code and key alone. */
export function makeGap(sight: Pick<Sight, 'workflow' | 'recordings'>, found: Found): Gap {
  const askWhom = found.askWhom ?? recorderOf(sight, found.evidence[0]?.recording);
  return {
    id: `${found.code}-${hash(`${sight.workflow}\n${found.code}\n${found.key}`)}`,
    code: found.code,
    severity: found.severity,
    workflow: sight.workflow,
    subject: found.subject,
    question: found.question,
    why: found.why,
    evidence: found.evidence.slice(0, mostEvidence),
    layer: found.layer ?? 'project',
    ...(askWhom === undefined ? {} : { askWhom }),
  };
}

export function recorderOf(sight: Pick<Sight, 'recordings'>, recording: string | undefined): string | undefined {
  return sight.recordings.find(({ header }) => header.id === recording)?.header.recorder;
}

/** Twice FNV-1a of 32 bits (Fowler, Noll, Vo, RFC 9923) over UTF-16 units, in base 36: names things, hides nothing. */
function hash(text: string): string {
  return [0x811c9dc5, 0x9dc5811c].map((offset) => fnv1a(text, offset).toString(36).padStart(7, '0')).join('');
}

function fnv1a(text: string, offset: number): number {
  let value = offset;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/**
 * Severity from what is at stake and how often it was seen: `stake` 0 is a
 * convenience, 1 costs someone time, 2 breaks something for others. Seen often,
 * it is one worse: twice for a convenience, three times for the rest.
 */
export function severity(stake: number, recordings: number): Severity {
  const score = stake + (recordings >= 2 + stake ? 1 : 0);
  return score >= 2 ? 'high' : score === 1 ? 'medium' : 'low';
}

export function countRecordings(evidence: readonly Evidence[]): number {
  return new Set(evidence.map(({ recording }) => recording)).size;
}

/** A command or value inside a sentence, what was redacted as an ellipsis: the evidence says which it was. */
export function quote(text: string): string {
  const readable = text.replace(placeholderPattern(), '…');
  return `\`${shorten(readable, 80).replaceAll('`', "'")}\``;
}

/** Things with the same key, in the order in which each key came first. */
export function groupBy<T>(list: readonly T[], key: (one: T) => string): T[][] {
  return atOnce(groupInTurns(list, key));
}

/** The same with turns in between, for long lists. */
export function* groupInTurns<T>(list: readonly T[], key: (one: T) => string): Turns<T[][]> {
  const groups = new Map<string, T[]>();
  yield* eachInTurns(list, 0.1, (one) => {
    const name = key(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  });
  return [...groups.values()];
}
