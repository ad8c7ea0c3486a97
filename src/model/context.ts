import type { Layer, NoteKind } from './note.ts';

/** How a context file reaches an agent: always, when a path is touched, or when the agent asks for it. */
export type LoadWhen = 'always' | 'path' | 'demand';

/**
 * One context file as it stands on disk. `text` is what an agent can read of it: UTF-8, HTML comments blanked out
 * with their line breaks kept, so line numbers are the file's own.
 */
export interface LoadedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly layer: Layer;
  readonly when: LoadWhen;
  readonly text: string;
  /** For a file named by another ("read MEMORY.md when …"): the file that names it. */
  readonly namedBy?: string;
}

/** A loader drops the end of a file without telling anyone. */
export interface LoaderCut {
  readonly agent: AgentName;
  readonly file: string;
  readonly bytes: number;
  readonly cutBytes: number;
  readonly limitBytes: number;
  /** The first line that is cut, 1-based, where the loader cuts inside the file. */
  readonly fromLine?: number;
}

/** The context on disk, as the gaps are computed against it. */
export interface LoadedContext {
  readonly files: readonly LoadedFile[];
  readonly cuts: readonly LoaderCut[];
}

export const agentNames = ['claude', 'codex', 'copilot', 'cursor', 'gemini'] as const;
export type AgentName = (typeof agentNames)[number];

/** What one agent loads for a path, in its order. */
export interface AgentLoads {
  readonly agent: AgentName;
  readonly loads: readonly {
    readonly file: string;
    readonly when: LoadWhen;
    readonly bytes: number;
    readonly lines: number;
    /** Estimated, from the bytes that are loaded. */
    readonly tokens: number;
    readonly cutBytes: number;
    /** For an import: the file that names it. */
    readonly via?: string;
  }[];
  readonly notLoaded: readonly { readonly file: string; readonly reason: string }[];
  /** A hard limit over the files together; absent where the agent has none. */
  readonly limitBytes?: number;
  /** Bytes that count against it: those loaded always or for the path. */
  readonly usedBytes: number;
  /** Soft limits passed, as sentences. */
  readonly advice: readonly string[];
}

/** The JSON document of `mirror loads`. */
export interface LoadsDocument {
  readonly for: string;
  readonly agents: readonly AgentLoads[];
}

/** A change to one file, in bytes: no `before` creates it, no `after` deletes it. */
export interface FileChange {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  /** Why, as half a sentence a person reads beside the diff. */
  readonly reason: string;
}

export type ContextFindingCode = 'stale' | 'over-budget' | 'hand-edited' | 'conflict' | 'missing';

/** One finding of `mirror context check`; `message` says what to do. */
export interface ContextFinding {
  readonly code: ContextFindingCode;
  readonly file: string;
  /** The id of the note it is about. */
  readonly note?: string;
  readonly message: string;
  /** The note's sentence as it would be with what was renamed under its new name. */
  readonly update?: string;
}

/**
 * How far one line of the context chart can be trusted: `current` as rendered and nothing it names is gone, `pending`
 * accepted and not yet applied, `stale` something it names is gone or changed, `hand-written` nobody's note.
 */
export type ChartStatus = 'current' | 'pending' | 'stale' | 'hand-written';

/** One line of the context chart: what one needs to know, where it stands, and who keeps it true. */
export interface ChartRow {
  /** A note's trigger, the workflow whose procedure it is, or what a hand-written file is headed by. */
  readonly need: string;
  /** The file that agents read it in, relative to the root, with `/`. */
  readonly file: string;
  /** 1-based line of it in that file, where it stands there as rendered. */
  readonly line?: number;
  /** What kind of note it is; `skill` for a procedure, `file` for a hand-written file. */
  readonly kind: NoteKind | 'skill' | 'file';
  /** Id of the note. */
  readonly note?: string;
  /** File of the note below `.mirror`. */
  readonly source?: string;
  readonly workflow?: string;
  readonly layer: Layer;
  /** As written in the note or in CODEOWNERS; absent: nobody. */
  readonly owner?: string;
  readonly ownerFrom?: 'note' | 'codeowners';
  /** The most that any agent does with the file by itself; `never`: nothing loads or names it. */
  readonly when: LoadWhen | 'never';
  /** The agents that load it, in the order of their names, each with when it does. */
  readonly agents: readonly { readonly agent: AgentName; readonly when: LoadWhen }[];
  /** Day of the newest recording that shows it (ISO date), and the commit at which it was last seen to hold. */
  readonly lastVerified?: { readonly recordedOn?: string; readonly commit?: string };
  readonly status: ChartStatus;
}

/** The JSON document of `mirror context chart`: rows sorted by file, line and need. */
export interface ContextChart {
  readonly rows: readonly ChartRow[];
}
