import * as z from 'zod';
import { err, ok, type Result } from '../model/result.ts';
import type { RefineFailure } from './port.ts';

const claim = z.object({ words: z.string(), evidence: z.array(z.string()) });

/** The form of an answer. Without lengths or patterns, which structured outputs do not know: those are checked after. */
const answerSchema = z.object({
  proposals: z.array(
    z.object({
      note: z.string(),
      trigger: claim.optional(),
      action: claim.optional(),
      prevents: claim.optional(),
      text: claim.optional(),
    }),
  ),
  titles: z.array(z.object({ step: z.string(), title: claim })).optional(),
  merges: z.array(z.object({ keep: z.string(), into: z.array(z.string()), evidence: z.array(z.string()) })).optional(),
  judgements: z
    .array(
      z.object({
        note: z.string(),
        prevents: z.boolean(),
        action: z.boolean(),
        evidence: z.boolean(),
        inferable: z.boolean(),
      }),
    )
    .optional(),
});

export type Answer = z.infer<typeof answerSchema>;
export type Claim = z.infer<typeof claim>;

/** The form as JSON Schema, for a server that holds its model to one. */
export function answerJsonSchema(): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(answerSchema);
  return schema;
}

/** Reads an answer; one of another form is a failure that says so. */
export function readAnswer(answer: string): Result<Answer, RefineFailure> {
  const parsed = answerSchema.safeParse(jsonOf(answer));
  if (parsed.success) return ok(parsed.data);
  return err({
    code: 'bad-answer',
    message: 'the model did not answer in the form that was asked for; nothing was changed',
  });
}

/** A model may wrap its JSON in a fence however it is asked; nothing else is forgiven. */
function jsonOf(answer: string): unknown {
  const bare = answer.trim().replace(/^```(?:json)?\s*\n([\s\S]*)\n```$/, '$1');
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}
