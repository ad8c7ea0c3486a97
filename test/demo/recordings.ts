import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a recording, of whatever kind. */
export interface RecordedEvent {
  seq: number;
  at: number;
  kind: string;
  [field: string]: unknown;
}

/** A recording as it lies on disk. */
export interface RecordingOnDisk {
  file: string;
  header: { id: string; workflow: string; [field: string]: unknown };
  events: RecordedEvent[];
}

/** Every recording below the editor's global storage. A torn last line is left out, as readers do. */
export function recordingsIn(globalStorage: string): RecordingOnDisk[] {
  if (!existsSync(globalStorage)) return [];
  return readdirSync(globalStorage, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl') && entry.parentPath.endsWith('recordings'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
      const [header, ...events] = lines.map((line) => JSON.parse(line));
      return header ? [{ file, header, events }] : [];
    });
}

/** How many events of each kind. */
export function countKinds(events: RecordedEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
