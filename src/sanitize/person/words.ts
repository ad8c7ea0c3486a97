import { createGuard, type SmallText, smallText } from '../../model/requiredWords.ts';

/** Ranges of a person's prose to be replaced; `text` is what stands there instead, empty to drop the words. */
export interface Softening {
  readonly rule: 'profanity' | 'self-blame' | 'blame' | 'clock' | 'pace' | 'attempts';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A pattern, and whether it is to be tried on a text at all. */
export interface RemarkPattern {
  readonly pattern: RegExp;
  readonly mayMatch: (small: SmallText) => boolean;
}

/**
 * Patterns of remarks, most of which match in no text. To compile all of them takes a third of a second, so that each
 * waits for a text that holds a word of its own.
 */
export function remarkPatterns(...patterns: readonly RegExp[]): readonly RemarkPattern[] {
  return patterns.map((pattern) => ({ pattern, mayMatch: createGuard(pattern) }));
}

/** All matches of the patterns, with the same replacement for each. */
export function softenAll(
  text: string,
  rule: Softening['rule'],
  patterns: readonly RemarkPattern[],
  replacement = '',
): Softening[] {
  const small = smallText(text);
  return patterns
    .filter(({ pattern, mayMatch }) => mayMatch(small) && pattern.test(text))
    .flatMap(({ pattern }) =>
      [...text.matchAll(new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`))].map((hit) => ({
        rule,
        start: hit.index,
        end: hit.index + hit[0].length,
        text: replacement,
      })),
    );
}
