import type { DangerKind } from './danger.ts';

/**
 * What distilling saw beside what it could claim: the material the gap checks
 * work on. Never stored and never part of the JSON documents. Texts are
 * sanitized; `seq` numbers point into the named recording.
 */

/** One command as it counts in a step (noise is gone already). */
export interface ObservedCommand {
  readonly seq: number;
  /** The line as recorded. */
  readonly raw: string;
  /** The line with parameters in place of values: `git tag v<version>`. */
  readonly line: string;
  /** The program that does the work, seen through wrappers such as `sudo` or `npx`: `git`, `npm`, `python3`; empty if none. */
  readonly program: string;
  /** Program with its subcommand, as a person would name it: `git tag`, `npm run build`, `make release`. */
  readonly name: string;
  /** Every simple command of a line of several (`a && b`), in order, each in the form of `name`. */
  readonly names: readonly string[];
  readonly cwd: string;
  /** Absent: unknown. */
  readonly exitCode?: number;
  /** Recorded with low confidence, and nothing else bears the line out. */
  readonly uncertain?: true;
}

/** A step of one recording. `stepId` is the id of the step in its walkthrough. */
export interface ObservedStep {
  readonly recording: string;
  readonly stepId: string;
  /** Generalised title, as in the process's spine. */
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** Evidence weight for coverage: 1 for an ordinary step, more for one that fails often, releases, deploys or deletes. */
  readonly weight: number;
  readonly commands: readonly ObservedCommand[];
  /** Files edited, created, renamed or deleted, relative to the root. */
  readonly files: readonly string[];
  /** The person said in their own words what or why (a `note` event in or just before the step). */
  readonly narrated: boolean;
}

/** A command that failed. */
export interface ObservedFailure {
  readonly recording: string;
  readonly seq: number;
  /** The line as recorded. */
  readonly command: string;
  /** Generalised line. */
  readonly line: string;
  readonly cwd: string;
  readonly exitCode: number;
  /** The informative line of the output, paths and numbers normalised; absent if the output is unknown or says nothing. */
  readonly signature?: string;
  /** The command that worked later; absent: never resolved. */
  readonly resolvedBySeq?: number;
  /**
   * How it was resolved: `change` something in between explains it, `flaky` nothing relevant changed,
   * `retyped` a mistyped line was corrected; absent if never resolved.
   */
  readonly resolution?: 'change' | 'flaky' | 'retyped';
  /** Events in between that explain the success, in order. */
  readonly causeSeqs: readonly number[];
  /** A note of the person between failure and success (or right after) says why. */
  readonly explainedByNarration: boolean;
  /** Its own output names what then helped. */
  readonly selfTold?: true;
  /** The lesson that came of it. */
  readonly noteId?: string;
}

/** A value that the workflow needed. */
export interface ObservedInput {
  readonly recording: string;
  /** Where it was first seen. */
  readonly seq: number;
  /** As in the parameters of the process, without brackets: `version`; absent if it got no name. */
  readonly name?: string;
  readonly value: string;
  /** Where it is used, generalised: command lines and `file#key`. */
  readonly usedIn: readonly { readonly seq: number; readonly where: string }[];
  /** `typed`: only a person knew it; `computed`: an earlier output held it; else where it lives, e.g. `package.json#version`. */
  readonly source: string;
}

/** A credential that a step needed, by name. */
export interface ObservedCredential {
  readonly recording: string;
  readonly seq: number;
  /** The variable's name where it is known (`NPM_TOKEN`), else the placeholder's kind (`token`). */
  readonly name: string;
  /** The line, or the file, it stood in. */
  readonly where: string;
}

/** The window had no focus from `fromSeq` to `toSeq`. */
export interface ObservedAway {
  readonly recording: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly durationMs: number;
  /** The last action before and the first after it, if any. */
  readonly beforeSeq?: number;
  readonly afterSeq?: number;
  /** What came after depends on what came before, or uses a value seen nowhere before: something off screen mattered. */
  readonly dependent: boolean;
}

/** A command that could do damage. */
export interface ObservedRisk {
  readonly recording: string;
  readonly seq: number;
  readonly command: string;
  readonly line: string;
  readonly kind: 'deploy' | 'publish' | 'delete' | 'migrate' | 'force' | 'rollout';
  /** A later command that checks the outcome; absent: none was seen. */
  readonly verifiedBySeq?: number;
}

/** Something done or said that makes the work less safe, or that others have a right to know of. */
export interface ObservedDanger {
  readonly recording: string;
  readonly seq: number;
  readonly kind: DangerKind;
  /** What is so, in a few words: `TLS verification off`. */
  readonly label: string;
  /** The words that say so, generalised. */
  readonly said: string;
  /** The command, the file, or what was written. */
  readonly subject: string;
  /** It is in a file or a commit, where others get it. */
  readonly stays: boolean;
  /** It is words of a person: a remark, or the message of a commit. */
  readonly written: boolean;
  /** It is what the command printed. */
  readonly told?: true;
}

/** Capture was degraded from `fromSeq` to `toSeq` (absent: until the end), or numbers are missing in between. */
export interface ObservedLoss {
  readonly recording: string;
  readonly fromSeq: number;
  readonly toSeq?: number;
  readonly source: string;
  readonly reason: string;
}

/** Recordings differ here: the options seen, without the condition that decides. */
export interface ObservedDifference {
  /** What is decided, as a title. */
  readonly subject: string;
  readonly options: readonly {
    /** The steps or the command of this option; `—` for leaving it out. */
    readonly label: string;
    readonly recordings: readonly string[];
    /** Where it was seen, one place a recording. */
    readonly at: readonly { readonly recording: string; readonly seq: number }[];
  }[];
  /** A note recorded at the difference says when which option applies. */
  readonly conditionNarrated: boolean;
  /** The note of kind `decision` that states the variants. */
  readonly noteId?: string;
}

/** One thing that is done in the workflow, in the order of the merge: a common step, or one that only some recordings have. */
export interface ObservedPlace {
  /** As in the spine and the variants of the process. */
  readonly title: string;
  /** One moment a recording that has it, with what it is called there. */
  readonly seen: readonly { readonly recording: string; readonly seq: number; readonly title: string }[];
}

/** All of it, over the recordings of one workflow, in the order of recordings (by start) and `seq`. */
export interface Observations {
  readonly steps: readonly ObservedStep[];
  readonly failures: readonly ObservedFailure[];
  readonly inputs: readonly ObservedInput[];
  readonly credentials: readonly ObservedCredential[];
  readonly away: readonly ObservedAway[];
  readonly risks: readonly ObservedRisk[];
  readonly dangers: readonly ObservedDanger[];
  readonly losses: readonly ObservedLoss[];
  readonly differences: readonly ObservedDifference[];
  readonly places: readonly ObservedPlace[];
}
