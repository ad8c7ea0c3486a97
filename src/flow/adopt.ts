import { adopted, handWrittenLines } from '../context/adopt.ts';
import { freshUpdates } from '../context/freshness.ts';
import type { DecisionStore } from '../host/decisions.ts';
import type { Note } from '../model/note.ts';
import type { GateOut } from './gates.ts';
import type { Knowledge } from './knowledge.ts';
import type { MirrorPorts } from './ports.ts';
import { acceptedNotes } from './reviewedNotes.ts';

/** What the two ways of changing notes by choice work with. */
export interface NoteDesk {
  readonly knowledge: Knowledge;
  readonly decisions: DecisionStore;
  readonly gate: GateOut;
}

/**
 * Turns hand-written lines that the person chooses into accepted notes with an owner. The lines stay where they are, and
 * nothing is written before the notes are applied. Gives whether notes changed.
 */
export async function adoptLines(ports: MirrorPorts, desk: NoteDesk): Promise<boolean> {
  const { prompts, words } = ports;
  const { repository, stored, decisions } = desk.knowledge;
  const notes = [...acceptedNotes(stored, decisions), ...Object.values(decisions.notes).map(({ note }) => note)];
  const lines = handWrittenLines(repository, notes).filter(({ text }) => desk.gate.text(text) === text);
  if (lines.length === 0) {
    void prompts.offer(
      words.t('There is no hand-written line to adopt: context files hold none that is not a note already.'),
    );
    return false;
  }
  const chosen = await prompts.chooseSeveral(
    words.t('Adopt which hand-written lines as notes? They stay where they are.'),
    lines.map((one, index) => ({
      value: String(index),
      label: one.text,
      description: `${one.file}:${one.line}`,
      ...(one.section === undefined ? {} : { detail: one.section }),
    })),
  );
  if (!chosen || chosen.length === 0) return false;
  const owner = await ports.identity.recorder();
  const taken = chosen.flatMap((index) => {
    const line = lines[Number(index)];
    return line ? [adopted(line, repository, owner)] : [];
  });
  await take(ports, desk.decisions, taken);
  return true;
}

/**
 * Offers new words for accepted notes that name something under its old name, and takes over those the person leaves
 * ticked. Gives whether notes changed.
 */
export async function updateStaleNotes(ports: MirrorPorts, desk: NoteDesk): Promise<boolean> {
  const { prompts, words } = ports;
  const { repository, stored, findings } = desk.knowledge;
  const updates = freshUpdates(
    repository,
    stored.notes.filter(({ note }) => note.status === 'accepted'),
  );
  if (updates.length === 0) {
    const stale = findings.some(({ code, note }) => code === 'stale' && note !== undefined);
    void prompts.offer(
      stale
        ? words.t('Some notes name what is gone, but no new name is evident. Edit or decline them in the Notes view.')
        : words.t('No note names anything that is gone.'),
    );
    return false;
  }
  const chosen = await prompts.chooseSeveral(
    words.t('Take over which new names?'),
    updates.map(({ note, was, renamed }) => ({
      value: note.id,
      label: note.text,
      description: renamed.map(({ needs, replacement }) => `${nameOf(needs)} → ${replacement}`).join(', '),
      detail: words.t('until now: {0}', was.text),
      picked: true,
    })),
  );
  if (!chosen || chosen.length === 0) return false;
  const taken = updates.filter(({ note }) => chosen.includes(note.id)).map(({ note }) => note);
  await take(ports, desk.decisions, taken);
  return true;
}

function nameOf({ script, target, file }: { script?: string; target?: string; file?: string }): string {
  return script ?? target ?? file ?? '';
}

/** Keeps the notes as accepted, and offers to write them. */
async function take(
  { prompts, words, send }: MirrorPorts,
  store: DecisionStore,
  notes: readonly Note[],
): Promise<void> {
  await store.update((all) => {
    for (const note of notes) all.notes[note.id] = { note };
  });
  const apply = words.t('Apply Accepted Notes');
  const said =
    notes.length === 1
      ? words.t('1 note is accepted. Nothing is written until you apply.')
      : words.t('{0} notes are accepted. Nothing is written until you apply.', notes.length);
  void prompts.offer(said, apply).then((answer) => (answer === apply ? send({ kind: 'applyNotes' }) : undefined));
}
