/**
 * What each agent's loader allows, as published. `source` and `checked` (ISO date) say where a figure is from and when
 * it was read. Hard limits cut or skip; soft ones are advice.
 */
export interface Limit {
  readonly value: number;
  readonly hard: boolean;
  readonly source: string;
  readonly checked: string;
}

const checked = '2026-11-21';

export const limits = {
  /** Bytes of all AGENTS.md files together, from the root down; what is over is dropped. */
  codexBytes: {
    value: 32 * 1024,
    hard: true,
    source: 'openai/codex, project_doc.rs and its documentation of AGENTS.md: project_doc_max_bytes',
    checked,
  },
  /** Lines of one CLAUDE.md. */
  claudeLines: { value: 200, hard: false, source: 'Claude Code documentation, memory', checked },
  /** A larger file is skipped. */
  claudeFileBytes: { value: 4 * 1024 * 1024, hard: true, source: 'Claude Code documentation, memory', checked },
  /** Imports of imports. */
  claudeImportHops: { value: 4, hard: true, source: 'Claude Code documentation, memory imports', checked },
  /** Characters of .github/copilot-instructions.md. */
  copilotCharacters: {
    value: 4000,
    hard: false,
    source: 'GitHub documentation, repository custom instructions',
    checked,
  },
  /** Lines of one rule. */
  cursorRuleLines: { value: 500, hard: false, source: 'Cursor documentation, rules', checked },
  geminiImportHops: {
    value: 5,
    hard: true,
    source: 'google-gemini/gemini-cli, memoryImportProcessor.ts: maxDepth',
    checked,
  },
  skillName: { value: 64, hard: true, source: 'agentskills.io specification', checked },
  skillDescription: { value: 1024, hard: true, source: 'agentskills.io specification', checked },
  skillLines: { value: 500, hard: false, source: 'agentskills.io specification', checked },
  skillTokens: { value: 5000, hard: false, source: 'agentskills.io specification', checked },
} as const satisfies Record<string, Limit>;

/** Four bytes a token: a rough mean for English prose and code over the vendors' tokenizers. */
export const bytesAToken = 4;

/** Tokens of so many bytes, estimated. */
export function estimatedTokens(bytes: number): number {
  return Math.ceil(bytes / bytesAToken);
}
