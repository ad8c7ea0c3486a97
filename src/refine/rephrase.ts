import type { Note } from '../model/note.ts';
import { err, ok } from '../model/result.ts';
import { groundAnswer } from './grounding.ts';
import type { LanguageModel, Proposal, Refiner } from './port.ts';
import { questionFor } from './question.ts';

/** A refiner over a model. Off unless a person configured one; nothing is asked where there is nothing to say. */
export function createRefiner(model: LanguageModel): Refiner {
  return {
    async rephrase(notes, steps, signal) {
      if (notes.length === 0) return ok({ proposals: [], dropped: [] });
      const answer = await model.ask(questionFor(notes, steps), signal);
      if (!answer.ok) return answer;
      if (signal.aborted) return err({ code: 'cancelled', message: 'rephrasing was cancelled; nothing was changed' });
      return groundAnswer(answer.value, notes);
    },
  };
}

/** The note in its new words. Its id, evidence, support and status stay: it is the same claim. */
export function reworded(note: Note, proposal: Proposal): Note {
  if (proposal.note !== note.id) return note;
  const { note: _id, ...words } = proposal;
  return { ...note, ...words };
}
