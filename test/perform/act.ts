/** What a performer does, one thing after the other. */
export type Act =
  | { readonly do: 'run'; readonly line: string }
  | { readonly do: 'replace'; readonly file: string; readonly old: string; readonly now: string }
  | { readonly do: 'create'; readonly file: string; readonly text: string }
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'open'; readonly file: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'away'; readonly ms: number };

export function run(line: string): Act {
  return { do: 'run', line };
}

export function replace(file: string, old: string, now: string): Act {
  return { do: 'replace', file, old, now };
}

export function create(file: string, text: string): Act {
  return { do: 'create', file, text };
}

export function say(text: string): Act {
  return { do: 'say', text };
}

export function open(file: string): Act {
  return { do: 'open', file };
}

export function wait(ms: number): Act {
  return { do: 'wait', ms };
}

export function away(ms: number): Act {
  return { do: 'away', ms };
}

/** A person's run of a workflow. */
export interface Performance {
  readonly recorder: string;
  readonly startedAt: string;
  readonly acts: readonly Act[];
}

/** What a colleague would say (`must`), and what must not be said. Written before the code that is measured by it. */
export interface Facts {
  /** Each: one note, or step of the process, whose text matches the expression, or has all the words. */
  readonly must: readonly (string | readonly string[])[];
  /** Expressions that no note and no step may match. */
  readonly mustNot: readonly string[];
  /** Gaps that must be shown while the repository's context is as it stands; `subject` is an expression. */
  readonly gaps?: readonly { readonly code: string; readonly subject?: string }[];
}

export interface WorkflowScript {
  /** Folder under test/recordings. */
  readonly name: string;
  readonly workflow: string;
  /** The repository at the start. Files under `.outside/` lie beside it. */
  readonly files: Readonly<Record<string, string>>;
  /** Prepares the repository after its first commit, unrecorded: a remote, history, a database. */
  readonly prepare?: readonly string[];
  /** Set in the terminal before it is recorded. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly performances: readonly Performance[];
  /** Absent where `facts.json` was written by hand beside the recordings. */
  readonly facts?: Facts;
}
