import { once } from '../../model/remember.ts';
import { type RequiredWords, requiredWords } from './requiredWords.ts';

/** Ranges of a person's prose to be replaced; `text` is what stands there instead, empty to drop the words. */
export interface Softening {
  readonly rule: 'profanity' | 'self-blame' | 'blame' | 'clock' | 'pace' | 'attempts';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A pattern, and what a text must hold for it to be tried at all. */
export interface RemarkPattern {
  readonly pattern: RegExp;
  readonly required: () => { readonly words: RequiredWords };
}

/**
 * Patterns of remarks, most of which match in no text. To compile all of them takes a third of a second, so that each
 * waits for a text that holds a word of its own.
 */
export function remarkPatterns(...patterns: readonly RegExp[]): readonly RemarkPattern[] {
  return patterns.map((pattern) => ({ pattern, required: once(() => ({ words: requiredWords(pattern) })) }));
}

/** All matches of the patterns, with the same replacement for each. */
export function softenAll(
  text: string,
  rule: Softening['rule'],
  patterns: readonly RemarkPattern[],
  replacement = '',
): Softening[] {
  // The long s and the sign of Kelvin are small letters that no word is written with, and patterns take them as `s` and `k`.
  const small = /[\u017f\u212a]/.test(text) ? undefined : text.toLowerCase();
  return patterns
    .filter(({ pattern, required }) => mayMatch(required().words, small) && pattern.test(text))
    .flatMap(({ pattern }) =>
      [...text.matchAll(new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`))].map((hit) => ({
        rule,
        start: hit.index,
        end: hit.index + hit[0].length,
        text: replacement,
      })),
    );
}

function mayMatch(words: RequiredWords, small: string | undefined): boolean {
  return words === undefined || small === undefined || words.some((word) => small.includes(word));
}
