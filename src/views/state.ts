import type { ChartRow, LoadWhen } from '../model/context.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { Judgement, Layer, Note } from '../model/note.ts';
import type { StepKind } from '../model/step.ts';
import type { MapSource } from './present/processMap.ts';

/** What the views show. `mirror.ts` builds one after each change and hands it to every view; views keep nothing else. */
export interface ViewState {
  readonly status: RecordingStatus;
  /** The workflow recorded now, or that of the interrupted recording. */
  readonly workflow?: string | undefined;
  /** Recorded time in milliseconds, pauses left out, as measured at `elapsedAt`. */
  readonly elapsedMs: number;
  /** Milliseconds on the clock that the status bar is given; while recording it adds what has passed since. */
  readonly elapsedAt: number;
  /** Recordings can be written; false shows `error` in the welcome. */
  readonly storageReady: boolean;
  readonly untrusted: boolean;
  readonly noFolder: boolean;
  /** The person agreed to be recorded, once. */
  readonly consented: boolean;
  /** What is shown is the sample: nothing of it is the person's. */
  readonly sample: boolean;
  /** A terminal of this window was seen to tell of its commands. */
  readonly shellChecked: boolean;
  /** Agents were connected from this window, or found to be. */
  readonly connected: boolean;
  /** One localized sentence over the views. */
  readonly error?: string | undefined;
  /** Distilling failed: `error` says so, and it can be tried again. */
  readonly distillFailed?: boolean | undefined;
  /** One localized sentence on what is being computed. */
  readonly busy?: string | undefined;
  readonly workflows: readonly WorkflowView[];
  readonly notes: readonly NoteView[];
  /** Ranked: the most urgent first. */
  readonly gaps: readonly Gap[];
  /** Accepted answers that are not yet in the context files, so that their gaps still stand. */
  readonly answers: readonly AnswerView[];
  /** Gaps that a person called none, with the reason. */
  readonly dismissed: readonly DismissedGapView[];
  /** What would stand always on if the accepted notes were applied; absent until something is known. */
  readonly alwaysOn?: AlwaysOnView | undefined;
  /** The last decision about notes and gaps, in words, while it can be taken back. */
  readonly undoable?: string | undefined;
  /** Over all workflows; absent until a step was observed. */
  readonly coverage?: Coverage | undefined;
  readonly selectedGapId?: string | undefined;
  /** A change is shown as a diff, and waits for the person to say whether it is written. */
  readonly applyPending: boolean;
  readonly contextFiles: readonly ContextFileView[];
  /** Agents that load something here. */
  readonly agentBudgets: readonly AgentBudgetView[];
}

export type RecordingStatus = 'idle' | 'recording' | 'paused' | 'interrupted';

export interface WorkflowView {
  readonly name: string;
  /** Newest first. */
  readonly recordings: readonly RecordingView[];
  readonly coverage?: Coverage | undefined;
  /** What its map is drawn from, once it is distilled. */
  readonly map?: MapSource | undefined;
}

/** `damaged`: lines were lost, the rest is readable. `unreadable`: no part of it is. */
export type RecordingCondition = 'recording' | 'paused' | 'interrupted' | 'complete' | 'damaged' | 'unreadable';

export interface RecordingView {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly complete: boolean;
  readonly state: RecordingCondition;
  readonly events: number;
  readonly steps: readonly StepView[];
}

export interface StepView {
  readonly title: string;
  readonly kind: StepKind;
  readonly from: number;
  readonly to: number;
  readonly actions: readonly { readonly seq: number; readonly summary: string }[];
}

export interface NoteView {
  readonly note: Note;
  /** What its repository has of it: offered, with what it shares with this project; a newer wording; or removed there. */
  readonly organization?: { readonly kind: 'new' | 'update' | 'removed'; readonly because: readonly string[] };
  /** Accepted, and not yet in the context files. */
  readonly pendingApply: boolean;
  /** What a model said of it, when one was asked. */
  readonly judgement?: Judgement | undefined;
  /** Why it no longer holds, as a sentence. */
  readonly stale?: string;
}

export interface DismissedGapView {
  readonly gap: Gap;
  readonly reason: string;
}

/** The part of AGENTS.md that Mirror renders, against the room it has. */
export interface AlwaysOnView {
  readonly lines: number;
  readonly bytes: number;
  readonly maxLines: number;
  readonly maxBytes: number;
  /** Accepted notes that have no room there and stand in MEMORY.md. */
  readonly movedDown: number;
}

export interface AnswerView {
  readonly gap: string;
  readonly text: string;
}

/** How a context file is loaded; `never` when no agent's rules reach it. */
export type LoadMode = LoadWhen | 'never';
export type ContextFileStatus = 'fresh' | 'stale' | 'hand-edited' | 'over-budget' | 'missing' | 'unmanaged';

export interface ContextFileView {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly layer: Layer;
  readonly load: LoadMode;
  readonly bytes: number;
  readonly status: ContextFileStatus;
  /** What is wrong with it and what to do, a sentence each. */
  readonly problems?: readonly string[];
  /** Of the file as a whole, from CODEOWNERS. */
  readonly owner?: string;
  /** Day (ISO) on which its newest line was recorded. */
  readonly verifiedOn?: string;
  /** The agents that load it, each with when it does. */
  readonly agents?: ChartRow['agents'];
  /** What one can learn from it, line by line. */
  readonly needs?: readonly ChartRow[];
}

/** What one agent holds of the context files, in bytes. */
export interface AgentBudgetView {
  readonly title: string;
  /** Loaded always: what counts against the limit. */
  readonly usedBytes: number;
  /** Absent where the agent has no limit over the files together. */
  readonly limitBytes?: number;
  /** In the order in which it loads them. */
  readonly files: readonly {
    readonly path: string;
    readonly load: LoadWhen;
    readonly bytes: number;
    readonly cutBytes: number;
  }[];
  /** Soft limits passed, as sentences. */
  readonly advice: readonly string[];
}

/** Nothing recorded, nothing known: what the views show before the first state. */
export const emptyViewState: ViewState = {
  status: 'idle',
  elapsedMs: 0,
  elapsedAt: 0,
  storageReady: true,
  untrusted: false,
  noFolder: false,
  consented: false,
  sample: false,
  shellChecked: false,
  connected: false,
  workflows: [],
  notes: [],
  gaps: [],
  answers: [],
  dismissed: [],
  applyPending: false,
  contextFiles: [],
  agentBudgets: [],
};
