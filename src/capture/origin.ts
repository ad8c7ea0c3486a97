import type { EditOrigin } from '../model/event.ts';

/** What is known of one change event when its origin is guessed. VS Code itself does not tell (stable API). */
export interface ObservedChange {
  readonly reason?: 'undo' | 'redo';
  /** Between will-save and did-save. */
  readonly saving: boolean;
  /** The file changed on disk just before, and the document was clean. */
  readonly external: boolean;
  /** A selection change by keyboard followed at once. */
  readonly keyboard: boolean;
  /** The cursor followed to the end of what was inserted, as it does for a paste. */
  readonly followed: boolean;
  /** Whether the inserted text equals the clipboard; undefined where that cannot be asked. */
  readonly clipboard: boolean | undefined;
  readonly parts: readonly { readonly removed: string; readonly inserted: string }[];
}

/** Guesses where a change came from. It is a guess, and recorded as one: see facts of the editor's API. */
export function guessOrigin(change: ObservedChange): EditOrigin {
  if (change.reason) return 'undo';
  if (change.saving) return 'format';
  if (change.external) return 'external';
  if (change.clipboard) return 'paste';
  const { parts } = change;
  if (parts.every((part) => isKeystroke(part.inserted))) {
    const removed = parts.reduce((sum, part) => sum + part.removed.length, 0);
    // Deleting much without the keyboard is a refactoring or an extension.
    return change.keyboard || removed <= 2 ? 'typed' : isLayoutOnly(parts) ? 'format' : 'unknown';
  }
  if (parts.length > 1 && isLayoutOnly(parts)) return 'format';
  const longest = parts.reduce((most, part) => (part.inserted.length > most.length ? part.inserted : most), '');
  const lines = longest.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
  const isLarge = lines > 1 || longest.length > completionLength;
  if (change.keyboard) return isLarge ? 'paste' : 'typed';
  if (!isLarge) return change.followed ? 'typed' : 'unknown';
  // A suggestion that is accepted moves the cursor as a paste does: the clipboard, if it is known, decides.
  return change.followed && change.clipboard === undefined ? 'paste' : 'assistant';
}

/** The longest single-line text that a person brings in with one stroke: a completed word, an input method's phrase. */
const completionLength = 60;

/** The origin of several changes settled as one: the one that brought most text. Undoing counts only where it was all. */
export function dominantOrigin(
  changes: readonly { readonly origin: EditOrigin; readonly chars: number }[],
): EditOrigin {
  const weights = new Map<EditOrigin, number>();
  for (const { origin, chars } of changes) weights.set(origin, (weights.get(origin) ?? 0) + chars + 1);
  if (weights.size > 1) weights.delete('undo');
  let best: EditOrigin = 'unknown';
  let most = 0;
  for (const [origin, weight] of weights) {
    if (weight > most) [best, most] = [origin, weight];
  }
  return best;
}

/** One or two characters, or a new line with its indentation. */
function isKeystroke(inserted: string): boolean {
  return inserted.length <= 2 || /^(?:\r\n|\r|\n)[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)?$/.test(inserted);
}

function isLayoutOnly(parts: ObservedChange['parts']): boolean {
  const bare = (text: string): string => text.replace(/\s+/g, '');
  return parts.every((part) => bare(part.removed) === bare(part.inserted));
}
