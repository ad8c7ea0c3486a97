import type { Judgement, Note } from '../model/note.ts';
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

/** Told while an answer comes in: how many characters of it are there. */
export type OnAnswer = (characters: number) => void;

/** A language model, wherever it runs. Never throws; `signal` cancels. */
export interface LanguageModel {
  /** What the answers depend on besides the question: provider, model, address. */
  readonly name: string;
  ask(question: Question, signal: AbortSignal, onAnswer?: OnAnswer): Promise<Result<string, RefineFailure>>;
}

/** Answers by what was asked of whom: the same question asked again is free and gets the same answer. */
export interface AnswerCache {
  read(asked: string): Promise<string | undefined>;
  write(asked: string, answer: string): Promise<void>;
}

/** New words for one note. Fields that are absent stay as they are. */
export interface Proposal {
  readonly note: string;
  readonly trigger?: string;
  readonly action?: string;
  readonly prevents?: string;
  readonly text?: string;
}

/** A better title for the step of one walkthrough. */
export interface StepTitle {
  readonly step: string;
  readonly title: string;
}

/** Notes that say what another says. */
export interface Merge {
  readonly keep: string;
  readonly into: readonly string[];
}

/** Why a claim of a model was dropped. */
export type DropReason =
  | 'unknown-note'
  | 'unknown-step'
  | 'no-evidence'
  | 'unknown-evidence'
  | 'unsupported'
  | 'incomplete'
  | 'not-plain'
  | 'too-long';

export interface DroppedClaim {
  /** The note or step that it was about, as the model named it. */
  readonly note: string;
  readonly field: string;
  readonly reason: DropReason;
}

export interface Refined {
  readonly proposals: readonly Proposal[];
  readonly titles: readonly StepTitle[];
  readonly merges: readonly Merge[];
  readonly judgements: readonly Judgement[];
  /** Claims without support: they reach no note and are counted for the person. */
  readonly dropped: readonly DroppedClaim[];
}

/** What one workflow has for a model to read. */
export interface Material {
  readonly workflow: string;
  readonly notes: readonly Note[];
  readonly steps: readonly Step[];
}

/** Rephrases and judges. It can add no claim: what the evidence of a note does not carry is dropped. */
export interface Refiner {
  /** What would be asked, in order: for the person to read, and to know the size of. */
  questions(material: readonly Material[]): readonly Question[];
  /** Asks it all. `onProgress` hears how much of it is answered, from 0 to 1. The first failure ends it. */
  refine(
    material: readonly Material[],
    signal: AbortSignal,
    onProgress?: (done: number) => void,
  ): Promise<Result<Refined, RefineFailure>>;
}
