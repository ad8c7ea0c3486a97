import type { ChoiceStore } from '../host/choices.ts';
import type { DecisionStore } from '../host/decisions.ts';
import type { GateOut } from './gates.ts';
import type { Knowledge } from './knowledge.ts';

/** Where the flow works when it asks a model. */
export interface ModelDesk {
  readonly knowledge: Knowledge;
  readonly decisions: DecisionStore;
  readonly choices: ChoiceStore;
  readonly gate: GateOut;
  /** The private folder of the workspace: answers are kept there. */
  readonly dataFolder: string;
}
