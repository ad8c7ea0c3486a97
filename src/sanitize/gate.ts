import type { Fact } from '../model/event.ts';
import type { PlaceholderKind } from '../model/placeholder.ts';
import type { KnownValue } from './knownValues.ts';
import type { Hidden } from './placeholders.ts';
import type { TextKind } from './rule.ts';
import type { Rules } from './rules/list.ts';
import type { Steps } from './steps.ts';

export interface SanitizeInput {
  readonly text: string;
  /** Guessed from `file`, else from the text, when absent. */
  readonly as?: TextKind;
  /** Where the text comes from; content of files that are never recorded is withheld whole. */
  readonly file?: string;
}

/** What was redacted and where; never the secret. Offsets are UTF-16 units of the input. */
export interface Finding {
  readonly rule: string;
  readonly kind: PlaceholderKind;
  readonly start: number;
  readonly end: number;
  readonly placeholder: string;
}

export type Sanitized =
  | { readonly withheld: false; readonly text: string; readonly findings: readonly Finding[] }
  | { readonly withheld: true; readonly reason: string; readonly findings: readonly Finding[] };

export interface Gate {
  /** Texts of one input, read as one so that a secret over several of them is seen. */
  sanitize(input: SanitizeInput): Sanitized;
  learn(values: readonly KnownValue[]): void;
  /** Every text of a fact cleaned; a fact that fails or takes too long is dropped, with the reason. */
  fact(fact: Fact): Fact | { readonly dropped: string };
  /** The same step by step, each of a few milliseconds: a long output must not hold up who else works in the process. */
  factInSteps(fact: Fact): Steps<Fact | { readonly dropped: string }>;
  /** How many values this gate looks for in every text; more when it has seen more of them. */
  knownValues(): number;
  /** Does one of them, in any form, stand in the text? Nothing else is looked for. */
  holdsKnownValue(text: string): boolean;
  /** A text holds placeholders of an earlier run: their numbers are not given out again. */
  reserve(text: string): void;
  /** What a placeholder that this gate gave out stands for; it is known to nobody else. */
  hidden(placeholder: string): Hidden | undefined;
  /** Goes on with other rules: terms or exceptions were added. What is hidden already keeps its placeholder. */
  useRules(rules: Rules): void;
  readonly version: string;
}
