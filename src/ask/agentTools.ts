import * as z from 'zod';
import { type ToolName, toolNames } from './toolNames.ts';

/** Estimated tokens an answer may have: what is asked for is held between these two. */
export const answerTokens = { least: 200, usual: 1200, most: 4000 } as const;

const short = (limit: number, description: string) => z.string().trim().min(1).max(limit).describe(description);
const maxTokens = z
  .int()
  .min(answerTokens.least)
  .max(answerTokens.most)
  .optional()
  .describe(`Most tokens of the answer, estimated; ${answerTokens.usual} unless given.`);

/** What each tool is asked with. Unknown fields are refused, and every text has a limit. */
export const toolInputs = {
  list_workflows: z.strictObject({ maxTokens }),
  get_procedure: z.strictObject({
    workflow: short(200, 'Name of the workflow, as list_workflows gives it.'),
    maxTokens,
  }),
  search_context: z.strictObject({
    query: short(500, 'What you want to know, in a few words: a command, an error message, a task.'),
    path: short(
      500,
      'The file you work on, relative to the root of the repository: what is about it comes first.',
    ).optional(),
    workflow: short(200, 'Only what belongs to this workflow.').optional(),
    maxTokens,
  }),
  explain_note: z.strictObject({
    note: short(200, 'Id of the note, as the other tools give it.'),
    maxTokens,
  }),
  report_gap: z.strictObject({
    missing: short(1000, 'What you needed to know and no context said, in one sentence. No secrets, no file contents.'),
    where: short(300, 'The file or command it is about.').optional(),
    purpose: short(500, 'The task you needed it for.').optional(),
    workflow: short(200, 'Name of the workflow, where it belongs to one.').optional(),
  }),
} as const satisfies Record<ToolName, z.ZodType>;

export type ToolInput<N extends ToolName> = z.infer<(typeof toolInputs)[N]>;

export interface ToolWords {
  readonly title: string;
  /** What a model reads to decide whether to use it. */
  readonly description: string;
  /** It changes nothing. */
  readonly readOnly: boolean;
}

export const toolWords: Readonly<Record<ToolName, ToolWords>> = {
  list_workflows: {
    title: 'List Workflows',
    description:
      'Lists the workflows of this repository that people recorded, with what is known of each. Use it first when a task looks like a procedure: a release, a migration, a rollback, an onboarding.',
    readOnly: true,
  },
  get_procedure: {
    title: 'Get Procedure',
    description:
      'Gives the recorded procedure of one workflow: parameters, steps with their commands, and the notes that belong to it. Use it before you perform the workflow.',
    readOnly: true,
  },
  search_context: {
    title: 'Search Context',
    description:
      'Searches the notes and context files of this repository and gives the best passages, ranked, with where each is from. Use it when a command fails, before an unfamiliar or risky step, or when you would otherwise guess.',
    readOnly: true,
  },
  explain_note: {
    title: 'Explain Note',
    description:
      'Says why a note is believed: its evidence from recordings, how often it was seen, when it was last verified, who owns it.',
    readOnly: true,
  },
  report_gap: {
    title: 'Report Gap',
    description:
      'Tells the maintainers what you needed to know and found nowhere: a value, a reason, a step, an owner. It is shown to them as a question. Use it once per missing fact, then go on with your task.',
    readOnly: false,
  },
};

/** The input of a tool as a JSON Schema, as the protocol and the editor's manifest want it. */
export function inputSchema(name: ToolName): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(toolInputs[name], { target: 'draft-7', io: 'input' });
  return schema;
}

export function isToolName(name: string): name is ToolName {
  return (toolNames as readonly string[]).includes(name);
}
