import type { AgentName, FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { GateTwo, HeldBack } from './gateTwo.ts';
import type { HandEdit } from './handEdits.ts';
import type { WorkflowProcess } from './procedure.ts';

export interface PlanInput {
  readonly repository: RepositoryView;
  /**
   * All notes that count: those on disk and those accepted now (`mergeAccepted` joins them). Only `accepted` ones are
   * rendered; one of another status takes its file with it (a declined note's file says so and its lines go).
   */
  readonly accepted: readonly Note[];
  /** What recordings say about procedures; `Distilled` fits. A workflow without it keeps the procedure of its SKILL.md. */
  readonly processes?: readonly WorkflowProcess[];
  readonly gate: GateTwo;
  /** The agents that the team uses; those that the repository says where absent. AGENTS.md is written in any case. */
  readonly agents?: readonly AgentName[];
  /** What a recording left open, for whoever continues; what the private file says of that stays where absent. */
  readonly atHand?: WorkAtHand;
  /** ISO date: what has expired by then goes from the private file. Absent: nothing does. */
  readonly today?: string;
  /** Paths whose hand edits a person has decided about: they are rendered over. */
  readonly decided?: readonly string[];
}

/** What the newest recording left open: neither accepted nor answered, and soon out of date. */
export interface WorkAtHand {
  readonly workflow: string;
  /** The last day on which it is worth reading; ISO date. */
  readonly until: string;
  /** Sentences of notes that nobody reviewed. */
  readonly notes: readonly string[];
  /** Questions of gaps that nobody answered. */
  readonly gaps: readonly string[];
}

/** A file that is left alone because writing would do harm; `message` is a sentence that says what to do. */
export interface Refusal {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What the parts of a plan add to while it is made. */
export interface Draft {
  readonly changes: FileChange[];
  readonly handEdits: HandEdit[];
  readonly refused: Refusal[];
  readonly heldBack: HeldBack[];
}

/** Adds a change where the bytes differ. */
export function addChange(
  draft: Draft,
  path: string,
  before: Uint8Array | undefined,
  after: Uint8Array | undefined,
  reason: string,
): void {
  if (before === undefined && after === undefined) return;
  if (before && after && sameBytes(before, after)) return;
  draft.changes.push({ path, ...(before ? { before } : {}), ...(after ? { after } : {}), reason });
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]));
}

/** The bytes of a file to change; undefined with a refusal where it is there but cannot be read. */
export function readable(input: PlanInput, path: string, draft: Draft): { bytes: Uint8Array | undefined } | undefined {
  const bytes = input.repository.bytes(path);
  if (bytes || !input.repository.has(path)) return { bytes };
  draft.refused.push({
    path,
    code: 'unreadable',
    message: `${path} is there but cannot be read (too large, or no permission); nothing was planned for it`,
  });
  return undefined;
}
