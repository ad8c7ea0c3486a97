import type { AgentReport } from '../model/agentReport.ts';
import type { ContextFinding, LoadedContext } from '../model/context.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Recording } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';

export interface GapOptions {
  /** How long the window may lose focus before it counts, in milliseconds. */
  readonly offScreenMs: number;
  /** How old the newest recording of a workflow may be, in days. */
  readonly shelfLifeDays: number;
}

export const defaultGapOptions: GapOptions = { offScreenMs: 60_000, shelfLifeDays: 180 };

/** What the gaps of one workflow are computed from. Nothing of it is stored. */
export interface GapInput {
  /** The recordings of one workflow, in any order. */
  readonly recordings: readonly Recording[];
  /** What distilling the same recordings gave; without its observations there is nothing to ask about but the context. */
  readonly distilled: Distilled;
  /** The context files as they are on disk: a proposed note is not in them. */
  readonly context: LoadedContext;
  readonly repository: RepositoryView;
  /** Milliseconds since 1970, from a clock of the host. */
  readonly now: number;
  readonly options?: Partial<GapOptions>;
  /** What `context check` found: the stale ones become gaps. */
  readonly findings?: readonly ContextFinding[];
  readonly agentReports?: readonly AgentReport[];
}
