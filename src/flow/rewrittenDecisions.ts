import type { ReadingChoices } from '../model/choices.ts';
import type { Evidence } from '../model/evidence.ts';

/** What became of a recording that was written anew. */
export interface Moved {
  readonly recording: string;
  /** Number before to number now; what is not in it is gone. */
  readonly renumbered: ReadonlyMap<number, number>;
}

/** Evidence as it points now; undefined where all it pointed at is gone. An excerpt of what is partly gone goes too. */
export function movedEvidence(evidence: Evidence, { recording, renumbered }: Moved): Evidence | undefined {
  if (evidence.recording !== recording) return evidence;
  const { from, to } = evidence;
  const left = [...renumbered].filter(([before]) => before >= from && before <= to).map(([, now]) => now);
  const [first] = left;
  if (first === undefined) return undefined;
  const ends = left.reduce((known, seq) => ({ from: Math.min(known.from, seq), to: Math.max(known.to, seq) }), {
    from: first,
    to: first,
  });
  const whole = left.length === to - from + 1;
  return { recording, ...ends, excerpt: whole ? evidence.excerpt : '' };
}

function isEvidence(value: unknown): value is Evidence {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['recording', 'excerpt'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string') &&
    ['from', 'to'].every((key) => typeof (value as Record<string, unknown>)[key] === 'number')
  );
}

/**
 * Decisions, a note, or whatever holds them, with every piece of evidence pointing where its event is now, and every
 * name of one (`id:from-to`) saying the same. Works on the shape of what it meets, so that nothing kept is forgotten.
 */
export function withMovedEvidence<T>(value: T, moved: Moved): T {
  const prefix = `${moved.recording}:`;
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string' && each.startsWith(prefix)) return movedKey(each, prefix, moved);
    if (Array.isArray(each)) return each.map(walk).filter((item) => item !== undefined);
    if (isEvidence(each)) return movedEvidence(each, moved);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, item]) => [key, walk(item)]));
  };
  return walk(value) as T;
}

function movedKey(key: string, prefix: string, moved: Moved): string {
  const range = /^(\d+)-(\d+)$/.exec(key.slice(prefix.length));
  if (!range) return key;
  const { recording } = moved;
  const now = movedEvidence({ recording, from: Number(range[1]), to: Number(range[2]), excerpt: '' }, moved);
  return now ? `${prefix}${now.from}-${now.to}` : key;
}

/** Fields that hold what somebody wrote; all others hold ids and fixed words, which must stay what they are. */
const written: ReadonlySet<string> = new Set([
  'workflow',
  'trigger',
  'action',
  'prevents',
  'text',
  'parameters',
  'excerpt',
  'owner',
  'reason',
  'title',
]);

/** What a person decided, with the texts in it changed. */
export function withWrittenTexts<T>(value: T, change: (text: string) => string): T {
  return withTexts(value, (text, field) => (field !== undefined && written.has(field) ? change(text) : text));
}

/** Every text in a value changed, told the field it stands in. */
export function withTexts<T>(value: T, change: (text: string, field?: string) => string): T {
  const walk = (each: unknown, field?: string): unknown => {
    if (typeof each === 'string') return change(each, field);
    if (Array.isArray(each)) return each.map((item) => walk(item, field));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, item]) => [key, walk(item, key)]));
  };
  return walk(value) as T;
}

/** Choices about a recording whose numbers changed; what was chosen about events that are gone goes with them. */
export function movedChoices(choices: ReadingChoices, renumbered: ReadonlyMap<number, number>): ReadingChoices {
  const move = (seqs: readonly number[]) => seqs.flatMap((seq) => renumbered.get(seq) ?? []);
  return {
    kept: move(choices.kept),
    leftOut: move(choices.leftOut),
    cuts: move(choices.cuts),
    joins: move(choices.joins),
    titles: choices.titles.flatMap(({ seq, title }) => move([seq]).map((now) => ({ seq: now, title }))),
  };
}
