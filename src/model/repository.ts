/**
 * A read-only view of the repository for the pure rooms. Paths are relative to
 * the root, with `/`. The host loads it; tests build it from a plain object.
 */
export interface RepositoryView {
  /** Files that Git tracks, and untracked ones it does not ignore, sorted. */
  readonly files: readonly string[];
  /**
   * Files that Git ignores, in the folders of the root that agents load from: loaders do not ask Git. Absent where the
   * host did not look.
   */
  readonly ignoredForAgents?: readonly string[];
  has(path: string): boolean;
  /** Exact bytes, or undefined where the file is absent, unreadable or over the host's size limit. */
  bytes(path: string): Uint8Array | undefined;
  /** The file as UTF-8 text, a leading byte order mark dropped. */
  text(path: string): string | undefined;
  /** A file's text at a commit; undefined where either is unknown here. Absent where there is no Git. */
  textAt?(commit: string, path: string): string | undefined;
  /** Full hash of the last commit that changed a file; undefined where it is in none. Absent where there is no Git. */
  changedAt?(path: string): string | undefined;
  /** Full hash of HEAD. */
  readonly head?: string;
  readonly branch?: string;
}
