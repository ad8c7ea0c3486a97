import { noteFromAnswer } from '../gaps/answer.ts';
import type { DecisionStore } from '../host/decisions.ts';
import type { Gap } from '../model/gap.ts';
import type { Layer, Note } from '../model/note.ts';
import type { NoteView } from '../views/state.ts';
import type { GateOut } from './gates.ts';
import type { MirrorPorts } from './ports.ts';

/** What a maintainer decides about notes and gaps. Each gives whether something was decided. */
export interface Review {
  accept(note: Note): Promise<boolean>;
  acceptAll(notes: readonly NoteView[]): Promise<boolean>;
  edit(note: Note): Promise<boolean>;
  decline(note: Note, reason?: string): Promise<boolean>;
  answer(gap: Gap, text: string, layer: Layer): Promise<boolean>;
  dismiss(gap: Gap, reason?: string): Promise<boolean>;
}

/** The room's one writer of decisions. `gate` is gate two: what a person types goes into files that are shared. */
export function createReview(ports: MirrorPorts, decisions: DecisionStore, gate: () => Promise<GateOut>): Review {
  const { prompts, words } = ports;

  async function record(note: Note, reason?: string): Promise<boolean> {
    await decisions.update((all) => {
      all.notes[note.id] = { note, ...(reason ? { reason } : {}) };
    });
    return true;
  }

  /** What was typed, with what gate two takes out taken out; the person is told. */
  async function cleaned(text: string): Promise<string> {
    const result = (await gate()).text(text);
    if (result !== text) {
      void prompts.warn(
        words.t('Mirror replaced private or secret parts of what you wrote: context files are shared.'),
      );
    }
    return result;
  }

  return {
    accept: (note) => record({ ...note, status: 'accepted' }),
    async acceptAll(notes) {
      const proposed = notes.filter(({ note }) => note.status === 'proposed');
      if (proposed.length === 0) return false;
      await decisions.update((all) => {
        for (const { note } of proposed) all.notes[note.id] = { note: { ...note, status: 'accepted' } };
      });
      return true;
    },
    async edit(note) {
      const text = await prompts.sentence(
        words.t('Accept Note with Edits'),
        words.t('The sentence agents will read'),
        note.text,
      );
      if (text === undefined) return false;
      return record({ ...note, text: await cleaned(text), status: 'accepted' });
    },
    async decline(note, reason) {
      const why = reason ?? (await declineReason(ports));
      return why === undefined ? false : record({ ...note, status: 'declined' }, await cleaned(why));
    },
    async answer(gap, text, layer) {
      const note = noteFromAnswer(gap, { text: await cleaned(text), layer, owner: await ports.identity.recorder() });
      await decisions.update((all) => {
        all.notes[note.id] = { note };
        all.answered[gap.id] = note.id;
      });
      return true;
    },
    async dismiss(gap, reason) {
      const why = reason ?? (await dismissReason(ports));
      if (why === undefined) return false;
      const kept = await cleaned(why);
      await decisions.update((all) => {
        all.dismissed[gap.id] = { reason: kept, evidence: gap.evidence.length };
      });
      return true;
    },
  };
}

function declineReason({ prompts, words: { t } }: MirrorPorts): Promise<string | undefined> {
  return chosenOrWritten(prompts, t('Decline Note: why?'), t('Why it should not be a note'), [
    { value: 'obvious', label: t('Everybody knows, or the repository says it already') },
    { value: 'wrong', label: t('It is not true') },
    { value: 'once', label: t('It was true only this time') },
    { value: 'other', label: t('Another reason…') },
  ]);
}

function dismissReason({ prompts, words: { t } }: MirrorPorts): Promise<string | undefined> {
  return chosenOrWritten(prompts, t('Not a Gap: why?'), t('Why nothing is missing here'), [
    { value: 'obvious', label: t('Nobody needs this explained') },
    { value: 'accident', label: t('It was not part of the workflow') },
    { value: 'elsewhere', label: t('It is explained somewhere agents can read') },
    { value: 'other', label: t('Another reason…') },
  ]);
}

async function chosenOrWritten(
  prompts: MirrorPorts['prompts'],
  title: string,
  placeholder: string,
  options: readonly { readonly value: string; readonly label: string }[],
): Promise<string | undefined> {
  const chosen = await prompts.choose(title, options);
  return chosen === 'other' ? prompts.sentence(title, placeholder) : chosen;
}

/** A gap as a question to somebody else, with what was seen, through the gate: it leaves the machine by the clipboard. */
export async function copyQuestion({ stage, prompts, words }: MirrorPorts, gap: Gap, gate: GateOut): Promise<void> {
  const seen = gap.evidence.map(({ excerpt }) => `> ${excerpt}`);
  await stage.copy(gate.text([gap.question, '', gap.why, ...seen].join('\n')));
  void prompts.offer(words.t('The question is on the clipboard.'));
}
