/** A pointer into a recording: `from` and `to` are `seq` numbers, `excerpt` is short and sanitized. */
export interface Evidence {
  readonly recording: string;
  readonly from: number;
  readonly to: number;
  readonly excerpt: string;
}
