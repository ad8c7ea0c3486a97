import * as z from 'zod';
import type { Note } from '../model/note.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { DroppedClaim, DropReason, Proposal, Refined, RefineFailure } from './port.ts';
import { evidenceId } from './question.ts';

const claim = z.object({ words: z.string().min(1).max(2000), evidence: z.array(z.string()) });

const answerSchema = z.object({
  proposals: z.array(
    z.object({
      note: z.string(),
      trigger: claim.optional(),
      action: claim.optional(),
      prevents: claim.optional(),
      text: claim.optional(),
    }),
  ),
});

type Answer = z.infer<typeof answerSchema>;
type Claim = z.infer<typeof claim>;

const fields = ['trigger', 'action', 'prevents', 'text'] as const;

/**
 * Takes from a model's answer what the notes' own evidence carries. An answer of
 * another shape is a failure; a claim without support is dropped and counted.
 */
export function groundAnswer(answer: string, notes: readonly Note[]): Result<Refined, RefineFailure> {
  const parsed = answerSchema.safeParse(jsonOf(answer));
  if (!parsed.success) {
    return err({
      code: 'bad-answer',
      message: 'the model did not answer in the form that was asked for; nothing was changed',
    });
  }
  const byId = new Map(notes.map((note) => [note.id, note]));
  const proposals: Proposal[] = [];
  const dropped: DroppedClaim[] = [];
  for (const proposed of parsed.data.proposals) {
    const note = byId.get(proposed.note);
    const claims = fields.flatMap((field) => (proposed[field] ? [{ field, claim: proposed[field] }] : []));
    const kept = claims.filter((one) => {
      const reason = note ? objection(one.claim, note) : 'unknown-note';
      if (reason) dropped.push({ note: proposed.note.slice(0, 100), field: one.field, reason });
      return reason === undefined;
    });
    if (note && kept.length > 0) proposals.push(proposalOf(note, kept));
  }
  return ok({ proposals: oneEach(proposals), dropped });
}

/** A model may wrap its JSON in a fence however it is asked; nothing else is forgiven. */
function jsonOf(answer: string): unknown {
  const bare = answer.trim().replace(/^```(?:json)?\s*\n([\s\S]*)\n```$/, '$1');
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

function proposalOf(
  note: Note,
  kept: readonly { readonly field: keyof Answer['proposals'][number]; readonly claim: Claim }[],
): Proposal {
  return { note: note.id, ...Object.fromEntries(kept.map(({ field, claim: { words } }) => [field, words.trim()])) };
}

/** Of two proposals for one note the first counts. */
function oneEach(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ note }) => !seen.has(note) && seen.add(note));
}

function objection({ words, evidence }: Claim, note: Note): DropReason | undefined {
  if (!isPlain(words)) return 'not-plain';
  if (evidence.length === 0) return 'no-evidence';
  const known = new Set(note.evidence.map((_one, index) => evidenceId(note, index)));
  if (evidence.some((id) => !known.has(id))) return 'unknown-evidence';
  const excerpts = note.evidence
    .filter((_one, index) => evidence.includes(evidenceId(note, index)))
    .map(({ excerpt }) => excerpt);
  const source = [note.trigger, note.action, note.prevents ?? '', note.text, ...excerpts].join('\n');
  return isCarriedBy(words, source) ? undefined : 'unsupported';
}

/** One paragraph of text: no markup that could end a region or begin a heading, no control or direction marks. */
function isPlain(words: string): boolean {
  return !/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|<!--|-->|<\/?[a-z][^>]*>|!\[|\]\(|^\s*(?:#|>|```|---)/iu.test(
    words,
  );
}

/** Words that turn a sentence round; none may come in that was not there. */
const turning =
  /\b(?:not|never|no|don't|doesn't|cannot|can't|without|unless|except|instead|avoid|skip|ignore|disable|only|always)\b/giu;

/**
 * Every hard word (commands, paths, numbers, names, flags) must stand in the
 * source, no turning word may be new, and of the other words more than half
 * must have the beginning of a word of the source.
 */
function isCarriedBy(words: string, source: string): boolean {
  const there = source.toLowerCase();
  for (const span of words.matchAll(/`([^`]+)`/g)) {
    if (!there.includes((span[1] ?? '').trim().toLowerCase())) return false;
  }
  const bare = words.replaceAll('`', ' ');
  if (hardWords(bare).some((word) => !there.includes(word.toLowerCase()))) return false;
  const turned = new Set([...there.matchAll(turning)].map(([word]) => word));
  if ([...bare.toLowerCase().matchAll(turning)].some(([word]) => !turned.has(word))) return false;
  const soft = (bare.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !everyday.has(word));
  const stems = new Set((there.match(/\p{L}{4,}/gu) ?? []).map(stem));
  const carried = soft.filter((word) => stems.has(stem(word))).length;
  return soft.length === 0 || carried / soft.length > 0.5;
}

const everyday = new Set([
  'when',
  'then',
  'before',
  'after',
  'first',
  'this',
  'that',
  'with',
  'from',
  'again',
  'once',
  'make',
  'sure',
  'will',
  'have',
  'your',
  'them',
  'they',
  'which',
  'otherwise',
]);

/** The first five letters: enough to know `fails`, `failed` and `failing` for one word. */
function stem(word: string): string {
  return word.slice(0, 5);
}

/** Words that are no prose: with a digit, a path, a flag, an extension, an identifier, a variable, an address. */
function hardWords(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^["'(“‘[]+|["')”’\].,;:!?]+$/g, ''));
  return words.filter(
    (word) => /\d|[/\\_@$=<>{}|~^%]|^-|\w\.\w|[a-z][A-Z]|^[A-Z]{2,}/.test(word) || /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word),
  );
}
