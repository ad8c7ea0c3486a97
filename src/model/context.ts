import type { Layer } from './note.ts';

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
}
