import { heldBack, noteAsText } from '../context/gateTwo.ts';
import { createAnswerCache } from '../host/answerCache.ts';
import type { DecisionStore } from '../host/decisions.ts';
import type { Note } from '../model/note.ts';
import type { LanguageModel, Material, Merge, Proposal, Refined, Refiner } from '../refine/port.ts';
import { sizeOf } from '../refine/question.ts';
import { createRefiner, reworded } from '../refine/rephrase.ts';
import type { NoteView } from '../views/state.ts';
import { sentence } from './apply.ts';
import type { GateOut } from './gates.ts';
import type { Knowledge } from './knowledge.ts';
import type { MirrorPorts } from './ports.ts';

/** Where the flow works when it asks a model. */
export interface Study {
  readonly knowledge: Knowledge;
  readonly decisions: DecisionStore;
  readonly gate: GateOut;
  /** The private folder of the workspace: answers are kept there. */
  readonly dataFolder: string;
}

/**
 * Asks the configured model for better words for the proposed notes, for notes that say the same, and for a judgement.
 * What would be sent passes gate two and is shown first; what comes back is held against the evidence, passes gate two
 * again and is chosen from by the person. Gives whether notes changed.
 */
export async function rephraseNotes(ports: MirrorPorts, study: Study, views: readonly NoteView[]): Promise<boolean> {
  const { prompts, words } = ports;
  const model = await ports.languageModel();
  const notes = views.map(({ note }) => note).filter((note) => note.status === 'proposed');
  if (!model || notes.length === 0) {
    prompts.fail(
      model
        ? words.t('There is no proposed note to rephrase.')
        : words.t(
            'No language model is chosen. Everything works without one; the setting mirror.model.provider names one.',
          ),
    );
    return false;
  }
  const material = materialOf(study.knowledge, notes);
  const refiner = createRefiner(model, createAnswerCache(study.dataFolder));
  if (!(await mayBeSent(ports, study, model, refiner, material, notes))) return false;
  const refined = await ask(ports, refiner, material);
  return refined === undefined ? false : take(ports, study, notes, refined);
}

/** The notes by workflow, each with the steps of its newest walkthrough: those of the others say much the same. */
function materialOf(knowledge: Knowledge, notes: readonly Note[]): Material[] {
  const workflows = [...new Set(notes.map(({ workflow }) => workflow))].sort();
  return workflows.map((workflow) => ({
    workflow,
    notes: notes.filter((note) => note.workflow === workflow),
    steps:
      [...knowledge.distilled.values()].find((each) => each.workflow === workflow)?.walkthroughs.at(-1)?.steps ?? [],
  }));
}

/** Shows all that would be sent, with its size, and asks; gate two has the first word. */
async function mayBeSent(
  ports: MirrorPorts,
  { gate, knowledge }: Study,
  model: LanguageModel,
  refiner: Refiner,
  material: readonly Material[],
  notes: readonly Note[],
): Promise<boolean> {
  const { prompts, stage, words } = ports;
  const questions = refiner.questions(material);
  const text = questions.map((question) => `${question.instructions}\n\n${question.material}`).join('\n\n');
  const held = heldBack(text, 'question.json', gate.check);
  if (held) {
    prompts.fail(
      words.t('Nothing was sent: gate two found {0} in "{1}". Edit the note, or decline it.', held.rule, held.shown),
    );
    return false;
  }
  await stage.openText(words.t('What is sent'), `${text}\n`);
  const send = words.t('Send');
  const { tokens, answerTokens } = sizeOf(questions);
  const question = words.t(
    'This is what the model would see: {0} notes, about {1} tokens to {2}, at most {3} tokens in answer. What was answered before costs nothing. Send it?',
    notes.length,
    tokens,
    model.name,
    answerTokens,
  );
  const preview = words.t('Preview What Is Kept');
  const answer = await prompts.offer(question, send, preview);
  if (answer === preview) await previewSources(ports, knowledge, notes);
  return answer === send;
}

/** Opens the recording that most of the notes come from. Asking the model starts again after that: more may be redacted. */
async function previewSources({ stage, prompts, words }: MirrorPorts, knowledge: Knowledge, notes: readonly Note[]) {
  const cited = notes.flatMap(({ evidence }) => evidence.map(({ recording }) => recording));
  const counts = [...knowledge.recordings.keys()].map((id) => ({ id, n: cited.filter((each) => each === id).length }));
  const [most] = counts.toSorted((a, b) => b.n - a.n);
  if (most) await stage.reviewRecording(most.id);
  void prompts.offer(words.t('Nothing was sent. Look it over, then run Rephrase Notes with a Model again.'));
}

