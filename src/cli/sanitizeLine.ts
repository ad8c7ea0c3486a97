import * as z from 'zod';
import { createGateOne, type Finding } from '../sanitize/gateOne.ts';
import { knownValuesFromEnvironment } from '../sanitize/knownValues.ts';
import { type Rules, withNamesOf } from '../sanitize/rules/list.ts';

/** Other programs write null where they know nothing. */
const request = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  as: z.enum(['terminal', 'code', 'data']).nullish(),
  file: z.string().nullish(),
  env: z.record(z.string(), z.string().nullable()).nullish(),
});

export type LineAnswer =
  | { readonly id: string | number; readonly text: string; readonly findings: readonly Finding[] }
  | {
      readonly id: string | number;
      readonly withheld: true;
      readonly reason: string;
      readonly findings: readonly Finding[];
    }
  | { readonly id: string | number | null; readonly error: { readonly code: string; readonly message: string } };

/** An answer as one line for whatever splits lines: some readers break at U+0085, U+2028 and U+2029 too. */
export function answerLine(answer: LineAnswer): string {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(answer).replace(/[\u0085\u2028\u2029]/g, escaped)}\n`;
}

/**
 * Answers requests of `sanitize --lines`, each by itself: placeholders are
 * numbered from one, and the values of `env` are known for their line alone.
 */
export function createLineSanitizer(
  rules: Rules,
  patience: { readonly now: () => number; readonly deadlineMs: number },
): (line: string) => LineAnswer {
  return (line) => {
    const parsed = request.safeParse(jsonOf(line));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return {
        id: idOf(line),
        error: {
          code: 'bad-request',
          message: `not a request: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'no JSON'}`,
        },
      };
    }
    const { id, text, as, file, env } = parsed.data;
    const known = Object.entries(env ?? {}).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as const],
    );
    const gate = createGateOne({
      rules: withNamesOf(rules, env ?? {}),
      known: knownValuesFromEnvironment(Object.fromEntries(known)),
      ...patience,
    });
    const result = gate.sanitize({ text, ...(as ? { as } : {}), ...(typeof file === 'string' ? { file } : {}) });
    if (result.withheld) return { id, withheld: true, reason: result.reason, findings: result.findings };
    return { id, text: result.text, findings: result.findings };
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function idOf(line: string): string | number | null {
  return z.object({ id: z.union([z.string(), z.number()]) }).safeParse(jsonOf(line)).data?.id ?? null;
}
