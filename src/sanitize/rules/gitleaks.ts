import { createCandidates } from '../candidates.ts';
import { isTokenCharacter } from '../characters.ts';
import { fingerprint } from '../fingerprint.ts';
import { isCommonWord } from '../harmlessValue.ts';
import { entropy, isScrambled } from '../randomness.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { Watch, WordIndex } from '../wordIndex.ts';
import { type GitleaksRule, gitleaksRules } from './gitleaksRules.ts';

/** How far before and behind its keyword a pattern may reach; longer tokens are extended to their end. */
const before = 80;
const behind = 1_000;
/** No pattern sees more at once, whatever the text: some of them look twice at what they have read. */
const longestWindow = 4_096;
const shortestSecret = 8;
/** `ey`, `sk`, `s.`, `q~` stand everywhere; what they lead to has rules of ours: web tokens, vendors' beginnings, shapes. */
const shortestKeyword = 3;
/** Left to rules of ours, which read more of the text: any name with any value, command lines, armour, one file's kind. */
export const ours: ReadonlySet<string> = new Set([
  'generic-api-key',
  'private-key',
  'curl-auth-user',
  'curl-auth-header',
  'kubernetes-secret-yaml',
  'hashicorp-tf-password',
]);

interface Compiled extends GitleaksRule {
  readonly pattern: RegExp;
  readonly watch: Watch;
}

/** The rules of gitleaks, each tried near its keywords only. */
export function createGitleaks(index: WordIndex): Rule {
  const compiled = gitleaksRules
    .filter(({ id }) => !ours.has(id))
    .map((rule) => ({
      ...rule,
      pattern: new RegExp(rule.source, 'g'),
      watch: index.watch(rule.keywords.filter(({ length }) => length >= shortestKeyword)),
    }));
  const candidates = createCandidates(compiled, ({ watch }) => watch);
  return {
    id: 'gitleaks',
    find(piece) {
      const found: Match[] = [];
      for (const rule of candidates(piece.outline)) {
        for (const { start, end } of windowsOf(piece.outline.places(rule.watch), piece.text.length)) {
          piece.check?.();
          found.push(...matchesIn(rule, piece, start, end));
        }
      }
      return found;
    },
  };
}

function matchesIn(rule: Compiled, piece: Piece, start: number, end: number): Match[] {
  const found: Match[] = [];
  const window = piece.text.slice(start, end);
  for (const hit of window.matchAll(rule.pattern)) {
    const secret = hit.slice(1).find((group) => group !== undefined && group !== '') ?? hit[0];
    const from = start + hit.index + hit[0].lastIndexOf(secret);
    if (isSecret(rule, secret)) {
      found.push({
        rule: `gitleaks:${rule.id}`,
        kind: 'key',
        start: from,
        end: tokenEnd(piece.text, from + secret.length),
        remember: true,
      });
    }
  }
  return found;
}

function isSecret(rule: Compiled, secret: string): boolean {
  return (
    secret.length >= shortestSecret &&
    !secret.includes(barrier) &&
    !isCommonWord(secret) &&
    !isAllowed(rule, secret) &&
    (!/^[A-Za-z]+$/.test(secret) || isScrambled(secret)) &&
    (rule.entropy === undefined || entropy(secret) > rule.entropy)
  );
}

function isAllowed(rule: Compiled, secret: string): boolean {
  return (
    (rule.allow !== undefined && new RegExp(rule.allow).test(secret)) ||
    (rule.prints?.includes(fingerprint(secret)) ?? false)
  );
}

function tokenEnd(text: string, from: number): number {
  let end = from;
  while (isTokenCharacter(text.charCodeAt(end - 1)) && end < text.length && isTokenCharacter(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

function windowsOf(places: readonly number[], length: number): { start: number; end: number }[] {
  const windows: { start: number; end: number }[] = [];
  for (const at of places) {
    const last = windows.at(-1);
    const end = Math.min(length, at + behind);
    if (last !== undefined && at - before <= last.end && end - last.start <= longestWindow) {
      last.end = end;
    } else {
      windows.push({ start: Math.max(0, at - before), end });
    }
  }
  return windows;
}
