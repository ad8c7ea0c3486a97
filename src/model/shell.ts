/** A command line read by a shell grammar, neutral of the grammar's own tree. */

export interface ShellWord {
  /** The word with its quotes removed where that is safe. */
  readonly text: string;
  /** As written. */
  readonly raw: string;
  /** It contains an expansion (`$X`, `$(…)`, a glob), so `text` is not its final value. */
  readonly dynamic: boolean;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `2>`, `&>` … */
  readonly operator: string;
  readonly target?: ShellWord;
  /** The text of a here-document. */
  readonly body?: string;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value?: ShellWord;
}

/** How a command hangs on the one before it. */
export type ShellLink = 'first' | 'and' | 'or' | 'then' | 'pipe' | 'background';

export interface ShellCommand {
  readonly link: ShellLink;
  /** Empty for a line of assignments only. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** Nesting in loops, conditions, subshells and substitutions; 0 at the top. */
  readonly depth: number;
}

export interface ShellLine {
  readonly source: string;
  readonly commands: readonly ShellCommand[];
  /** The grammar met something it could not read; the commands are its best guess. */
  readonly broken: boolean;
}

/** Loaded once by the host and handed to the pure rooms. Deterministic, never throws. */
export type ParseShell = (line: string) => ShellLine;
