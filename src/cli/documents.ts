import * as z from 'zod';
import { agentNames } from '../model/context.ts';
import { layers, noteKinds, noteStatuses } from '../model/note.ts';

/**
 * The JSON documents of the command line. Fields may be added and none is
 * renamed, so unknown ones are let through; what is unknown is absent.
 */

const text = z.string();
const whole = z.int();
const seq = z.int().min(1);
const layer = z.enum(layers);

const evidence = z.looseObject({ recording: text, from: seq, to: seq, excerpt: text });

const note = z.looseObject({
  id: text.min(1),
  kind: z.enum(noteKinds),
  workflow: text,
  layer,
  trigger: text,
  action: text,
  prevents: text.optional(),
  text,
  parameters: z.array(text).optional(),
  evidence: z.array(evidence),
  support: z.looseObject({ n: whole, of: whole }),
  status: z.enum(noteStatuses),
  owner: text.optional(),
  supersedes: text.optional(),
  paths: z.array(text).optional(),
  source: z.looseObject({ file: text, line: whole.min(1) }).optional(),
  verifiedAt: text.optional(),
});

const step = z.looseObject({
  id: text,
  title: text,
  kind: text,
  from: seq,
  to: seq,
  actions: z.array(z.looseObject({ seq, summary: text })),
  inputs: z.array(text),
  outputs: z.array(text),
  verification: text.optional(),
});

const process = z.looseObject({
  spine: z.array(z.looseObject({ step: text, support: whole })),
  variants: z.array(z.looseObject({ at: text })),
  parameters: z.array(z.looseObject({ name: text, source: text, examples: z.array(text) })),
  order: z.array(z.looseObject({ before: text, after: text, support: whole, confidence: z.number().min(0).max(1) })),
});

export const distillDocument = z.looseObject({
  workflow: text,
  recordings: z.array(
    z.looseObject({
      id: text,
      workflow: text,
      recorder: text,
      startedAt: text,
      events: whole.min(0),
      complete: z.boolean(),
    }),
  ),
  walkthroughs: z.array(z.looseObject({ recording: text, steps: z.array(step) })),
  process,
  notes: z.array(note),
  droppedActions: z.array(z.looseObject({ recording: text, seq, reason: text })),
});

const gap = z.looseObject({
  id: text.min(1),
  code: z.enum([
    'unexplained-step',
    'unexplained-failure',
    'unknown-input',
    'off-screen',
    'decision',
    'unverified',
    'single-witness',
    'no-owner',
    'stale',
    'contradiction',
    'truncated',
    'credential',
    'not-captured',
    'agent-reported',
  ]),
  severity: z.enum(['high', 'medium', 'low']),
  workflow: text,
  subject: text.min(1),
  question: text.min(1),
  why: text.min(1),
  evidence: z.array(evidence),
  layer,
  askWhom: text.optional(),
  raisesTo: whole.min(0).max(100).optional(),
});

export const gapsDocument = z.looseObject({
  gaps: z.array(gap),
  coverage: z.looseObject({
    explained: z.number().min(0),
    observed: z.number().min(0),
    percent: whole.min(0).max(100),
  }),
});

export const sanitizeDocument = z.looseObject({
  text,
  findings: z.array(
    z.looseObject({
      rule: text,
      kind: text,
      start: whole
        .min(0)
        .describe('Offset into the input, in UTF-16 code units, as strings are counted in JavaScript.'),
      end: whole.min(0).describe('The same, behind the last.'),
      placeholder: text,
    }),
  ),
});

const change = z.looseObject({ path: text, action: z.enum(['create', 'update', 'delete']) });
const conflict = z.looseObject({ file: text, code: text, message: text });

/** `written`: what `context apply` wrote; absent in a plan. */
export const planDocument = z.looseObject({
  diff: text,
  changes: z.array(change),
  conflicts: z.array(conflict),
  written: z.array(text).optional(),
});

export const checkDocument = z.looseObject({
  ok: z.boolean(),
  findings: z.array(
    z.looseObject({
      code: z.enum(['stale', 'over-budget', 'hand-edited', 'conflict', 'missing']),
      file: text,
      note: text.optional(),
      message: text,
      update: text.optional(),
    }),
  ),
});

const loadWhen = z.enum(['always', 'path', 'demand']);

/** `context chart`: need → file → owner → how it loads → last verified. */
export const chartDocument = z.looseObject({
  rows: z.array(
    z.looseObject({
      need: text,
      file: text,
      line: whole.min(1).optional(),
      kind: z.enum([...noteKinds, 'skill', 'file']),
      note: text.optional(),
      source: text.optional(),
      workflow: text.optional(),
      layer,
      owner: text.optional(),
      ownerFrom: z.enum(['note', 'codeowners']).optional(),
      when: z.enum(['always', 'path', 'demand', 'never']),
      agents: z.array(z.looseObject({ agent: z.enum(agentNames), when: loadWhen })),
      lastVerified: z.looseObject({ recordedOn: text.optional(), commit: text.optional() }).optional(),
      status: z.enum(['current', 'pending', 'stale', 'hand-written']),
    }),
  ),
});

export const loadsDocument = z.looseObject({
  for: text,
  agents: z.array(
    z.looseObject({
      agent: z.enum(agentNames),
      loads: z.array(
        z.looseObject({
          file: text,
          when: loadWhen,
          bytes: whole,
          lines: whole,
          tokens: whole,
          cutBytes: whole,
          via: text.optional(),
        }),
      ),
      notLoaded: z.array(z.looseObject({ file: text, reason: text })),
      limitBytes: whole.optional(),
      usedBytes: whole,
      advice: z.array(text),
    }),
  ),
});

export const journalCheckDocument = z.looseObject({
  ok: z.boolean(),
  version: whole.optional(),
  events: whole.min(0),
  complete: z.boolean(),
  problems: z.array(z.looseObject({ line: whole, code: text, message: text })),
});

/** What `journal show` prints: the recording as read. */
export const journalShowDocument = z.looseObject({
  header: z.looseObject({ format: z.literal('mirror.recording'), version: z.literal(1), id: text, workflow: text }),
  events: z.array(z.looseObject({ seq, at: z.number(), kind: text })),
  complete: z.boolean(),
  problems: z.array(z.looseObject({ line: whole, code: text, message: text })),
});

export const errorDocument = z.looseObject({ error: z.looseObject({ code: text.min(1), message: text.min(1) }) });

/** The published JSON Schema: one definition a document. */
export function documentsJsonSchema(): Record<string, unknown> {
  const documents = {
    sanitize: sanitizeDocument,
    distill: distillDocument,
    gaps: gapsDocument,
    contextPlan: planDocument,
    contextCheck: checkDocument,
    contextChart: chartDocument,
    loads: loadsDocument,
    journalCheck: journalCheckDocument,
    journalShow: journalShowDocument,
    error: errorDocument,
  };
  const defined = Object.entries(documents).map(([name, schema]) => {
    const { $schema: _same, ...definition } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
    return [name, definition] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'JSON documents of the mirror command line',
    $defs: Object.fromEntries(defined),
  };
}
