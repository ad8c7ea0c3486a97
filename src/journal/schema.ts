import * as z from 'zod';
import type { FactKind, RecordedEvent } from '../model/event.ts';
import type { RecordingHeader } from '../model/recording.ts';

/** The version this program writes. Older ones are upgraded on reading, newer ones refused. */
export const currentVersion = 1;

/**
 * The schemas of version 1. They are strict so that an unknown field can be told from a wrong
 * one; readers keep what is unknown, and the published JSON Schema allows it.
 */
const stamp = {
  seq: z.int().min(1).describe('Gapless from 1, the order written.'),
  at: z.number().min(0).describe('Milliseconds since the start, stamped in the listener; for a command its start.'),
};

const file = z
  .string()
  .min(1)
  .describe('Relative to the workspace folder, with "/"; outside it, with the home as "~".');
const folder = z
  .string()
  .describe('Name of the folder in a workspace of several; absent in the first.')
  .exactOptional();

const output = z
  .strictObject({ text: z.string(), truncated: z.boolean().exactOptional() })
  .describe('Absent means unknown, never "no output".');

const hunk = z.strictObject({
  line: z.int().min(1).describe('First changed line, 1-based, in the text before.'),
  before: z.array(z.string()),
  after: z.array(z.string()),
});

export const headerSchema = z.strictObject({
  format: z.literal('mirror.recording'),
  version: z.literal(currentVersion),
  id: z.string().min(1),
  workflow: z.string(),
  startedAt: z.iso.datetime({ offset: true }),
  recorder: z.string().describe('A pseudonym, the same for one person on one machine.'),
  workspace: z.strictObject({ name: z.string(), head: z.string().exactOptional() }),
  sanitizer: z.string().describe('"mirror/<rules version>", or "none".'),
}) satisfies z.ZodType<RecordingHeader>;

const gitOperations = [
  'commit',
  'checkout',
  'branch',
  'merge',
  'rebase',
  'cherry-pick',
  'reset',
  'tag',
  'other',
] as const;

/** One schema for each kind of version 1: a kind added to the model and forgotten here does not compile. */
export const eventSchemas = {
  command: z.strictObject({
    ...stamp,
    kind: z.literal('command'),
    terminal: z.int(),
    shell: z.string(),
    cwd: z.string().describe('"." at the folder\'s root; outside it the path with the home folder as "~".'),
    line: z.string(),
    confidence: z.enum(['low', 'medium', 'high']),
    exitCode: z.int().exactOptional(),
    durationMs: z.number().min(0).exactOptional(),
    output: output.exactOptional(),
    folder,
  }),
  edit: z.strictObject({
    ...stamp,
    kind: z.literal('edit'),
    file,
    origin: z.enum(['typed', 'paste', 'format', 'assistant', 'undo', 'external', 'unknown']),
    hunks: z.array(hunk).exactOptional(),
    withheld: z.boolean().describe("The file's content is never recorded, only that it was edited.").exactOptional(),
    folder,
  }),
  file: z.strictObject({
    ...stamp,
    kind: z.literal('file'),
    op: z.enum(['create', 'change', 'rename', 'delete']),
    file,
    to: z.string().exactOptional(),
    origin: z.enum(['user', 'external']),
    folder,
  }),
  open: z.strictObject({ ...stamp, kind: z.literal('open'), file, line: z.int().min(1).exactOptional(), folder }),
  task: z.strictObject({
    ...stamp,
    kind: z.literal('task'),
    name: z.string(),
    source: z.string(),
    exitCode: z.int().exactOptional(),
  }),
  debug: z.strictObject({
    ...stamp,
    kind: z.literal('debug'),
    op: z.enum(['start', 'stop']),
    name: z.string(),
    type: z.string(),
  }),
  git: z.strictObject({
    ...stamp,
    kind: z.literal('git'),
    op: z.enum(gitOperations),
    branch: z.string().exactOptional(),
    head: z.string().describe('Full hash of HEAD after the operation.').exactOptional(),
    message: z.string().exactOptional(),
    folder,
  }),
  note: z.strictObject({ ...stamp, kind: z.literal('note'), text: z.string() }),
  focus: z.strictObject({ ...stamp, kind: z.literal('focus'), focused: z.boolean() }),
  diagnostics: z.strictObject({
    ...stamp,
    kind: z.literal('diagnostics'),
    errors: z.int().min(0),
    warnings: z.int().min(0),
  }),
  pause: z.strictObject({ ...stamp, kind: z.literal('pause') }),
  resume: z.strictObject({ ...stamp, kind: z.literal('resume') }),
  capture: z.strictObject({
    ...stamp,
    kind: z.literal('capture'),
    source: z.string(),
    state: z.enum(['degraded', 'restored']),
    reason: z.string(),
  }),
  end: z.strictObject({ ...stamp, kind: z.literal('end'), reason: z.string() }),
} satisfies { [K in FactKind]: z.ZodType<RecordedEvent & { kind: K }> };

/** What every event of every version carries, known or not. */
export const stampSchema = z.looseObject({ ...stamp, kind: z.string().min(1) });

export function isKnownKind(kind: string): kind is FactKind {
  return Object.hasOwn(eventSchemas, kind);
}

/**
 * The published JSON Schema of one line of a recording. Unknown fields and kinds are allowed, because
 * readers keep them; a known kind must have its fields.
 */
export function recordingLineJsonSchema(): Record<string, unknown> {
  const kinds = Object.keys(eventSchemas).filter(isKnownKind);
  const definitions: Record<string, unknown> = {
    header: openJsonSchema(headerSchema),
    stamp: openJsonSchema(stampSchema),
  };
  for (const kind of kinds) definitions[kind] = openJsonSchema(eventSchemas[kind]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'One line of a Mirror recording, version 1',
    description:
      'A recording is UTF-8 JSON lines: a header, then events with "seq" gapless from 1; a complete one ends with an "end" event.',
    anyOf: [{ $ref: '#/$defs/header' }, { $ref: '#/$defs/event' }],
    $defs: {
      ...definitions,
      event: {
        $ref: '#/$defs/stamp',
        allOf: kinds.map((kind) => ({
          if: { properties: { kind: { const: kind } }, required: ['kind'] },
          // biome-ignore lint/suspicious/noThenProperty: "then" is a keyword of JSON Schema.
          then: { $ref: `#/$defs/${kind}` },
        })),
      },
    },
  };
}

function openJsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  });
  return rest;
}
