import type { Evidence } from '../model/evidence.ts';
import type { Layer, Note, NoteKind } from '../model/note.ts';
import type { Pace } from './pace.ts';
import { dayOf, type Run } from './run.ts';

/** A claim of one recording, before those of the others are laid beside it. */
export interface Claim {
  readonly id: string;
  readonly kind: NoteKind;
  readonly trigger: string;
  readonly action: string;
  readonly prevents?: string;
  readonly text: string;
  /** Action and text without what may differ between recordings that claim the same. */
  readonly common?: { readonly action: string; readonly text: string };
  /** What a person said about it, as the end of the text before its full stop. */
  readonly aside?: string;
  /** Why it is less certain, as the end of its sentence; gone as soon as one recording shows it for certain. */
  readonly doubt?: string;
  /** Claims with the same are one although their ids differ: over the parameters of all recordings they say the same. */
  readonly sameAs?: string;
  /** Ids the same claim has in other recordings alone: a decision made under one of them stands. */
  readonly aliases?: readonly string[];
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
  // Blanks aside, the beginning of a long text is all that is shown.
  const begin = text.slice(0, longestExcerpt * 4);
  const plain = begin.length < text.length && begin.replace(/\s+/g, ' ').length > longestExcerpt + 2 ? begin : text;
  const line = plain.replace(/\s+/g, ' ').trim();
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt - 1)}…` : line;
}

/** Claims with one id are one claim, and so are claims in the same words: evidence adds up, the words of the earliest recording stay. */
export async function mergeClaims(claims: readonly Claim[], pace: Pace): Promise<Claim[]> {
  const byId = new Map<string, Claim>();
  const ids = new Map<string, string>();
  for (const claim of claims) {
    const turn = pace(2);
    if (turn) await turn;
    const id = byId.has(claim.id) ? claim.id : (ids.get(claim.sameAs ?? claim.id) ?? claim.id);
    const known = byId.get(id);
    byId.set(id, known ? joined(known, claim) : claim);
    if (claim.sameAs !== undefined && !ids.has(claim.sameAs)) ids.set(claim.sameAs, id);
  }
  const texts = new Set<string>();
  return [...byId.values()].filter((claim) => !texts.has(claim.text) && texts.add(claim.text));
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
  const aliases = [...new Set([...(known.aliases ?? []), ...(claim.aliases ?? []), claim.id])].filter(
    (id) => id !== known.id,
  );
  const { doubt, ...rest } = known;
  return {
    ...rest,
    ...(doubt !== undefined && claim.doubt !== undefined ? { doubt } : {}),
    ...commonWords(known, claim),
    runs,
    evidence,
    weight: Math.max(known.weight, claim.weight),
    ...(aliases.length > 0 ? { aliases } : {}),
  };
}

/** Of two ways to say the same the part both say, with the first remark there is. */
function commonWords(known: Claim, claim: Claim): Pick<Claim, 'action' | 'text'> | undefined {
  const told = known.aside || !claim.aside ? known : { ...known, text: said(known.text, claim.aside) };
  // Whether it worked then or failed at the next thing is the one recording's own.
  const plain = (one: Claim) => one.text.replace(one.aside ?? '', '').replace(/ gets past that\.$/, ' passes.');
  const { common } = known;
  if (plain(known) === plain(claim) || common === undefined) return { action: told.action, text: told.text };
  // Where more than that differs, the words that hold for both are those that say less.
  if (common.text !== claim.common?.text && common.text.length >= plain(known).length)
    return { action: told.action, text: told.text };
  return { action: common.action, text: said(common.text, known.aside || claim.aside || '') };
}

function said(text: string, aside: string): string {
  return `${text.replace(/\.$/, '')}${aside}.`;
}

/** What a note needs beside its claim. */
export interface NoteContext {
  readonly workflow: string;
  /** Number of recordings of the workflow. */
  readonly of: number;
  /** Names of the process's parameters. */
  readonly parameters: ReadonlySet<string>;
  readonly layerOf: (claim: Claim) => Layer;
}

/** The note of a claim, as proposed. */
export function toNote(claim: Claim, context: NoteContext): Note {
  const { workflow, of, parameters: known } = context;
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
    layer: context.layerOf(claim),
    trigger: claim.trigger,
    action: claim.action,
    ...(claim.prevents === undefined ? {} : { prevents: claim.prevents }),
    text: claim.doubt === undefined ? claim.text : said(claim.text, claim.doubt),
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
