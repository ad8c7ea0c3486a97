import { heldBack, noteAsText } from '../context/gateTwo.ts';
import type { Note } from '../model/note.ts';
import type { Walkthrough } from '../model/step.ts';
import type { Merge, Proposal, Refined, StepTitle } from '../refine/port.ts';
import { reworded } from '../refine/rephrase.ts';
import type { GateOut } from './gates.ts';
import { merged } from './mergedNotes.ts';
import type { ModelDesk } from './modelDesk.ts';
import type { MirrorPorts } from './ports.ts';

/** One thing that a model proposes, as a person reads it, and what taking it changes. */
interface Suggestion {
  readonly label: string;
  readonly detail: string;
  /** Notes as they are then. */
  readonly notes?: readonly Note[];
  /** New words for one of them: they come on top of what else is taken. */
  readonly words?: Proposal;
  readonly title?: { readonly recording: string; readonly seq: number; readonly title: string };
}

/**
 * Lists what the model proposes, all of it ticked, and keeps what the person leaves ticked: notes stay proposals, a
 * title is a choice of how a recording is read. What gate two holds back is not listed, and its line is shown. Gives
 * whether something changed.
 */
export async function takeSuggestions(
  ports: MirrorPorts,
  study: ModelDesk,
  notes: readonly Note[],
  refined: Refined,
): Promise<boolean> {
  const { prompts, words } = ports;
  const walkthroughs = [...study.knowledge.distilled.values()].flatMap((each) => each.walkthroughs);
  const byId = new Map(notes.map((note) => [note.id, note]));
  const all = [
    ...refined.proposals.flatMap((each) => wording(each, byId, words) ?? []),
    ...refined.merges.flatMap((each) => merging(each, byId, words) ?? []),
    ...refined.titles.flatMap((each) => naming(each, walkthroughs, words) ?? []),
  ];
  const clean = all.filter((each) => passes(ports, study.gate, each));
  const taken = await choose(ports, clean);
  if (!taken) return false;
  const changed = changedNotes(taken);
  await study.decisions.update(
    (decisions) => {
      for (const judgement of refined.judgements) decisions.judgements[judgement.note] = judgement;
      for (const note of changed) decisions.notes[note.id] = { note };
    },
    changed.length > 0 ? 'suggest' : undefined,
  );
  for (const { title } of taken) {
    if (!title) continue;
    const { recording, ...named } = title;
    await study.choices.update(recording, (choices) => ({
      ...choices,
      titles: [...choices.titles.filter(({ seq }) => seq !== named.seq), named],
    }));
  }
  void prompts.offer(
    words.t(
      '{0} suggestions of the model are taken, {1} notes were judged; {2} claims without support were dropped.',
      taken.length,
      refined.judgements.length,
      refined.dropped.length + all.length - clean.length,
    ),
  );
  return true;
}

async function choose({ prompts, words }: MirrorPorts, all: readonly Suggestion[]): Promise<Suggestion[] | undefined> {
  if (all.length === 0) return [];
  const options = all.map(({ label, detail }, index) => ({ value: String(index), label, detail, picked: true }));
  const taken = await prompts.chooseSeveral(words.t('Take these from the model?'), options);
  return taken && all.filter((_one, index) => taken.includes(String(index)));
}

function passes({ prompts, words }: MirrorPorts, gate: GateOut, { notes = [], title }: Suggestion): boolean {
  const text = [...notes.map(noteAsText), title?.title ?? ''].join('\n');
  const held = heldBack(text, 'note.md', gate.check);
  if (held) {
    prompts.fail(words.t('Gate two found {0} in the answer: "{1}". Those words are left out.', held.rule, held.shown));
  }
  return held === undefined;
}

/** A note that takes others in may have new words besides. */
function changedNotes(taken: readonly Suggestion[]): Note[] {
  const changed = new Map<string, Note>();
  const merges = taken.filter(({ words }) => !words);
  for (const { notes = [] } of merges) for (const note of notes) changed.set(note.id, note);
  for (const { notes = [], words } of taken) {
    if (!words) continue;
    for (const note of notes) changed.set(note.id, reworded(changed.get(note.id) ?? note, words));
  }
  return [...changed.values()];
}

type Words = MirrorPorts['words'];
type Notes = ReadonlyMap<string, Note>;

/** The note in its new words; nothing where they are the old ones. */
function wording(proposal: Proposal, notes: Notes, { t }: Words): Suggestion | undefined {
  const note = notes.get(proposal.note);
  const next = note && reworded(note, proposal);
  if (!next || noteAsText(next) === noteAsText(note)) return undefined;
  const label = proposal.text ?? proposal.action ?? proposal.prevents ?? proposal.trigger ?? '';
  return { label, detail: t('Instead of: {0}', note.text), notes: [next], words: proposal };
}

/** The note that stays, with all evidence, and those that went into it. */
function merging({ keep, into }: Merge, notes: Notes, { t }: Words): Suggestion | undefined {
  const kept = notes.get(keep);
  const others = into.flatMap((id) => notes.get(id) ?? []);
  const [first] = others;
  if (!kept || !first) return undefined;
  return {
    label: t('Say once: {0}', kept.text),
    detail: t('Instead of also: {0}', others.map(({ text }) => text).join(' · ')),
    notes: [
      { ...others.reduce(merged, kept), supersedes: first.id },
      ...others.map((note) => ({ ...note, status: 'superseded' as const })),
    ],
  };
}

/** A step by another name; the choice is about the first action of the step. */
function naming(
  { step: id, title }: StepTitle,
  walkthroughs: readonly Walkthrough[],
  { t }: Words,
): Suggestion | undefined {
  for (const { recording, steps } of walkthroughs) {
    const step = steps.find((each) => each.id === id);
    const seq = step?.actions[0]?.seq;
    if (!step || seq === undefined || step.title === title) continue;
    return {
      label: t('Name the step: {0}', title),
      detail: t('Instead of: {0}', step.title),
      title: { recording, seq, title },
    };
  }
  return undefined;
}
