import type { PlaceholderKind } from '../model/placeholder.ts';
import type { Outline } from './wordIndex.ts';

/** What a text is decides how it is read: only in code must a value be quoted to count. */
export type TextKind = 'terminal' | 'code' | 'data';

/** One text under examination. Rules never see placeholders: they are masked with `barrier`. */
export interface Piece {
  readonly text: string;
  /** Words and runs of the text, found once for all rules. */
  readonly outline: Outline;
  readonly as: TextKind;
  readonly file?: string;
  /** Gate two: personal data that capture may keep (private addresses, for one) goes as well. */
  readonly strict: boolean;
  /** Throws once the time for this text is over; called wherever one more hit costs more than a look. */
  readonly check?: () => void;
}

/** A range of a piece that must not be kept. Offsets are UTF-16 units, `end` is exclusive. */
export interface Match {
  readonly rule: string;
  readonly kind: PlaceholderKind;
  readonly start: number;
  readonly end: number;
  /** Worth looking for everywhere else: the value becomes a known one for the rest of the recording. */
  readonly remember?: boolean;
  /** Stands there instead of a placeholder (a home folder becomes `~`). */
  readonly replacement?: string;
}

/** One kind of leak. Must be linear in the length of the text: hostile lines are part of the contract. */
export interface Rule {
  readonly id: string;
  find(piece: Piece): readonly Match[];
}

/** Fills the room of a placeholder already in a text. No secret contains it: values that do are left alone. */
export const barrier = '\uFFFC';
