/**
 * How a person wants one recording read: kept beside it, never in it. Numbers are `seq` numbers of actions, as steps
 * and dropped actions name them.
 */
export interface ReadingChoices {
  /** Actions that stay although they look like noise. */
  readonly kept: readonly number[];
  /** Actions that are left out although they look like work. */
  readonly leftOut: readonly number[];
  /** A step begins with this action. */
  readonly cuts: readonly number[];
  /** No step begins with this action: it belongs to the step before. */
  readonly joins: readonly number[];
  /** What the step with this action is called. */
  readonly titles: readonly { readonly seq: number; readonly title: string }[];
}

export const noChoices: ReadingChoices = { kept: [], leftOut: [], cuts: [], joins: [], titles: [] };
