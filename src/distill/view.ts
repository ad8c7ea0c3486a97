import type { Parameter } from '../model/process.ts';
import type { Atom } from './atoms.ts';
import type { ConditionOf, FirstSeen } from './firstSeen.ts';
import type { Merged } from './process.ts';
import type { ReadRun } from './run.ts';

/** What the notes of a workflow are written from. */
export interface WorkflowView {
  readonly workflow: string;
  readonly runs: readonly ReadRun[];
  readonly atoms: ReadonlyMap<string, readonly Atom[]>;
  readonly merged: Merged;
  readonly parameters: readonly Parameter[];
  readonly firstSeen: FirstSeen;
  readonly conditionOf: ConditionOf;
}

/** A workflow's name as part of a claim: its spelling does not matter. */
export function workflowKey(workflow: string): string {
  return workflow.trim().toLowerCase().replace(/\s+/g, ' ');
}
