import { err, type Failure, ok, type Result } from '../model/result.ts';
import type { Match, Rule } from './rule.ts';

/** What a workspace adds to the rules. */
export interface SanitizeSettings {
  /** Words that go everywhere, as they stand, whatever their case. */
  readonly terms?: readonly string[];
  /** Regular expressions that passed `validatePattern`; others are ignored. */
  readonly patterns?: readonly string[];
  /** Exact values that are no secret; never wins over a known value. */
  readonly allow?: readonly string[];
}

const longestPattern = 200;
const window = 2_000;

/**
 * Is a person's pattern safe to run on every text? No back-reference, no lookaround, no quantifier
 * over a group that holds one, at most one open-ended quantifier: then a window of 2,000
 * characters costs at most a few million steps.
 */
export function validatePattern(source: string): Result<string, Failure<'empty' | 'too-long' | 'hostile' | 'invalid'>> {
  if (source.trim() === '') {
    return err({ code: 'empty', message: 'The pattern is empty.' });
  }
  if (source.length > longestPattern) {
    return err({ code: 'too-long', message: `The pattern has more than ${longestPattern} characters.` });
  }
  const plain = source
    .replace(/\\[\s\S]/g, (escaped) => (/\\[1-9k]/.test(escaped) ? '\u0001' : 'x'))
    .replace(/\[[^\]]*\]/g, 'x');
  const open = plain.match(/[*+]|\{\d+,\}|\{\d+,\d{3,}\}/g)?.length ?? 0;
  if (plain.includes('\u0001') || /\(\?[=!<]/.test(plain) || /\)\s*[*+{?]/.test(plain) || open > 1) {
    return err({
      code: 'hostile',
      message:
        'The pattern repeats a group, looks around or repeats without bound more than once; it could hang the editor.',
    });
  }
  return compiled(source) === undefined
    ? err({ code: 'invalid', message: 'The pattern is no regular expression.' })
    : ok(source);
}

/** The rule for a workspace's own terms and patterns. */
export function createOwnTerms(settings: SanitizeSettings): Rule {
  const terms = (settings.terms ?? []).filter((term) => term.trim().length >= 2);
  const patterns = (settings.patterns ?? []).flatMap((source) =>
    validatePattern(source).ok ? (compiled(source) ?? []) : [],
  );
  return {
    id: 'own-term',
    find: ({ text }) => [
      ...terms.flatMap((term) => termMatches(text, term)),
      ...patterns.flatMap((pattern) => patternMatches(text, pattern)),
    ],
  };
}

function compiled(source: string): RegExp | undefined {
  try {
    const pattern = new RegExp(source, 'gu');
    return pattern.test('') ? undefined : pattern;
  } catch {
    return undefined;
  }
}

function termMatches(text: string, term: string): Match[] {
  const found: Match[] = [];
  const plain = text.toLowerCase();
  const same = plain.length === text.length;
  const sought = same ? term.toLowerCase() : term;
  const field = same ? plain : text;
  for (let at = field.indexOf(sought); at !== -1; at = field.indexOf(sought, at + sought.length)) {
    found.push({ rule: 'own-term', kind: 'term', start: at, end: at + sought.length });
  }
  return found;
}

/** Window by window, so that a long line costs a multiple of a short one and no more. */
function patternMatches(text: string, pattern: RegExp): Match[] {
  const found: Match[] = [];
  for (let from = 0; from < text.length; from += window) {
    const piece = text.slice(from, from + window + 200);
    for (const hit of piece.matchAll(pattern)) {
      if (hit[0].length > 0) {
        found.push({
          rule: 'own-pattern',
          kind: 'term',
          start: from + hit.index,
          end: from + hit.index + hit[0].length,
        });
      }
    }
  }
  return found;
}
