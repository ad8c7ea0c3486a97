import type { RecordedEvent } from '../model/event.ts';

/** Recordings come from outside: an event without its contract's fields is skipped, not guessed. */
export function isSound(event: RecordedEvent): boolean {
  if (typeof event?.seq !== 'number' || typeof event.at !== 'number' || Number.isNaN(event.at)) return false;
  switch (event.kind) {
    case 'command':
      return typeof event.line === 'string' && typeof event.cwd === 'string';
    case 'edit':
    case 'open':
    case 'file':
      return typeof event.file === 'string' && event.file !== '';
    case 'note':
      return typeof event.text === 'string' && event.text.trim() !== '';
    case 'task':
    case 'debug':
      return typeof event.name === 'string';
    default:
      return true;
  }
}
