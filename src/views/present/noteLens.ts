import type { CommandName } from '../commandIds.ts';
import type { NoteView } from '../state.ts';
import { layerLabel, organizationPart, removedThere } from './noteRows.ts';
import { oneLine, plainLines, shorten } from './text.ts';
import type { Words } from './words.ts';

/** Something to do with a note, as a short label. */
export interface NoteAction {
  readonly title: string;
  readonly command: CommandName;
}

/** What may be done with a note in its state. */
export function noteActions({ note }: NoteView, { t }: Words): readonly NoteAction[] {
  const move: NoteAction = { title: t('Move to Layer…'), command: 'moveNote' };
  const own: NoteAction = { title: t('Set Owner…'), command: 'setNoteOwner' };
  const edit: NoteAction = { title: t('Accept with Edits…'), command: 'editNote' };
  switch (note.status) {
    case 'proposed':
      return [
        { title: t('Accept Note'), command: 'acceptNote' },
        edit,
        { title: t('Decline…'), command: 'declineNote' },
        move,
        own,
      ];
    case 'declined':
      return [{ title: t('Accept Note'), command: 'acceptNote' }, edit];
    case 'superseded':
      return [];
    default:
      return [{ title: t('Retire…'), command: 'retireNote' }, edit, move, own];
  }
}

/** Whole months between a day (`2026-01-31`) and now (milliseconds); undefined where the day is none. */
function monthsSince(day: string | undefined, now: number): number | undefined {
  const then = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(then) ? undefined : Math.max(0, Math.floor((now - then) / (30.44 * 24 * 3_600_000)));
}

/** How long ago a note was last seen to hold; undefined where nobody knows. */
export function noteAge(recordedOn: string | undefined, now: number, { t }: Words): string | undefined {
  const months = monthsSince(recordedOn, now);
  if (months === undefined) return undefined;
  if (months === 0) return t('seen this month');
  return months === 1 ? t('seen 1 month ago') : t('seen {0} months ago', months);
}

/** The first label over a note's line: evidence, age, owner, and first of all whether it still holds. */
export function noteSummary(view: NoteView, now: number, words: Words): string {
  const { note, stale, pendingApply } = view;
  const { t } = words;
  const parts = [
    stale === undefined ? undefined : t('stale'),
    ...organizationPart(view, words),
    pendingApply && note.status !== 'accepted' ? t('retired, not applied yet') : undefined,
    t('{0} of {1}', note.support.n, note.support.of),
    noteAge(note.recordedOn, now, words),
    note.owner ? t('owner {0}', oneLine(note.owner, 60)) : t('no owner'),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** What a hover over a note's line tells, a line each; plain text, to be shown as such. */
export function noteHover(view: NoteView, now: number, words: Words): readonly string[] {
  const { note, stale } = view;
  const { t } = words;
  const shown = 5;
  return [
    ...(stale === undefined ? [] : [t('Stale: {0}', oneLine(stale, 600))]),
    ...removedThere(view, words),
    noteSummary({ ...view, note }, now, words),
    t('Workflow: {0}', oneLine(note.workflow) || t('none')),
    t('Holds for: {0}', layerLabel(note.layer, words)),
    ...(note.verifiedAt ? [t('Held at commit {0}', note.verifiedAt.slice(0, 12))] : []),
    ...note.evidence.slice(0, shown).map(({ excerpt }) => shorten(plainLines(excerpt).replaceAll('\n', ' ⏎ '), 200)),
    ...(note.evidence.length > shown ? [t('and {0} more', note.evidence.length - shown)] : []),
  ];
}
