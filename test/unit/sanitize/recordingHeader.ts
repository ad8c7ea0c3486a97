import type { RecordingHeader } from '../../../src/model/recording.ts';

/** The header of a recording that no gate has seen. */
export function recordingHeader(own: Partial<RecordingHeader> = {}): RecordingHeader {
  return {
    format: 'mirror.recording',
    version: 1,
    id: 'r',
    workflow: 'w',
    startedAt: '2026-01-01T00:00:00Z',
    recorder: 'heron',
    workspace: { name: 'shop' },
    sanitizer: 'none',
    ...own,
  };
}
