import type { PastDecision } from '../host/decisions.ts';
import type { Words } from '../views/present/words.ts';

/** What was decided, in a few words: for "Undo" and for what was undone. */
export function decisionWords({ what, notes }: PastDecision, { t }: Words): string {
  const count = Object.keys(notes).length;
  switch (what) {
    case 'accept':
      return count === 1 ? t('accepting a note') : t('accepting {0} notes', count);
    case 'edit':
      return t('accepting a note with edits');
    case 'decline':
      return count === 1 ? t('declining a note') : t('declining {0} notes', count);
    case 'move':
      return t('moving notes to another layer');
    case 'own':
      return t('setting an owner');
    case 'merge':
      return t('merging notes');
    case 'split':
      return t('splitting a note');
    case 'answer':
      return t('answering a gap');
    case 'dismiss':
      return t('calling a gap none');
    case 'restore':
      return t('asking about a gap again');
    case 'suggest':
      return count === 1 ? t('taking a suggestion of the model') : t('taking suggestions of the model');
  }
}
