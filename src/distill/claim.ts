import type { Evidence } from '../model/evidence.ts';
import type { Note, NoteKind } from '../model/note.ts';
import { dayOf, type Run } from './run.ts';

/** A claim of one recording, before those of the others are laid beside it. */
export interface Claim {
  readonly id: string;
  readonly kind: NoteKind;
  readonly trigger: string;
  readonly action: string;
  readonly prevents?: string;
  readonly text: string;
  readonly parameters?: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Recordings that show it. */
  readonly runs: readonly Run[];
  /** What a mistake would cost, as a number to rank by; higher goes first. */
  readonly weight: number;
}

/** Evidence excerpts are cut at this many characters. */
const longestExcerpt = 200;

export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt - 1)}…` : line;
}

/** Claims with one id are one claim: evidence adds up, the words of the earliest recording stay. */
export function mergeClaims(claims: readonly Claim[]): Claim[] {
  const byId = new Map<string, Claim>();
  for (const claim of claims) {
    const known = byId.get(claim.id);
    byId.set(claim.id, known ? joined(known, claim) : claim);
  }
  return [...byId.values()];
}

/** A claim shown a hundred times in one recording is not shown better by keeping each. */
const mostOfOneRecording = 3;

function joined(known: Claim, claim: Claim): Claim {
  const runs = [...known.runs, ...claim.runs.filter((run) => !known.runs.some((other) => other.id === run.id))];
  const evidence = [...known.evidence];
  for (const item of claim.evidence) {
    const ofSame = evidence.filter((other) => other.recording === item.recording);
    const isNew = !ofSame.some((other) => other.from === item.from && other.to === item.to);
    if (isNew && ofSame.length < mostOfOneRecording) evidence.push(item);
  }
  return { ...known, runs, evidence, weight: Math.max(known.weight, claim.weight) };
}

/** The note of a claim, as proposed, over the parameters that the process has. `of` is the number of recordings of the workflow. */
export function toNote(claim: Claim, workflow: string, of: number, known: ReadonlySet<string>): Note {
  const parameters = (claim.parameters ?? []).filter((name) => known.has(name));
  const days = claim.runs.flatMap((run) => dayOf(run) ?? []).sort();
  const newest = [...claim.runs].sort((a, b) =>
    a.timeline.recording.header.startedAt < b.timeline.recording.header.startedAt ? 1 : -1,
  );
  const head = newest.find((run) => run.timeline.head !== undefined)?.timeline.head;
  const day = days.at(-1);
  return {
    id: claim.id,
    kind: claim.kind,
    workflow,
    layer: 'project',
    trigger: claim.trigger,
    action: claim.action,
    ...(claim.prevents === undefined ? {} : { prevents: claim.prevents }),
    text: claim.text,
    ...(parameters.length > 0 ? { parameters } : {}),
    evidence: claim.evidence.slice(0, 12),
    support: { n: claim.runs.length, of },
    status: 'proposed',
    ...(head === undefined ? {} : { verifiedAt: head }),
    ...(day === undefined ? {} : { recordedOn: day }),
  };
}

/** Names in angle brackets that a text speaks of. */
export function parametersIn(...texts: readonly string[]): string[] {
  const names = new Set<string>();
  for (const text of texts)
    for (const match of text.matchAll(/<([a-z][a-z0-9-]*)>/g)) if (match[1]) names.add(match[1]);
  return [...names].sort();
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
