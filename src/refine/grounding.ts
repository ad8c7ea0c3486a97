import type { Judgement, Note } from '../model/note.ts';
import { ok, type Result } from '../model/result.ts';
import type { Step } from '../model/step.ts';
import { type Answer, type Claim, readAnswer } from './answer.ts';
import { isCarriedBy, isPlain, isSaidBy, keepsCommands } from './carried.ts';
import type { DroppedClaim, DropReason, Material, Merge, Proposal, Refined, RefineFailure, StepTitle } from './port.ts';
import { actionId, evidenceId } from './question.ts';

const fields = ['trigger', 'action', 'prevents', 'text'] as const;
/** Characters: two sentences, and a title that fits a row. */
const longestClaim = 600;
const longestTitle = 90;

/**
 * Takes from a model's answer what the notes' own evidence carries. An answer of another shape is a failure; a claim
 * without support is dropped and counted.
 */
export function groundAnswer(answer: string, material: Material): Result<Refined, RefineFailure> {
  const read = readAnswer(answer);
  if (!read.ok) return read;
  const dropped: DroppedClaim[] = [];
  const drop: Drop = (note, field, reason) => void dropped.push({ note: note.slice(0, 100), field, reason });
  const notes = new Map(material.notes.map((note) => [note.id, note]));
  const steps = new Map(material.steps.map((step) => [step.id, step]));
  const { proposals, titles = [], merges = [], judgements = [] } = read.value;
  return ok({
    proposals: groundProposals(proposals, notes, drop),
    titles: groundTitles(titles, steps, drop),
    merges: groundMerges(merges, notes, drop),
    judgements: groundJudgements(judgements, notes, drop),
    dropped,
  });
}

type Drop = (note: string, field: string, reason: DropReason) => void;
type Notes = ReadonlyMap<string, Note>;

function groundProposals(proposed: Answer['proposals'], notes: Notes, drop: Drop): Proposal[] {
  const proposals = proposed.flatMap((each) => {
    const note = notes.get(each.note);
    const kept = fields.flatMap((field) => {
      const claim = each[field];
      if (!claim) return [];
      const reason = note ? proposalObjection(note, field, claim) : 'unknown-note';
      if (reason) drop(each.note, field, reason);
      return reason ? [] : [[field, claim.words.trim()] as const];
    });
    return note && kept.length > 0 ? [{ note: note.id, ...Object.fromEntries(kept) }] : [];
  });
  return oneEach(proposals, ({ note }) => note);
}

function proposalObjection(note: Note, field: (typeof fields)[number], claim: Claim): DropReason | undefined {
  const reason = objection(claim, ...sourceOf(note), longestClaim);
  if (reason) return reason;
  const mustKeep = field === 'text' || field === 'action';
  return mustKeep && !keepsCommands(claim.words, note.action) ? 'incomplete' : undefined;
}

function groundTitles(
  titles: NonNullable<Answer['titles']>,
  steps: ReadonlyMap<string, Step>,
  drop: Drop,
): StepTitle[] {
  const kept = titles.flatMap(({ step: id, title }) => {
    const step = steps.get(id);
    const reason = step ? objection(title, ...actionsOf(step), longestTitle) : 'unknown-step';
    if (reason) drop(id, 'title', reason);
    return reason ? [] : [{ step: id, title: title.words.trim() }];
  });
  return oneEach(kept, ({ step }) => step);
}

/** A merge loses words for good, so two notes are one only where each command and name of one stands in the other. */
function groundMerges(merges: NonNullable<Answer['merges']>, notes: Notes, drop: Drop): Merge[] {
  const gone = new Set<string>();
  return merges.flatMap(({ keep, into, evidence }) => {
    const kept = notes.get(keep);
    const known = new Set(
      [keep, ...into].flatMap((id) => {
        const note = notes.get(id);
        return note ? [...sourceOf(note)[1].keys()] : [];
      }),
    );
    const others = into.filter((id) => {
      const other = notes.get(id);
      const reason =
        mergeObjection(kept, other, evidence, known) ??
        (gone.has(id) || gone.has(keep) || id === keep ? 'unsupported' : undefined);
      if (reason) drop(id, 'merge', reason);
      return reason === undefined;
    });
    for (const id of others) gone.add(id);
    return others.length > 0 ? [{ keep, into: others }] : [];
  });
}

function mergeObjection(
  keep: Note | undefined,
  other: Note | undefined,
  evidence: readonly string[],
  known: ReadonlySet<string>,
): DropReason | undefined {
  if (!keep || !other) return 'unknown-note';
  if (evidence.length === 0) return 'no-evidence';
  if (evidence.some((id) => !known.has(id))) return 'unknown-evidence';
  if (keep.kind !== other.kind || keep.workflow !== other.workflow) return 'unsupported';
  return isSaidBy(`${other.trigger} ${other.action} ${other.text}`, `${keep.trigger} ${keep.action} ${keep.text}`)
    ? undefined
    : 'unsupported';
}

function groundJudgements(judgements: NonNullable<Answer['judgements']>, notes: Notes, drop: Drop): Judgement[] {
  const kept = judgements.flatMap(({ note, prevents, action, evidence, inferable }) => {
    if (!notes.has(note)) {
      drop(note, 'judgement', 'unknown-note');
      return [];
    }
    return [
      {
        note,
        namesWhatItPrevents: prevents,
        isConcrete: action,
        isShownByEvidence: evidence,
        isInferable: inferable,
      },
    ];
  });
  return oneEach(kept, ({ note }) => note);
}

/** Of two for one the first counts. */
function oneEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => !seen.has(keyOf(one)) && seen.add(keyOf(one)));
}

/** What a claim is held against: the words that are there whatever is cited, and those of each citable piece. */
type Source = readonly [said: readonly string[], pieces: ReadonlyMap<string, string>];

function sourceOf(note: Note): Source {
  return [
    [note.trigger, note.action, note.prevents ?? '', note.text],
    new Map(note.evidence.map(({ excerpt }, index) => [evidenceId(note, index), excerpt])),
  ];
}

function actionsOf(step: Step): Source {
  return [[step.title], new Map(step.actions.map(({ summary }, index) => [actionId(step, index), summary]))];
}

function objection(
  { words, evidence }: Claim,
  said: Source[0],
  pieces: Source[1],
  longest: number,
): DropReason | undefined {
  if (words.trim() === '' || !isPlain(words)) return 'not-plain';
  if (words.length > longest) return 'too-long';
  if (evidence.length === 0) return 'no-evidence';
  if (evidence.some((id) => !pieces.has(id))) return 'unknown-evidence';
  const cited = evidence.map((id) => pieces.get(id) ?? '');
  return isCarriedBy(words, [...said, ...cited].join('\n')) ? undefined : 'unsupported';
}
