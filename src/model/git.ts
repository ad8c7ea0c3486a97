/** One line of the log that Git keeps of HEAD. */
export interface ReflogEntry {
  /** Full hash of HEAD after it. */
  readonly head: string;
  readonly subject: string;
  /** Tells equal entries apart: Git's own stamp of the entry. */
  readonly stamp: string;
}

/** HEAD's log and the branches and tags of a repository. */
export interface GitState {
  /** Newest first, the last few dozen. */
  readonly reflog: readonly ReflogEntry[];
  /** Current branch; undefined where HEAD is detached. */
  readonly branch?: string;
  /** Full name of a branch or tag → hash. */
  readonly refs: ReadonlyMap<string, string>;
}

/** What capture asks of Git, by the plain command. Nothing throws: no Git gives nothing. */
export interface GitPort {
  /** Roots of the repositories of the workspace folders, absolute, the first folder's first. */
  roots(): Promise<readonly string[]>;
  state(root: string): Promise<GitState | undefined>;
  /** Those of the absolute paths that Git ignores. */
  ignored(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** The text of a file when the recording started, where it was tracked and unchanged then. */
  textAtStart(path: string): Promise<string | undefined>;
}
