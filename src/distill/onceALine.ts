import type { CommandAction } from './action.ts';
import type { Reading } from './reading.ts';

/**
 * Looks at each line once, for what depends on its reading alone: people repeat themselves. A line that is not certain
 * is marked so wherever it is told, and looked at each time.
 */
export function onceALine<T extends object | string>(look: (action: CommandAction) => T): (action: CommandAction) => T {
  const known = new Map<Reading, T>();
  return (action) => {
    if (action.uncertain) return look(action);
    const before = known.get(action.reading);
    if (before !== undefined) return before;
    const found = look(action);
    known.set(action.reading, found);
    return found;
  };
}
