import { noteFromAnswer } from '../gaps/answer.ts';
import type { DecisionKind, DecisionStore, Decisions, PastDecision } from '../host/decisions.ts';
import type { Gap } from '../model/gap.ts';
import type { Layer, Note } from '../model/note.ts';
import { askText } from '../views/present/askText.ts';
import { layerLabel } from '../views/present/noteRows.ts';
import type { GateOut } from './gates.ts';
import { merged } from './mergedNotes.ts';
import { type DraftWords, readDraft } from './noteDraft.ts';
import type { MirrorPorts } from './ports.ts';
import { dismissalOf } from './reviewedNotes.ts';

/** What a maintainer decides about notes and gaps. Each gives the decisions as they are then, or undefined: none was made. */
export interface Review {
  accept(notes: readonly Note[]): Promise<Decisions | undefined>;
  /** Takes in what a person wrote about notes: the first keeps its place, the others are merged into it. */
  acceptDraft(notes: readonly Note[], text: string): Promise<Decisions | undefined>;
  decline(notes: readonly Note[], reason?: string): Promise<Decisions | undefined>;
  move(notes: readonly Note[], layer?: Layer): Promise<Decisions | undefined>;
  own(notes: readonly Note[], owner?: string): Promise<Decisions | undefined>;
  answer(gap: Gap, text: string, layer: Layer): Promise<Decisions | undefined>;
  dismiss(gap: Gap, reason?: string): Promise<Decisions | undefined>;
  restore(gap: Gap): Promise<Decisions | undefined>;
  /** The gap as a message to somebody who may know, through gate two; empty where gate two lets nothing through. */
  question(gap: Gap): Promise<string>;
  undo(): Promise<PastDecision | undefined>;
}

