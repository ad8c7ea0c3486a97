import { heldBack } from '../context/gateTwo.ts';
import { createAnswerCache } from '../host/answerCache.ts';
import type { Note } from '../model/note.ts';
import type { LanguageModel, Material, Refined, Refiner } from '../refine/port.ts';
import { sizeOf } from '../refine/question.ts';
import { createRefiner } from '../refine/rephrase.ts';
import type { NoteView } from '../views/state.ts';
import { sentence } from './apply.ts';
import type { Knowledge } from './knowledge.ts';
import type { ModelDesk } from './modelDesk.ts';
import { takeSuggestions } from './modelSuggestions.ts';
import type { MirrorPorts } from './ports.ts';

/**
 * Asks the configured model for better words for the proposed notes, for notes that say the same, and for a judgement.
 * What would be sent passes gate two and is shown first; what comes back is held against the evidence, passes gate two
 * again and is chosen from by the person. Gives whether notes changed.
 */
export async function rephraseNotes(
  ports: MirrorPorts,
  study: ModelDesk,
  views: readonly NoteView[],
): Promise<boolean> {
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
  return refined === undefined ? false : takeSuggestions(ports, study, notes, refined);
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
  { gate, knowledge }: ModelDesk,
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

/** Takes the key of the model's provider into the editor's secret storage; an empty one is removed from it. */
export async function askModelKey({ prompts, words, storeModelKey }: MirrorPorts): Promise<void> {
  const key = await prompts.secret(
    words.t('Key for the Model'),
    words.t('Kept in the secret storage of the editor. Empty removes it.'),
  );
  if (key !== undefined) await storeModelKey(key.trim());
}
