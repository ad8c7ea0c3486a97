import type { Note } from '../model/note.ts';
import type { Failure, Result } from '../model/result.ts';
import type { Step } from '../model/step.ts';

export type RefineCode = 'no-key' | 'refused' | 'offline' | 'overloaded' | 'bad-answer' | 'cancelled';
export type RefineFailure = Failure<RefineCode>;

/** One question to a model: sanitized text only, shown to the person before it is sent. */
export interface Question {
  /** What the model is to do. */
  readonly instructions: string;
  /** Notes and steps as JSON. */
  readonly material: string;
  /** Upper bound of the answer. */
  readonly maxTokens: number;
}

/** A language model, wherever it runs. Never throws; `signal` cancels. */
export interface LanguageModel {
  ask(question: Question, signal: AbortSignal): Promise<Result<string, RefineFailure>>;
}

/** New words for one note. Fields that are absent stay as they are. */
export interface Proposal {
  readonly note: string;
  readonly trigger?: string;
  readonly action?: string;
  readonly prevents?: string;
  readonly text?: string;
}

/** Why a claim of a model was dropped. */
export type DropReason = 'unknown-note' | 'no-evidence' | 'unknown-evidence' | 'unsupported' | 'not-plain';

export interface DroppedClaim {
  readonly note: string;
  readonly field: string;
  readonly reason: DropReason;
}

export interface Refined {
  readonly proposals: readonly Proposal[];
  /** Claims without support: they reach no note and are counted for the person. */
  readonly dropped: readonly DroppedClaim[];
}

/** Rephrases notes. It can add no claim: what the evidence of a note does not carry is dropped. */
export interface Refiner {
  rephrase(
    notes: readonly Note[],
    steps: readonly Step[],
    signal: AbortSignal,
  ): Promise<Result<Refined, RefineFailure>>;
}