async function ask(
  { prompts, words }: MirrorPorts,
  refiner: Refiner,
  material: readonly Material[],
): Promise<Refined | undefined> {
  const answer = await prompts.progress(words.t('Rephrasing notes'), async (report, cancelled) => {
    const abort = new AbortController();
    const watch = setInterval(() => {
      if (cancelled()) abort.abort();
    }, 200);
    try {
      return await refiner.refine(material, abort.signal, (done) => report(Math.round(done * 100), 100));
    } finally {
      clearInterval(watch);
    }
  });
  if (answer.ok) return answer.value;
  prompts.fail(sentence(answer.error.message));
  return undefined;
}

/** Keeps what the person chooses, as proposals: a person still accepts each note. */
async function take(
  { prompts, words }: MirrorPorts,
  { decisions, gate }: Study,
  notes: readonly Note[],
  { proposals, merges, judgements, dropped }: Refined,
): Promise<boolean> {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const renewed = new Map(
    proposals.flatMap((proposal) => {
      const note = byId.get(proposal.note);
      const next = note && reworded(note, proposal);
      return next && noteAsText(next) !== noteAsText(note) ? [[note.id, next] as const] : [];
    }),
  );
  const held = [...renewed.values()].flatMap(
    (note) => heldBack(noteAsText(note), 'note.md', gate.check, note.id) ?? [],
  );
  for (const { note } of held) renewed.delete(note ?? '');
  const [first] = held;
  if (first) {
    prompts.fail(
      words.t('Gate two found {0} in the answer: "{1}". Those words are left out.', first.rule, first.shown),
    );
  }
  const chosen = await choose(
    { prompts, words },
    proposals.filter(({ note }) => renewed.has(note)),
    merges,
    byId,
  );
  if (!chosen) return false;
  await decisions.update((all) => {
    for (const judgement of judgements) all.judgements[judgement.note] = judgement;
    for (const note of chosen.proposals) {
      const next = renewed.get(note.note);
      if (next) all.notes[next.id] = { note: next };
    }
    for (const merge of chosen.merges) {
      const keep = renewed.get(merge.keep) ?? byId.get(merge.keep);
      const into = merge.into.flatMap((id) => byId.get(id) ?? []);
      if (keep) for (const note of merged(keep, into)) all.notes[note.id] = { note };
    }
  });
  void prompts.offer(
    words.t(
      '{0} notes have new words, {1} were judged; {2} claims without support were dropped.',
      chosen.proposals.length,
      judgements.length,
      dropped.length + held.length,
    ),
  );
  return true;
}

interface Chosen {
  readonly proposals: readonly Proposal[];
  readonly merges: readonly Merge[];
}

/** Lists what the model proposes, all of it ticked; undefined when the person turns away. */
async function choose(
  { prompts, words }: Pick<MirrorPorts, 'prompts' | 'words'>,
  proposals: readonly Proposal[],
  merges: readonly Merge[],
  notes: ReadonlyMap<string, Note>,
): Promise<Chosen | undefined> {
  if (proposals.length === 0 && merges.length === 0) return { proposals, merges };
  const said = (id: string): string => notes.get(id)?.text ?? id;
  const options = [
    ...proposals.map((proposal, index) => {
      const now = proposal.text ?? proposal.action ?? proposal.prevents ?? proposal.trigger ?? '';
      return { value: `words ${index}`, label: now, detail: words.t('Instead of: {0}', said(proposal.note)) };
    }),
    ...merges.map((merge, index) => ({
      value: `merge ${index}`,
      label: words.t('Say once: {0}', said(merge.keep)),
      detail: words.t('Instead of also: {0}', merge.into.map(said).join(' · ')),
    })),
  ].map((option) => ({ ...option, picked: true }));
  const taken = await prompts.chooseSeveral(words.t('Take these from the model?'), options);
  return (
    taken && {
      proposals: proposals.filter((_one, index) => taken.includes(`words ${index}`)),
      merges: merges.filter((_one, index) => taken.includes(`merge ${index}`)),
    }
  );
}

/** The note that stays, with all evidence, and those that went into it. */
function merged(keep: Note, into: readonly Note[]): Note[] {
  const all = [keep, ...into];
  const evidence = new Map(
    all.flatMap((note) => note.evidence).map((each) => [`${each.recording} ${each.from} ${each.to}`, each]),
  );
  const support = {
    n: Math.max(...all.map((note) => note.support.n)),
    of: Math.max(...all.map((note) => note.support.of)),
  };
  const [first] = into;
  return [
    { ...keep, evidence: [...evidence.values()], support, ...(first ? { supersedes: first.id } : {}) },
    ...into.map((note) => ({ ...note, status: 'superseded' as const })),
  ];
}

/** Takes the key of the model's provider into the editor's secret storage; an empty one is removed from it. */
export async function askModelKey({ prompts, words, storeModelKey }: MirrorPorts): Promise<void> {
  const key = await prompts.secret(
    words.t('Key for the Model'),
    words.t('Kept in the secret storage of the editor. Empty removes it.'),
  );
  if (key !== undefined) await storeModelKey(key.trim());
}
