/** What other scanners make of the corpus: whatever they report is taken out, as Mirror takes out what it finds. */
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { entropy } from '../../../src/sanitize/randomness.ts';
import { gitleaksRules } from '../../../src/sanitize/rules/gitleaksRules.ts';

export type Scanner = (text: string) => Promise<string>;

interface Range {
  readonly start: number;
  readonly end: number;
}

function without(text: string, ranges: readonly Range[]): string {
  let out = '';
  let from = 0;
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    out += start >= from ? `${text.slice(from, start)}[redacted]` : '';
    from = Math.max(from, end);
  }
  return out + text.slice(from);
}

export async function secretlint(text: string): Promise<string> {
  const { messages } = await lintSource({
    source: { filePath: 'text.txt', content: text, contentType: 'text' },
    options: { config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] } },
  });
  return without(
    text,
    messages.map(({ range: [start, end] }) => ({ start, end })),
  );
}

/** All rules of gitleaks by themselves, each on the texts that hold one of its keywords, as gitleaks runs them. */
export function createGitleaksAlone(): Scanner {
  const rules = gitleaksRules.map((rule) => ({ ...rule, pattern: new RegExp(rule.source, 'g') }));
  return async (text) => {
    const lower = text.toLowerCase();
    const ranges = rules
      .filter(({ keywords }) => keywords.length === 0 || keywords.some((word) => lower.includes(word)))
      .flatMap((rule) =>
        [...text.matchAll(rule.pattern)].flatMap((hit) => {
          const secret = hit.slice(1).find((group) => group !== undefined && group !== '') ?? hit[0];
          const start = hit.index + hit[0].lastIndexOf(secret);
          return rule.entropy === undefined || entropy(secret) > rule.entropy
            ? [{ start, end: start + secret.length }]
            : [];
        }),
      );
    return without(text, ranges);
  };
}
