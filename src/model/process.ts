/** Where a value of a workflow lives, e.g. `package.json#version`; or `typed` when only a person knew it. */
export interface Parameter {
  readonly name: string;
  readonly source: string;
  readonly examples: readonly string[];
}

export interface Variant {
  /** What the variants decide, as a title. */
  readonly at: string;
  readonly options: readonly {
    readonly steps: readonly string[];
    readonly support: number;
    readonly recordings: readonly string[];
  }[];
}

export interface OrderRule {
  readonly before: string;
  readonly after: string;
  /** Recordings in which both occur in this order. */
  readonly support: number;
  /** Share of the recordings with `after` in which `before` came first, 0 to 1. */
  readonly confidence: number;
}

/** The merge of a workflow's walkthroughs. `step` is a step's title, generalised over parameters. */
export interface Process {
  readonly spine: readonly { readonly step: string; readonly support: number }[];
  readonly variants: readonly Variant[];
  readonly parameters: readonly Parameter[];
  readonly order: readonly OrderRule[];
}
