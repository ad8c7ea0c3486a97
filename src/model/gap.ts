import type { Evidence } from './evidence.ts';
import type { Layer } from './note.ts';

export type GapCode =
  | 'unexplained-step'
  | 'unexplained-failure'
  | 'unknown-input'
  | 'off-screen'
  | 'decision'
  | 'unverified'
  | 'single-witness'
  | 'no-owner'
  | 'stale'
  | 'contradiction'
  | 'truncated'
  | 'credential'
  | 'not-captured'
  | 'agent-reported';

export type Severity = 'high' | 'medium' | 'low';

/** Something observed or required that no loaded context explains. */
export interface Gap {
  /** Stable over recomputation, so that a dismissal holds. */
  readonly id: string;
  readonly code: GapCode;
  readonly severity: Severity;
  readonly workflow: string;
  /** The command, file, value or name it is about. */
  readonly subject: string;
  /** One plain question a person can answer. */
  readonly question: string;
  /** What was seen and why it matters. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
  /** The layer an answer belongs to. */
  readonly layer: Layer;
  readonly askWhom?: string;
  /** Coverage of its workflow, in percent, once this gap alone is answered and applied; absent where it changes nothing. */
  readonly raisesTo?: number;
}

/** Evidence-weighted share of the observed steps that loaded context explains; `percent` is 0 to 100, whole. */
export interface Coverage {
  readonly explained: number;
  readonly observed: number;
  readonly percent: number;
}

export interface GapReport {
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
}
