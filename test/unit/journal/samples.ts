import type { Fact } from '../../../src/model/event.ts';
import type { RecordingHeader } from '../../../src/model/recording.ts';

export const header: RecordingHeader = {
  format: 'mirror.recording',
  version: 1,
  id: 'sample-1',
  workflow: 'Cut a release',
  startedAt: '2026-03-01T09:00:00.000Z',
  recorder: 'quiet-heron',
  workspace: { name: 'harbour', head: 'a'.repeat(40) },
  sanitizer: 'mirror/1',
};

/** One fact of every kind, each with all its fields. */
export const facts: readonly Fact[] = [
  {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: 'packages/api',
    line: 'npm test',
    confidence: 'high',
    exitCode: 1,
    durationMs: 1200,
    output: { text: 'not ok 1 – größer\n', truncated: true },
    folder: 'api',
  },
  { kind: 'edit', file: 'src/a.ts', origin: 'typed', hunks: [{ line: 3, before: ['a'], after: ['b', 'ç'] }] },
  { kind: 'edit', file: '.env', origin: 'unknown', withheld: true },
  { kind: 'file', op: 'rename', file: 'a.md', to: 'b.md', origin: 'user' },
  { kind: 'open', file: 'README.md', line: 12 },
  { kind: 'task', name: 'build', source: 'npm', exitCode: 0 },
  { kind: 'debug', op: 'start', name: 'Launch', type: 'node' },
  { kind: 'git', op: 'commit', branch: 'main', head: 'b'.repeat(40), message: 'Fix the gauge' },
  { kind: 'note', text: 'The gauge is read twice because the first reading is stale.' },
  { kind: 'focus', focused: false },
  { kind: 'diagnostics', errors: 1, warnings: 2 },
  { kind: 'pause' },
  { kind: 'resume' },
  { kind: 'capture', source: 'terminal', state: 'degraded', reason: 'no shell integration in sh' },
  { kind: 'end', reason: 'stopped by the person' },
];
