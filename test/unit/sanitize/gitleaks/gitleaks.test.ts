import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entropy, isScrambled } from '../../../../src/sanitize/randomness.ts';
import { createGitleaks, ours } from '../../../../src/sanitize/rules/gitleaks.ts';
import { type GitleaksRule, gitleaksRules } from '../../../../src/sanitize/rules/gitleaksRules.ts';
import { createRules } from '../../../../src/sanitize/rules/list.ts';
import { createWordIndex } from '../../../../src/sanitize/wordIndex.ts';
import { seeded } from '../corpus/values.ts';
import { sanitizeLeak, survives } from '../measure.ts';
import { sampleOf } from './sample.ts';

interface Positive {
  readonly rule: GitleaksRule;
  readonly text: string;
  readonly secret: string;
}

/** Texts that a rule matches, made from its own pattern; what its entropy or its anchors refuse is left out. */
function positives(perRule: number): Positive[] {
  return gitleaksRules
    .filter(({ id }) => !ours.has(id))
    .flatMap((rule, at) => {
      const random = seeded(at + 1);
      return Array.from({ length: perRule }, () => `${sampleOf(rule.source, random)}\n`).flatMap((text) => {
        const hit = new RegExp(rule.source).exec(text);
        const secret = hit?.slice(1).find((group) => group !== undefined && group !== '') ?? hit?.[0] ?? '';
        const counts = secret.length >= 8 && (rule.entropy === undefined || entropy(secret) > rule.entropy);
        return counts && (/\d/.test(secret) || isScrambled(secret)) ? [{ rule, text, secret }] : [];
      });
    });
}

const index = createWordIndex();
const finder = createGitleaks(index);
const read = index.reader();

function isFoundBy(rule: GitleaksRule, text: string): boolean {
  const found = finder.find({ text, outline: read(text), as: 'terminal', strict: false });
  return found.some((match) => match.rule === `gitleaks:${rule.id}`);
}

test('at least 99 % of what the rules of gitleaks describe is taken', () => {
  const rules = createRules();
  const all = positives(6);
  const leaked = all.filter(({ text, secret }) =>
    survives(sanitizeLeak({ text, secrets: [secret], as: 'terminal' }, rules), secret),
  );
  assert.ok(new Set(all.map(({ rule }) => rule.id)).size >= gitleaksRules.length * 0.95);
  assert.ok(leaked.length <= all.length * 0.01, leaked.map(({ rule, text }) => `${rule.id}: ${text}`).join(''));
});

test('at least 98 % of near misses are not taken for that rule: too short, all alike, without the keyword', () => {
  const misses = positives(3).flatMap(({ rule, text, secret }) => [
    { rule, text: text.replace(secret, () => secret.slice(0, 5)) },
    { rule, text: text.replace(secret, () => 'a'.repeat(secret.length)) },
    {
      rule,
      text: rule.keywords.reduce(
        (rest, word) => rest.replace(new RegExp(word.replace(/\W/g, '\\$&'), 'gi'), '~'),
        text,
      ),
    },
  ]);
  const taken = misses.filter(({ rule, text }) => isFoundBy(rule, text));
  assert.ok(misses.length > 1_000);
  assert.ok(taken.length <= misses.length * 0.02, taken.map(({ rule, text }) => `${rule.id}: ${text}`).join(''));
});
