import type { CommandFact } from '../../src/model/event.ts';

/** A command that ran in the first terminal. */
export function command(line: string, exitCode = 0, text?: string): CommandFact {
  return {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: '.',
    line,
    confidence: 'high',
    exitCode,
    durationMs: 40,
    ...(text === undefined ? {} : { output: { text } }),
  };
}
