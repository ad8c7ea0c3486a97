import type { DecisionStore } from '../host/decisions.ts';
import type { Note } from '../model/note.ts';
import type { LanguageModel, Refined } from '../refine/port.ts';
import { questionFor, sizeOf } from '../refine/question.ts';
import { createRefiner, reworded } from '../refine/rephrase.ts';
import type { NoteView } from '../views/state.ts';
import { sentence } from './apply.ts';
import type { GateOut } from './gates.ts';
import type { Knowledge } from './knowledge.ts';
import type { MirrorPorts } from './ports.ts';

/**
 * Asks the configured model for better words for the proposed notes. What would be sent passes gate two and is shown
 * first; what comes back is held against the evidence and passes gate two again. Gives whether notes changed.
 */
export async function rephraseNotes(
  ports: MirrorPorts,
  knowledge: Knowledge,
  decisions: DecisionStore,
  gate: GateOut,
  views: readonly NoteView[],
): Promise<boolean> {
  const { prompts, stage, words } = ports;
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
  const steps = [...knowledge.distilled.values()].flatMap(({ walkthroughs }) =>
    walkthroughs.flatMap((each) => each.steps),
  );
  const question = questionFor(notes, steps);
  const [found] = gate.check(question.material, 'question.json');
  if (found) {
    prompts.fail(words.t('Nothing was sent: gate two found {0} in what would be sent.', found.rule));
    return false;
  }
  await stage.openText(words.t('What is sent'), `${question.instructions}\n\n${question.material}\n`);
  const send = words.t('Send');
  const size = words.t(
    'This is what the model would see: {0} notes, about {1} tokens. Send it?',
    notes.length,
    sizeOf(question).tokens,
  );
  if ((await prompts.offer(size, send)) !== send) return false;
  const refined = await ask(ports, model, notes, steps);
  return refined === undefined ? false : take(ports, decisions, gate, notes, refined);
}

async function ask(
  { prompts, words }: MirrorPorts,
  model: LanguageModel,
  notes: readonly Note[],
  steps: Parameters<typeof questionFor>[1],
): Promise<Refined | undefined> {
  const answer = await prompts.progress(words.t('Rephrasing notes'), async (_report, cancelled) => {
    const abort = new AbortController();
    const watch = setInterval(() => {
      if (cancelled()) abort.abort();
    }, 200);
    try {
      return await createRefiner(model).rephrase(notes, steps, abort.signal);
    } finally {
      clearInterval(watch);
    }
  });
  if (answer.ok) return answer.value;
  prompts.fail(sentence(answer.error.message));
  return undefined;
}

/** Keeps the new words as proposals: a person still accepts each note. */
async function take(
  { prompts, words }: MirrorPorts,
  decisions: DecisionStore,
  gate: GateOut,
  notes: readonly Note[],
  { proposals, dropped }: Refined,
): Promise<boolean> {
  const renewed = proposals.flatMap((proposal) => {
    const note = notes.find(({ id }) => id === proposal.note);
    const next = note && reworded(note, proposal);
    const clean =
      next &&
      gate.check([next.text, next.trigger, next.action, next.prevents ?? ''].join('\n'), 'note.md').length === 0;
    return clean ? [next] : [];
  });
  await decisions.update((all) => {
    for (const note of renewed) all.notes[note.id] = { note };
  });
  const lost = dropped.length + proposals.length - renewed.length;
  void prompts.offer(
    words.t('{0} notes have new words; {1} claims without support were dropped.', renewed.length, lost),
  );
  return renewed.length > 0;
}