/** The room's one writer of decisions. `gate` is gate two: what a person types goes into files that are shared. */
export function createReview(ports: MirrorPorts, decisions: DecisionStore, gate: () => Promise<GateOut>): Review {
  const { prompts, words } = ports;

  async function record(what: DecisionKind, notes: readonly Note[], reason?: string): Promise<Decisions | undefined> {
    if (notes.length === 0) return undefined;
    return decisions.update((all) => {
      for (const note of notes) all.notes[note.id] = { note, ...(reason ? { reason } : {}) };
    }, what);
  }

  /** What was typed, with what gate two takes out taken out; the person is told. */
  async function cleaned(...texts: readonly string[]): Promise<string[]> {
    const { text: clean } = await gate();
    const results = texts.map((text) => (text === '' ? '' : clean(text)));
    if (results.some((result, index) => result !== texts[index])) {
      void prompts.warn(
        words.t('Mirror replaced private or secret parts of what you wrote: context files are shared.'),
      );
    }
    return results;
  }

  async function cleanedDraft(draft: DraftWords): Promise<DraftWords> {
    const [text = '', trigger = '', action = '', prevents = ''] = await cleaned(
      draft.text,
      draft.trigger,
      draft.action,
      draft.prevents,
    );
    return { text, trigger, action, prevents };
  }

  return {
    accept: (notes) =>
      record(
        'accept',
        notes.map((note) => ({ ...note, status: 'accepted' })),
      ),
    async acceptDraft(notes, text) {
      const [first, ...others] = notes;
      const [head, ...rest] = readDraft(text, words);
      if (!first) return undefined;
      if (!head) {
        prompts.fail(words.t('Nothing was accepted: the note has no words. Decline it if it should not stand.'));
        return undefined;
      }
      const whole = others.reduce(merged, first);
      const parts: Note[] = [withWords(whole, await cleanedDraft(head))];
      for (const [index, draft] of rest.entries()) {
        const id = `${first.id}-part-${index + 2}`;
        parts.push({ ...withWords(whole, await cleanedDraft(draft)), id });
      }
      const replaced = others.map((note): Note => ({ ...note, status: 'superseded' }));
      const what = rest.length > 0 ? 'split' : others.length > 0 ? 'merge' : 'edit';
      return record(what, [...parts, ...replaced]);
    },
    async decline(notes, reason) {
      if (notes.length === 0) return undefined;
      const why = reason ?? (await declineReason(ports, notes));
      if (why === undefined) return undefined;
      const [kept = ''] = await cleaned(why);
      return record(
        'decline',
        notes.map((note) => ({ ...note, status: 'declined' })),
        kept,
      );
    },
    async move(notes, layer) {
      if (notes.length === 0) return undefined;
      const to = layer ?? (await prompts.choose(words.t('Holds for'), layerChoices(ports, notes)));
      if (to === undefined) return undefined;
      return record(
        'move',
        notes.filter((note) => note.layer !== to).map((note) => ({ ...note, layer: to })),
      );
    },
    async own(notes, owner) {
      const [first] = notes;
      if (!first) return undefined;
      const typed =
        owner ??
        (await prompts.sentence(
          words.t('Set Owner'),
          words.t('Who answers for it: a team, a role, or a handle'),
          first.owner,
        ));
      if (typed === undefined) return undefined;
      const [kept = ''] = await cleaned(typed);
      return record(
        'own',
        notes.map((note) => ({ ...note, owner: kept })),
      );
    },
    async answer(gap, text, layer) {
      const [clean = ''] = await cleaned(text);
      if (clean === '') {
        prompts.fail(words.t('The answer was not taken in: nothing is left of it without its private parts.'));
        return undefined;
      }
      const note = noteFromAnswer(gap, { text: clean, layer, owner: await ports.identity.recorder() });
      return decisions.update((all) => {
        all.notes[note.id] = { note };
        all.answered[gap.id] = note.id;
      }, 'answer');
    },
    async dismiss(gap, reason) {
      const why = reason ?? (await dismissReason(ports));
      if (why === undefined) return undefined;
      const [kept = ''] = await cleaned(why);
      return decisions.update((all) => {
        all.dismissed[gap.id] = dismissalOf(gap, kept);
      }, 'dismiss');
    },
    restore: (gap) =>
      decisions.update((all) => {
        delete all.dismissed[gap.id];
      }, 'restore'),
    question: async (gap) => (await gate()).text(askText(gap, words)),
    undo: () => decisions.undo(),
  };
}

/** The note with a person's words. Without a sentence of its own it says when and what. */
function withWords(note: Note, { text, trigger, action, prevents }: DraftWords): Note {
  const { prevents: _prevents, ...rest } = note;
  const said = text === '' ? [trigger, action].filter((part) => part !== '').join(': ') : text;
  return { ...rest, text: said, trigger, action, ...(prevents === '' ? {} : { prevents }), status: 'accepted' };
}

function layerChoices({ words }: MirrorPorts, notes: readonly Note[]) {
  const { t } = words;
  const told: Readonly<Record<Layer, string>> = {
    working: t('Private, for the work at hand; ignored by Git'),
    project: t('Committed with this repository'),
    organization: t('For every repository of the organization'),
  };
  const [first] = notes;
  const same = notes.every(({ layer }) => layer === first?.layer);
  return (Object.keys(told) as Layer[])
    .filter((layer) => !same || layer !== first?.layer)
    .map((layer) => ({ value: layer, label: layerLabel(layer, words), description: told[layer] }));
}

function declineReason({ prompts, words: { t } }: MirrorPorts, notes: readonly Note[]): Promise<string | undefined> {
  const standing = notes.every(({ status }) => status === 'accepted' || status === 'stale');
  const title = standing
    ? t('Retire Note: why?')
    : notes.length === 1
      ? t('Decline Note: why?')
      : t('Decline {0} Notes: why?', notes.length);
  return chosenOrWritten(prompts, title, t('Why it should not be a note'), [
    ...(standing ? [{ value: 'outdated', label: t('It no longer holds') }] : []),
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
