import type { ViewState } from '../state.ts';
import { byteSize } from './text.ts';
import type { Words } from './words.ts';

/** Beside the title of the Notes view: what would stand always on with the accepted notes, against the room it has. */
export function alwaysOnDescription({ alwaysOn }: ViewState, { t }: Words): string | undefined {
  if (!alwaysOn || alwaysOn.lines === 0) return undefined;
  const { lines, maxLines, bytes, maxBytes } = alwaysOn;
  return t('always on: {0}/{1} lines, {2}/{3}', lines, maxLines, byteSize(bytes), byteSize(maxBytes));
}

/** Over the notes, where the room is used up. */
export function alwaysOnWarning({ alwaysOn }: ViewState, { t }: Words): string | undefined {
  if (!alwaysOn || alwaysOn.movedDown === 0) return undefined;
  const { movedDown, maxLines, maxBytes } = alwaysOn;
  const room = byteSize(maxBytes);
  return movedDown === 1
    ? t('No room left in what is always on ({0} lines, {1}): 1 accepted note stands in MEMORY.md only.', maxLines, room)
    : t(
        'No room left in what is always on ({0} lines, {1}): {2} accepted notes stand in MEMORY.md only.',
        maxLines,
        room,
        movedDown,
      );
}
