import type { Decisions } from '../host/decisions.ts';
import type { Gap } from '../model/gap.ts';
import type { Note } from '../model/note.ts';
import type { IntentHandlers } from '../views/intents.ts';
import type { ViewState } from '../views/state.ts';
import { decisionWords } from './decisionWords.ts';
import { type DraftWords, draftText, mergedWords, splitWords, wordsOf } from './noteDraft.ts';
import type { MirrorPorts } from './ports.ts';
import type { Review } from './review.ts';

/** The verbs of a maintainer: everything that decides about notes and gaps without writing a context file. */
type Deciding =
  | 'acceptNotes'
  | 'acceptAllNotes'
  | 'editNote'
  | 'splitNote'
  | 'mergeNotes'
  | 'acceptDraft'
  | 'declineNotes'
  | 'moveNotes'
  | 'ownNotes'
  | 'undoDecision'
  | 'answerGap'
  | 'dismissGap'
  | 'copyGapQuestion'
  | 'restoreGap';

export interface DecidingParts {
  readonly ports: MirrorPorts;
  /** Where decisions are kept; undefined, and the person told, where there is no such place. */
  readonly review: () => Promise<Review | undefined>;
  readonly state: () => ViewState;
  /** Shows what follows from the decisions. */
  readonly decided: (decisions?: Decisions) => Promise<void>;
}

export function decidingHandlers({ ports, review, state, decided }: DecidingParts): Pick<IntentHandlers, Deciding> {
  const { prompts, stage, words } = ports;

  const gapOf = (id: string): Gap | undefined => state().gaps.find((gap) => gap.id === id);

  function notesOf(ids: readonly string[]): Note[] {
    const known = new Map(state().notes.map(({ note }) => [note.id, note]));
    return [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
  }

  /** Runs a decision about something that is there, and shows what follows from it. */
  async function decide<T>(
    subject: T | undefined,
    decision: (review: Review, subject: T) => Promise<Decisions | undefined>,
  ): Promise<void> {
    if (subject === undefined) return;
    const open = await review();
    const decisions = open && (await decision(open, subject));
    if (decisions) await decided(decisions);
  }

  async function write(title: string, notes: readonly Note[], drafts: readonly DraftWords[]): Promise<void> {
    if (notes.length === 0) return;
    const hint = words.t(
      'The first lines are the sentence that agents read. A line of three hyphens makes two notes. Save it, or press the check mark above, to accept it; close it to leave the note as it is.',
    );
    await stage.openDraft({
      title,
      notes: notes.map(({ id }) => id),
      text: draftText(drafts, hint, words),
    });
  }

  async function othersToMerge([first]: readonly Note[]): Promise<readonly Note[]> {
    if (!first) return [];
    const others = state().notes.filter(
      ({ note }) => note.id !== first.id && ['proposed', 'accepted', 'stale'].includes(note.status),
    );
    const sorted = [...others].sort(
      (a, b) => Number(b.note.workflow === first.workflow) - Number(a.note.workflow === first.workflow),
    );
    const chosen = await prompts.chooseSeveral(
      words.t('Merge with which notes?'),
      sorted.map(({ note }) => ({ value: note.id, label: note.text, description: note.workflow })),
    );
    return [first, ...notesOf(chosen ?? [])];
  }

  return {
    acceptNotes: ({ notes }) => decide(notesOf(notes), (each, subject) => each.accept(subject)),
    acceptAllNotes: () => {
      const proposed = state().notes.flatMap(({ note }) => (note.status === 'proposed' ? [note] : []));
      return decide(proposed, (each, subject) => each.accept(subject));
    },
    editNote: ({ note }) => {
      const subject = notesOf([note]);
      return write(words.t('Accept with Edits'), subject, subject.map(wordsOf));
    },
    splitNote: ({ note }) => {
      const subject = notesOf([note]);
      return write(words.t('Accept as Several Notes'), subject, subject.flatMap(splitWords));
    },
    async mergeNotes({ notes }) {
      const given = notesOf(notes);
      const subject = given.length > 1 ? given : await othersToMerge(given);
      if (subject.length > 1) await write(words.t('Accept as One Note'), subject, [mergedWords(subject)]);
    },
    acceptDraft: ({ notes, text }) =>
      decide(notesOf(notes), async (each, subject) => {
        const decisions = await each.acceptDraft(subject, text);
        if (decisions) await stage.closeDraft(notes);
        return decisions;
      }),
    declineNotes: ({ notes, reason }) => decide(notesOf(notes), (each, subject) => each.decline(subject, reason)),
    moveNotes: ({ notes, layer }) => decide(notesOf(notes), (each, subject) => each.move(subject, layer)),
    ownNotes: ({ notes, owner }) => decide(notesOf(notes), (each, subject) => each.own(subject, owner)),
    async undoDecision() {
      const past = await (await review())?.undo();
      if (!past) {
        void prompts.offer(words.t('There is nothing to undo: what was applied is undone with Git.'));
        return;
      }
      await decided();
      void prompts.offer(words.t('Undone: {0}.', decisionWords(past, words)));
    },
    answerGap: ({ gap, text, layer }) => decide(gapOf(gap), (each, subject) => each.answer(subject, text, layer)),
    dismissGap: ({ gap, reason }) => decide(gapOf(gap), (each, subject) => each.dismiss(subject, reason)),
    async copyGapQuestion({ gap }) {
      const asked = gapOf(gap);
      const question = asked && (await (await review())?.question(asked));
      if (question === undefined) return;
      if (question === '') {
        prompts.fail(words.t('Nothing was copied: the question cannot be told without private parts.'));
        return;
      }
      await stage.copy(question);
      void prompts.offer(words.t('The question is on the clipboard, with what was seen. Send it to whoever may know.'));
    },
    restoreGap: ({ gap }) =>
      decide(state().dismissed.find((each) => each.gap.id === gap)?.gap, (each, subject) => each.restore(subject)),
  };
}
