import type { StoredNotes } from '../context/noteStore.ts';
import { mergeAccepted } from '../context/noteStore.ts';
import type { OrganizationOffer } from '../context/organization.ts';
import type { DecisionStore, Decisions, Dismissal } from '../host/decisions.ts';
import type { ContextFinding } from '../model/context.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';
import type { Note } from '../model/note.ts';
import type { DismissedGapView, NoteView } from '../views/state.ts';

/** A claim with more evidence than the one a person decided about is new to them. */
function hasGrown(note: Note, decided: Note): boolean {
  return note.support.n > decided.support.n || note.evidence.length > decided.evidence.length;
}

/** Notes accepted on disk joined with those accepted here and not written yet: what applying renders. */
export function acceptedNotes(stored: StoredNotes, decisions: Decisions): Note[] {
  const onDisk = new Map(stored.notes.map(({ note }) => [note.id, note]));
  const taken = Object.values(decisions.notes).map(({ note }) => note);
  const accepted = taken.filter((note) => note.status === 'accepted' && !stands(note, onDisk));
  const gone = new Map(taken.filter(isRetired).map((note) => [note.id, note]));
  const kept = [...onDisk.values()].map((note) => gone.get(note.id) ?? note);
  return mergeAccepted(kept, [], accepted);
}

function isRetired({ status }: Note): boolean {
  return status === 'declined' || status === 'superseded';
}

/** The file on disk says what was decided. */
function stands(note: Note, onDisk: ReadonlyMap<string, Note>): boolean {
  const other = onDisk.get(note.id);
  return other !== undefined && other.status === note.status && sameWords(other, note);
}

/** What a person can change about a note. */
const words = ['text', 'trigger', 'action', 'prevents', 'layer', 'owner', 'pinnedAt'] as const;

function sameWords(a: Note, b: Note): boolean {
  return words.every((key) => (a[key] ?? '').trim() === (b[key] ?? '').trim());
}

/**
 * Forgets the decisions that the files on disk say by now: whoever changes such a file later (a colleague, a pull) is
 * not overruled by what was decided here once, and what was written is no longer undone here but with Git.
 */
export async function forgetWritten(
  decisions: DecisionStore,
  { stored }: { readonly stored: StoredNotes },
): Promise<Decisions> {
  const onDisk = new Map(stored.notes.map(({ note }) => [note.id, note]));
  return decisions.update((all) => {
    const kept = Object.entries(all.notes).filter(([, { note }]) => !stands(note, onDisk));
    if (kept.length === Object.keys(all.notes).length) return;
    all.notes = Object.fromEntries(kept);
    all.history = [];
  });
}

/**
 * Every note a maintainer sees, once: what recordings propose, what was decided here, what stands on disk. A declined
 * one is proposed again when its evidence has grown; what stands accepted on disk is not proposed again. One that was
 * given other words or another layer and is still proposed keeps them, and has the evidence of the newest recordings.
 */
export function reviewedNotes(
  distilled: Iterable<Distilled>,
  stored: StoredNotes,
  decisions: Decisions,
  findings: readonly ContextFinding[] = [],
  offers: readonly OrganizationOffer[] = [],
): NoteView[] {
  const onDisk = new Map(stored.notes.map(({ note }) => [note.id, note]));
  const views = new Map<string, NoteView>();
  for (const note of onDisk.values()) views.set(note.id, { note, pendingApply: false });
  for (const { note } of Object.values(decisions.notes)) {
    if (stands(note, onDisk)) continue;
    const pendingApply = note.status === 'accepted' || (isRetired(note) && onDisk.get(note.id)?.status === 'accepted');
    views.set(note.id, { note, pendingApply });
  }
  for (const { notes } of distilled) {
    for (const note of notes) {
      const known = views.get(note.id)?.note;
      if (!known || (known.status === 'declined' && hasGrown(note, known)))
        views.set(note.id, { note, pendingApply: false });
      else if (known.status === 'proposed') {
        const { evidence, support, recordedOn = known.recordedOn, verifiedAt = known.verifiedAt } = note;
        views.set(note.id, {
          note: {
            ...known,
            evidence,
            support,
            ...(recordedOn ? { recordedOn } : {}),
            ...(verifiedAt ? { verifiedAt } : {}),
          },
          pendingApply: false,
        });
      }
    }
  }
  for (const { note: offered, kind, because } of offers) {
    const known = views.get(offered.id);
    const note: Note = { ...offered, status: 'proposed' };
    const isNew = kind === 'new' && (!known || (known.note.status === 'declined' && hasGrown(note, known.note)));
    const isNews =
      kind === 'update' &&
      known?.note.status === 'accepted' &&
      !known.pendingApply &&
      decisions.dismissed[updateKey(offered)] === undefined;
    if (isNew || isNews) views.set(note.id, { note, pendingApply: false, organization: { kind, because } });
    // It stands here until a person decides: only said of it.
    if (kind === 'removed' && known?.note.status === 'accepted' && known.note.layer === 'organization')
      views.set(offered.id, { ...known, organization: { kind, because } });
  }
  for (const { code, note, message } of findings) {
    const view = code === 'stale' && note !== undefined ? views.get(note) : undefined;
    if (view) views.set(view.note.id, { ...view, stale: message });
  }
  const { judgements } = decisions;
  return [...views.values()].map((view) => {
    const judgement = view.note.status === 'proposed' ? judgements[view.note.id] : undefined;
    return judgement ? { ...view, judgement } : view;
  });
}

/** Names one newer wording of an organization's note: what was declined once is not offered again. */
export function updateKey({ id, pinnedAt }: Note): string {
  return `organization-${id}-${pinnedAt ?? ''}`;
}

/** Names a piece of evidence the same, however often the gap is computed. */
export function evidenceKey({ recording, from, to }: Evidence): string {
  return `${recording}:${from}-${to}`;
}

/** A gap as it was when a person called it none. */
export function dismissalOf(gap: Gap, reason: string): Dismissal {
  return { reason, evidence: gap.evidence.length, seen: gap.evidence.map(evidenceKey) };
}

function hasNewEvidence(gap: Gap, { evidence, seen }: Dismissal): boolean {
  if (!seen) return gap.evidence.length > evidence;
  const known = new Set(seen);
  return gap.evidence.some((each) => !known.has(evidenceKey(each)));
}

/** Gaps without those a person called none, unless evidence came since. */
export function openGaps(gaps: readonly Gap[], decisions: Decisions): Gap[] {
  return gaps.filter((gap) => {
    const dismissed = decisions.dismissed[gap.id];
    return dismissed === undefined || hasNewEvidence(gap, dismissed);
  });
}

/** The gaps that were called none, and would be asked about otherwise, with the reason. */
export function dismissedGaps(gaps: readonly Gap[], decisions: Decisions): DismissedGapView[] {
  return gaps.flatMap((gap) => {
    const dismissed = decisions.dismissed[gap.id];
    return dismissed && !hasNewEvidence(gap, dismissed) ? [{ gap, reason: dismissed.reason }] : [];
  });
}
