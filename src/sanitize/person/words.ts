/** Ranges of a person's prose to be replaced; `text` is what stands there instead, empty to drop the words. */
export interface Softening {
  readonly rule: 'profanity' | 'self-blame' | 'blame' | 'clock' | 'pace' | 'attempts';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All matches of a pattern, with the same replacement for each. */
export function softenAll(
  text: string,
  rule: Softening['rule'],
  patterns: readonly RegExp[],
  replacement = '',
): Softening[] {
  // Most texts have none: a look first spares them a pattern of their own.
  const found = patterns.filter((pattern) => pattern.test(text));
  return found.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`))].map((hit) => ({
      rule,
      start: hit.index,
      end: hit.index + hit[0].length,
      text: replacement,
    })),
  );
}
