import type { Note } from '../model/note.ts';
import { err, ok, type Result } from '../model/result.ts';
import { cancelled } from './failures.ts';
import { groundAnswer } from './grounding.ts';
import type {
  AnswerCache,
  LanguageModel,
  Material,
  OnAnswer,
  Proposal,
  Question,
  Refined,
  RefineFailure,
  Refiner,
} from './port.ts';
import { batches, questionFor, questionsFor } from './question.ts';

/**
 * A refiner over a model. Off unless a person configured one; nothing is asked where there is nothing to say, nor what
 * was answered before.
 */
export function createRefiner(model: LanguageModel, cache?: AnswerCache): Refiner {
  /** A good answer is kept; one that could not be used is asked for again the next time. */
  async function refineOne(
    material: Material,
    question: Question,
    signal: AbortSignal,
    onAnswer: OnAnswer,
  ): Promise<Result<Refined, RefineFailure>> {
    const asked = JSON.stringify([model.name, question]);
    const known = await cache?.read(asked);
    if (known !== undefined) {
      const refined = groundAnswer(known, material);
      if (refined.ok) return refined;
    }
    const answer = await model.ask(question, signal, onAnswer);
    if (!answer.ok) return answer;
    if (signal.aborted) return err(cancelled());
    const refined = groundAnswer(answer.value, material);
    if (refined.ok) await cache?.write(asked, answer.value);
    return refined;
  }

  return {
    questions: questionsFor,
    async refine(material, signal, onProgress) {
      const parts: Refined[] = [];
      const all = batches(material);
      for (const [index, batch] of all.entries()) {
        const question = questionFor(batch);
        const expected = expectedCharacters(question);
        const refined = await refineOne(batch, question, signal, (characters) =>
          onProgress?.((index + Math.min(0.95, characters / expected)) / all.length),
        );
        if (!refined.ok) return refined;
        parts.push(refined.value);
        onProgress?.((index + 1) / all.length);
      }
      return ok({
        proposals: parts.flatMap(({ proposals }) => proposals),
        titles: parts.flatMap(({ titles }) => titles),
        merges: parts.flatMap(({ merges }) => merges),
        judgements: parts.flatMap(({ judgements }) => judgements),
        dropped: parts.flatMap(({ dropped }) => dropped),
      });
    },
  };
}

/** Answers take about half of what they may, at four characters a token: for a progress bar, no more. */
function expectedCharacters({ maxTokens }: Question): number {
  return maxTokens * 2;
}

/** The note in its new words. Its id, evidence, support and status stay: it is the same claim. */
export function reworded(note: Note, proposal: Proposal): Note {
  if (proposal.note !== note.id) return note;
  const { note: _id, ...words } = proposal;
  return { ...note, ...words };
}
