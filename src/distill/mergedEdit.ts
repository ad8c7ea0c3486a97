import type { Hunk } from '../model/event.ts';
import type { Action, EditAction } from './action.ts';
import { composeHunks } from './hunks.ts';

/** An edit that goes on: typed over becomes one change, taken back becomes none. */
export function mergedEdit(
  known: Action,
  seq: number,
  at: number,
  file: string,
  hunks: readonly Hunk[],
  withheld: boolean,
): EditAction {
  const before = known.kind === 'edit' ? known : undefined;
  const composed = composeHunks(before?.hunks ?? [], hunks);
  const cancelled = composed.length === 0 && hunks.length > 0 && before !== undefined && !before.created;
  return {
    kind: 'edit',
    ...(cancelled ? { cancelled } : {}),
    recording: known.recording,
    seq: known.seq,
    seqs: [...known.seqs, seq],
    at: known.at,
    endAt: at,
    file,
    hunks: composed,
    created: before?.created ?? true,
    withheld: withheld || (before?.withheld ?? false),
  };
}
